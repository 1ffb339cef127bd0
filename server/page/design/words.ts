import { LOCALE } from './locale.js';

const whole = new Intl.NumberFormat(LOCALE);

/** 'One product', '1,203 products'. */
export function counted(count: number, one: string, many: string): string {
  return count === 1 ? `1 ${one}` : `${whole.format(count)} ${many}`;
}

export function wholeNumber(value: number): string {
  return whole.format(value);
}

/**
 * An amount as the reader writes it, with the sign of its currency: '€1,299', '1.299,00 €'; a bare number when the catalog
 * names none, and its own name for one that nobody else knows.
 */
export function money(price: number, currency: string | null | undefined, locale = LOCALE): string {
  const digits = Number.isInteger(price) ? { maximumFractionDigits: 0 } : {};
  const bare = (): string => {
    const two = Number.isInteger(price) ? {} : { minimumFractionDigits: 2, maximumFractionDigits: 2 };
    return new Intl.NumberFormat(locale, two).format(price);
  };
  if (!currency) return bare();
  try {
    return new Intl.NumberFormat(locale, { style: 'currency', currency, ...digits }).format(price);
  } catch {
    return `${bare()} ${currency}`;
  }
}

/** 'baseColour' and 'base_colour' as 'Base colour'. */
export function readableName(name: string): string {
  const words = name
    .replace(/[_-]+/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .trim();
  const text = words.charAt(0).toUpperCase() + words.slice(1);
  return text === 'Color' ? 'Colour' : text;
}

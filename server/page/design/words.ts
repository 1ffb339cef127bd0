const whole = new Intl.NumberFormat('en');

/** 'One product', '1,203 products'. */
export function counted(count: number, one: string, many: string): string {
  return count === 1 ? `1 ${one}` : `${whole.format(count)} ${many}`;
}

export function wholeNumber(value: number): string {
  return whole.format(value);
}

/** A price as its currency is written; a bare number when the catalog names none, or none that is known. */
export function money(price: number, currency: string | null | undefined): string {
  const digits = Number.isInteger(price) ? 0 : 2;
  const bounds = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  try {
    if (currency) return new Intl.NumberFormat('en', { style: 'currency', currency, ...bounds }).format(price);
  } catch {
    return `${new Intl.NumberFormat('en', bounds).format(price)} ${currency ?? ''}`;
  }
  return new Intl.NumberFormat('en', bounds).format(price);
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

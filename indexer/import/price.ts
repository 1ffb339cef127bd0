/** An amount in the currency's main unit, with its ISO 4217 code when the text says so. */
export interface Price {
  readonly amount: number;
  readonly currency?: string | undefined;
}

const SYMBOLS: Readonly<Record<string, string>> = {
  $: 'USD',
  US$: 'USD',
  C$: 'CAD',
  CA$: 'CAD',
  A$: 'AUD',
  AU$: 'AUD',
  NZ$: 'NZD',
  R$: 'BRL',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '₹': 'INR',
  'RS.': 'INR',
  RS: 'INR',
  '₽': 'RUB',
  '₩': 'KRW',
  '₺': 'TRY',
  ZŁ: 'PLN',
};

/**
 * Reads a price as people and feeds write it: 19.9, '$1,299.00', '15.00 USD', '1.299,00 €', "CHF 1'299.50".
 * A single comma before three digits divides thousands, a single point never does.
 * @returns undefined when it is no price; negative ones are none
 */
export function parsePrice(value: string | number): Price | undefined {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? { amount: value } : undefined;
  const match =
    /^(?<before>(?:[^\d.,-]*\p{L}\.)?[^\d.,-]*)(?<digits>[\d.,'’\s\u00a0\u202f]*\d[.,]?-{0,2})(?<after>[^\d.,]*(?:\p{L}\.)?)$/u.exec(
      value.trim(),
    );
  if (match?.groups === undefined) return undefined;
  const { before = '', digits = '', after = '' } = match.groups;
  const names = [before.trim(), after.trim()].filter((name) => name !== '');
  const currencies = names.map(currencyOf);
  if (currencies.includes(undefined) || new Set(currencies).size > 1) return undefined;
  const amount = parseAmount(digits.replace(/[\s\u00a0\u202f'’]/gu, '').replace(/[.,]?-{1,2}$|[.,]$/u, ''));
  return amount === undefined
    ? undefined
    : { amount, ...(currencies[0] === undefined ? {} : { currency: currencies[0] }) };
}

function currencyOf(name: string): string | undefined {
  const upper = name.toUpperCase();
  return SYMBOLS[upper] ?? (/^[A-Z]{3}$/.test(upper) ? upper : undefined);
}

/** @param digits digits, points and commas only */
function parseAmount(digits: string): number | undefined {
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  if (last < 0) return /^\d+$/.test(digits) ? Number(digits) : undefined;
  const mark = digits[last];
  const whole = digits.slice(0, last);
  const fraction = digits.slice(last + 1);
  const divides = whole.includes(mark) || (mark === ',' && /^\d{3}$/.test(fraction) && /^[1-9]/.test(whole));
  const groups = (divides ? digits : whole).split(/[.,]/u);
  // 1,299 and 12,99,999 (Indian) are groups of two or three digits; 1,2,3 is not a number.
  if (groups.slice(1).some((group) => !/^\d{2,3}$/.test(group))) return undefined;
  if (divides && digits.includes('.') && digits.includes(',')) return undefined;
  const amount = Number(divides ? groups.join('') : `${groups.join('') || '0'}.${fraction}`);
  return Number.isFinite(amount) ? amount : undefined;
}

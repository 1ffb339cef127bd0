/** An amount in the currency's main unit, with its ISO 4217 code when the text says so. */
export interface Price {
  readonly amount: number;
  readonly currency?: string | undefined;
}

/** Currencies by what is written beside amounts, in capitals; '' where it does not say which of several it is. */
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
  HK$: 'HKD',
  S$: 'SGD',
  MX$: 'MXN',
  EURO: 'EUR',
  EUROS: 'EUR',
  KČ: 'CZK',
  FT: 'HUF',
  LEI: 'RON',
  'FR.': 'CHF',
  SFR: 'CHF',
  TL: 'TRY',
  '₴': 'UAH',
  ГРН: 'UAH',
  РУБ: 'RUB',
  'РУБ.': 'RUB',
  '฿': 'THB',
  '₫': 'VND',
  '₪': 'ILS',
  円: 'JPY',
  元: 'CNY',
  원: 'KRW',
  KR: '',
  'KR.': '',
};

/** Currencies whose smallest unit in use is the main one: ISO 4217, and those whose cents no shop uses. */
const WITHOUT_CENTS = new Set('BIF CLP COP DJF GNF HUF IDR ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' '));

/** Currencies with a thousandth as their smallest unit (ISO 4217). */
const WITH_MILLS = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '));

/** What divides the whole part of an amount from its fraction. */
export type DecimalMark = '.' | ',';

/** '1.299' is 1299 where the comma is the decimal mark, and 1.299 where the point is: the text does not say which. */
export type MarkEvidence = DecimalMark | 'either' | undefined;

const AMOUNT =
  /^(?<before>(?:[^\d.,-]*\p{L}\.)?[^\d.,-]*)(?<digits>[\d.,'’\s\u00a0\u202f]*\d(?:[.,]?[-–—]{1,2}|[.,])?)(?<after>[^\d.,]*(?:\p{L}\.)?)$/u;

/** The cents of '5,-' and '5.--'. */
const NO_CENTS = /[.,]?[-–—]{1,2}$/u;

interface Parts {
  /** Digits, points and commas. */
  readonly digits: string;
  readonly currency: string | undefined;
  /** The mark before cents that are written as a dash, or which must be it since the dash says that there are none. */
  readonly mark: DecimalMark | undefined;
  /** Blanks or apostrophes divide thousands, so that a point or a comma does not. */
  readonly hasOtherDividers: boolean;
  readonly hasSymbolBefore: boolean;
}

/**
 * Reads a price as people and feeds write it: 19.9, '$1,299.00', '15.00 USD', '1.299,00 €', "CHF 1'299.50", '1.299,-'.
 * @param decimalMark of the column; without it, a single comma before three digits divides thousands and a single point
 *   never does
 * @returns undefined when it is no price; negative ones are none
 */
export function parsePrice(value: string | number, decimalMark?: DecimalMark): Price | undefined {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? { amount: value } : undefined;
  const parts = partsOf(value);
  if (parts === undefined) return undefined;
  const amount = parseAmount(parts.digits, parts.mark ?? markOfCurrency(parts) ?? decimalMark);
  return amount === undefined
    ? undefined
    : { amount, ...(parts.currency === undefined ? {} : { currency: parts.currency }) };
}

/** What a price tells about the decimal mark of its column: '49,95' says a comma, '1.299' may be either. */
export function decimalMarkOf(text: string): MarkEvidence {
  const parts = partsOf(text);
  if (parts === undefined) return undefined;
  const { digits, mark } = parts;
  if (mark !== undefined) return mark;
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  if (last < 0) return undefined;
  const final = digits[last] as DecimalMark;
  const whole = digits.slice(0, last);
  if (whole.includes(final)) return other(final); // 1.234.567
  if (/[.,]/.test(whole)) return final;
  const isEither = /^[1-9]\d{0,2}$/.test(whole) && digits.length - last - 1 === 3 && !parts.hasOtherDividers;
  return isEither ? (markOfCurrency(parts) ?? 'either') : final;
}

function partsOf(text: string): Parts | undefined {
  const groups = AMOUNT.exec(text.trim())?.groups;
  if (groups === undefined) return undefined;
  const { before, digits, after } = groups;
  const names = [before.trim(), after.trim()].filter((name) => name !== '');
  const currencies = names.map(currencyOf);
  if (currencies.includes(undefined) || new Set(currencies).size > 1) return undefined;
  const bare = digits.replace(/[\s\u00a0\u202f'’]/gu, '');
  const dash = NO_CENTS.exec(bare)?.[0];
  const plain = bare.replace(NO_CENTS, '').replace(/[.,]$/u, '');
  return {
    digits: plain,
    currency: currencies[0] === '' ? undefined : currencies[0],
    mark: dash === undefined ? undefined : markBesideDash(dash, plain),
    hasOtherDividers: /\d[\s\u00a0\u202f'’]\d/u.test(digits),
    hasSymbolBefore: /[$£₹]$/u.test(before.trim()),
  };
}

/** Where a dash stands for the cents, a mark before it can only divide thousands: '1.299,-', '1.299.-'. */
function markBesideDash(dash: string, digits: string): DecimalMark | undefined {
  const divider = /[.,]/.exec(digits)?.[0] as DecimalMark | undefined;
  if (divider !== undefined) return other(divider);
  return dash.startsWith('.') || dash.startsWith(',') ? (dash[0] as DecimalMark) : undefined;
}

/**
 * A currency without cents has no decimal mark, and one with mills has three digits behind it; behind a dollar, a pound
 * or a rupee that stands before the amount, a comma divides thousands.
 */
function markOfCurrency({ digits, currency, hasSymbolBefore }: Parts): DecimalMark | undefined {
  const mark = /[.,](?=\d{3}$)/.exec(digits)?.[0] as DecimalMark | undefined;
  if (mark === undefined || currency === undefined) return undefined;
  if (hasSymbolBefore && mark === ',') return '.';
  if (WITHOUT_CENTS.has(currency)) return other(mark);
  return WITH_MILLS.has(currency) ? mark : undefined;
}

function other(mark: DecimalMark): DecimalMark {
  return mark === '.' ? ',' : '.';
}

function currencyOf(name: string): string | undefined {
  const upper = name.toUpperCase();
  return SYMBOLS[upper] ?? (/^[A-Z]{3}$/.test(upper) ? upper : undefined);
}

/** @param digits digits, points and commas only */
function parseAmount(digits: string, decimalMark: DecimalMark | undefined): number | undefined {
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  if (last < 0) return /^\d+$/.test(digits) ? Number(digits) : undefined;
  const mark = digits[last];
  const whole = digits.slice(0, last);
  const fraction = digits.slice(last + 1);
  const isEither = /^\d{3}$/.test(fraction) && /^[1-9]\d{0,2}$/.test(whole);
  const divides = whole.includes(mark) || (isEither && mark !== (decimalMark ?? '.'));
  const groups = (divides ? digits : whole).split(/[.,]/u);
  // 1,299 and 12,99,999 (Indian) are groups of two or three digits; 1,2,3 is not a number.
  if (groups.slice(1).some((group) => !/^\d{2,3}$/.test(group))) return undefined;
  if (divides && digits.includes('.') && digits.includes(',')) return undefined;
  const amount = Number(divides ? groups.join('') : `${groups.join('') || '0'}.${fraction}`);
  return Number.isFinite(amount) ? amount : undefined;
}

import type { Price } from './price.js';

/** The prices of a product as its feed states them. */
export interface StatedPrices {
  readonly price?: Price | undefined;
  /** While the sale is on. */
  readonly salePrice?: Price | undefined;
  /** Before a reduction. */
  readonly listPrice?: Price | undefined;
  /** The days of the sale, 'START/END' as in Google's feeds. */
  readonly saleDates?: string | undefined;
  readonly saleStart?: string | undefined;
  readonly saleEnd?: string | undefined;
}

/** What a buyer pays, and what it was before. */
export interface PriceOfToday {
  readonly price: Price | undefined;
  /** Only when it is higher than the price. */
  readonly listPrice: number | undefined;
  /** Why a stated price was not taken. */
  readonly doubt: string | undefined;
}

/**
 * Decides which of the stated prices a buyer pays today: the sale price while the sale is on. The list price is then the
 * price without the sale.
 */
export function priceOfToday(stated: StatedPrices, today: Date): PriceOfToday {
  const regular = stated.price ?? stated.listPrice;
  const sale = saleOf(stated, regular, today);
  const price = sale.price ?? regular;
  const before = [stated.listPrice, sale.price === undefined ? undefined : regular]
    .filter((other) => other !== undefined && isHigher(other, price))
    .map((other) => other!.amount);
  return {
    price: price === undefined ? undefined : { currency: regular?.currency, ...withoutUndefined(price) },
    listPrice: before.length === 0 ? undefined : Math.max(...before),
    doubt: sale.doubt,
  };
}

function saleOf(
  { salePrice, ...dates }: StatedPrices,
  regular: Price | undefined,
  today: Date,
): { readonly price?: Price; readonly doubt?: string } {
  if (salePrice === undefined || salePrice.amount === 0) return {}; // many shops write 0 where there is no sale
  if (regular !== undefined && !isSameCurrency(regular, salePrice)) {
    return { doubt: `the sale price is in ${salePrice.currency ?? ''}, the price in ${regular.currency ?? ''}` };
  }
  if (regular !== undefined && salePrice.amount > regular.amount) {
    return { doubt: `the sale price ${salePrice.amount} is higher than the price ${regular.amount}` };
  }
  const on = isOn(dates, today);
  if (typeof on === 'string') return { doubt: on };
  return on || regular === undefined ? { price: salePrice } : {};
}

/** @returns whether the sale is on, or why that cannot be told */
function isOn({ saleDates = '', saleStart = '', saleEnd = '' }: StatedPrices, today: Date): boolean | string {
  const range = saleDates.trim();
  const divider = /\s*\/\s*(?=[\dP]|$)/.exec(range);
  const [start, end] =
    range === ''
      ? [saleStart.trim(), saleEnd.trim()]
      : divider === null
        ? [range, '']
        : [range.slice(0, divider.index), range.slice(divider.index + divider[0].length)];
  const from = start === '' ? -Infinity : timeOf(start, 'start');
  const until = end === '' ? Infinity : timeOf(end, 'end');
  if (from === undefined || until === undefined) {
    return `the days of the sale '${from === undefined ? start : end}' cannot be read`;
  }
  return from <= today.getTime() && today.getTime() <= until;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Milliseconds of a date: 2024-05-01, 2024-05-01T10:00-0800, 2024-05-01 10:00:00, 20240501, 01.05.2024, or seconds since
 * 1970. Without a zone it is one of UTC. A day alone is taken from its beginning to its end.
 */
function timeOf(text: string, side: 'start' | 'end'): number | undefined {
  if (/^\d{9,10}$/.test(text)) return Number(text) * 1000;
  const written = text
    .replace(/^(\d{4})(\d{2})(\d{2})(?!\d)/, '$1-$2-$3')
    .replace(/^(\d{1,2})\.(\d{1,2})\.(\d{4})/, '$3-$2-$1');
  const match =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):?(\d{2})(?::?(\d{2})(?:\.\d+)?)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i.exec(
      written,
    );
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, zone = 'Z'] = match;
  const numbers = [month, day].map(Number);
  if (numbers[0] < 1 || numbers[0] > 12 || numbers[1] < 1 || numbers[1] > 31) return undefined;
  const time = Date.UTC(
    Number(year),
    numbers[0] - 1,
    numbers[1],
    Number(hour ?? 0),
    Number(minute ?? 0),
    Number(second ?? 0),
  );
  const wholeDay = hour === undefined && side === 'end' ? DAY_MS - 1 : 0;
  return time + wholeDay - zoneMs(zone);
}

function zoneMs(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (match === null) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000;
}

function isHigher(other: Price, price: Price | undefined): boolean {
  return price !== undefined && isSameCurrency(other, price) && other.amount > price.amount;
}

function isSameCurrency(a: Price, b: Price): boolean {
  return a.currency === undefined || b.currency === undefined || a.currency === b.currency;
}

function withoutUndefined({ amount, currency }: Price): Price {
  return currency === undefined ? { amount } : { amount, currency };
}

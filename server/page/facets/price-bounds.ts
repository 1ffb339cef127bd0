import { LOCALE } from '../design/locale.js';

export interface PriceBounds {
  readonly least: number;
  readonly most: number | undefined;
}

/** Reads a range of the price facet: '0-50', '1000-', '1000+'. */
export function boundsOf(range: string): PriceBounds | undefined {
  const [, least, most] = /^(\d+(?:\.\d+)?)(?:-|\.\.|\+)(\d+(?:\.\d+)?)?$/u.exec(range) ?? [];
  if (least === undefined) return undefined;
  return { least: Number(least), most: most === undefined ? undefined : Number(most) };
}

/**
 * An amount as people type it: '19,90', '1 299', "1'299.50". A point or comma before exactly three digits parts thousands
 * where the reader's language writes them so: '1.299' is a thousand in German and not in English.
 * @returns undefined for nothing at all
 */
export function readBound(text: string, locale = LOCALE): number | undefined | 'wrong' {
  const typed = text.replace(/[\s'’]/gu, '');
  if (typed === '') return undefined;
  const decimal = decimalSign(typed, locale);
  const [integer, fraction = ''] = decimal === undefined ? [typed] : typed.split(decimal);
  if (!/^\d*(?:[.,]\d{2,3})*$/u.test(integer)) return 'wrong';
  const amount = Number(`${integer.replace(/[.,]/gu, '')}.${fraction}`);
  return Number.isFinite(amount) && amount >= 0 ? amount : 'wrong';
}

/** @returns the point or comma that parts the fraction; undefined when the amount has none */
function decimalSign(typed: string, locale: string): string | undefined {
  const signs: string[] = [...(typed.match(/[.,]/gu) ?? [])];
  const last = signs.at(-1);
  if (last === undefined) return undefined;
  if (signs.length > 1) return signs.indexOf(last) === signs.length - 1 ? last : undefined;
  return /[.,]\d{3}$/u.test(typed) && last === groupSign(locale) ? undefined : last;
}

function groupSign(locale: string): string | undefined {
  return new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(123456).find(({ type }) => type === 'group')
    ?.value;
}

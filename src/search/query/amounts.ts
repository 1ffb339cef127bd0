import { currencyBefore, currencyBehind } from './currencies.js';
import type { Lexeme } from './lexemes.js';
import { phraseAt } from './phrase-table.js';
import {
  CURRENCIES,
  NOT_A_PRICE,
  NOT_THOUSANDS,
  NUMBER_WORDS,
  TOUCHING_MARKS,
  UNIT_MARKS,
  UNITS,
} from './price-words.js';

/** A number of a query that may be a price. */
export interface Amount {
  readonly value: number;
  /** Codes that the currency beside it may stand for; undefined when none stands there. */
  readonly currencies: readonly string[] | undefined;
  /** Whether it was written with a k: '2k'. */
  readonly isInThousands: boolean;
  /** Its first lexeme, and the one after its last. */
  readonly from: number;
  readonly end: number;
}

/** What decides how an amount is read. */
export interface AmountContext {
  readonly lexemes: readonly Lexeme[];
  /** Code of the currency that the catalog's prices are in; undefined when unknown or mixed. */
  readonly currency: () => string | undefined;
  /** Whether the word 'in' at this place is the preposition and no inch: 'under 50 in black'. */
  readonly isPreposition: (lexeme: number) => boolean;
}

/** Words of numbers less than this are more often something else: 'over one shoulder'. */
const LEAST_IN_WORDS = 10;

export interface AmountOptions {
  /** Whether a comparison stands before it: 'under rs 500' is money, where 'RS 200' alone may be a model. */
  readonly isCompared?: boolean | undefined;
}

/**
 * Reads an amount: '1500', '1.500,00 €', '$50', '2k', 'EUR 20', 'fifty dollars'.
 * @param from the lexeme that it would begin with
 * @returns undefined for anything else, also for measures ('50 inch', '4k tv', '50 %', '32/34') and for 'x $ off'
 */
export function amountAt(
  context: AmountContext,
  from: number,
  { isCompared = false }: AmountOptions = {},
): Amount | undefined {
  const before = currencyBefore(context, from, isCompared);
  const digits = before?.end ?? from;
  const number = numberAt(context.lexemes, digits, { isMoney: before !== undefined });
  if (number === undefined || number.value === 0) return undefined;
  const behind = before === undefined ? currencyBehind(context, number.end) : undefined;
  const currencies = before?.codes ?? behind?.codes;
  const end = afterFlourish(context.lexemes, behind?.end ?? number.end);
  const isMoney = currencies !== undefined || end > number.end;
  if (isMeasured(context, { end, isMoney })) return undefined;
  const isInThousands = number.isInThousands === true;
  return { value: number.value, isInThousands, currencies: isMoney ? (currencies ?? []) : undefined, from, end };
}

/** '50,-', '1500/-', '50.-' */
function afterFlourish(lexemes: readonly Lexeme[], from: number): number {
  const [sign, dash] = [lexemes.at(from), lexemes.at(from + 1)];
  const isFlourish = sign !== undefined && [',', '.', '/'].includes(sign.text) && sign.isAttached;
  if (!isFlourish || dash?.isAttached !== true || !/^[-–—]$/u.test(dash.text)) return from;
  return lexemes.at(from + 2)?.isAttached === true && lexemes.at(from + 2)?.kind !== 'mark' ? from : from + 2;
}

interface ReadNumber {
  readonly value: number;
  readonly isInThousands?: boolean | undefined;
  readonly end: number;
}

function numberAt(lexemes: readonly Lexeme[], from: number, { isMoney }: { isMoney: boolean }): ReadNumber | undefined {
  const lexeme = lexemes.at(from);
  if (lexeme?.kind === 'word') return wordsOfNumber(lexemes, from);
  if (lexeme?.kind !== 'number') return undefined;
  if (!isMoney && isPartOfName(lexemes, from)) return undefined;
  const value = parseAmount(lexeme.text);
  if (value === undefined) return undefined;
  const suffix = lexemes.at(from + 1);
  if (suffix?.isAttached === true && suffix.text === 'k' && !NOT_THOUSANDS.has(lexemes.at(from + 2)?.text ?? '')) {
    return { value: value * 1000, isInThousands: true, end: from + 2 };
  }
  return grouped(lexemes, { value, end: from + 1 });
}

/** 'mp3', '1/2', 'x-50'; but the 40 of '20-40' is a number. */
function isPartOfName(lexemes: readonly Lexeme[], at: number): boolean {
  const [first, before] = [at > 1 ? lexemes[at - 2] : undefined, at > 0 ? lexemes[at - 1] : undefined];
  if (!lexemes[at].isAttached || before === undefined) return false;
  if (before.kind !== 'mark') return true;
  const isRange = /^[-–—]$/u.test(before.text) && (first?.kind === 'number' || CURRENCIES.has(first?.text ?? ''));
  return /^[-–—.#/*×]$/u.test(before.text) && !isRange;
}

/** '1 500', '1 499 €': groups of three digits after a space, where they are round or a currency ends them. */
function grouped(lexemes: readonly Lexeme[], first: ReadNumber): ReadNumber {
  let { value, end } = first;
  if (value >= 1000) return first;
  while (/^\d{3}$/u.test(lexemes.at(end)?.text ?? '') && !lexemes[end].isAttached) {
    value = value * 1000 + Number(lexemes[end].text);
    end++;
  }
  const isSure = value % 100 === 0 || CURRENCIES.has(lexemes.at(end)?.text ?? '');
  return end > first.end && isSure ? { value, end } : first;
}

/**
 * The number that somebody wrote. A single point or comma before exactly three digits divides thousands: prices have
 * two decimals.
 */
export function parseAmount(written: string): number | undefined {
  const plain = written.replace(/['’]/gu, ',');
  if (/^(?:0|[1-9]\d*)$/u.test(plain)) return Number(plain);
  if (/^[1-9]\d{0,2}(?:\.\d{3})+$|^[1-9]\d{0,2}(?:,\d{2,3})*,\d{3}$/u.test(plain))
    return Number(plain.replace(/[.,]/gu, ''));
  const [, whole, decimals] = /^(\d{1,3}(?:[.,]?\d{2,3})*|\d+)[.,](\d{1,2})$/u.exec(plain) ?? [];
  return whole === undefined ? undefined : Number(`${whole.replace(/[.,]/gu, '')}.${decimals}`);
}

/** 'twenty five', 'two hundred', 'a thousand' */
function wordsOfNumber(lexemes: readonly Lexeme[], from: number): ReadNumber | undefined {
  let end = lexemes[from].text === 'a' && NUMBER_WORDS.get(lexemes.at(from + 1)?.text ?? '')! >= 100 ? from + 1 : from;
  let total = 0;
  let part = 0;
  const first = end;
  for (; ; end++) {
    const value = NUMBER_WORDS.get(lexemes.at(end)?.text ?? '');
    if (value === undefined) break;
    if (value === 100) part = Math.max(1, part) * 100;
    else if (value === 1000) {
      total += Math.max(1, part) * 1000;
      part = 0;
    } else part += value;
  }
  const value = total + part;
  return end === first || value < LEAST_IN_WORDS ? undefined : { value, end };
}

/** Whether what stands behind a number makes it a measure, or money that nobody pays. */
function isMeasured(context: AmountContext, { end, isMoney }: { end: number; isMoney: boolean }): boolean {
  const { lexemes } = context;
  if (phraseAt(NOT_A_PRICE, lexemes, end) !== undefined) return true;
  const next = lexemes.at(end);
  if (next === undefined) return false;
  if (isMoney) return next.kind === 'word' && next.isAttached;
  if (next.kind === 'number') return next.isAttached;
  if (next.kind === 'mark') {
    const isRange = /^[-–—]$/u.test(next.text) && lexemes.at(end + 1)?.kind === 'number';
    if (isRange) return amountAt(context, end + 1) === undefined;
    return (
      UNIT_MARKS.has(next.text) || (next.isAttached && TOUCHING_MARKS.has(next.text)) || isHyphenated(lexemes, end)
    );
  }
  if (next.isAttached) return true;
  if (next.text === 'x') return lexemes.at(end + 1)?.kind === 'number';
  return next.text === 'in' ? !context.isPreposition(end) : UNITS.has(next.text);
}

/** '4-pack', '50-inch' */
export function isHyphenated(lexemes: readonly Lexeme[], end: number): boolean {
  const [dash, word] = [lexemes.at(end), lexemes.at(end + 1)];
  return dash?.text === '-' && dash.isAttached && word?.kind === 'word' && word.isAttached;
}

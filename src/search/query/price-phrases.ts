import { amountAt, type Amount, type AmountContext } from './amounts.js';
import type { PriceRange } from './conditions.js';
import type { Lexeme } from './lexemes.js';
import { phraseAt } from './phrase-table.js';
import {
  ABOUT,
  BETWEEN_AMOUNTS,
  CHILDREN,
  COMPARISONS,
  COMPARISONS_BEHIND,
  MEASURES,
  PEOPLE,
  PRICE_FILLERS,
  PRICE_NOUNS,
  RANGES,
  type Comparison,
} from './price-words.js';

/** A phrase that says a price, from one lexeme to before another. */
export interface PricePhrase {
  readonly from: number;
  readonly end: number;
  readonly range: PriceRange;
  readonly about?: number | undefined;
  readonly currencies: readonly string[] | undefined;
  /** Whether nothing but its words says that a price is meant: no currency, and no word such as 'price'. */
  readonly isBare: boolean;
}

export interface PriceContext extends AmountContext {
  /** Whether the words around a stretch of lexemes name a kind of product: 'shoes max 50'. */
  readonly isBesideCategory: (from: number, end: number) => boolean;
}

/** Share of an amount by which a price may differ from it to be 'about' it. */
const ABOUT_SHARE = 0.2;

/** Above this age of its readers a number with children is a price: 'toys for kids under 5', 'gifts for kids under 50'. */
const OLDEST_CHILD = 14;

/** The phrase about a price that begins at a lexeme; undefined when none does. */
export function pricePhraseAt(context: PriceContext, from: number): PricePhrase | undefined {
  const noun = nounAt(context.lexemes, from);
  const start = noun?.end ?? from;
  const found =
    rangeAt(context, start, noun !== undefined) ??
    comparisonAt(context, start, noun !== undefined) ??
    amountsAt(context, start, noun);
  return found && { ...found, from, isBare: found.isBare && noun === undefined };
}

interface Noun {
  readonly meaning: 'about' | 'least' | 'most';
  readonly end: number;
}

/** 'price', 'budget of', 'max price' without what they say. */
function nounAt(lexemes: readonly Lexeme[], from: number): Noun | undefined {
  const limit = phraseAt(COMPARISONS, lexemes, from);
  const bound = limit !== undefined && !limit.meaning.isPlain ? limit : undefined;
  const noun = phraseAt(PRICE_NOUNS, lexemes, bound?.end ?? from);
  if (noun === undefined) return undefined;
  let { end } = noun;
  while (PRICE_FILLERS.has(lexemes.at(end)?.text ?? '')) end++;
  // 'max price 50' is 'price max 50'; its comparison is read here, for it stands before the noun.
  return { meaning: bound?.meaning.bound ?? noun.meaning, end };
}

/** 'between 20 and 40', 'from 20 to 40 euro' */
function rangeAt(context: PriceContext, from: number, hasNoun: boolean): PricePhrase | undefined {
  const word = phraseAt(RANGES, context.lexemes, from);
  if (word === undefined) return undefined;
  const low = amountAt(context, word.end);
  if (low === undefined) return undefined;
  const middle = context.lexemes.at(low.end)?.text ?? '';
  const high = word.meaning.between.includes(middle) ? amountAt(context, low.end + 1) : undefined;
  if (high === undefined || isMeasureBefore(context.lexemes, from)) return undefined;
  const isSure = hasNoun || word.meaning.isPlain || isMoney(low, high) || context.isBesideCategory(from, high.end);
  return isSure ? between(low, high, from) : undefined;
}

function between(low: Amount, high: Amount, from: number): PricePhrase {
  const [first, second] = [thousandsLike(low, high), high.value];
  return {
    range: { min: Math.min(first, second), max: Math.max(first, second), isOpen: false },
    currencies: high.currencies ?? low.currencies,
    ...{ from, end: high.end, isBare: !isMoney(low, high) },
  };
}

/** '5-10k' is from 5,000 on. */
function thousandsLike(low: Amount, high: Amount): number {
  const isShort = high.isInThousands && !low.isInThousands && low.value * 1000 <= high.value;
  return isShort ? low.value * 1000 : low.value;
}

/** 'under 50', 'max €50', '> 100' */
function comparisonAt(context: PriceContext, from: number, hasNoun: boolean): PricePhrase | undefined {
  const { lexemes } = context;
  const word = phraseAt(COMPARISONS, lexemes, from);
  // The '>' of '->' compares nothing.
  const isArrow = lexemes.at(from)?.kind === 'mark' && lexemes[from].isAttached;
  if (word === undefined || isArrow) return undefined;
  const amount = amountAt(context, skipped(lexemes, word.end), { isCompared: true });
  if (amount === undefined) return undefined;
  const isSure =
    hasNoun || amount.currencies !== undefined || isBarePrice(context, { from, amount, comparison: word.meaning });
  return isSure ? phraseOf(amount, word.meaning, { from, end: amount.end }) : undefined;
}

/** The lexeme after a '.' of an abbreviation ('max. 50') or an article ('under a 100'). */
function skipped(lexemes: readonly Lexeme[], from: number): number {
  const next = lexemes.at(from);
  const isDot = next?.text === '.' || next?.text === ':';
  return isDot || (next?.text === 'a' && lexemes.at(from + 1)?.kind === 'number') || next?.text === 'the'
    ? from + 1
    : from;
}

/** Whether a comparison with a bare number is about a price: 'under 50' is, 'women over 50' and 'air max 90' are not. */
function isBarePrice(
  context: PriceContext,
  { from, amount, comparison }: { from: number; amount: Amount; comparison: Comparison },
): boolean {
  const { lexemes } = context;
  if (isMeasureBefore(lexemes, from) || isAge(lexemes, { from, amount, comparison })) return false;
  if (comparison.isPlain) return true;
  return !isYear(amount.value) && context.isBesideCategory(from, amount.end);
}

function isMeasureBefore(lexemes: readonly Lexeme[], from: number): boolean {
  return from > 0 && MEASURES.has(lexemes[from - 1].text);
}

/** 'women over 50', 'toys for kids under 5', 'over 18s' */
function isAge(
  lexemes: readonly Lexeme[],
  { from, amount, comparison }: { from: number; amount: Amount; comparison: Comparison },
): boolean {
  const before = from > 0 ? lexemes[from - 1].text : '';
  if (!PEOPLE.has(before) || amount.value > 100) return false;
  return comparison.bound === 'least' || (CHILDREN.has(before) && amount.value <= OLDEST_CHILD);
}

function isYear(value: number): boolean {
  return Number.isInteger(value) && value >= 1900 && value < 2100;
}

/** '20-40 euro', '50 or less', 'about 50', '€50', 'price 50' */
function amountsAt(context: PriceContext, from: number, noun: Noun | undefined): PricePhrase | undefined {
  const { lexemes } = context;
  const about = phraseAt(ABOUT, lexemes, from);
  const first = amountAt(context, skipped(lexemes, about?.end ?? from));
  if (first === undefined || isMeasureBefore(lexemes, from)) return undefined;
  const high = isBetween(lexemes, first.end) ? amountAt(context, first.end + 1) : undefined;
  if (high !== undefined && about === undefined && (noun !== undefined || isMoney(first, high))) {
    return between(first, high, from);
  }
  const behind = phraseAt(COMPARISONS_BEHIND, lexemes, first.end);
  if (behind !== undefined && about === undefined) {
    const { meaning, end } = behind;
    const isSure =
      noun !== undefined || first.currencies !== undefined || meaning.isPlain || context.isBesideCategory(from, end);
    if (isSure) return phraseOf(first, meaning, { from, end });
  }
  if (high !== undefined) return undefined;
  if (noun !== undefined && noun.meaning !== 'about' && about === undefined) {
    return phraseOf(first, { bound: noun.meaning, isOpen: false, isPlain: true }, { from, end: first.end });
  }
  const isSaid = first.currencies !== undefined || noun !== undefined;
  const isNear = about !== undefined && !isYear(first.value) && context.isBesideCategory(from, first.end);
  return isSaid || isNear ? aboutAmount(first, from) : undefined;
}

function isBetween(lexemes: readonly Lexeme[], at: number): boolean {
  return (BETWEEN_AMOUNTS as readonly string[]).includes(lexemes.at(at)?.text ?? '');
}

function aboutAmount(amount: Amount, from: number): PricePhrase {
  const { value, currencies, end } = amount;
  const away = (share: number): number => Math.round(value * share * 100) / 100;
  return {
    range: { min: away(1 - ABOUT_SHARE), max: away(1 + ABOUT_SHARE), isOpen: false },
    about: value,
    ...{ currencies, from, end, isBare: currencies === undefined },
  };
}

function phraseOf(
  { value, currencies }: Amount,
  { bound, isOpen }: Comparison,
  { from, end }: { from: number; end: number },
): PricePhrase {
  const range = bound === 'most' ? { max: value, isOpen } : { min: value, isOpen };
  return { range, currencies, from, end, isBare: currencies === undefined };
}

function isMoney(...amounts: readonly Amount[]): boolean {
  return amounts.some(({ currencies }) => currencies !== undefined);
}

import type { CatalogFacts, Condition, Dropped, ReadConditions } from './conditions.js';
import { blanked, lexemesOf, overlaps, placesOf, wordsOf, type Lexeme, type Stretch } from './lexemes.js';
import { isNamePart, isSaidAround, negationAt } from './negations.js';
import { phraseAt } from './phrase-table.js';
import { pricePhraseAt, type PriceContext, type PricePhrase } from './price-phrases.js';
import { PRICE_LEVELS } from './price-words.js';
import { recipientAt } from './recipients.js';
import { isSizeName, sizeAt } from './sizes.js';

export interface ReadConditionsOptions {
  /** Phrases of the text that are plain words and no conditions. */
  readonly literal?: readonly string[] | undefined;
}

/** What a reader has found at a lexeme, and the lexeme after it. */
interface Finding {
  readonly end: number;
  readonly condition?: Condition | undefined;
  readonly dropped?: Dropped | undefined;
}

type Reader = (query: QueryText, at: number) => Finding | undefined;

interface QueryText {
  readonly lexemes: readonly Lexeme[];
  readonly facts: CatalogFacts;
  readonly prices: PriceContext;
}

/** In this order: 'not expensive' is a price before it is a negation. */
const READERS: readonly Reader[] = [readPrice, readPriceLevel, readNegation, readSize, readRecipient];

/**
 * Reads the conditions of a query: prices, negations, sizes, and for whom something is. Names of the catalog win over
 * conditions, and so do phrases of its titles: 'under armour', 'no show socks', 'air max 90' are none.
 * @param text as it was typed
 */
export function readConditions(
  text: string,
  facts: CatalogFacts,
  { literal = [] }: ReadConditionsOptions = {},
): ReadConditions {
  const lexemes = lexemesOf(text);
  const query: QueryText = { lexemes, facts, prices: priceContext(lexemes, facts) };
  const literals = placesOf(literal, lexemes);
  const conditions: Condition[] = [];
  const dropped: Dropped[] = [];
  for (let at = 0; at < lexemes.length;) {
    const found = findingAt(query, at, literals);
    if (found?.condition !== undefined) conditions.push(found.condition);
    if (found?.dropped !== undefined) dropped.push(found.dropped);
    at = found?.end ?? at + 1;
  }
  return { conditions, dropped, rest: blanked(text, [...conditions, ...dropped]) };
}

function findingAt(query: QueryText, at: number, literals: readonly Stretch[]): Finding | undefined {
  for (const reader of READERS) {
    const found = reader(query, at);
    const stretch = found?.condition ?? found?.dropped;
    if (stretch !== undefined && !literals.some((literal) => overlaps(literal, stretch))) return found;
  }
  return undefined;
}

function readPrice({ lexemes, facts, prices }: QueryText, at: number): Finding | undefined {
  const phrase = pricePhraseAt(prices, at);
  if (phrase === undefined || isSaidInCatalog(lexemes, phrase, facts)) return undefined;
  const stretch = stretchOf(lexemes, phrase);
  const { range, about, currencies, end } = phrase;
  if (!facts.hasPrice()) return { end, dropped: { ...stretch, reason: 'no prices' } };
  if (!facts.hasPrice(range)) return { end, dropped: { ...stretch, reason: 'no such price' } };
  return { end, condition: { kind: 'price', range, about, currencies, ...stretch } };
}

function priceContext(lexemes: readonly Lexeme[], facts: CatalogFacts): PriceContext {
  const namesOf = (at: number): readonly string[] => {
    const lexeme = at < 0 ? undefined : lexemes.at(at);
    return lexeme?.kind !== 'word' ? [] : facts.named([lexeme.text]).map(({ name }) => name);
  };
  return {
    lexemes,
    currency: facts.currency,
    isPreposition: (at) =>
      AFTER_PREPOSITION.has(lexemes.at(at + 1)?.text ?? '') ||
      namesOf(at + 1).some((name) => name === 'color' || isSizeName(name)),
    isBesideCategory: (from, end) => [...namesOf(from - 1), ...namesOf(end)].includes('category'),
  };
}

const AFTER_PREPOSITION: ReadonlySet<string> = new Set(['size', 'my', 'a', 'the', 'any', 'all', 'good', 'stock']);

/**
 * Whether a bare number with its words is part of a name, or of what titles say: 'women over 50', '$25 gift card',
 * 'over 100 lumens' where lamps have 100 lumens.
 */
function isSaidInCatalog(lexemes: readonly Lexeme[], phrase: PricePhrase, facts: CatalogFacts): boolean {
  const { from, end, isBare, about } = phrase;
  const first = lexemes.findIndex((lexeme, i) => i >= from && lexeme.kind === 'number');
  const number = { from: first < 0 ? from : first, end: first < 0 ? end : first + 1 };
  if (!isBare) return about !== undefined && isSaidAround(lexemes, number, facts);
  if (isNamePart(lexemes, phrase, facts) || isSaidAround(lexemes, phrase, facts)) return true;
  const next = lexemes.at(end);
  if (next?.kind !== 'word' || number.end !== end) return false;
  return facts.named([next.text]).length === 0 && facts.saying([lexemes[end - 1].text, next.text]) > 0;
}

/** 'cheap' is no price where titles say it in one phrase alone, as a name does: 'Cheap Trick'. */
function readPriceLevel({ lexemes, facts }: QueryText, at: number): Finding | undefined {
  const level = phraseAt(PRICE_LEVELS, lexemes, at);
  if (level === undefined || isNamePart(lexemes, { from: at, end: level.end }, facts)) return undefined;
  const {
    end,
    meaning: { level: wanted, isSure },
  } = level;
  const words = wordsOf(lexemes.slice(at, end));
  if (!isSure && facts.saying(words) > 0) return undefined;
  const next = lexemes.at(end);
  const together = next?.kind === 'word' ? facts.saying([...words, next.text]) : 0;
  if (together > 0 && 2 * together >= facts.saying(words)) return undefined;
  const stretch = stretchOf(lexemes, { from: at, end });
  if (!facts.hasPrice()) return { end, dropped: { ...stretch, reason: 'no prices' } };
  return { end, condition: { kind: 'priceLevel', level: wanted, ...stretch } };
}

function readNegation({ lexemes, facts }: QueryText, at: number): Finding | undefined {
  const negation = negationAt(lexemes, at, facts);
  if (negation === undefined) return undefined;
  const { end, excluded } = negation;
  const stretch = stretchOf(lexemes, negation);
  return excluded.length === 0
    ? { end, dropped: { ...stretch, reason: 'nothing to exclude' } }
    : { end, condition: { kind: 'not', excluded, ...stretch } };
}

function readSize({ lexemes, facts }: QueryText, at: number): Finding | undefined {
  const size = sizeAt(lexemes, at, facts);
  if (size === undefined) return undefined;
  const end = lexemes.findLastIndex((lexeme) => lexeme.end <= size.end) + 1;
  const { start, end: last } = size;
  return size.values.length > 0
    ? { end, condition: size }
    : { end, dropped: { start, end: last, reason: 'no such size' } };
}

function readRecipient({ lexemes, facts }: QueryText, at: number): Finding | undefined {
  const condition = recipientAt(lexemes, at, facts);
  return condition && { end: at + 1, condition };
}

function stretchOf(lexemes: readonly Lexeme[], { from, end }: { from: number; end: number }): Stretch {
  return { start: lexemes[from].start, end: lexemes[end - 1].end };
}

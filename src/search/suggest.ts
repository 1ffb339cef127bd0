import { categoryLevels } from '../product.js';
import type { SearchIndex } from './search-index.js';
import { plainWords } from '../text/analyzer.js';
import type { Correction } from './spelling.js';
import { byCodePoint } from './value-column.js';
import type { CatalogValue } from './value-dictionary.js';

/** What somebody who is typing may want to type. */
export interface Completion {
  readonly text: string;
  /** Products that have all of its words. */
  readonly count: number;
}

export interface Suggestions {
  /** Best first. */
  readonly completions: readonly Completion[];
  readonly corrections: readonly Correction[];
}

/** The fields whose values are suggested as a whole: 'navy blue', 'casual shoes'. */
const SUGGESTED_NAMES = ['category', 'brand', 'color', 'gender'] as const;

/** Words that may belong to an unfinished value: 'long sleeve t' -> 'long sleeve t-shirts'. */
const MOST_WORDS = 4;

/** Candidates that are counted. */
const MOST_COUNTED = 20;

/** How much more a value is worth than a mere word that as many products have. */
const VALUE_WORTH = 3;

/** A way to end what was typed. */
interface Ending {
  /** Words before it. */
  readonly head: readonly string[];
  readonly text: string;
  /** Products that have it, in their titles and values. */
  readonly documents: number;
  /** Undefined for a mere word. */
  readonly value: CatalogValue | undefined;
}

/** Completes what is being typed, from the values and the words of the catalog. Ask within `atOnce`. */
export function suggest(
  index: SearchIndex,
  text: string,
  { limit = 8 }: { limit?: number | undefined } = {},
): Suggestions {
  const typed = plainWords(text);
  const isEnded = typed.length > 0 && /[\s,;.]$/u.test(text);
  const words = isEnded ? [...typed, ''] : typed.length === 0 ? [''] : typed;
  const found = complete(index, words, limit);
  const last = words.at(-1) ?? '';
  if (found.completions.length > 0 || last === '') return found;
  const meant = index.words.spelling().guess(last)?.words.join(' ') ?? '';
  if (meant === '') return found;
  const { completions, corrections } = complete(index, [...words.slice(0, -1), ...meant.split(' ')], limit);
  return { completions, corrections: [...corrections, { from: last, to: meant }] };
}

interface Candidate extends Completion {
  readonly worth: number;
}

function complete(index: SearchIndex, words: readonly string[], limit: number): Suggestions {
  const corrections = new Map<string, Correction>();
  const heads = new Map<string, Head>();
  const found = new Map<string, Candidate>();
  for (const ending of mostLikely(endingsOf(index, words))) {
    const key = ending.head.join(' ');
    const head = heads.get(key) ?? readHead(index, key);
    heads.set(key, head);
    if (head.words.includes(ending.text)) continue;
    const count = countWith(index, head, ending);
    const text = [...head.words, ending.text].join(' ');
    // 'shirt' and 'shirts' are one: the first stands for both.
    const stems = index.words.fullText.stems(text).join(' ');
    if (count === 0 || found.has(stems)) continue;
    found.set(stems, { text, count, worth: Math.min(count, ending.documents) * worthOf(ending) });
    for (const correction of head.corrections) corrections.set(correction.from, correction);
  }
  const completions = [...found.values()].sort((a, b) => b.worth - a.worth || byCodePoint(a.text, b.text));
  return {
    completions: completions.slice(0, limit).map(({ text, count }) => ({ text, count })),
    corrections: [...corrections.values()],
  };
}

function mostLikely(endings: readonly Ending[]): Ending[] {
  return endings
    .toSorted((a, b) => b.documents * worthOf(b) - a.documents * worthOf(a) || byCodePoint(a.text, b.text))
    .slice(0, MOST_COUNTED);
}

function worthOf({ value }: Ending): number {
  return value === undefined ? 1 : VALUE_WORTH;
}

/** Values that begin with the last words, and words that begin with the last one. */
function endingsOf(index: SearchIndex, words: readonly string[]): Ending[] {
  const endings: Ending[] = [];
  const tails = Array.from({ length: Math.min(MOST_WORDS, words.length) }, (_, i) => words.length - 1 - i);
  for (const value of suggestedValues(index)) {
    const spoken = spokenValue(value);
    const plain = plainWords(spoken).join(' ');
    const start = tails.findLast((from) => plain.startsWith(words.slice(from).join(' ')));
    if (start === undefined) continue;
    endings.push({ head: words.slice(0, start), text: spoken, documents: value.documents, value });
  }
  const last = words.at(-1) ?? '';
  if (last === '') return endings;
  for (const [word, documents] of index.words.spelling().words) {
    if (word.startsWith(last)) endings.push({ head: words.slice(0, -1), text: word, documents, value: undefined });
  }
  return endings;
}

function suggestedValues(index: SearchIndex): CatalogValue[] {
  return SUGGESTED_NAMES.flatMap((name) => index.words.dictionary.valuesOf(name));
}

function spokenValue({ name, value }: CatalogValue): string {
  return (name === 'category' ? (categoryLevels(value).at(-1) ?? value) : value).toLowerCase();
}

/** The words before the unfinished one, as they were understood. */
interface Head {
  readonly words: readonly string[];
  readonly corrections: readonly Correction[];
  /** 1 for a product that has all of them, by row; undefined when there are none. */
  readonly holds: Uint8Array | undefined;
}

function readHead(index: SearchIndex, text: string): Head {
  if (text === '') return { words: [], corrections: [], holds: undefined };
  const { units, corrections } = index.words.read(text);
  const holds = new Uint8Array(index.rows).fill(1);
  for (const unit of units) {
    const isHeld = new Uint8Array(index.rows);
    for (const value of unit.values) for (const row of index.words.dictionary.rows(value)) isHeld[row] = 1;
    if (unit.values.length === 0) for (const row of index.words.rowsWithStems(unit.stems)) isHeld[row] = 1;
    for (let row = 0; row < holds.length; row++) holds[row] &= isHeld[row];
  }
  return { words: units.flatMap(({ words }) => words), corrections, holds };
}

function countWith(index: SearchIndex, { holds }: Head, { value, text, documents }: Ending): number {
  if (holds === undefined) return documents;
  const rows =
    value === undefined
      ? index.words.rowsWithStems(index.words.fullText.stems(text))
      : index.words.dictionary.rows(value);
  let count = 0;
  for (const row of rows) count += holds[row];
  return count;
}

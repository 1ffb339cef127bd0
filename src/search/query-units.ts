import type { FullTextIndex } from '../indexes/full-text.js';
import type { TermExpression } from '../indexes/term-expression.js';
import { overlaps, type Stretch } from './query/lexemes.js';
import { kindUnit } from './query-kind.js';
import type { QueryWord, QueryWords } from './query-words.js';
import type { Correction, QuerySpelling } from './spelling.js';
import type { CatalogValue, ValueDictionary } from './value-dictionary.js';

/** A stretch of the query that means one thing: 'navy blue', 'casual shoes', 'velvet'. */
export interface QueryUnit extends Stretch {
  /** The words as they were read, after correction. */
  readonly words: readonly string[];
  /** What is looked for in the index, one for each word. */
  readonly stems: readonly TermExpression[];
  /** Values of the catalog that the words name; empty when they are only words. */
  readonly values: readonly CatalogValue[];
  /** Number of the first word among those of the query, and of the last one. */
  readonly first: number;
  readonly last: number;
}

/** A stretch of the query that was read as other words. */
export interface Reading extends Stretch {
  readonly kind: 'correction' | 'split';
  readonly to: string;
}

/** A stretch of the query that counts for nothing. */
export interface Ignored extends Stretch {
  /** A word of grammar, or one that stands nowhere in the catalog and is like nothing in it. */
  readonly reason: 'filler' | 'unknown';
}

export interface ReadQuery {
  readonly units: readonly QueryUnit[];
  /** The unit that says what kind of thing is looked for, by position in `units`; undefined when none may. */
  readonly kind: number | undefined;
  readonly corrections: readonly Correction[];
  /** Corrections and splits with their places. */
  readonly readings: readonly Reading[];
  /** What unknown words may have been meant as, where that is no more than a guess. */
  readonly didYouMean: readonly Correction[];
  /** Words that stand nowhere in the catalog and are like nothing in it. */
  readonly unknown: readonly string[];
  readonly ignored: readonly Ignored[];
}

export interface ReadOptions {
  /** Stretches whose words are neither corrected nor read as values. */
  readonly literal?: readonly Stretch[] | undefined;
  /** Whether the query says more than the text: then words of grammar alone are no wish. */
  readonly isPart?: boolean | undefined;
}

/** A word of the query with its number there. */
interface PlacedWord extends QueryWord {
  readonly place: number;
}

/** Words that carry no wish; kept when a query has no others. */
const EMPTY_WORDS = new Set(
  (
    'a an and are as at be but by can find for from get give has have i in is it like looking me my need of on only or ' +
    'please same search show similar some something than that the their them these this those to want was were ' +
    'where which with without you your'
  ).split(' '),
);

/** Texts hold slips too: a word in no more products than this may be one. */
const MOST_SLIPS = 5;

/** Words of a query that may be one word of the catalog: 'ear rings'. */
const MOST_JOINED = 3;

/** Reads a query: corrects its words, drops the empty ones, and finds the longest stretches that name a value. */
export class QueryReader {
  constructor(
    private readonly fullText: FullTextIndex,
    private readonly words: QueryWords,
    private readonly dictionary: ValueDictionary,
    private readonly spelling: () => QuerySpelling,
  ) {}

  read(text: string, { literal = [], isPart = false }: ReadOptions = {}): ReadQuery {
    const isLiteral = (stretch: Stretch): boolean => literal.some((one) => overlaps(one, stretch));
    const written = this.words.read(text, isLiteral).map((word, place): PlacedWord => ({ ...word, place }));
    const wishes = written.filter(({ word }) => !EMPTY_WORDS.has(word));
    const isWish = isPart || wishes.length > 0;
    const reading = this.readWords(isWish ? wishes : written);
    const units = this.stretches(reading.understood);
    const fillers = isWish ? written.filter(({ word }) => EMPTY_WORDS.has(word)) : [];
    const kind = kindUnit(
      units,
      written.map(({ word }) => word),
    );
    return {
      ...{ units, kind, corrections: reading.corrections, readings: reading.readings, didYouMean: reading.didYouMean },
      unknown: reading.unknown.map(({ word }) => word),
      ignored: [...ignored(fillers, 'filler'), ...ignored(reading.unknown, 'unknown')],
    };
  }

  /** Puts words of the catalog in the place of those that it does not know. */
  private readWords(words: readonly PlacedWord[]): WordsRead {
    const read = { understood: [], unknown: [], corrections: [], didYouMean: [], readings: [] } as WordsRead;
    for (const [i, word] of words.entries()) {
      const { start, end, word: from, readAs } = word;
      if (readAs !== undefined) read.readings.push({ kind: 'split', to: readAs, start, end });
      if (this.isKnown(word, words[i - 1], words[i + 1])) {
        read.understood.push(word);
        continue;
      }
      const guess = word.isLiteral ? undefined : this.spelling().guess(from);
      const to = guess?.words.join(' ') ?? '';
      if (guess?.isSure === true) {
        const meant = guess.words.map((one) => ({ ...this.words.corrected(one, word), place: word.place }));
        read.understood.push(...meant);
        read.corrections.push({ from, to });
        read.readings.push({ kind: meant.length > 1 ? 'split' : 'correction', to, start, end });
      } else {
        read.unknown.push(word);
        if (guess !== undefined) read.didYouMean.push({ from, to });
      }
    }
    return read;
  }

  /** Cuts the words into the longest stretches that name a value; what is left stands alone. */
  private stretches(words: readonly PlacedWord[]): QueryUnit[] {
    const units: QueryUnit[] = [];
    for (let start = 0; start < words.length; start += units.at(-1)!.words.length) {
      units.push(this.longestNamed(words, start) ?? unitOf([words[start]], []));
    }
    return units;
  }

  private longestNamed(words: readonly PlacedWord[], start: number): QueryUnit | undefined {
    for (let length = Math.min(this.dictionary.longestKey, words.length - start); length > 0; length--) {
      const stretch = words.slice(start, start + length);
      const values = this.named(stretch);
      if (values.length > 0) return unitOf(stretch, values);
    }
    return undefined;
  }

  /** A word is known when the catalog holds it, or when it names a value, alone or together with its neighbour. */
  private isKnown(word: QueryWord, before: QueryWord | undefined, after: QueryWord | undefined): boolean {
    const documents = this.fullText.documents(word.term);
    const mayBeSlip = documents <= MOST_SLIPS && word.term === word.stem && !word.isLiteral;
    if (documents > 0 && !(mayBeSlip && this.spelling().isSlip(word.word, documents))) return true;
    const namesWith = (stretch: readonly QueryWord[]): boolean => this.named(stretch).length > 0;
    if (namesWith([word])) return true;
    return (before !== undefined && namesWith([before, word])) || (after !== undefined && namesWith([word, after]));
  }

  /** 'ear rings' is no stretch of stems of 'earrings', so the words are also tried as one. */
  private named(stretch: readonly QueryWord[]): readonly CatalogValue[] {
    if (stretch.some(({ isLiteral }) => isLiteral)) return [];
    const stems = stretch.map(({ stem }) => stem);
    if (stretch.length === 1 || stretch.length > MOST_JOINED) return this.dictionary.named(stems);
    return this.dictionary.named(stems, this.fullText.stems(joinedWords(stretch)));
  }
}

/** What became of the words of a query. */
interface WordsRead {
  readonly understood: PlacedWord[];
  readonly unknown: PlacedWord[];
  readonly corrections: Correction[];
  readonly didYouMean: Correction[];
  readonly readings: Reading[];
}

function ignored(words: readonly Stretch[], reason: Ignored['reason']): Ignored[] {
  return words.map(({ start, end }) => ({ start, end, reason }));
}

function joinedWords(words: readonly QueryWord[]): string {
  return words.map(({ word }) => word).join('');
}

function unitOf(words: readonly PlacedWord[], values: readonly CatalogValue[]): QueryUnit {
  return {
    words: words.map(({ word }) => word),
    stems: words.map(({ term }) => term),
    values,
    first: words[0].place,
    last: words[words.length - 1].place,
    start: words[0].start,
    end: words[words.length - 1].end,
  };
}

/** Whether some of the words name a category of the catalog. */
export function namesCategory({ units }: ReadQuery): boolean {
  return units.some(({ values }) => values.some(({ name }) => name === 'category'));
}

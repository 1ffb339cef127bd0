import type { FullTextIndex } from '../indexes/full-text.js';
import type { TermExpression } from '../indexes/term-expression.js';
import { overlaps, type Stretch } from './query/lexemes.js';
import { endOfThing, kindUnit } from './query-kind.js';
import type { QueryWord } from './query-words.js';
import {
  nothingRead,
  WordReader,
  type PlacedWord,
  type Reading,
  type WordReaderParts,
  type WordsRead,
} from './read-words.js';
import type { Correction } from './spelling.js';
import type { CatalogValue, ValueDictionary } from './value-dictionary.js';

/** A stretch of the query that means one thing: 'navy blue', 'casual shoes', 'velvet'. */
export interface QueryUnit extends Stretch {
  /** The words as they were read, after correction. */
  readonly words: readonly string[];
  /** What is looked for in the index, one for each word. */
  readonly stems: readonly TermExpression[];
  /** The word of the query, where the catalog's own words for the same are looked for beside it. */
  readonly typed?: TermExpression | undefined;
  /** Whether the words are to be taken as they stand: then they stand for nothing else. */
  readonly isLiteral?: boolean | undefined;
  /** Values of the catalog that the words name; empty when they are only words. */
  readonly values: readonly CatalogValue[];
  /** Number of the first word among those of the query, and of the last one. */
  readonly first: number;
  readonly last: number;
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
  /** Corrections, splits and synonyms with their places. */
  readonly readings: readonly Reading[];
  /** What unknown words may have been meant as, where that is no more than a guess. */
  readonly didYouMean: readonly Correction[];
  /** Words that stand nowhere in the catalog and are like nothing in it. */
  readonly unknown: readonly string[];
  /** Whether the thing that is asked for is one that the catalog lacks: then nothing is what was meant. */
  readonly isLacking: boolean;
  readonly ignored: readonly Ignored[];
}

export interface ReadOptions {
  /** Stretches whose words are neither corrected nor read as values. */
  readonly literal?: readonly Stretch[] | undefined;
  /** Whether the query says more than the text: then words of grammar alone are no wish. */
  readonly isPart?: boolean | undefined;
}

/** Words that carry no wish; kept when a query has no others. */
const EMPTY_WORDS = new Set(
  (
    'a an and are as at be but by can find for from get give has have i in is it like looking me my need of on only or ' +
    'please same search show similar some something than that the their them these this those to want was were ' +
    'where which with without you your'
  ).split(' '),
);

/** Words of a query that may be one word of the catalog: 'ear rings'. */
const MOST_JOINED = 3;

/** Reads a query: corrects its words, drops the empty ones, and finds the longest stretches that name a value. */
export class QueryReader {
  private readonly fullText: FullTextIndex;
  private readonly dictionary: ValueDictionary;
  private readonly words: WordReader;

  constructor({
    dictionary,
    ...parts
  }: Omit<WordReaderParts, 'namesValue'> & { readonly dictionary: ValueDictionary }) {
    this.fullText = parts.fullText;
    this.dictionary = dictionary;
    this.words = new WordReader({ ...parts, namesValue: (words) => this.named(words).length > 0 });
  }

  read(text: string, { literal = [], isPart = false }: ReadOptions = {}): ReadQuery {
    const written = this.words.written(text, (stretch) => literal.some((one) => overlaps(one, stretch)));
    const reading = nothingRead();
    const meant = this.words.withSynonyms(written, reading);
    const wishes = meant.filter(({ word, others }) => others.length > 0 || !EMPTY_WORDS.has(word));
    const isWish = isPart || wishes.length > 0;
    this.words.read(isWish ? wishes : meant, reading);
    const fillers = isWish ? meant.filter((word) => !wishes.includes(word)) : [];
    const typed = written.map(({ word }) => word);
    return {
      ...this.unitsOf(reading, typed),
      ...{ corrections: reading.corrections, readings: reading.readings, didYouMean: reading.didYouMean },
      unknown: reading.unknown.map(({ word }) => word),
      ignored: [...ignored(fillers, 'filler'), ...ignored(reading.unknown, 'unknown')],
    };
  }

  /** The units, of which the one for the kind of thing may be said by another word of the catalog. */
  private unitsOf(reading: WordsRead, written: readonly string[]): Pick<ReadQuery, 'units' | 'kind' | 'isLacking'> {
    const units = this.stretches(reading.understood);
    const kind = kindUnit(units, written);
    const lastKnown = kind === undefined ? -1 : units[kind].last;
    const end = endOfThing(written);
    const isLacking = reading.lacking.some(({ place, last }) => place > lastKnown && last < end);
    return { ...this.byOwnWord({ units, kind }, reading), isLacking };
  }

  private byOwnWord(
    { units, kind }: Pick<ReadQuery, 'units' | 'kind'>,
    reading: WordsRead,
  ): Pick<ReadQuery, 'units' | 'kind'> {
    if (kind === undefined || units[kind].words.length > 1) return { units, kind };
    // A word for a detail of products is the catalog's own, though it calls none of them so.
    if (units[kind].values.some(({ name }) => name !== 'category')) return { units, kind };
    const word = reading.understood.find(({ place }) => place === units[kind].first);
    const meant = word && this.words.ofKind(word, reading);
    return { units: meant === undefined ? units : units.with(kind, this.unitOf([meant])), kind };
  }

  /** Cuts the words into the longest stretches that name a value; what is left stands alone. */
  private stretches(words: readonly PlacedWord[]): QueryUnit[] {
    const units: QueryUnit[] = [];
    for (let start = 0; start < words.length; start += units.at(-1)!.words.length) {
      units.push(this.longestNamed(words, start) ?? this.unitOf([words[start]]));
    }
    return units;
  }

  /** A unit that names its own values, and those of the phrases that are looked for as well. */
  private unitOf(words: readonly PlacedWord[], own: readonly CatalogValue[] = this.named(words)): QueryUnit {
    const others = words.flatMap(({ others: phrases, typed }) =>
      phrases.flatMap((stems) =>
        typed === undefined ? this.dictionary.named(stems) : this.dictionary.categoriesOf(stems),
      ),
    );
    return unitOf(words, others.length === 0 ? own : [...new Set([...own, ...others])]);
  }

  private longestNamed(words: readonly PlacedWord[], start: number): QueryUnit | undefined {
    for (let length = Math.min(this.dictionary.longestKey, words.length - start); length > 0; length--) {
      const stretch = words.slice(start, start + length);
      if (length > 1 && stretch.some(({ others }) => others.length > 0)) continue;
      const values = this.named(stretch);
      if (values.length > 0) return this.unitOf(stretch, values);
    }
    return undefined;
  }

  /** 'ear rings' is no stretch of stems of 'earrings', so the words are also tried as one. */
  private named(stretch: readonly QueryWord[]): readonly CatalogValue[] {
    if (stretch.some(({ isLiteral }) => isLiteral)) return [];
    const stems = stretch.map(({ stem }) => stem);
    if (stretch.length === 1 || stretch.length > MOST_JOINED) return this.dictionary.named(stems);
    return this.dictionary.named(stems, this.fullText.stems(joinedWords(stretch)));
  }
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
    ...(words.length === 1 && words[0].typed !== undefined ? { typed: words[0].typed } : {}),
    ...(words.some(({ isLiteral }) => isLiteral) ? { isLiteral: true } : {}),
    values,
    first: words[0].place,
    last: words[words.length - 1].last,
    start: words[0].start,
    end: words[words.length - 1].end,
  };
}

/** Whether some of the words name a category of the catalog. */
export function namesCategory({ units }: ReadQuery): boolean {
  return units.some(({ values }) => values.some(({ name }) => name === 'category'));
}

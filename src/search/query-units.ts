import type { FullTextIndex } from '../indexes/full-text.js';
import { stretchOf } from '../indexes/indexed-texts.js';
import { eitherOf, type TermExpression } from '../indexes/term-expression.js';
import { isUnspaced, wordsOf } from '../text/words.js';
import { overlaps, type Stretch } from './query/lexemes.js';
import { kindUnit } from './query-kind.js';
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
  /** The corrections with their places. */
  readonly readings: readonly Reading[];
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

/** A word as it stands in the query. */
interface WrittenWord extends Stretch {
  readonly word: string;
  /** Number of the word in the query. */
  readonly place: number;
  /** Whether it is taken as it stands. */
  readonly isLiteral: boolean;
}

interface Word extends WrittenWord {
  readonly stem: string;
  /** What is looked for in the index. */
  readonly term: TermExpression;
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
    private readonly dictionary: ValueDictionary,
    private readonly spelling: () => QuerySpelling,
  ) {}

  read(text: string, { literal = [], isPart = false }: ReadOptions = {}): ReadQuery {
    const written = writtenWords(text, literal);
    const wishes = written.filter(({ word }) => !EMPTY_WORDS.has(word));
    const isWish = isPart || wishes.length > 0;
    const words = this.stemmed(isWish ? wishes : written);
    const readings: Reading[] = [];
    const corrections: Correction[] = [];
    const unknown: Word[] = [];
    const understood: Word[] = [];
    for (const [i, word] of words.entries()) {
      const read = this.meant(word, words[i - 1], words[i + 1]);
      understood.push(...read);
      if (read.length === 0) unknown.push(word);
      else if (read[0] !== word) {
        const { start, end, word: from } = word;
        const to = read.map((meant) => meant.word).join(' ');
        corrections.push({ from, to });
        readings.push({ kind: read.length > 1 ? 'split' : 'correction', to, start, end });
      }
    }
    const units = this.stretches(understood);
    const fillers = isWish ? written.filter(({ word }) => EMPTY_WORDS.has(word)) : [];
    return {
      ...{
        units,
        kind: kindUnit(
          units,
          written.map(({ word }) => word),
        ),
      },
      ...{ corrections, readings },
      unknown: unknown.map(({ word }) => word),
      ignored: [...ignored(fillers, 'filler'), ...ignored(unknown, 'unknown')],
    };
  }

  /** The words of the catalog that a word stands for: itself where it is known. */
  private meant(word: Word, before: Word | undefined, after: Word | undefined): readonly Word[] {
    if (word.isLiteral) return this.fullText.documents(word.term) > 0 ? [word] : [];
    if (this.isKnown(word, before, after)) return [word];
    return this.stemmed(
      this.spelling()
        .meant(word.word)
        .map((meant) => ({ ...word, word: meant })),
    );
  }

  /** Cuts the words into the longest stretches that name a value; what is left stands alone. */
  private stretches(words: readonly Word[]): QueryUnit[] {
    const units: QueryUnit[] = [];
    for (let start = 0; start < words.length; start += units.at(-1)!.words.length) {
      units.push(this.longestNamed(words, start) ?? unitOf([words[start]], []));
    }
    return units;
  }

  private longestNamed(words: readonly Word[], start: number): QueryUnit | undefined {
    for (let length = Math.min(this.dictionary.longestKey, words.length - start); length > 0; length--) {
      const stretch = words.slice(start, start + length);
      const values = this.named(stretch);
      if (values.length > 0) return unitOf(stretch, values);
    }
    return undefined;
  }

  /** A word is known when the catalog holds it, or when it names a value, alone or together with its neighbour. */
  private isKnown(word: Word, before: Word | undefined, after: Word | undefined): boolean {
    const documents = this.fullText.documents(word.term);
    if (documents > 0 && (documents > MOST_SLIPS || !this.spelling().isSlip(word.word, documents))) return true;
    const namesWith = (stretch: readonly Word[]): boolean => this.named(stretch).length > 0;
    if (namesWith([word])) return true;
    return (before !== undefined && namesWith([before, word])) || (after !== undefined && namesWith([word, after]));
  }

  /** 'ear rings' is no stretch of stems of 'earrings', so the words are also tried as one. */
  private named(stretch: readonly Word[]): readonly CatalogValue[] {
    if (stretch.some(({ isLiteral }) => isLiteral)) return [];
    const stems = stretch.map(({ stem }) => stem);
    if (stretch.length === 1 || stretch.length > MOST_JOINED) return this.dictionary.named(stems);
    return this.dictionary.named(stems, this.fullText.stems(joinedWords(stretch)));
  }

  private stemmed(words: readonly WrittenWord[]): Word[] {
    return words.map((written) => {
      const { word } = written;
      const stem = this.fullText.stems(word)[0] ?? word;
      return { ...written, stem, term: isUnspaced(word) ? eitherOf([stem, stretchOf(word)]) : stem };
    });
  }
}

function writtenWords(text: string, literal: readonly Stretch[]): WrittenWord[] {
  return wordsOf(text).map(({ text: word, start, end }, place) => ({
    ...{ word, start, end, place },
    isLiteral: literal.some((stretch) => overlaps(stretch, { start, end })),
  }));
}

function ignored(words: readonly WrittenWord[], reason: Ignored['reason']): Ignored[] {
  return words.map(({ start, end }) => ({ start, end, reason }));
}

function joinedWords(words: readonly Word[]): string {
  return words.map(({ word }) => word).join('');
}

function unitOf(words: readonly Word[], values: readonly CatalogValue[]): QueryUnit {
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

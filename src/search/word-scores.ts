import { ByteCache } from '../indexes/byte-cache.js';
import { WORD_COLUMNS, type WordColumn } from '../catalog/searchable.js';
import type { FullTextIndex, Postings, WordChange } from '../indexes/full-text.js';
import { isTerm } from '../indexes/term-expression.js';
import { fact, productOf, quotientOf, sumOf, type Explanation } from './explanation.js';

/** How much one occurrence counts by its column, and how fast more of them stop counting. */
export interface WordWeights {
  readonly columns: Readonly<Record<WordColumn, number>>;
  /** Occurrences at which half of the full score is reached (k1 of BM25). */
  readonly saturation: number;
  /** How much longer fields weigh down their words, in [0, 1] (b of BM25). */
  readonly lengthShare: number;
}

/** Products with a score in (0, 1), in the order of their rows. */
export interface RowScores {
  readonly rows: Uint32Array;
  readonly scores: Float32Array;
}

/** The products that hold a stem. */
export interface StemScores extends RowScores {
  /** The columns that hold it, by position in `rows`: one bit for each column, see `columnBit`. */
  readonly columns: Uint8Array;
}

/** The bit of a column in `StemScores.columns`. */
export function columnBit(column: WordColumn): number {
  return 1 << WORD_COLUMNS.indexOf(column);
}

const NO_SCORES: StemScores = { rows: new Uint32Array(0), scores: new Float32Array(0), columns: new Uint8Array(0) };

/**
 * Scores the occurrences of one stem by BM25F (Robertson, Zaragoza and Taylor 2004), without the inverse document
 * frequency: occurrences are weighted by column and by the column's length, summed, and saturated:
 *
 *     w = sum over columns of weight x occurrences / (1 - b + b x length / mean length),   score = w / (k1 + w)
 *
 * The mean lengths are rounded: else every changed product would change the score of every word of every other one.
 */
export class WordScores {
  private readonly cache = new ByteCache<StemScores>(48 * 2 ** 20);
  private readonly explained = new ByteCache<Postings>(8 * 2 ** 20);
  private meanLengths: readonly number[];

  constructor(
    private readonly fullText: FullTextIndex,
    private readonly weights: WordWeights,
  ) {
    this.meanLengths = this.readMeanLengths();
  }

  /** Scores of every product that holds the stem. */
  ofStem(stem: string): StemScores {
    const kept = this.cache.get(stem);
    if (kept !== undefined) return kept;
    const scores = this.score(this.fullText.postings(stem));
    this.cache.set(stem, scores, bytesOf(scores));
    return scores;
  }

  /** Follows products that were written, after the full-text index has. */
  update(changes: readonly WordChange[]): void {
    this.explained.clear();
    const means = this.readMeanLengths();
    const isSame = means.every((mean, column) => mean === this.meanLengths[column]);
    this.meanLengths = means;
    if (!isSame) {
      this.cache.clear();
      return;
    }
    for (const expression of this.cache.keys()) if (!isTerm(expression)) this.cache.delete(expression);
    const byStem = new Map<string, WordChange[]>();
    for (const change of changes) {
      for (const stem of new Set([...change.before.keys(), ...change.after.keys()])) {
        if (this.cache.peek(stem) === undefined) continue;
        const others = byStem.get(stem);
        if (others === undefined) byStem.set(stem, [change]);
        else others.push(change);
      }
    }
    for (const [stem, some] of byStem) {
      const scores = this.merged(stem, some);
      this.cache.replace(stem, scores, bytesOf(scores));
    }
  }

  /** The scores of a stem with those of changed products, in the order of their rows, taken out and put in. */
  private merged(stem: string, changes: readonly WordChange[]): StemScores {
    const old = this.cache.peek(stem) ?? NO_SCORES;
    const rows = new Uint32Array(old.rows.length + changes.length);
    const scores = new Float32Array(rows.length);
    const columns = new Uint8Array(rows.length);
    let next = 0;
    let from = 0;
    for (const { row, after } of changes) {
      const to = firstAtLeast(old.rows, row, from);
      rows.set(old.rows.subarray(from, to), next);
      scores.set(old.scores.subarray(from, to), next);
      columns.set(old.columns.subarray(from, to), next);
      next += to - from;
      from = old.rows[to] === row ? to + 1 : to;
      const counts = after.get(stem);
      if (counts === undefined) continue;
      rows[next] = row;
      columns[next] = counts.reduce((bits, count, column) => (count > 0 ? bits | (1 << column) : bits), 0);
      scores[next++] = this.scoreOf(row, counts);
    }
    rows.set(old.rows.subarray(from), next);
    scores.set(old.scores.subarray(from), next);
    columns.set(old.columns.subarray(from), next);
    next += old.rows.length - from;
    return { rows: rows.slice(0, next), scores: scores.slice(0, next), columns: columns.slice(0, next) };
  }

  /** The same sum as in `score`, in the same order and precision. */
  private scoreOf(row: number, counts: readonly number[]): number {
    let sum = 0;
    for (const [column, count] of counts.entries()) {
      for (let i = 0; i < count; i++) sum = Math.fround(sum + this.occurrenceWeight(row, column));
    }
    return sum / (this.weights.saturation + sum);
  }

  /** Why a product has its score for a stem; undefined for one that does not hold it. */
  explain(stem: string, row: number): Explanation | undefined {
    const { rows, columns } = this.postingsToExplain(stem);
    const counts = WORD_COLUMNS.map(() => 0);
    for (let i = 0; i < rows.length; i++) if (rows[i] === row) counts[columns[i]]++;
    const places = counts.flatMap((count, column) => {
      const isCounted = count > 0 && this.weights.columns[WORD_COLUMNS[column]] > 0;
      return isCounted ? [this.explainColumn(row, column, count)] : [];
    });
    if (places.length === 0) return undefined;
    const occurrences = sumOf(`'${stem}' in the product`, places);
    const saturation = fact(this.weights.saturation, 'occurrences at which half of the full score is reached');
    const same = fact(occurrences.value, 'the same');
    return quotientOf(`score of '${stem}'`, occurrences, sumOf('saturation', [same, saturation]));
  }

  private explainColumn(row: number, column: number, count: number): Explanation {
    const name = WORD_COLUMNS[column];
    const lengths = `${this.fullText.lengths(column)[row]} words where ${this.meanLengths[column].toFixed(1)} are usual`;
    return productOf(`in the ${name}`, [
      fact(count, `occurrences in the ${name}`),
      quotientOf(
        `worth of an occurrence in the ${name}`,
        fact(this.weights.columns[name], `weight of the ${name}`),
        fact(this.lengthNorm(row, column), `length of the ${name}, ${lengths}`),
      ),
    ]);
  }

  /** The products of a page are explained one after the other, by the same stems. */
  private postingsToExplain(stem: string): Postings {
    const kept = this.explained.get(stem);
    if (kept !== undefined) return kept;
    const postings = this.fullText.postings(stem);
    this.explained.set(stem, postings, 5 * postings.rows.length + 200);
    return postings;
  }

  private readMeanLengths(): number[] {
    return WORD_COLUMNS.map((_, column) => {
      const { words, products } = this.fullText.totals(column);
      return products === 0 ? 1 : steady(words / products);
    });
  }

  private score(postings: Postings): StemScores {
    const rows = new Uint32Array(postings.documents);
    const scores = new Float32Array(postings.documents);
    const columns = new Uint8Array(postings.documents);
    let next = -1;
    for (let i = 0; i < postings.rows.length; i++) {
      const row = postings.rows[i];
      if (next < 0 || rows[next] !== row) rows[++next] = row;
      scores[next] += this.occurrenceWeight(row, postings.columns[i]);
      columns[next] |= 1 << postings.columns[i];
    }
    const { saturation } = this.weights;
    for (let i = 0; i < scores.length; i++) scores[i] /= saturation + scores[i];
    return { rows, scores, columns };
  }

  private occurrenceWeight(row: number, column: number): number {
    return this.weights.columns[WORD_COLUMNS[column]] / this.lengthNorm(row, column);
  }

  /** 1 for a text of the mean length, more for a longer one. */
  private lengthNorm(row: number, column: number): number {
    const { lengthShare } = this.weights;
    const relative = this.fullText.lengths(column)[row] / this.meanLengths[column];
    return 1 - lengthShare + lengthShare * relative;
  }
}

/** The nearest of numbers that are 4 % apart. */
function steady(length: number): number {
  return 2 ** (Math.round(Math.log2(length) * 16) / 16);
}

/** Position of the first of ascending rows that is not smaller. */
function firstAtLeast(rows: Uint32Array, row: number, from: number): number {
  let low = from;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle] < row) low = middle + 1;
    else high = middle;
  }
  return low;
}

function bytesOf({ rows }: RowScores): number {
  return 9 * rows.length + 200;
}

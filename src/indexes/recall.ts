import { dotRows } from '../vector/distance.js';
import type { Matrix } from '../vector/matrix.js';
import { TopK, type TopRows } from '../vector/top-k.js';
import type { IndexSideName } from './index-files.js';
import type { VectorIndex } from './vector-index.js';

/** What an approximate index has found of the true nearest vectors of one query. */
export interface RecallSample {
  readonly side: IndexSideName;
  /** How many of them. */
  readonly found: number;
  /** How many there are: ten, or all vectors of a smaller index. */
  readonly of: number;
}

export interface AnsweredIndex {
  readonly index: VectorIndex;
  /** The vectors of the index. */
  readonly matrix: Matrix;
}

/** How many nearest vectors are compared. */
const COMPARED = 10;

interface NotedAnswer extends AnsweredIndex {
  readonly side: IndexSideName;
  readonly query: Float32Array;
  readonly answer: Uint32Array;
}

/**
 * Compares answers that an index has given to searches with exact search over the same vectors. A search only notes one in
 * some hundred of its answers; the comparing, some milliseconds for ten thousands of vectors, is done when there is time.
 */
export class RecallSampler {
  private given = 0;
  private noted: NotedAnswer | undefined;

  /** @param every one answer in so many is noted; 0 notes none */
  constructor(private readonly every: number) {}

  /**
   * Told of every answer of the whole index; an exact index need not be compared.
   * @param answer best first
   */
  note(
    side: IndexSideName,
    { index, matrix }: AnsweredIndex,
    { query, rows }: { query: Float32Array } & Pick<TopRows, 'rows'>,
  ): void {
    if (this.every === 0 || index.kind === 'exact' || rows.length < Math.min(COMPARED, matrix.rows)) return;
    if (this.given++ % this.every !== 0) return;
    this.noted = { side, index, matrix, query: query.slice(), answer: rows.slice(0, COMPARED) };
  }

  /** @returns undefined when no answer has been noted since the last time */
  measure(): RecallSample | undefined {
    if (this.noted === undefined) return undefined;
    const { side, matrix, query, answer } = this.noted;
    this.noted = undefined;
    const products = new Float32Array(matrix.rows);
    dotRows(matrix, query, 0, products);
    const of = Math.min(COMPARED, matrix.rows);
    const nearest = new TopK(of);
    for (let row = 0; row < matrix.rows; row++) nearest.offer(row, products[row]);
    // Vectors that are the same may stand for each other.
    const least = nearest.sorted().scores[of - 1];
    return { side, found: answer.filter((row) => products[row] >= least).length, of };
  }
}

import type { TopRows } from '../vector/top-k.js';

export interface NearestOptions {
  /** Only these rows, ascending; all of them when absent. */
  readonly allow?: Uint32Array | undefined;
}

/** Finds the rows of a matrix of unit vectors that are nearest to a query by inner product. */
export interface VectorIndex {
  /** 'exact' or 'hnsw', for `status`. */
  readonly kind: 'exact' | 'hnsw';
  readonly size: number;
  readonly dimensions: number;
  /**
   * @param query [dimensions], finite
   * @returns the k best rows, or all the rows there are, best first; equal scores by row
   * @throws BadInputError when the query has another dimension or holds no number
   */
  nearest(query: Float32Array, k: number, options?: NearestOptions): TopRows;
  close(): void;
}

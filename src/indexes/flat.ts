import { BadInputError } from '../errors.js';
import { dotChosenRows, dotRows } from '../vector/distance.js';
import type { Matrix } from '../vector/matrix.js';
import { TopK, type TopRows } from '../vector/top-k.js';
import type { NearestOptions, VectorIndex } from './vector-index.js';

/** Compares the query with every row: exact, the measure of every approximation, and fast enough for small catalogs. */
export class FlatIndex implements VectorIndex {
  readonly kind = 'exact';
  private readonly products: Float32Array;

  /** @param matrix [size, dimensions] unit rows; kept, not copied */
  constructor(readonly matrix: Matrix) {
    this.products = new Float32Array(matrix.rows);
  }

  get size(): number {
    return this.matrix.rows;
  }

  get dimensions(): number {
    return this.matrix.columns;
  }

  nearest(query: Float32Array, k: number, { allow }: NearestOptions = {}): TopRows {
    requireQuery(query, this.dimensions);
    const candidates = allow?.length ?? this.size;
    const products = this.products.subarray(0, candidates);
    if (allow === undefined) dotRows(this.matrix, query, 0, products);
    else dotChosenRows(this.matrix, query, allow, products);
    const top = new TopK(Math.min(k, candidates));
    for (let i = 0; i < candidates; i++) top.offer(allow === undefined ? i : allow[i], products[i]);
    return top.sorted();
  }

  close(): void {
    // Nothing but memory is held.
  }
}

/** @throws BadInputError when a vector cannot be compared with rows of `dimensions` numbers */
export function requireQuery(query: Float32Array, dimensions: number): void {
  if (query.length !== dimensions) {
    throw new BadInputError({
      reason: `the query has ${query.length} dimensions, the index ${dimensions}`,
      remedy: 'embed the query with the model that embedded the catalog',
    });
  }
  if (!query.every(Number.isFinite)) {
    throw new BadInputError({ reason: 'the query vector holds a value that is no number', remedy: 'check the model' });
  }
}

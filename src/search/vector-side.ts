import { scoreDistribution, type VectorMoments } from '../indexes/moments.js';
import type { VectorIndex } from '../indexes/vector-index.js';
import { dotChosenRows } from '../vector/distance.js';
import type { Matrix } from '../vector/matrix.js';
import type { Allowed } from './filters.js';

/** The vectors of one kind: of photos, several a product, or of texts, one a product. */
export interface VectorSideParts {
  readonly index: VectorIndex;
  readonly matrix: Matrix;
  readonly moments: VectorMoments;
  /** Product row of each vector, ascending. */
  readonly products: Uint32Array;
}

/** One product among the neighbours, with the best of its vectors. */
export interface Neighbour {
  readonly vector: number;
  /** Standard deviations above the mean of the catalog; see `scoreDistribution`. */
  readonly score: number;
}

/** How far a search among neighbours goes. */
export interface Reach {
  readonly allow: Allowed | undefined;
  /** The score that a neighbour must have. */
  readonly cutOff: number;
  /** How many vectors are looked at, at most. */
  readonly depth: number;
}

/** Most answers need few neighbours; the rest are fetched only when all of the first are within the cut-off. */
const FIRST_DEPTH = 200;

export class VectorSide {
  /** For each product row the first of its vectors, and one more entry at the end: vectors of row r are first[r] .. first[r + 1]. */
  private readonly first: Uint32Array;

  /** @param alive 1 for every product that is in the catalog now, by row: others may have been removed since */
  constructor(
    readonly parts: VectorSideParts,
    private readonly alive: Uint8Array,
  ) {
    const rows = alive.length;
    this.first = new Uint32Array(rows + 1);
    for (const product of parts.products) if (product < rows) this.first[product + 1]++;
    for (let row = 0; row < rows; row++) this.first[row + 1] += this.first[row];
  }

  has(row: number): boolean {
    return this.first[row + 1] > this.first[row];
  }

  /** Vectors of a product; the first is that of its main photo. */
  vectorsOf(row: number): Matrix['data'][] {
    const { matrix } = this.parts;
    return Array.from({ length: this.first[row + 1] - this.first[row] }, (_, i) => {
      const start = (this.first[row] + i) * matrix.columns;
      return matrix.data.subarray(start, start + matrix.columns);
    });
  }

  /** The nearest products within the cut-off, by row. */
  neighbours(query: Float32Array, { allow, cutOff, depth }: Reach): Map<number, Neighbour> {
    const { mean, deviation } = scoreDistribution(this.parts.moments, query);
    const allowed = allow === undefined ? undefined : this.allowedVectors(allow);
    const enough = mean + cutOff * deviation;
    let found = this.parts.index.nearest(query, Math.min(FIRST_DEPTH, depth), { allow: allowed });
    const last = found.scores.at(-1);
    if (found.rows.length === FIRST_DEPTH && FIRST_DEPTH < depth && last !== undefined && last >= enough) {
      found = this.parts.index.nearest(query, depth, { allow: allowed });
    }
    const best = new Map<number, Neighbour>();
    for (const [i, vector] of found.rows.entries()) {
      const product = this.parts.products[vector];
      if (found.scores[i] < enough) break;
      if (this.alive[product] === 1 && !best.has(product))
        best.set(product, { vector, score: (found.scores[i] - mean) / deviation });
    }
    return best;
  }

  /** Scores of chosen products, exact; products without a vector are left out. */
  scoresOf(query: Float32Array, rows: Iterable<number>): Map<number, Neighbour> {
    const { mean, deviation } = scoreDistribution(this.parts.moments, query);
    const vectors: number[] = [];
    for (const row of rows) for (let v = this.first[row]; v < this.first[row + 1]; v++) vectors.push(v);
    const chosen = Uint32Array.from(vectors);
    const products = new Float32Array(chosen.length);
    dotChosenRows(this.parts.matrix, query, chosen, products);
    const best = new Map<number, Neighbour>();
    for (const [i, vector] of chosen.entries()) {
      const row = this.parts.products[vector];
      const score = (products[i] - mean) / deviation;
      const other = best.get(row);
      if (other === undefined || score > other.score) best.set(row, { vector, score });
    }
    return best;
  }

  private allowedVectors({ rows }: Allowed): Uint32Array {
    const vectors: number[] = [];
    for (const row of rows) {
      for (let vector = this.first[row]; vector < this.first[row + 1]; vector++) vectors.push(vector);
    }
    return Uint32Array.from(vectors);
  }
}

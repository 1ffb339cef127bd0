import { scoreDistribution, type VectorMoments } from '../indexes/moments.js';
import type { VectorIndex } from '../indexes/vector-index.js';
import { dotChosenRows } from '../vector/distance.js';
import type { Matrix } from '../vector/matrix.js';
import type { TopRows } from '../vector/top-k.js';
import type { Allowed } from './filters.js';

/** The vectors of one kind: of photos, several a product, or of texts, one a product. */
export interface VectorSideParts {
  readonly index: VectorIndex;
  readonly matrix: Matrix;
  readonly moments: VectorMoments;
  /** Product row of each vector, ascending. */
  readonly products: Uint32Array;
  /** Inner product that nearly every vector has with its nearest other one; undefined when it was not measured. */
  readonly familiarity?: number | undefined;
}

/** Scores of products against one query, by product row. */
export interface SideScores {
  /** Standard deviations above the mean of the catalog, see `scoreDistribution`; NaN where it is not known. */
  readonly scores: Float32Array;
  /** The best vector of each product; -1 where its score is not known. */
  readonly vectors: Int32Array;
  /** The products that are known, best first as far as an index found them. */
  readonly rows: number[];
}

/** How far a search among neighbours goes. */
export interface Reach {
  readonly allow: Allowed | undefined;
  /** The score that a neighbour must have. */
  readonly cutOff: number;
  /** How many vectors are looked at, at most. */
  readonly depth: number;
  /** So many of the whole catalog's nearest are let in whatever the cut-off. */
  readonly atLeast: number;
}

/** Most answers need few neighbours; the rest are fetched only when all of the first are within the cut-off. */
const FIRST_DEPTH = 200;

export class VectorSide {
  /** For each product row the first of its vectors, and one more entry at the end: vectors of row r are first[r] .. first[r + 1]. */
  private readonly first: Uint32Array;
  private last: { readonly query: Float32Array; readonly found: TopRows } | undefined;

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

  /** Whether a query is as near to a vector as the vectors are to each other; true when that is not known. */
  isFamiliar(query: Float32Array): boolean {
    const { index, familiarity } = this.parts;
    if (familiarity === undefined) return true;
    const nearest = index.nearest(query, 1).scores.at(0);
    return nearest !== undefined && nearest >= familiarity;
  }

  /** The nearest products within the cut-off. */
  neighbours(query: Float32Array, { allow, cutOff, depth, atLeast }: Reach): SideScores {
    const { mean, deviation } = scoreDistribution(this.parts.moments, query);
    const allowed = allow === undefined ? undefined : this.allowedVectors(allow);
    const enough = Math.min(mean + cutOff * deviation, this.scoreOfNearest(query, atLeast));
    let found = allowed === undefined ? this.firstNearest(query, depth) : this.nearest(query, FIRST_DEPTH, allowed);
    const last = found.scores.at(-1);
    if (found.rows.length === FIRST_DEPTH && FIRST_DEPTH < depth && last !== undefined && last >= enough) {
      found = this.nearest(query, depth, allowed);
    }
    const scored = this.noScores();
    for (let i = 0; i < found.rows.length && found.scores[i] >= enough; i++) {
      this.note(scored, found.rows[i], (found.scores[i] - mean) / deviation);
    }
    return scored;
  }

  /** Score of the neighbour at a place of the unfiltered ranking, from 1: a filter must only take away. */
  private scoreOfNearest(query: Float32Array, place: number): number {
    if (place === 0) return Number.POSITIVE_INFINITY;
    const { scores } = this.firstNearest(query, place);
    return scores.at(-1) ?? Number.POSITIVE_INFINITY;
  }

  /** Adds the exact scores of chosen products to what is known; products without a vector stay unknown. */
  addScores(known: SideScores, query: Float32Array, rows: Iterable<number>): void {
    const { mean, deviation } = scoreDistribution(this.parts.moments, query);
    const vectors: number[] = [];
    for (const row of rows) {
      if (known.vectors[row] >= 0) continue;
      for (let vector = this.first[row]; vector < this.first[row + 1]; vector++) vectors.push(vector);
    }
    const chosen = Uint32Array.from(vectors);
    const products = new Float32Array(chosen.length);
    dotChosenRows(this.parts.matrix, query, chosen, products);
    for (let i = 0; i < chosen.length; i++) this.note(known, chosen[i], (products[i] - mean) / deviation);
  }

  private nearest(query: Float32Array, depth: number, allow: Uint32Array | undefined): TopRows {
    return this.parts.index.nearest(query, depth, { allow });
  }

  /** One query is asked for its neighbours twice, for votes and for hits: the answer is kept until the next one. */
  private firstNearest(query: Float32Array, depth: number): TopRows {
    if (this.last?.query !== query) this.last = { query, found: this.nearest(query, FIRST_DEPTH, undefined) };
    const { rows, scores } = this.last.found;
    return { rows: rows.subarray(0, depth), scores: scores.subarray(0, depth) };
  }

  private noScores(): SideScores {
    const rows = this.alive.length;
    return { scores: new Float32Array(rows).fill(NaN), vectors: new Int32Array(rows).fill(-1), rows: [] };
  }

  private note({ scores, vectors, rows }: SideScores, vector: number, score: number): void {
    const product = this.parts.products[vector];
    if (this.alive[product] !== 1 || scores[product] >= score) return;
    if (vectors[product] < 0) rows.push(product);
    scores[product] = score;
    vectors[product] = vector;
  }

  private allowedVectors({ rows }: Allowed): Uint32Array {
    const vectors: number[] = [];
    for (const row of rows) {
      for (let vector = this.first[row]; vector < this.first[row + 1]; vector++) vectors.push(vector);
    }
    return Uint32Array.from(vectors);
  }
}

import { scoreDistribution, type VectorMoments } from '../indexes/moments.js';
import type { VectorIndex } from '../indexes/vector-index.js';
import { dotChosenRows } from '../vector/distance.js';
import { grown } from '../vector/grown.js';
import { rowOf, type Matrix } from '../vector/matrix.js';
import { TopK, type TopRows } from '../vector/top-k.js';
import { CurrentVectors, type CurrentVector, type Overlay } from './current-vectors.js';
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
  /** Hears of what the index has answered. */
  readonly note?: ((answered: { readonly query: Float32Array; readonly rows: Uint32Array }) => void) | undefined;
}

/** Scores of products against one query, by product row; the side's own, which stand until it is asked again. */
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
  /** Taken from what is found without it, so that whatever is counted without a filter is found with it. */
  readonly allow: Allowed | undefined;
  /** The score that a neighbour must have. */
  readonly cutOff: number;
  /** How many vectors are looked at, at most. */
  readonly depth: number;
  /** So many of the whole catalog's nearest are let in whatever the cut-off. */
  readonly atLeast: number;
}

/** Most answers need few neighbours; more are fetched only when all of the first are within the cut-off. */
const FIRST_DEPTH = 200;

/** How many times more. */
const DEEPER = 2;

/** Stale vectors that are fetched with the others and dropped; where more of them come first, they are filtered out. */
const MOST_DROPPED = 64;

/** What a search needs of the rows of a catalog: one more than the largest, growing with it. */
export interface RowExtent {
  readonly rows: number;
}

/** The vectors of an index and, exactly, those of what was written since it was built. */
export class VectorSide {
  /** For each product row the first of its vectors, and one more entry at the end: vectors of row r are first[r] .. first[r + 1]. */
  private readonly first: Uint32Array;
  private readonly current: CurrentVectors;
  private known: { scores: Float32Array; vectors: Int32Array; rows: number[] } = {
    ...{ scores: new Float32Array(0), vectors: new Int32Array(0), rows: [] },
  };
  /** Unfiltered neighbours of the queries that are still around, by depth. */
  private found = new WeakMap<Float32Array, Map<number, TopRows>>();

  constructor(
    readonly parts: VectorSideParts,
    private readonly extent: RowExtent,
  ) {
    const { products, matrix } = parts;
    const rows = products.length === 0 ? 0 : products[products.length - 1] + 1;
    this.first = new Uint32Array(rows + 1);
    for (const product of products) this.first[product + 1]++;
    for (let row = 0; row < rows; row++) this.first[row + 1] += this.first[row];
    this.current = new CurrentVectors(matrix.rows, matrix.columns, (row) => this.indexedVectors(row));
  }

  /** Says what vectors a product has now: one that was written since the index was built, or removed. */
  set(row: number, vectors: readonly CurrentVector[]): void {
    this.current.set(row, vectors);
    this.found = new WeakMap();
  }

  /** Numbers of a product's vectors in the index, up to date or not. */
  indexedVectors(row: number): number[] {
    if (row + 1 >= this.first.length) return [];
    return Array.from({ length: this.first[row + 1] - this.first[row] }, (_, i) => this.first[row] + i);
  }

  has(row: number): boolean {
    if (this.current.wasWritten(row)) return this.numbersOf(row).length > 0;
    return row + 1 < this.first.length && this.first[row + 1] > this.first[row];
  }

  /** Vectors of a product; the first is that of its main photo. */
  vectorsOf(row: number): Matrix['data'][] {
    const { matrix } = this.parts;
    return this.numbersOf(row).map((number) =>
      number < matrix.rows ? rowOf(matrix, number) : rowOf(this.overlay.matrix, number - matrix.rows),
    );
  }

  /** Photo that a vector was made of, where it is another than when the index was built. */
  photoOf(number: number): number | undefined {
    return this.overlay.photos.get(number);
  }

  /** Whether a query is as near to a vector as the vectors are to each other; true when that is not known. */
  isFamiliar(query: Float32Array): boolean {
    const { familiarity } = this.parts;
    if (familiarity === undefined) return true;
    const nearest = this.nearest(query, 1).scores.at(0);
    return nearest !== undefined && nearest >= familiarity;
  }

  /** The nearest products within the cut-off. */
  neighbours(query: Float32Array, { allow, cutOff, depth, atLeast }: Reach): SideScores {
    const { mean, deviation } = scoreDistribution(this.parts.moments, query);
    const enough = Math.min(mean + cutOff * deviation, this.scoreOfNearest(query, atLeast));
    let count = Math.min(depth, FIRST_DEPTH);
    let found = this.firstNearest(query, depth);
    while (count < depth && found.rows.length === count && found.scores[count - 1] >= enough) {
      count = Math.min(depth, DEEPER * count);
      found = this.nearestOfAll(query, count);
    }
    const scored = this.noScores();
    for (let i = 0; i < found.rows.length && found.scores[i] >= enough; i++) {
      const product = this.productOf(found.rows[i]);
      if (allow !== undefined && allow.isAllowed[product] !== 1) continue;
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
    for (const row of rows) if (known.vectors[row] < 0) this.pushNumbers(vectors, row);
    const chosen = Uint32Array.from(vectors);
    const products = this.products(query, chosen);
    for (let i = 0; i < chosen.length; i++) this.note(known, chosen[i], (products[i] - mean) / deviation);
  }

  private get overlay(): Overlay {
    return this.current.overlay;
  }

  private numbersOf(row: number): readonly number[] {
    return this.overlay.numbers.get(row) ?? this.indexedVectors(row);
  }

  private pushNumbers(numbers: number[], row: number): void {
    if (this.current.wasWritten(row)) numbers.push(...this.numbersOf(row));
    else if (row + 1 < this.first.length) {
      for (let number = this.first[row]; number < this.first[row + 1]; number++) numbers.push(number);
    }
  }

  /** Inner products with chosen vectors, of the index and live ones. */
  private products(query: Float32Array, chosen: Uint32Array): Float32Array {
    const { matrix } = this.parts;
    const products = new Float32Array(chosen.length);
    const live = this.overlay.matrix;
    if (live.rows === 0) {
      dotChosenRows(matrix, query, chosen, products);
      return products;
    }
    for (let i = 0; i < chosen.length; i++) {
      const isLive = chosen[i] >= matrix.rows;
      const row = Uint32Array.of(isLive ? chosen[i] - matrix.rows : chosen[i]);
      dotChosenRows(isLive ? live : matrix, query, row, products.subarray(i, i + 1));
    }
    return products;
  }

  private nearest(query: Float32Array, depth: number): TopRows {
    const { size } = this.parts.index;
    const { matrix } = this.overlay;
    const indexed = this.nearestIndexed(query, depth);
    if (matrix.rows === 0) return indexed;
    const live = Uint32Array.from({ length: matrix.rows }, (_, i) => size + i);
    const products = this.products(query, live);
    const top = new TopK(Math.min(depth, indexed.rows.length + live.length));
    for (let i = 0; i < indexed.rows.length; i++) top.offer(indexed.rows[i], indexed.scores[i]);
    for (let i = 0; i < live.length; i++) top.offer(live[i], products[i]);
    return top.sorted();
  }

  private nearestIndexed(query: Float32Array, depth: number): TopRows {
    const { index } = this.parts;
    const { stale, isStale } = this.overlay;
    if (stale === 0) return this.noted(query, index.nearest(query, depth));
    const wanted = Math.min(depth, index.size - stale);
    const found = this.noted(query, index.nearest(query, depth + Math.min(stale, MOST_DROPPED)));
    const kept: number[] = [];
    for (let i = 0; i < found.rows.length && kept.length < wanted; i++) if (isStale[found.rows[i]] === 0) kept.push(i);
    if (kept.length === wanted) {
      return {
        rows: Uint32Array.from(kept, (i) => found.rows[i]),
        scores: Float32Array.from(kept, (i) => found.scores[i]),
      };
    }
    const upToDate = Uint32Array.from({ length: index.size }, (_, number) => number).filter((n) => isStale[n] === 0);
    return index.nearest(query, depth, { allow: upToDate });
  }

  private noted(query: Float32Array, answer: TopRows): TopRows {
    this.parts.note?.({ query, rows: answer.rows });
    return answer;
  }

  private firstNearest(query: Float32Array, depth: number): TopRows {
    const { rows, scores } = this.nearestOfAll(query, FIRST_DEPTH);
    return { rows: rows.subarray(0, depth), scores: scores.subarray(0, depth) };
  }

  /** One query is asked for its neighbours twice, for votes and for hits, and the same words come again. */
  private nearestOfAll(query: Float32Array, depth: number): TopRows {
    const known = this.found.get(query) ?? new Map<number, TopRows>();
    const found = known.get(depth) ?? this.nearest(query, depth);
    this.found.set(query, known.set(depth, found));
    return found;
  }

  /** Forgets the scores of the query before, at the cost of those that were known. */
  private noScores(): SideScores {
    const { known } = this;
    for (const row of known.rows) {
      known.scores[row] = NaN;
      known.vectors[row] = -1;
    }
    const { rows } = this.extent;
    this.known = {
      scores: grown(known.scores, rows, NaN),
      vectors: grown(known.vectors, rows, -1),
      rows: [],
    };
    return this.known;
  }

  private productOf(vector: number): number {
    const { products, matrix } = this.parts;
    return vector < matrix.rows ? products[vector] : this.overlay.products[vector - matrix.rows];
  }

  private note({ scores, vectors, rows }: SideScores, vector: number, score: number): void {
    const product = this.productOf(vector);
    if (scores[product] >= score) return;
    if (vectors[product] < 0) rows.push(product);
    scores[product] = score;
    vectors[product] = vector;
  }
}

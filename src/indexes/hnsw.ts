import { createRequire } from 'node:module';
import type HnswlibModule from 'hnswlib-node';
import type { HierarchicalNSW } from 'hnswlib-node';
import { BadInputError, DamagedError, explainNativeError } from '../errors.js';
import type { Matrix } from '../vector/matrix.js';
import { rowOf } from '../vector/matrix.js';
import type { TopRows } from '../vector/top-k.js';
import { FlatIndex, requireQuery } from './flat.js';
import type { NearestOptions, VectorIndex } from './vector-index.js';

/** Malkov and Yashunin 2018: links of a node, and the breadth of the search while building and while answering. */
export interface HnswParameters {
  readonly m: number;
  readonly efConstruction: number;
  readonly efSearch: number;
}

/** Below this share of allowed rows the exact index over them is faster than fetching more and throwing away. */
const SELECTIVE_SHARE = 0.25;

/** Deleted rows are skipped; when there are more than this share of them, building again costs less than they do. */
export const MOST_DELETED = 0.2;

const require = createRequire(import.meta.url);
type Hnswlib = typeof HnswlibModule;
let library: Hnswlib | undefined;

/** The native library is loaded when the first graph is used: exact search works without it. */
function hnswlib(): Hnswlib {
  try {
    library ??= require('hnswlib-node') as Hnswlib;
  } catch (error) {
    throw explainNativeError(error, 'hnswlib-node');
  }
  return library;
}

/**
 * A graph over the rows of a matrix. hnswlib checks nothing and aborts the process when misused, so everything is
 * checked here before each call, and its filter callback, which is slow and can abort Node, is never used.
 */
export class HnswIndex implements VectorIndex {
  readonly kind = 'hnsw';
  private readonly deleted = new Set<number>();
  private closed = false;

  private constructor(
    private readonly graph: HierarchicalNSW,
    private readonly exact: FlatIndex,
    private readonly parameters: HnswParameters,
  ) {}

  /**
   * Builds a graph over all rows.
   * @param onRows called now and then with the number of rows done; throw from it to stop
   */
  static build(
    matrix: Matrix,
    parameters: HnswParameters,
    { seed = 7, onRows }: { seed?: number | undefined; onRows?: ((rows: number) => void) | undefined } = {},
  ): HnswIndex {
    requireFinite(matrix);
    const graph = new (hnswlib().HierarchicalNSW)('ip', matrix.columns);
    graph.initIndex(Math.max(1, matrix.rows), parameters.m, parameters.efConstruction, seed);
    for (let row = 0; row < matrix.rows; row++) {
      graph.addPoint(Array.from(rowOf(matrix, row)), row);
      if (row % 500 === 499) onRows?.(row + 1);
    }
    return new HnswIndex(graph, new FlatIndex(matrix), parameters);
  }

  /**
   * Loads a graph that was checked against its checksum.
   * @param matrix the rows it was built over
   * @throws DamagedError when the file does not hold this graph
   */
  static load(file: string, matrix: Matrix, parameters: HnswParameters): HnswIndex {
    const graph = new (hnswlib().HierarchicalNSW)('ip', matrix.columns);
    try {
      graph.readIndexSync(file);
    } catch (cause) {
      throw damaged(file, 'the graph cannot be read', cause);
    }
    return HnswIndex.over(graph, matrix, { file, parameters });
  }

  /** The same without keeping this thread from other things. */
  static async loadBeside(file: string, matrix: Matrix, parameters: HnswParameters): Promise<HnswIndex> {
    const graph = new (hnswlib().HierarchicalNSW)('ip', matrix.columns);
    try {
      await graph.readIndex(file);
    } catch (cause) {
      throw damaged(file, 'the graph cannot be read', cause);
    }
    return HnswIndex.over(graph, matrix, { file, parameters });
  }

  private static over(
    graph: HierarchicalNSW,
    matrix: Matrix,
    { file, parameters }: { readonly file: string; readonly parameters: HnswParameters },
  ): HnswIndex {
    if (graph.getCurrentCount() !== matrix.rows || graph.getNumDimensions() !== matrix.columns) {
      throw damaged(file, `the graph holds ${graph.getCurrentCount()} vectors, not ${matrix.rows}`);
    }
    return new HnswIndex(graph, new FlatIndex(matrix), parameters);
  }

  get size(): number {
    return this.exact.size - this.deleted.size;
  }

  get dimensions(): number {
    return this.exact.dimensions;
  }

  /** Writes the graph into a new file. */
  save(file: string): void {
    this.requireOpen();
    this.graph.writeIndexSync(file);
  }

  nearest(query: Float32Array, k: number, { allow }: NearestOptions = {}): TopRows {
    this.requireOpen();
    requireQuery(query, this.dimensions);
    if (allow === undefined) return this.search(query, k);
    if (allow.length < SELECTIVE_SHARE * this.exact.size)
      return this.exact.nearest(query, k, { allow: this.alive(allow) });
    return this.searchAmong(query, k, this.alive(allow));
  }

  /** Leaves a row out of all answers. Deleting a row twice is no error. */
  delete(row: number): void {
    this.requireOpen();
    if (!Number.isInteger(row) || row < 0 || row >= this.exact.size) {
      throw new BadInputError({ reason: `there is no row ${row} in an index of ${this.exact.size}` });
    }
    if (this.deleted.has(row)) return;
    this.graph.markDelete(row);
    this.deleted.add(row);
  }

  /** True when so many rows are deleted that the graph should be built again. */
  get needsCompaction(): boolean {
    return this.deleted.size > MOST_DELETED * this.exact.size;
  }

  close(): void {
    this.closed = true;
  }

  /** A wide filter: fetch more and more until enough of it is allowed, at last everything. */
  private searchAmong(query: Float32Array, k: number, allow: Uint32Array): TopRows {
    const wanted = Math.min(k, allow.length);
    const allowed = new Uint8Array(this.exact.size);
    for (const row of allow) allowed[row] = 1;
    for (let fetch = Math.ceil((1.3 * wanted * this.exact.size) / Math.max(1, allow.length)); ; fetch *= 3) {
      if (fetch > this.size / 4) return this.exact.nearest(query, k, { allow });
      const found = this.search(query, fetch);
      const kept: number[] = [];
      for (const [i, row] of found.rows.entries()) if (allowed[row] === 1) kept.push(i);
      if (kept.length >= wanted) return pick(found, kept.slice(0, wanted));
    }
  }

  private search(query: Float32Array, k: number): TopRows {
    const count = Math.min(k, this.size);
    if (count <= 0) return { rows: new Uint32Array(0), scores: new Float32Array(0) };
    this.graph.setEf(Math.max(this.parameters.efSearch, count));
    const { neighbors, distances } = this.graph.searchKnn(Array.from(query), count);
    const order = neighbors.map((_, i) => i);
    order.sort((a, b) => distances[a] - distances[b] || neighbors[a] - neighbors[b]);
    return {
      rows: Uint32Array.from(order, (i) => neighbors[i]),
      scores: Float32Array.from(order, (i) => 1 - distances[i]),
    };
  }

  private alive(allow: Uint32Array): Uint32Array {
    return this.deleted.size === 0 ? allow : allow.filter((row) => !this.deleted.has(row));
  }

  private requireOpen(): void {
    if (this.closed) throw new BadInputError({ reason: 'the index is closed', remedy: 'open the catalog again' });
  }
}

function pick({ rows, scores }: TopRows, chosen: readonly number[]): TopRows {
  return { rows: Uint32Array.from(chosen, (i) => rows[i]), scores: Float32Array.from(chosen, (i) => scores[i]) };
}

function requireFinite({ data }: Matrix): void {
  if (data.every(Number.isFinite)) return;
  throw new BadInputError({ reason: 'a vector holds a value that is no number', remedy: 'train or embed again' });
}

function damaged(file: string, reason: string, cause?: unknown): DamagedError {
  return new DamagedError({ file, reason, remedy: "run 'vitrine index' again", cause });
}

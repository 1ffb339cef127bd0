import { grown } from '../vector/grown.js';
import { createMatrix, type Matrix } from '../vector/matrix.js';

/** One vector of a product that was written since the index was built: one of the index, or a live one. */
export interface CurrentVector {
  /** Number in the index; undefined for a vector that is not in it. */
  readonly indexed?: number | undefined;
  readonly live?: Float32Array | undefined;
  /** Of image vectors. */
  readonly photo?: number | undefined;
}

/**
 * Vectors beside an index: those of products that were written since it was built. They are numbered on behind those of
 * the index, by product row and position, and its own ones that are out of date are passed over:
 *
 *     index   0  1  x  3        live   4  5
 *     row     1  2  2  7               2  9
 */
export class CurrentVectors {
  private readonly byRow = new Map<number, readonly CurrentVector[]>();
  private isWritten = new Uint8Array(0);
  private made: Overlay | undefined;

  /**
   * @param size vectors of the index
   * @param owned numbers of the index's vectors of a product
   */
  constructor(
    private readonly size: number,
    private readonly columns: number,
    private readonly owned: (row: number) => readonly number[],
  ) {}

  /** What a product has now. */
  set(row: number, vectors: readonly CurrentVector[]): void {
    this.byRow.set(row, vectors);
    this.isWritten = grown(this.isWritten, row + 1);
    this.isWritten[row] = 1;
    this.made = undefined;
  }

  wasWritten(row: number): boolean {
    return this.isWritten[row] === 1;
  }

  /** All at once; the same for the same products, in whatever order they were set. */
  get overlay(): Overlay {
    this.made ??= this.make();
    return this.made;
  }

  private make(): Overlay {
    const isStale = new Uint8Array(this.size);
    const numbers = new Map<number, readonly number[]>();
    const photos = new Map<number, number>();
    const live: Float32Array[] = [];
    const products: number[] = [];
    for (const row of [...this.byRow.keys()].sort((a, b) => a - b)) {
      const vectors = this.byRow.get(row) ?? [];
      const kept = new Set(vectors.map(({ indexed }) => indexed));
      for (const number of this.owned(row)) if (!kept.has(number)) isStale[number] = 1;
      const own = vectors.flatMap(({ indexed, live: vector, photo }) => {
        const number = indexed ?? this.size + live.length;
        if (indexed === undefined && vector === undefined) return [];
        if (vector !== undefined) {
          live.push(vector);
          products.push(row);
        }
        if (photo !== undefined) photos.set(number, photo);
        return [number];
      });
      numbers.set(row, own);
    }
    const matrix = createMatrix(live.length, this.columns);
    for (const [i, vector] of live.entries()) matrix.data.set(vector, i * this.columns);
    const stale = isStale.reduce((sum, one) => sum + one, 0);
    return { numbers, photos, isStale, stale, matrix, products: Uint32Array.from(products) };
  }
}

export interface Overlay {
  /** Numbers of the vectors of each product that was written, the one of its main photo first. */
  readonly numbers: ReadonlyMap<number, readonly number[]>;
  /** Photo of a vector, by its number, as far as it is known better than when the index was built. */
  readonly photos: ReadonlyMap<number, number>;
  /** 1 for a vector of the index that is out of date, by number. */
  readonly isStale: Uint8Array;
  /** How many are. */
  readonly stale: number;
  /** Live vectors: the first has the number behind the last of the index. */
  readonly matrix: Matrix;
  /** Product row of each live vector. */
  readonly products: Uint32Array;
}

import { BadInputError } from '../errors.js';

/**
 * Rows of 32-bit floats, one after another:
 *
 *     data = [ row 0: c0 c1 .. cn | row 1: c0 c1 .. cn | ... ]
 */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** [rows x columns], row-major. */
  readonly data: Float32Array;
}

/**
 * @param data used as it is, not copied; zeros when absent
 * @throws BadInputError when `data` does not hold exactly rows x columns numbers
 */
export function createMatrix(rows: number, columns: number, data?: Float32Array): Matrix {
  if (data !== undefined && data.length !== rows * columns) {
    throw new BadInputError({
      reason: `${rows} x ${columns} vectors need ${rows * columns} numbers, not ${data.length}`,
      remedy: 'embed the catalog again',
    });
  }
  return { rows, columns, data: data ?? new Float32Array(rows * columns) };
}

/** @returns a view of row `row`, not a copy */
export function rowOf({ columns, data }: Matrix, row: number): Float32Array {
  return data.subarray(row * columns, (row + 1) * columns);
}

/** Scales every row to length 1 in place and returns the matrix; rows of zeros stay as they are. */
export function normalizeRows(matrix: Matrix): Matrix {
  const { rows, columns, data } = matrix;
  for (let row = 0; row < rows; row++) normalizeRange(data, row * columns, columns);
  return matrix;
}

/** Scales one vector to length 1 in place and returns it; zeros stay as they are. */
export function normalizeVector(vector: Float32Array): Float32Array {
  normalizeRange(vector, 0, vector.length);
  return vector;
}

function normalizeRange(data: Float32Array, start: number, length: number): void {
  let sum = 0;
  for (let i = start; i < start + length; i++) sum += data[i] * data[i];
  if (sum === 0) return;
  const scale = 1 / Math.sqrt(sum);
  for (let i = start; i < start + length; i++) data[i] *= scale;
}

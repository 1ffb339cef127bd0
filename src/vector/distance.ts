import type { Matrix } from './matrix.js';

/** Inner product of two vectors of one length. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** Euclidean distance of two vectors of one length. */
export function euclideanDistance(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = a[i] - b[i];
    sum += difference * difference;
  }
  return Math.sqrt(sum);
}

/**
 * Inner products of one query with consecutive rows.
 * @param query    [columns]
 * @param products receives one number for each of the rows `first` .. `first + products.length - 1`
 */
export function dotRows(matrix: Matrix, query: Float32Array, first: number, products: Float32Array): void {
  const { columns, data } = matrix;
  for (let i = 0; i < products.length; i++) products[i] = dotAt(data, (first + i) * columns, query);
}

/**
 * Inner products of one query with chosen rows.
 * @param rows     row numbers
 * @param products [rows.length], receives the results
 */
export function dotChosenRows(matrix: Matrix, query: Float32Array, rows: Uint32Array, products: Float32Array): void {
  const { columns, data } = matrix;
  for (let i = 0; i < rows.length; i++) products[i] = dotAt(data, rows[i] * columns, query);
}

/** Eight sums at once: the processor need not wait for one addition to begin the next. */
function dotAt(data: Float32Array, start: number, query: Float32Array): number {
  const columns = query.length;
  const whole = columns - (columns % 8);
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let s4 = 0;
  let s5 = 0;
  let s6 = 0;
  let s7 = 0;
  for (let c = 0, d = start; c < whole; c += 8, d += 8) {
    s0 += query[c] * data[d];
    s1 += query[c + 1] * data[d + 1];
    s2 += query[c + 2] * data[d + 2];
    s3 += query[c + 3] * data[d + 3];
    s4 += query[c + 4] * data[d + 4];
    s5 += query[c + 5] * data[d + 5];
    s6 += query[c + 6] * data[d + 6];
    s7 += query[c + 7] * data[d + 7];
  }
  let sum = s0 + s1 + (s2 + s3) + (s4 + s5 + (s6 + s7));
  for (let c = whole; c < columns; c++) sum += query[c] * data[start + c];
  return sum;
}

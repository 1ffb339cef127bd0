import { rowOf, type Matrix } from '../vector/matrix.js';

/**
 * Mean and covariance of the rows of an index. With them the mean and the spread of the inner products of *any* query
 * with all rows are known without computing one of them, so that a score can be read as 'so many standard deviations
 * nearer than the catalog at large', which means the same for short texts, long texts and photos.
 */
export interface VectorMoments {
  /** [dimensions] */
  readonly mean: Float32Array;
  /** [dimensions x dimensions], symmetric */
  readonly covariance: Float32Array;
}

/** Moments of at most `sample` rows, evenly spaced. */
export function momentsOf(matrix: Matrix, options: { sample?: number | undefined } = {}): VectorMoments {
  const steps = momentSteps(matrix, options);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Rows of one step: a few milliseconds. */
const ROWS_OF_STEP = 256;

/** The same in steps, for those who have other things to do in between. */
export function* momentSteps(
  matrix: Matrix,
  { sample = 2000 }: { sample?: number | undefined } = {},
): Generator<undefined, VectorMoments> {
  const { rows, columns } = matrix;
  const count = Math.min(rows, sample);
  const mean = new Float32Array(columns);
  const covariance = new Float32Array(columns * columns);
  const centred = new Float32Array(columns);
  const chosen = (i: number): Float32Array => rowOf(matrix, Math.floor((i * rows) / count));
  for (let i = 0; i < count; i++) {
    const row = chosen(i);
    for (let c = 0; c < columns; c++) mean[c] += row[c] / count;
  }
  for (let i = 0; i < count; i++) {
    if (i % ROWS_OF_STEP === ROWS_OF_STEP - 1) yield;
    const row = chosen(i);
    for (let c = 0; c < columns; c++) centred[c] = row[c] - mean[c];
    for (let a = 0; a < columns; a++) {
      const factor = centred[a] / count;
      for (let b = 0; b <= a; b++) covariance[a * columns + b] += factor * centred[b];
    }
  }
  mirror(covariance, columns);
  return { mean, covariance };
}

/** Copies what lies under the diagonal above it. */
function mirror(matrix: Float32Array, columns: number): void {
  for (let a = 0; a < columns; a++) for (let b = 0; b < a; b++) matrix[b * columns + a] = matrix[a * columns + b];
}

/** Mean and standard deviation of the inner products of a query with all rows. */
export function scoreDistribution(
  { mean, covariance }: VectorMoments,
  query: Float32Array,
): { mean: number; deviation: number } {
  const columns = query.length;
  let average = 0;
  let variance = 0;
  for (let a = 0; a < columns; a++) {
    average += mean[a] * query[a];
    let sum = 0;
    for (let b = 0; b < a; b++) sum += covariance[a * columns + b] * query[b];
    variance += query[a] * (2 * sum + covariance[a * columns + a] * query[a]);
  }
  return { mean: average, deviation: Math.sqrt(Math.max(variance, 1e-12)) };
}

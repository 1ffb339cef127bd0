import type { Random } from '../random.js';
import type { Matrix } from './matrix.js';

const ROUNDS = 500;

/**
 * Coordinates of every row along the directions in which the rows differ most (principal components: Pearson 1901), by power
 * iteration on the covariance matrix, one direction after the other.
 * @param rows [n, columns], left as they are
 * @param axes directions, at most `columns`
 * @param random where the iteration begins; the result depends on it only by rounding
 * @returns [n, axes], row-major, centred on 0; the first axis has the largest spread. Each axis points to where its largest
 *   component is positive.
 */
export function principalCoordinates(rows: Matrix, axes: number, random: Random): Float32Array {
  const { columns, data, rows: count } = rows;
  const mean = meanOf(rows);
  const covariance = covarianceOf(rows, mean);
  const found: Float64Array[] = [];
  for (let axis = 0; axis < axes; axis++) found.push(nextDirection(covariance, found, random));
  const coordinates = new Float32Array(count * axes);
  for (let row = 0; row < count; row++) {
    for (let axis = 0; axis < axes; axis++) {
      const direction = found[axis];
      let sum = 0;
      for (let i = 0; i < columns; i++) sum += (data[row * columns + i] - mean[i]) * direction[i];
      coordinates[row * axes + axis] = sum;
    }
  }
  return coordinates;
}

function meanOf({ rows, columns, data }: Matrix): Float64Array {
  const mean = new Float64Array(columns);
  for (let row = 0; row < rows; row++) for (let i = 0; i < columns; i++) mean[i] += data[row * columns + i];
  return mean.map((sum) => sum / Math.max(1, rows));
}

/** [columns, columns], not divided by the count: only directions matter. */
function covarianceOf({ rows, columns, data }: Matrix, mean: Float64Array): Float64Array[] {
  const covariance = Array.from({ length: columns }, () => new Float64Array(columns));
  const centred = new Float64Array(columns);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < columns; i++) centred[i] = data[row * columns + i] - mean[i];
    for (let i = 0; i < columns; i++) {
      const line = covariance[i];
      const factor = centred[i];
      for (let j = 0; j <= i; j++) line[j] += factor * centred[j];
    }
  }
  for (let i = 0; i < columns; i++) for (let j = 0; j < i; j++) covariance[j][i] = covariance[i][j];
  return covariance;
}

/** The strongest direction at right angles to those before. */
function nextDirection(covariance: readonly Float64Array[], before: readonly Float64Array[], random: Random) {
  let direction = Float64Array.from(covariance, () => random.normal());
  makeUnit(direction, before);
  for (let round = 0; round < ROUNDS; round++) {
    const next = Float64Array.from(covariance, (line) => inner(line, direction));
    if (!makeUnit(next, before)) break; // the rows do not differ in any further direction
    direction = next;
  }
  const largest = direction.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  return largest < 0 ? direction.map((value) => -value) : direction;
}

/** Takes the parts along the others out, then scales to length 1. @returns false when nothing is left */
function makeUnit(vector: Float64Array, others: readonly Float64Array[]): boolean {
  for (const other of others) {
    const along = inner(vector, other);
    for (let i = 0; i < vector.length; i++) vector[i] -= along * other[i];
  }
  const length = Math.sqrt(inner(vector, vector));
  if (length < 1e-12) return false;
  for (let i = 0; i < vector.length; i++) vector[i] /= length;
  return true;
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

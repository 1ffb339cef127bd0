import type { AliasTable } from './word2vec-window.js';

/**
 * A table to draw numbers from 0 to n - 1 by given weights at constant cost: one column a number, each column filled to
 * the brim with a piece of at most one other number (Walker 1977, built as Vose 1991).
 * @param weights [n] not negative, not all 0
 * @returns tables in shared memory
 */
export function createAliasTable(weights: ArrayLike<number>): AliasTable {
  const n = weights.length;
  const chance = new Float32Array(new SharedArrayBuffer(4 * n));
  const other = new Int32Array(new SharedArrayBuffer(4 * n));
  const total = Array.from(weights).reduce((sum, weight) => sum + weight, 0);
  const filled = Float64Array.from(weights, (weight) => (weight * n) / total);
  const small: number[] = [];
  const large: number[] = [];
  filled.forEach((height, i) => (height < 1 ? small : large).push(i));
  while (small.length > 0 && large.length > 0) {
    const low = small.pop() ?? 0;
    const high = large.pop() ?? 0;
    chance[low] = filled[low];
    other[low] = high;
    filled[high] -= 1 - filled[low];
    (filled[high] < 1 ? small : large).push(high);
  }
  // What is left differs from 1 by rounding only.
  for (const i of [...small, ...large]) {
    chance[i] = 1;
    other[i] = i;
  }
  return { chance, other };
}

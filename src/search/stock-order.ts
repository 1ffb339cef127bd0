import type { ResultSet } from './candidates.js';
import type { Found } from './hits.js';
import type { SearchIndex } from './search-index.js';

/** Puts the products of a result set in an order, and returns the first of them. */
export type Order = (found: ResultSet, count: number) => Found[];

/**
 * The first products of a result set in an order; where the shop wants it, what is out of stock comes behind all others, in
 * the same order among itself.
 */
export function ordered(index: SearchIndex, found: ResultSet, count: number, order: Order): Found[] {
  if (!index.settings.outOfStockLast) return order(found, count);
  const { there, gone } = parted(found, outOfStock(index));
  const first = order(there, count);
  return first.length < count ? [...first, ...order(gone, count - first.length)] : first;
}

/** @returns a test of a product's row */
function outOfStock({ words }: SearchIndex): (row: number) => boolean {
  const column = words.dictionary.column('availability');
  const isGone = column.combinationsWith((key) => key === 'out of stock');
  const { combinationOfRow } = column;
  return (row) => isGone[combinationOfRow[row] ?? 0] === 1;
}

function parted(found: ResultSet, isGone: (row: number) => boolean): { there: ResultSet; gone: ResultSet } {
  const part = (wanted: boolean): ResultSet => {
    const places = Uint32Array.from(found.rows.keys()).filter((i) => isGone(found.rows[i]) === wanted);
    const rows = Uint32Array.from(places, (i) => found.rows[i]);
    return { ...found, rows, scores: Float32Array.from(places, (i) => found.scores[i]) };
  };
  return { there: part(false), gone: part(true) };
}

import type { PreparedQuery, ResultSet } from './candidates.js';
import type { Allowed } from './filters.js';
import type { PriceRange } from './query/conditions.js';
import type { QueryMeaning } from './query-meaning.js';
import { both, priceFilter } from './restrictions.js';
import type { SearchIndex } from './search-index.js';

/** The share of what is found whose prices are low, and whose are high. */
const SHARE = 0.25;

/**
 * The prices that are low, or high, among those of some products: the lower, or the upper, quarter of them.
 * @param priceOfRow NaN without a price
 * @returns undefined when none of the products has a price
 */
export function priceLevel(
  priceOfRow: Float64Array,
  rows: Iterable<number>,
  level: 'low' | 'high',
): PriceRange | undefined {
  const prices = Float64Array.from(rows, (row) => priceOfRow[row] ?? NaN)
    .filter((price) => !Number.isNaN(price))
    .sort();
  if (prices.length === 0) return undefined;
  const last = Math.ceil(SHARE * prices.length) - 1;
  return level === 'low'
    ? { max: prices[last], isOpen: false }
    : { min: prices[prices.length - 1 - last], isOpen: false };
}

/** A query with what its words restrict it to. */
export interface RestrictedQuery {
  readonly prepared: PreparedQuery;
  /** The products that meet the conditions of its words. */
  readonly byConditions: Allowed | undefined;
  /** What 'cheap' or 'expensive' came to. */
  readonly level: PriceRange | undefined;
}

/**
 * Lets 'cheap' restrict a query to the lower quarter of the prices of what it finds otherwise. Filters have no part in
 * that quarter: with a filter there is never more than without.
 */
export function restrictedByLevel(
  index: SearchIndex,
  { conditions, byConditions }: QueryMeaning,
  { prepared, find }: { readonly prepared: PreparedQuery; readonly find: (query: PreparedQuery) => ResultSet },
): RestrictedQuery {
  const wanted = conditions.find((condition) => condition.kind === 'priceLevel');
  if (wanted === undefined) return { prepared, byConditions, level: undefined };
  const { rows } = find({ ...prepared, allow: byConditions });
  const level = priceLevel(index.prices.ofRow, rows, wanted.level);
  if (level === undefined) return { prepared, byConditions, level };
  const within = index.allowed([priceFilter(level)]);
  return {
    prepared: { ...prepared, allow: both(prepared.allow, within) },
    byConditions: both(byConditions, within),
    level,
  };
}

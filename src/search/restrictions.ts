import { rowsWithExcluded } from './exclusions.js';
import type { Allowed, Filter } from './filters.js';
import type { Condition, PriceRange } from './query/conditions.js';
import type { SearchIndex } from './search-index.js';

/** A price range as a filter. */
export function priceFilter({ min, max, isOpen }: PriceRange): Filter {
  return { kind: 'range', name: 'price', min, max, open: isOpen };
}

/**
 * The products that meet the conditions of a query which restrict it: prices and exclusions.
 * @returns undefined when none of them does
 */
export function allowedByConditions(index: SearchIndex, conditions: readonly Condition[]): Allowed | undefined {
  let allowed: Allowed | undefined;
  for (const condition of conditions) {
    if (condition.kind === 'price') allowed = both(allowed, index.allowed([priceFilter(condition.range)]));
    if (condition.kind !== 'not') continue;
    for (const excluded of condition.excluded) {
      const rows = rowsWithExcluded(index.words, excluded);
      allowed = narrowed(allowed ?? everything(index), (row) => !rows.has(row));
    }
  }
  return allowed;
}

/** The products that two restrictions allow; undefined restricts nothing. */
export function both(a: Allowed | undefined, b: Allowed | undefined): Allowed | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return narrowed(a, (row) => b.isAllowed[row] === 1);
}

/** The allowed products of which something holds. */
export function narrowed({ rows, isAllowed }: Allowed, holds: (row: number) => boolean): Allowed {
  const left = rows.filter(holds);
  const isLeft = new Uint8Array(isAllowed.length);
  for (const row of left) isLeft[row] = 1;
  return { rows: left, isAllowed: isLeft };
}

/** Every product of the catalog. */
export function everything({ order, rows }: SearchIndex): Allowed {
  const isAllowed = new Uint8Array(rows);
  for (const row of order.rows) isAllowed[row] = 1;
  return { rows: Uint32Array.from(order.rows).sort(), isAllowed };
}

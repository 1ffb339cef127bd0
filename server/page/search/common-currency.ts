import type { Hit } from '../../requests/search.js';

/** @returns the currency of products that have a price, when it is the same for all of them */
export function commonCurrency(hits: readonly Pick<Hit, 'price' | 'currency'>[]): string | undefined {
  const known = new Set(hits.filter(({ price }) => price !== null).map(({ currency }) => currency));
  const [first] = known;
  return known.size === 1 ? (first ?? undefined) : undefined;
}

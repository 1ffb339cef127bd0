import type { CatalogFacts, PriceRange } from './query/conditions.js';
import { isSizeName } from './query/sizes.js';
import type { SearchIndex } from './search-index.js';

/** Products that are asked for the currency of the catalog. */
const ASKED_FOR_CURRENCY = 1000;

/** What reading a query must know of a catalog. Ask within `atOnce`; nothing is asked of the database beforehand. */
export function conditionFacts({ words, prices, database }: SearchIndex): CatalogFacts {
  const { fullText, dictionary } = words;
  return {
    currency() {
      const found = database
        .prepare<{ currency: string | null }>(
          `SELECT DISTINCT document ->> '$.currency' AS currency
           FROM (SELECT document FROM products WHERE price IS NOT NULL ORDER BY row LIMIT ${ASKED_FOR_CURRENCY})`,
        )
        .all();
      return found.length === 1 ? (found[0].currency ?? undefined) : undefined;
    },
    hasPrice: (range) => prices.ofRow.some((price) => isWithin(price, range)),
    named: (some) => dictionary.named(fullText.stems(some.join(' ')), fullText.stems(some.join(''))),
    longestName: dictionary.longestKey,
    saying: (some) => fullText.documentsNaming(fullText.stems(some.join(' ')).join(' ')),
    meant(word) {
      const guess = words.spelling().guess(word);
      return guess?.isSure === true && guess.words.length === 1 ? guess.words[0] : undefined;
    },
    sizes: () => dictionary.names.filter(isSizeName).flatMap((name) => dictionary.valuesOf(name)),
  };
}

/** Whether there is a price, and within a range. */
function isWithin(
  price: number,
  { min = -Infinity, max = Infinity, isOpen = false }: Partial<PriceRange> = {},
): boolean {
  return isOpen ? price > min && price < max : price >= min && price <= max;
}

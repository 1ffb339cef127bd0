import { levelsOf } from './paths.js';
import { categoryOf, formatAddress, START, type ShopState } from './shop-address.js';

const SHOP = 'Vitrine';

/**
 * What a tab, a bookmark and a search engine call the view: its own name first.
 * @param productTitle of the opened product
 * @returns undefined as long as the name of the product is not known
 */
export function titleOf(state: ShopState, productTitle?: string): string | undefined {
  if (state.product === undefined) return titleNamed(resultsName(state));
  return productTitle === undefined ? undefined : titleNamed(productTitle);
}

function resultsName(state: ShopState): string | undefined {
  const { words, photo, like, filters } = state;
  const category = levelsOf(categoryOf(state) ?? '').at(-1);
  if (words !== '') return category === undefined ? words : `${words} in ${category}`;
  if (photo !== undefined) return 'Search by picture';
  if (like !== undefined) return 'More like this';
  return category ?? (filters.length > 0 ? 'Products' : undefined);
}

/** 'Red Dress' as 'Red Dress · Vitrine'. */
export function titleNamed(name: string | undefined): string {
  return name === undefined ? SHOP : `${name} · ${SHOP}`;
}

/**
 * The one address under which a view should be known: of an opened product its own; of results what they are about,
 * without what narrows or orders them, and without a photo, which nobody else has.
 */
export function canonicalAddress({ words, like, product, ...state }: ShopState): string {
  if (product !== undefined) return formatAddress({ ...START, product });
  const category = categoryOf(state);
  return formatAddress({ ...START, words, like, filters: category === undefined ? [] : [`category=${category}`] });
}

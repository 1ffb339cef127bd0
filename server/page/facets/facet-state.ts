import { signal } from '@preact/signals';
import type { SearchQuery } from '../../client/index.js';
import type { Facet } from '../../requests/facets.js';
import { chosenValues, priceRange, withoutName } from '../address/filters.js';
import { service } from '../service.js';

/** The fields that this catalog is commonly narrowed by; undefined until the service has said so. */
export const facetNames = signal<readonly string[] | undefined>(undefined);

/** What the catalog holds as a whole, for the start page. */
export const catalogFacets = signal<readonly Facet[]>([]);
export const catalogTotal = signal<number | undefined>(undefined);

/** Without an answer the page searches without facets rather than not at all. */
export async function learnFacets(): Promise<void> {
  try {
    const { total, facets } = await service.facets();
    catalogFacets.value = facets;
    catalogTotal.value = total;
    facetNames.value = facets.map(({ name }) => name);
  } catch {
    facetNames.value ??= [];
  }
}

interface Narrowing {
  readonly query: SearchQuery;
  readonly filters: readonly string[];
  readonly signal: AbortSignal;
}

/**
 * The counts of an answer agree with its hits, so a facet with a choice counts only what is chosen. To offer its other
 * values as alternatives ('Red' or 'Blue'), they are counted as if nothing of this facet were chosen.
 */
export async function wholeFacets(facets: readonly Facet[], narrowing: Narrowing): Promise<readonly Facet[]> {
  const { filters } = narrowing;
  return Promise.all(
    facets.map(async (facet) => {
      const isChosen = facet.name === 'price' ? hasBounds(filters) : chosenValues(filters, facet.name).length > 0;
      return isChosen ? countedWithout(facet, narrowing) : facet;
    }),
  );
}

function hasBounds(filters: readonly string[]): boolean {
  const { least, most } = priceRange(filters);
  return least !== undefined || most !== undefined;
}

async function countedWithout(facet: Facet, { query, filters, signal }: Narrowing): Promise<Facet> {
  const others = [...withoutName(filters, facet.name)];
  const isWordsAlone = query.like === undefined && query.photo === undefined;
  const { facets } = isWordsAlone
    ? await service.facets({ words: query.words, filters: others, facets: [facet.name] }, { signal })
    : await service.search({ ...query, filters: others, facets: [facet.name], limit: 1, offset: 0 }, { signal });
  return facets.find(({ name }) => name === facet.name) ?? facet;
}

import { signal } from '@preact/signals';
import type { Facet } from '../../requests/facets.js';
import { service } from '../service.js';

/** What every list is narrowed by, in the order in which shoppers narrow; what else tells products apart follows. */
export const USUAL_FACETS: readonly string[] = ['category', 'color', 'price', 'gender', 'brand'];

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

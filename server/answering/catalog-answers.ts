import { BadInputError, type Catalog, type CatalogStatus, type Facet } from '../../src/index.js';
import type { FacetsAnswer, SearchAnswer, SuggestAnswer } from '../requests/index.js';
import type { CatalogState, FacetsQuestion, SearchQuestion, SuggestQuestion } from './questions.js';
import { shownHit, suggestedProduct } from './shown-products.js';

/** What shops let people narrow a list by, as far as the catalog has it. */
const USUAL_FACETS = ['category', 'brand', 'color', 'gender', 'season', 'usage', 'price', 'availability'];

/** Products that are shown while somebody is typing. */
const SUGGESTED_PRODUCTS = 4;

/** Answers a search, however it was asked; one that asks for nothing shows everything. */
export async function searchAnswer(
  catalog: Catalog,
  question: SearchQuestion,
  signal: AbortSignal,
): Promise<SearchAnswer> {
  const { words, like, photo, region, filters, facets, autoFacets, alternatives, weights } = question;
  const { limit, offset, modes, sort, literal, related, explain } = question;
  const query = { words, like, photo, box: region, filters, everything: true as const };
  const counted = { facets, autoFacets, alternatives };
  const options = { limit, offset, modes, sort, literal, related, explain, ...counted, signal, withProducts: true };
  const result = await catalog.search(query, { ...options, ...(weights === undefined ? {} : { weights }) });
  const { total, understood, ignored, corrections, didYouMean, confident, milliseconds, model, engine, warnings } =
    result;
  return {
    hits: result.hits.map((hit) => shownHit(catalog, hit)),
    related: result.related.map((hit) => shownHit(catalog, hit)),
    understood: understood.map((one) => ({ ...one })),
    ignored,
    ...{ total, facets: (result.facets ?? []).map(shownFacet), corrections, didYouMean, confident, milliseconds },
    alternatives: (result.alternatives ?? []).map((each) => ({ ...shownFacet(each), total: each.total })),
    ...{ model, engine, warnings },
  };
}

function shownFacet({ name, values, minimum, maximum }: Facet): SearchAnswer['facets'][number] {
  return {
    name,
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
    values,
  };
}

/** @throws BadInputError for an attribute that no product has, when it was asked for by name */
export async function facetsAnswer(
  catalog: Catalog,
  { words, filters, facets, literal }: FacetsQuestion,
): Promise<FacetsAnswer> {
  const query = { words, filters, everything: true as const };
  if (facets.length > 0) {
    const found = await catalog.facets(query, facets, { literal });
    return { total: found.total, facets: found.facets.map(shownFacet) };
  }
  const { total } = await catalog.facets(query, [], { literal });
  const usual: Facet[] = [];
  for (const name of USUAL_FACETS) {
    try {
      usual.push(...(await catalog.facets(query, [name], { literal })).facets);
    } catch (error) {
      if (!(error instanceof BadInputError)) throw error; // this catalog has no such attribute
    }
  }
  return { total, facets: usual.filter(({ values }) => values.length > 0).map(shownFacet) };
}

/** Completions, and a few products for what has been typed so far. */
export async function suggestAnswer(catalog: Catalog, { text, limit }: SuggestQuestion): Promise<SuggestAnswer> {
  const { completions, corrections } = catalog.suggest(text, { limit });
  if (text.trim() === '') return { completions, corrections, products: [] };
  const best = completions.at(0)?.text ?? text;
  const { hits } = await catalog.search(
    { words: best, everything: true },
    { limit: SUGGESTED_PRODUCTS, modes: ['words'], withProducts: true },
  );
  return { completions, corrections, products: hits.map((hit) => suggestedProduct(catalog, hit)) };
}

export async function catalogState(catalog: Catalog): Promise<CatalogState> {
  const { products, model, engine, indexes } = await catalog.status();
  type Side = NonNullable<CatalogStatus['indexes']>['image'];
  const shown = ({ kind, vectors, recallAt10 }: Side): NonNullable<CatalogState['indexes']>['image'] => ({
    ...{ kind, vectors, recallAt10: recallAt10 ?? null },
  });
  return {
    ...{ products, model, engine: engine === null ? null : { ...engine } },
    indexes: indexes === null ? null : { image: shown(indexes.image), text: shown(indexes.text) },
  };
}

/** Answers a first query by words, so that the next one finds everything in memory. */
export async function warmUp(catalog: Catalog): Promise<void> {
  const { hits } = await catalog.search({ everything: true }, { limit: 1, modes: ['words'] });
  const word = hits.at(0)?.title.match(/\p{L}+/u)?.[0];
  if (word !== undefined) await catalog.search({ words: word }, { limit: 1, modes: ['words'] });
}

import { batch, computed, effect, signal, untracked } from '@preact/signals';
import { searching, shop } from '../address/navigation.js';
import { searchKey, type ShopState } from '../address/shop-address.js';
import type { Hit, SearchAnswer } from '../../requests/search.js';
import { looking, photo, region } from '../photo/photo-state.js';
import { service } from '../service.js';
import { filterName } from '../address/filters.js';
import { catalogTotal, facetNames, learnFacets, USUAL_FACETS } from '../facets/facet-state.js';
import type { SearchQuery } from '../../client/index.js';
import { rememberAnswer, rememberedAnswer } from './answer-memory.js';
import { Retries } from './retries.js';

export const PAGE_SIZE = 24;

/** Facets at most of one request. */
const MOST_ALTERNATIVES = 20;

/** An answer as far as it was asked for: the hits of all shown pages. */
export interface Results extends Omit<SearchAnswer, 'hits'> {
  readonly key: string;
  readonly hits: readonly Hit[];
}

export const results = signal<Results | undefined>(undefined);
export const failure = signal<unknown>(undefined);
export const loading = signal(false);

/** The hits that are shown belong to an older question: the answer to the new one is on its way, or there is none. */
export const outdated = computed(() => results.value?.key !== searchKey(shop.value));

const attempts = signal(0);

/** Asks once more; what the catalog is narrowed by as well, where that was never learned. */
export function searchAgain(): void {
  const learned = catalogTotal.peek() === undefined ? learnFacets() : Promise.resolve();
  void learned.then(() => attempts.value++);
}

const retries = new Retries(searchAgain);

/** True when the search is tried again by itself. */
export const retrying = retries.isWaiting;

/** Searches whenever the question changes; a request that nobody waits for any more is aborted. */
export function followSearch(): void {
  effect(() => {
    const asked = question();
    const controller = new AbortController();
    if (asked === undefined) untracked(clear);
    else untracked(() => void load(asked, controller.signal));
    return () => {
      controller.abort();
      retries.stop();
    };
  });
}

/** `literal` is left out where there is none: services that do not know it then answer as well. */
type ShopQuery = SearchQuery & { readonly literal?: string[] };

interface Question {
  readonly id: string;
  readonly state: ShopState;
  readonly query: ShopQuery;
  readonly key: string;
}

/**
 * What a question is made of. Each changes only when another answer is wanted: not with an opened product, nor when garments
 * are found in the photo.
 */
const asking = computed(() => `${attempts.value} ${shop.value.pages} ${searchKey(shop.value)}`);
const bytes = computed(() => (photo.value === 'gone' ? 'gone' : photo.value?.bytes));
const isWaiting = computed(() => (looking.value && shop.value.region === undefined) || facetNames.value === undefined);

function question(): Question | undefined {
  const id = asking.value;
  const shownBytes = bytes.value;
  if (!searching.value || isWaiting.value || shownBytes === 'gone') return undefined;
  const state = untracked(() => shop.value);
  return { id, state, key: searchKey(state), query: untracked(() => queryOf(state, shownBytes)) };
}

/**
 * How many products there would be without the filters on some names.
 * @returns undefined for a photo, which would have to be sent and looked at again
 */
export async function totalWithout(names: readonly string[], signal: AbortSignal): Promise<number | undefined> {
  const state = shop.peek();
  if (state.photo !== undefined) return undefined;
  const filters = state.filters.filter((filter) => !names.includes(filterName(filter)));
  const query = { ...queryOf({ ...state, filters }, undefined), ...NO_COUNTING };
  return (await service.search({ ...query, limit: 1 }, { signal })).total;
}

/** Facets that are offered besides the usual ones, as far as they tell the found products apart. */
const AUTO_FACETS = 8;

function queryOf(state: ShopState, photoBytes: Blob | undefined): ShopQuery {
  const { words, literal, garment, like, filters, sort } = state;
  const box = region.value;
  const asked = [words, garment].filter((text) => text !== undefined && text !== '').join(' ');
  return {
    ...(asked === '' ? {} : { words: asked.slice(0, 400) }),
    ...(literal.length === 0 ? {} : { literal: [...literal] }),
    ...(like === undefined ? {} : { like }),
    ...(photoBytes === undefined ? {} : { photo: photoBytes }),
    ...(box === undefined ? {} : { region: [...box] }),
    filters: [...filters],
    alternatives: alternativesFor(filters),
    autoFacets: AUTO_FACETS,
    sort,
  };
}

/** What is always offered, and whatever is filtered by: other values of it stay in sight. */
function alternativesFor(filters: readonly string[]): string[] {
  const usual = (facetNames.value ?? []).filter((name) => USUAL_FACETS.includes(name));
  return [...new Set([...usual, ...filters.map(filterName)])].slice(0, MOST_ALTERNATIVES);
}

function clear(): void {
  results.value = undefined;
  failure.value = undefined;
  loading.value = looking.value || (searching.value && facetNames.value === undefined);
}

async function load(asked: Question, signal: AbortSignal): Promise<void> {
  const { key, state } = asked;
  failure.value = undefined;
  const known = results.value?.key === key ? results.value : rememberedAnswer(key);
  const wanted = state.pages * PAGE_SIZE;
  if (known !== undefined && (known.hits.length >= wanted || known.hits.length >= known.total)) {
    results.value = known;
    loading.value = false;
    return;
  }
  if (known !== undefined) results.value = known;
  loading.value = true;
  try {
    const found = await hitsUpTo(asked, { wanted, known, signal });
    signal.throwIfAborted();
    rememberAnswer(found);
    batch(() => {
      results.value = found;
      loading.value = false;
    });
    retries.succeeded();
  } catch (error) {
    if (signal.aborted) return;
    failure.value = error;
    loading.value = false;
    retries.failed(error);
  }
}

interface Reach {
  readonly wanted: number;
  readonly known: Results | undefined;
  readonly signal: AbortSignal;
}

/** What was counted for the first page holds for all. */
const NO_COUNTING = { alternatives: [], autoFacets: 0 };

/** The service gives 100 hits at most at once: a list that was scrolled far is put together again. */
async function hitsUpTo({ key, query }: Question, { wanted, known, signal }: Reach): Promise<Results> {
  let found = known;
  while (found === undefined || (found.hits.length < wanted && found.hits.length < found.total)) {
    const offset: number = found?.hits.length ?? 0;
    const limit = Math.min(100, wanted - offset);
    const answer: SearchAnswer = await service.search(
      { ...query, limit, offset, ...(offset === 0 ? {} : NO_COUNTING) },
      { signal },
    );
    const { alternatives, facets } = found ?? answer;
    found = { ...answer, key, alternatives, facets, hits: [...(found?.hits ?? []), ...answer.hits] };
    if (answer.hits.length === 0) break;
  }
  return found;
}

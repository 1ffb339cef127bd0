import { ndcgAt, precisionAt, recallOfRelevant } from '../../src/evaluation/ndcg.js';
import { quantileOf } from '../../src/evaluation/ranking.js';
import { throwIfCancelled, type WorkOptions } from '../../src/progress.js';
import type { SearchMode } from '../../src/search/query.js';
import { SearchIndex, type SearchParts } from '../../src/search/search-index.js';
import { search } from '../../src/search/search.js';
import { readJudgedQueries, type JudgedQuery } from './judged-queries.js';
import { openMemoryCatalog, type MemoryCatalog } from './memory-catalog.js';

export interface QueryMetrics {
  readonly ndcgAt10: number;
  readonly precisionAt10: number;
  readonly recallAt50: number;
}

/** What a query by words asks for, without what is only related: what pages, facets and every sort are taken from. */
export interface SetMetrics {
  readonly queries: number;
  /** Of its first hundred products. */
  readonly precision: number;
  /** Relevant products among its first hundred, of as many as there could be. */
  readonly recall: number;
  /** How many products it has for each relevant one. */
  readonly timesTheRelevant: number;
  /** Sorted by price, which hides no product that is out of place; the ideal is any ten relevant ones. */
  readonly byPriceNdcgAt10: number;
}

export interface QueriesEvaluation {
  readonly queries: number;
  /** Without the kind 'photo-but-colour', which is reported by itself. */
  readonly all: QueryMetrics;
  readonly kinds: Readonly<Record<string, QueryMetrics & { readonly queries: number }>>;
  /** Of the queries by words that have relevant products; null when there are none. */
  readonly sets: SetMetrics | null;
  readonly milliseconds: { readonly median: number; readonly p99: number };
}

export interface QueriesOptions extends WorkOptions {
  readonly queries: string;
  /** Catalog file: the index holds exactly its products. */
  readonly catalog: string;
  readonly modes?: readonly SearchMode[] | undefined;
  /** Embeds the catalog; without it words alone are searched. */
  readonly vectorsOf?: ((catalog: MemoryCatalog) => Promise<Omit<SearchParts, 'database'>>) | undefined;
}

/** Left out of `all`: it asks by photo, which words alone cannot answer. */
const APART = 'photo-but-colour';
const DEPTH = 50;

/** nDCG@10, precision@10 and recall@50 of judged queries, by the search that production uses. */
export async function evaluateQueries(options: QueriesOptions): Promise<QueriesEvaluation> {
  const catalog = await openMemoryCatalog(options.catalog, options.signal);
  try {
    const parts = (await options.vectorsOf?.(catalog)) ?? {};
    const index = new SearchIndex({ database: catalog.database, ...parts });
    const judged = await readJudgedQueries(
      options.queries,
      catalog.products.map(({ product }) => product),
    );
    return await evaluateOn(index, { ...options, products: catalog.products, judged });
  } finally {
    catalog.database.close();
  }
}

interface Judging extends WorkOptions, Pick<MemoryCatalog, 'products'> {
  readonly judged: readonly JudgedQuery[];
  readonly modes?: readonly SearchMode[] | undefined;
}

interface Judgement extends QueryMetrics {
  readonly kind: string;
  readonly milliseconds: number;
  readonly set: Omit<SetMetrics, 'queries'> | undefined;
}

async function evaluateOn(
  index: SearchIndex,
  { products, judged, modes, signal, onProgress }: Judging,
): Promise<QueriesEvaluation> {
  const photos = new Map(products.map(({ product, photos: [first] }) => [String(product.id), first]));
  const judgements: Judgement[] = [];
  for (const [i, query] of judged.entries()) {
    throwIfCancelled(signal);
    const photo = query.photo === undefined ? undefined : photos.get(query.photo);
    const seesPhotos = modes === undefined || modes.some((mode) => mode !== 'words');
    const usable = photo !== undefined && index.encoder !== undefined && seesPhotos;
    judgements.push(await judge(index, { query, photo: usable ? photo : undefined, modes, signal }));
    onProgress?.({ step: 'queries', done: i + 1, total: judged.length });
  }
  return summary(judgements);
}

async function judge(
  index: SearchIndex,
  {
    query,
    photo,
    modes,
    signal,
  }: {
    query: JudgedQuery;
    photo: string | undefined;
    modes?: readonly SearchMode[] | undefined;
    signal?: AbortSignal | undefined;
  },
): Promise<Judgement> {
  // Words alone cannot answer a photo without words: that query found nothing.
  const options = { limit: DEPTH, related: DEPTH, modes, signal };
  const { hits, related, milliseconds } =
    query.text === '' && photo === undefined
      ? { hits: [], related: [], milliseconds: 0 }
      : await search(index, { words: query.text, photo, except: query.photo }, options);
  // As a page shows them: what is asked for, and below it what is related.
  const ids = [...hits, ...related].map(({ id }) => String(id));
  return {
    set: query.photo === undefined ? await judgeSet(index, query, { modes, signal }) : undefined,
    kind: query.kind,
    milliseconds,
    ndcgAt10: ndcgAt(ids, query.grades, 10),
    precisionAt10: precisionAt(ids, query.grades, 10),
    recallAt50: recallOfRelevant(ids, query.grades, DEPTH),
  };
}

/** A page of the largest size. */
const OF_SET = 100;

async function judgeSet(
  index: SearchIndex,
  { text, grades }: JudgedQuery,
  { modes, signal }: Pick<Judging, 'modes' | 'signal'>,
): Promise<Judgement['set']> {
  const relevant = [...grades.values()].filter((grade) => grade > 0).length;
  if (relevant === 0) return undefined;
  const options = { modes, signal, related: 0 };
  const { hits, total } = await search(index, { words: text }, { ...options, limit: OF_SET });
  const byPrice = await search(index, { words: text }, { ...options, limit: 10, sort: 'price' });
  const right = hits.filter(({ id }) => (grades.get(id) ?? 0) > 0).length;
  return {
    precision: hits.length === 0 ? 0 : right / hits.length,
    recall: right / Math.min(relevant, OF_SET),
    timesTheRelevant: total / relevant,
    byPriceNdcgAt10: ndcgAt(
      byPrice.hits.map(({ id }) => String(id)),
      grades,
      10,
    ),
  };
}

function summary(judgements: readonly Judgement[]): QueriesEvaluation {
  const kinds = [...new Set(judgements.map(({ kind }) => kind))];
  const times = judgements.map(({ milliseconds }) => milliseconds);
  return {
    queries: judgements.length,
    all: meanOf(judgements.filter(({ kind }) => kind !== APART)),
    kinds: Object.fromEntries(
      kinds.map((kind) => {
        const own = judgements.filter((judgement) => judgement.kind === kind);
        return [kind, { queries: own.length, ...meanOf(own) }];
      }),
    ),
    sets: meanOfSets(judgements.flatMap(({ set }) => (set === undefined ? [] : [set]))),
    milliseconds: { median: quantileOf(times, 0.5), p99: quantileOf(times, 0.99) },
  };
}

function meanOf(judgements: readonly QueryMetrics[]): QueryMetrics {
  const mean = (field: keyof QueryMetrics): number =>
    judgements.reduce((sum, judgement) => sum + judgement[field], 0) / Math.max(1, judgements.length);
  return { ndcgAt10: mean('ndcgAt10'), precisionAt10: mean('precisionAt10'), recallAt50: mean('recallAt50') };
}

function meanOfSets(sets: readonly Omit<SetMetrics, 'queries'>[]): SetMetrics | null {
  if (sets.length === 0) return null;
  const mean = (field: keyof (typeof sets)[number]): number =>
    sets.reduce((sum, set) => sum + set[field], 0) / sets.length;
  return {
    queries: sets.length,
    precision: mean('precision'),
    recall: mean('recall'),
    timesTheRelevant: mean('timesTheRelevant'),
    byPriceNdcgAt10: mean('byPriceNdcgAt10'),
  };
}

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

export interface QueriesEvaluation {
  readonly queries: number;
  /** Without the kind 'photo-but-colour', which is reported by itself. */
  readonly all: QueryMetrics;
  readonly kinds: Readonly<Record<string, QueryMetrics & { readonly queries: number }>>;
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
    kind: query.kind,
    milliseconds,
    ndcgAt10: ndcgAt(ids, query.grades, 10),
    precisionAt10: precisionAt(ids, query.grades, 10),
    recallAt50: recallOfRelevant(ids, query.grades, DEPTH),
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
    milliseconds: { median: quantileOf(times, 0.5), p99: quantileOf(times, 0.99) },
  };
}

function meanOf(judgements: readonly QueryMetrics[]): QueryMetrics {
  const mean = (field: keyof QueryMetrics): number =>
    judgements.reduce((sum, judgement) => sum + judgement[field], 0) / Math.max(1, judgements.length);
  return { ndcgAt10: mean('ndcgAt10'), precisionAt10: mean('precisionAt10'), recallAt50: mean('recallAt50') };
}

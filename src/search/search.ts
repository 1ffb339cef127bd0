import { BadInputError, NotFoundError, NotReadyError } from '../errors.js';
import { throwIfCancelled } from '../progress.js';
import { TopK } from '../vector/top-k.js';
import { NOTHING_RELATED, resultSet, type PreparedQuery, type ResultSet, type ScoredRows } from './candidates.js';
import { confidence } from './confidence.js';
import { fact } from './explanation.js';
import { facetsOf, type Alternatives, type Facet } from './facets.js';
import { hitsOf, type Found, type Hit } from './hits.js';
import { conditionFacts } from './condition-facts.js';
import { impliedByPhoto, impliedByText } from './implied.js';
import { photoVector } from './photo-vector.js';
import { restrictedByLevel, type RestrictedQuery } from './price-levels.js';
import type { Condition } from './query/conditions.js';
import { meaningOf, type QueryMeaning } from './query-meaning.js';
import { parseQuery, type ParsedQuery, type Query, type SearchOptions } from './query.js';
import { namesCategory, type ReadQuery } from './query-units.js';
import type { QueryEncoder, SearchIndex } from './search-index.js';
import { multiplied, type QueryKind } from './settings.js';
import type { Correction } from './spelling.js';
import { both } from './restrictions.js';
import { ordered, type Order } from './stock-order.js';
import { countedFacets } from './telling-attributes.js';
import type { IgnoredWords, Understood } from './understood.js';
import { ignoredOf, understoodOf } from './understood-query.js';
import type { VectorSide } from './vector-side.js';
import { nothingLeft, warningsOf, warningsOfWords, type SearchWarning } from './warnings.js';
import type { ImpliedValue } from './word-ranking.js';

export interface SearchResult {
  readonly hits: readonly Hit[];
  /** Size of the result set that the pages are cut from. */
  readonly total: number;
  /** Of the result set; only when some were asked. */
  readonly facets?: readonly Facet[] | undefined;
  /** What other choices would find; only when some were asked. */
  readonly alternatives?: readonly Alternatives[] | undefined;
  /** Products near the query that are not what it asks for: neither counted in the total and the facets, nor sorted. */
  readonly related: readonly Hit[];
  /** What the words of the query were read as. */
  readonly understood: readonly Understood[];
  /** What of the words counts for nothing. */
  readonly ignored: readonly IgnoredWords[];
  /** Words that were read as others. */
  readonly corrections: readonly Correction[];
  /** What words that no product has may be slips of; they are searched for as they stand. */
  readonly didYouMean: readonly Correction[];
  /** False when nothing in the catalog is like the query. */
  readonly confident: boolean;
  readonly milliseconds: number;
  /** Whether vectors were compared, and not words alone. */
  readonly byVectors: boolean;
  /** What a reader of the answer must know. */
  readonly warnings: readonly SearchWarning[];
}

/**
 * Finds products by words, by a photo or a part of it, by both, or by what is like a product; one hit a product.
 * @throws BadInputError, NotFoundError for an unknown product or photo, NotReadyError without the vectors it needs
 */
export async function search(index: SearchIndex, query: Query, options: SearchOptions = {}): Promise<SearchResult> {
  const started = performance.now();
  const asked = parseQuery(query, options);
  const answer = await answered(index, asked);
  return { ...answer, milliseconds: Math.round((performance.now() - started) * 1000) / 1000 };
}

/**
 * A vector takes time to be made, and all else is answered at once, from one state of the catalog. When other vectors
 * have come into use meanwhile, the query is made anew.
 */
async function answered(index: SearchIndex, asked: ParsedQuery): Promise<Omit<SearchResult, 'milliseconds'>> {
  for (;;) {
    const beforehand = index.atOnce(() => understand(index, asked));
    const { encoder } = index;
    const vectors = await queryVectors(index, beforehand);
    throwIfCancelled(asked.signal);
    const answer = index.atOnce(() => {
      if (index.encoder !== encoder && vectors.isEncoded === true) return undefined;
      const understood = index.version === beforehand.version ? beforehand : understand(index, asked);
      return answerOf(index, asked, { ...understood, vectors });
    });
    if (answer !== undefined) return answer;
  }
}

interface UnderstoodQuery extends QueryMeaning {
  /** Of the catalog's state. */
  readonly version: number;
}

function understand(index: SearchIndex, asked: ParsedQuery): UnderstoodQuery {
  for (const name of asked.facets) index.attributeName(name, 'facets');
  for (const name of asked.alternatives) index.attributeName(name, 'alternatives');
  return { ...meaningOf(index, asked), version: index.version };
}

interface EmbeddedQuery extends UnderstoodQuery {
  readonly vectors: QueryVectors;
}

function answerOf(
  index: SearchIndex,
  { words }: ParsedQuery,
  understood: EmbeddedQuery,
): Omit<SearchResult, 'milliseconds'> {
  const { read, asked, conditions } = understood;
  const find = (query: PreparedQuery): ResultSet => foundBy(index, asked, query);
  const restricted = restrictedByLevel(index, understood, { prepared: prepare(index, asked, understood), find });
  const { prepared, level } = restricted;
  const found = find(prepared);
  const last = asked.offset + asked.limit;
  const first = firstOf(index, found, last);
  const sorted = ordered(index, found, last, orderOf(index, asked));
  return {
    hits: hitsOf(index, sorted.slice(asked.offset), { found, asked }),
    total: found.rows.length,
    ...countedFacets(index, found.rows, asked),
    related: relatedHits(index, asked, found),
    understood: understoodOf(words, {
      conditions,
      read,
      learned: read && index.words.learned(read),
      level,
    }),
    ignored: ignoredOf(words, understood),
    corrections: read?.corrections ?? [],
    didYouMean: read?.didYouMean ?? [],
    confident: isBrowsing(asked) || confidence(index, prepared, { read, found, first }),
    byVectors: prepared.text !== undefined || prepared.image !== undefined,
    warnings: [
      ...warningsOf(index, asked, { prepared, problems: understood.vectors.problems }),
      ...warningsOfWords(words, understood, () => conditionFacts(index).currency()),
      ...(found.rows.length > 0 ? [] : warningsOfNothing(index, words, understood, prepared)),
    ],
    // Last: the scores of what was found stand only until something else is found.
    ...(asked.alternatives.length === 0
      ? {}
      : { alternatives: alternativesOf(index, asked, { ...restricted, found }) }),
  };
}

/** Names the conditions that leave nothing, when there would be something without them. */
function warningsOfNothing(
  index: SearchIndex,
  words: string,
  { asked, conditions, byConditions }: EmbeddedQuery,
  prepared: PreparedQuery,
): SearchWarning[] {
  if (byConditions === undefined) return [];
  const { rows } = foundBy(index, asked, { ...prepared, allow: index.allowed(asked.filters) });
  return rows.length === 0 ? [] : [nothingLeft(words, conditions, rows.length)];
}

/** The best of what is only related, behind the last product of the result set. */
function relatedHits(index: SearchIndex, asked: ParsedQuery, found: ResultSet): Hit[] {
  if (asked.related === 0 || asked.offset + asked.limit < found.rows.length) return [];
  return hitsOf(index, firstOf(index, found.related, asked.related), { found, asked });
}

function foundBy(index: SearchIndex, asked: ParsedQuery, prepared: PreparedQuery): ResultSet {
  return isBrowsing(asked) ? browse(index, prepared) : resultSet(index, prepared);
}

/**
 * The values of each attribute among what the query finds without its own filters. One that has no filter is counted in
 * what was found; any other is found anew by the same words and vectors.
 */
function alternativesOf(
  index: SearchIndex,
  asked: ParsedQuery,
  { prepared, byConditions, found }: RestrictedQuery & { readonly found: ResultSet },
): Alternatives[] {
  return asked.alternatives.map((written) => {
    const name = index.attributeName(written);
    const others = asked.filters.filter((filter) => index.attributeName(filter.name) !== name);
    const isFiltered = others.length < asked.filters.length;
    const allow = both(byConditions, index.allowed(others));
    const { rows } = isFiltered ? foundBy(index, asked, { ...prepared, allow }) : found;
    return { ...facetsOf(index, rows, [name])[0], total: rows.length };
  });
}

function isBrowsing({ words, photo, like }: ParsedQuery): boolean {
  return words === '' && photo === undefined && like === undefined;
}

function kindOf({ words, photo, like }: ParsedQuery, read: ReadQuery | undefined): QueryKind {
  if (photo !== undefined || like !== undefined) return words === '' ? 'photo' : 'photoAndWords';
  return read !== undefined && namesCategory(read) ? 'words' : 'vagueWords';
}

/** Filters alone: every product they allow, in the order of the ids. */
function browse(index: SearchIndex, { allow }: PreparedQuery): ResultSet {
  const rows = allow?.rows ?? index.order.rows;
  return {
    rows,
    scores: new Float32Array(rows.length),
    related: NOTHING_RELATED,
    matched: () => ({ words: undefined, text: undefined, image: undefined }),
    explain: () => fact(0, 'everything that passes the filters, in the order of the ids'),
    photoVector: () => undefined,
  };
}

function prepare(
  index: SearchIndex,
  asked: ParsedQuery,
  { read, allow, vectors: encoded }: EmbeddedQuery,
): PreparedQuery {
  const kind = kindOf(asked, read);
  const vectors = asked.like === undefined ? encoded : vectorsOfProduct(index, asked.like);
  const except = vectors.except ?? rowOfProduct(index, asked.except);
  const ranksWords = read !== undefined && asked.modes.has('words');
  const chosen = {
    text: asked.modes.has('text') ? vectors.text : undefined,
    image: asked.modes.has('image') ? vectors.image : undefined,
  };
  const implied = read?.isLacking === true ? [] : impliedValues(index, { kind, vectors: chosen, except });
  return {
    kind,
    weights: multiplied(index.settings.weights[kind], asked.weights),
    words: ranksWords ? index.words.rank(read, implied) : undefined,
    ...chosen,
    allow,
    except,
  };
}

/** What photo or text say beside the words, as far as the vectors for it are there. */
function impliedValues(
  index: SearchIndex,
  asked: { kind: QueryKind; vectors: QueryVectors; except: number | undefined },
): ImpliedValue[] {
  const { kind, vectors, except } = asked;
  if (kind === 'photoAndWords' && vectors.image !== undefined) return impliedByPhoto(index, vectors.image, except);
  return kind === 'vagueWords' && vectors.text !== undefined ? impliedByText(index, vectors.text) : [];
}

/** Vectors of a query in the two spaces, as far as they are known. */
export interface QueryVectors {
  readonly text?: Float32Array | undefined;
  readonly image?: Float32Array | undefined;
  /** Row of the product that others are to be like. */
  readonly except?: number | undefined;
  /** Whether the encoder has made them: they then say something only among the vectors of its model. */
  readonly isEncoded?: boolean | undefined;
  /** What is wrong with the photo, though it could be read. */
  readonly problems?: readonly SearchWarning[] | undefined;
}

async function queryVectors(index: SearchIndex, { asked, read, conditions }: QueryMeaning): Promise<QueryVectors> {
  if (!isBrowsing(asked)) requireSomeRanking(index, asked);
  if (asked.like !== undefined) return {};
  if (asked.photo !== undefined) {
    const { vector, problems } = await photoVector(await startedEncoder(index), asked.photo, asked.box);
    return { image: vector, text: vector, isEncoded: true, problems };
  }
  const wantsVectors = asked.modes.has('text') || asked.modes.has('image');
  if (!wantsVectors || read === undefined || index.encoder === undefined) return {};
  const { space } = index;
  if (asked.modes.has('words') && !space.knowsWords) return {};
  const words = [textAsRead(asked.words, read), ...conditions.flatMap(spokenValues)].join(' ').trim();
  const vector = await space.textVector(words, await index.encoder());
  // A text without one known word has no direction.
  const hasDirection = vector.some((value) => value !== 0) && vector.every(Number.isFinite);
  return hasDirection ? { image: vector, text: vector, isEncoded: true } : { isEncoded: true };
}

/** The words with those that were read as others in their place; a synonym stands beside the word that it is for. */
function textAsRead(words: string, { readings }: ReadQuery): string {
  return readings
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, { kind, start, end, to }) => {
      const own = kind === 'synonym' ? `${text.slice(start, end)} ` : '';
      return text.slice(0, start) + own + to + text.slice(end);
    }, words);
}

/** The gender of the person that something is for: the model knows the word for it. */
function spokenValues(condition: Condition): string[] {
  return condition.kind === 'gender' ? condition.values.map(({ value }) => value) : [];
}

function vectorsOfProduct(index: SearchIndex, id: string): QueryVectors {
  const row = rowOfProduct(index, id);
  if (row === undefined) throw new NotFoundError({ reason: `there is no product '${id}'`, remedy: 'check the id' });
  const first = (side: VectorSide | undefined): Float32Array | undefined => side?.vectorsOf(row)[0];
  const vectors = { image: first(index.images), text: first(index.texts), except: row };
  if (vectors.image === undefined && vectors.text === undefined) {
    throw new NotReadyError({
      reason: `product '${id}' has no vectors yet`,
      remedy: "run 'vitrine index'",
    });
  }
  return vectors;
}

function rowOfProduct(index: SearchIndex, id: string | undefined): number | undefined {
  if (id === undefined) return undefined;
  return index.database.prepare<{ row: number }>('SELECT row FROM products WHERE id = ?').get(id)?.row;
}

async function startedEncoder(index: SearchIndex): Promise<QueryEncoder> {
  if (index.encoder !== undefined) return index.encoder();
  throw new NotReadyError({
    reason: 'searching by photo needs the vectors of a model',
    remedy: "run 'vitrine index'; with 'vitrine train' before it, the model is your own",
  });
}

/** @throws when none of the chosen modes can answer, rather than find nothing */
function requireSomeRanking(index: SearchIndex, { modes, words, photo, like }: ParsedQuery): void {
  if (words !== '' && modes.has('words')) return;
  const hasVectors =
    (modes.has('text') && index.texts !== undefined) || (modes.has('image') && index.images !== undefined);
  if (hasVectors && (index.encoder !== undefined || like !== undefined)) return;
  if (modes.size === 1 && modes.has('words') && (photo ?? like) !== undefined) {
    throw new BadInputError({
      field: 'modes',
      reason: "the mode 'words' needs words",
      remedy: 'add words or another mode',
    });
  }
  throw new NotReadyError({
    reason: 'the chosen modes need a model and its vectors',
    remedy: "run 'vitrine train' and 'vitrine index', or search by words",
  });
}

/** The first products of a result set: best first, equal ones by id. */
function firstOf(index: SearchIndex, { rows, scores }: ScoredRows, count: number): Found[] {
  const { ranks, rows: rowOfRank } = index.order;
  const top = new TopK(Math.min(count, rows.length));
  for (let i = 0; i < rows.length; i++) top.offer(ranks[rows[i]], scores[i]);
  const sorted = top.sorted();
  return Array.from(sorted.rows, (rank, i) => ({ row: rowOfRank[rank], score: sorted.scores[i] }));
}

function orderOf(index: SearchIndex, { sort }: ParsedQuery): Order {
  if (sort === 'relevance') return (found, count) => firstOf(index, found, count);
  return (found, count) => byPrice(index, found, { count, sort });
}

/** The cheapest, or the dearest, of a result set first; equal ones by id, and those without a price at the end. */
function byPrice(
  index: SearchIndex,
  { rows, scores }: ResultSet,
  { count, sort }: { count: number; sort: 'price' | '-price' },
): Found[] {
  const { ranks, rows: rowOfRank } = index.order;
  const { ofRow } = index.prices;
  const sign = sort === 'price' ? -1 : 1;
  const top = new TopK(Math.min(count, rows.length));
  const scoreOfRow = new Float32Array(index.rows);
  for (let i = 0; i < rows.length; i++) {
    const price = ofRow[rows[i]] ?? NaN;
    scoreOfRow[rows[i]] = scores[i];
    top.offer(ranks[rows[i]], Number.isNaN(price) ? -Number.MAX_VALUE : sign * price);
  }
  return Array.from(top.sorted().rows, (rank) => ({ row: rowOfRank[rank], score: scoreOfRow[rowOfRank[rank]] }));
}

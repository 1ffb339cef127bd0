import type { Allowed } from './filters.js';
import { calibrated, fuseScores, type ModeScores, type ModeWeights } from './fusion.js';
import type { SearchIndex } from './search-index.js';
import type { NeighbourSettings, QueryKind } from './settings.js';
import type { Neighbour, VectorSide } from './vector-side.js';
import type { WordRanking } from './word-ranking.js';

/** What a query has been turned into: scores for words, vectors for the two spaces. */
export interface PreparedQuery {
  readonly kind: QueryKind;
  readonly words: WordRanking | undefined;
  readonly text: Float32Array | undefined;
  readonly image: Float32Array | undefined;
  readonly allow: Allowed | undefined;
  /** A product that is left out: the one that others are to be like. */
  readonly except: number | undefined;
}

/** One product of the result set. */
export interface Candidate {
  readonly row: number;
  readonly score: number;
  readonly matched: ModeScores;
  /** Vector of the best photo. */
  readonly vector: number | undefined;
}

/** Beyond so many products by words, those that match worse are not compared with the vectors one by one. */
const MOST_COMPARED = 5000;

/**
 * The result set of a query: the products that match its words, and the neighbours of its vectors within the cut-off,
 * all of them filtered. Total, facets and every page are taken from this one set.
 */
export function resultSet(index: SearchIndex, query: PreparedQuery): Candidate[] {
  const { settings } = index;
  const reach = (side: NeighbourSettings): { allow: Allowed | undefined; cutOff: number; depth: number } => ({
    allow: query.allow,
    cutOff: side.cutOff[query.kind],
    depth: settings.depth,
  });
  const byImage = query.image && index.images?.neighbours(query.image, reach(settings.image));
  const byText = query.text && index.texts?.neighbours(query.text, reach(settings.text));
  const byWords = query.words === undefined ? [] : matchingRows(query.words, query.allow, settings.enoughMatches);
  const rows = new Set([...byWords, ...(byImage?.keys() ?? []), ...(byText?.keys() ?? [])]);
  if (query.except !== undefined) rows.delete(query.except);
  const compared = best(rows, query.words);
  const images = completed(index.images, query.image, { found: byImage, rows: compared });
  const texts = completed(index.texts, query.text, { found: byText, rows: compared });
  const weights = settings.weights[query.kind];
  return [...rows].map((row) =>
    candidate(index, query, { row, weights, image: images?.get(row), text: texts?.get(row) }),
  );
}

interface Sides {
  readonly row: number;
  readonly weights: ModeWeights;
  readonly image: Neighbour | undefined;
  readonly text: Neighbour | undefined;
}

function candidate(index: SearchIndex, query: PreparedQuery, { row, weights, image, text }: Sides): Candidate {
  const { settings } = index;
  const side = (
    vectors: VectorSide | undefined,
    neighbour: Neighbour | undefined,
    { calibration }: NeighbourSettings,
  ): number | undefined => {
    if (neighbour !== undefined) return calibrated(neighbour.score, calibration);
    return vectors?.has(row) === true ? 0 : undefined;
  };
  const words = query.words?.scores[row];
  const matched: ModeScores = {
    words: words === 0 && index.words.isWordless(row) ? undefined : words,
    text: query.text === undefined ? undefined : side(index.texts, text, settings.text),
    image: query.image === undefined ? undefined : side(index.images, image, settings.image),
  };
  return { row, score: fuseScores(matched, weights), matched, vector: image?.vector };
}

/**
 * Products that match all of the words, and when these are few, those that match most of them: whole levels of
 * coverage are let in until there are enough. The level does not depend on the filter, so that a filter only takes away.
 */
function matchingRows({ coverage }: WordRanking, allow: Allowed | undefined, enough: number): number[] {
  const levels = new Map<number, number>();
  for (const share of coverage) if (share > 0) levels.set(share, (levels.get(share) ?? 0) + 1);
  let level = 0;
  let let_in = 0;
  for (const [share, count] of [...levels].sort(([a], [b]) => b - a)) {
    level = share;
    let_in += count;
    if (let_in >= enough) break;
  }
  const rows: number[] = [];
  for (let row = 0; row < coverage.length; row++) {
    if (coverage[row] === 0 || coverage[row] < level) continue;
    if (allow === undefined || allow.isAllowed[row] === 1) rows.push(row);
  }
  return rows;
}

/** The rows with the best scores by words, when there are too many for an exact comparison of each. */
function best(rows: ReadonlySet<number>, words: WordRanking | undefined): Iterable<number> {
  if (rows.size <= MOST_COMPARED || words === undefined) return rows;
  return [...rows].sort((a, b) => words.scores[b] - words.scores[a] || a - b).slice(0, MOST_COMPARED);
}

/** Adds the exact scores of the rows that another ranking found. */
function completed(
  side: VectorSide | undefined,
  vector: Float32Array | undefined,
  { found, rows }: { found: Map<number, Neighbour> | undefined; rows: Iterable<number> },
): Map<number, Neighbour> | undefined {
  if (side === undefined || vector === undefined || found === undefined) return undefined;
  const missing = [...rows].filter((row) => !found.has(row));
  for (const [row, neighbour] of side.scoresOf(vector, missing)) found.set(row, neighbour);
  return found;
}

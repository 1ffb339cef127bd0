import type { PreparedQuery, ResultSet } from './candidates.js';
import type { Found } from './hits.js';
import type { ReadQuery } from './query-units.js';
import type { SearchIndex } from './search-index.js';

/** Products that are asked whether they are like the query: the first ones. */
const ASKED = 10;

/** What a word counts that was read as another one. */
const CORRECTED = 0.7;

/**
 * Whether something in the catalog is like the query. Words must be known and found together in one product; a text
 * vector alone says little, since it is near to something for any words. A photo must be as near to its nearest as the
 * catalog's own photos are to theirs.
 */
export function confidence(
  { settings, images }: SearchIndex,
  query: PreparedQuery,
  { read, found, first }: { read: ReadQuery | undefined; found: ResultSet; first: readonly Found[] },
): boolean {
  const scores = first.slice(0, ASKED).map(({ row }) => found.matched(row));
  if (query.kind === 'photo' || query.kind === 'photoAndWords') {
    return query.image === undefined || images?.isFamiliar(query.image) !== false;
  }
  if (read === undefined || query.words === undefined) return scores.length > 0;
  return scores.some(({ words = 0 }) => words * understood(read) >= settings.confidentWords);
}

/** Share of the words that were understood, in [0, 1]. */
function understood({ units, corrections, unknown }: ReadQuery): number {
  const known = units.reduce((sum, { words }) => sum + words.length, 0);
  const corrected = Math.min(known, corrections.length);
  return (known - (1 - CORRECTED) * corrected) / Math.max(1, known + unknown.length);
}

import type { Candidate, PreparedQuery } from './candidates.js';
import type { ReadQuery } from './query-units.js';
import type { SearchIndex } from './search-index.js';

/** Whether something in the catalog is like the query: by its words, or by its nearest vectors. */
export function confidence(
  index: SearchIndex,
  query: PreparedQuery,
  { read, found }: { read: ReadQuery | undefined; found: readonly Candidate[] },
): boolean {
  if (found.length === 0) return false;
  const { confident } = index.settings;
  if (query.words !== undefined && read !== undefined) {
    const understood = read.units.length / Math.max(1, read.units.length + read.unknown.length);
    const words = found.reduce((most, { matched }) => Math.max(most, matched.words ?? 0), 0);
    if (understood * words >= confident.words) return true;
    if (query.kind === 'words' || query.kind === 'vagueWords') return understood > 0.5 && bestVector(found) >= confident.vectors;
  }
  return bestVector(found) >= confident.vectors;
}

function bestVector(found: readonly Candidate[]): number {
  return found.reduce((most, { matched }) => Math.max(most, matched.image ?? 0, matched.text ?? 0), 0);
}

import { BadInputError } from '../../src/errors.js';
import type { CatalogWriter } from './catalog-writer.js';
import type { SeenIds } from './seen-ids.js';
import type { SourceTally } from './source-tally.js';
import type { WritingTurns } from './writing-turns.js';

/** Products that a prune has left in the catalog although no source has them. */
export interface NotRemoved {
  readonly count: number;
  /** Why, in sentences. */
  readonly reason: string;
}

export interface PruneOptions {
  readonly writer: CatalogWriter;
  readonly turns: WritingTurns;
  readonly seen: SeenIds;
  readonly tallies: readonly SourceTally[];
  /** How many products the catalog had before the import. */
  readonly before: number;
  /** Remove them also when they are a large part of the catalog. */
  readonly all: boolean;
}

/** A larger part of the catalog goes only when somebody says so: it is more likely that a source is not what it was. */
const LARGEST_PART = 0.2;

/**
 * Removes the products that no source has, if it is known what the sources have. Nothing is removed when a source ended
 * in the middle, when a row was refused whose id could not be read, or when more than a fifth of the catalog would go.
 */
export async function pruneCatalog(
  options: PruneOptions,
): Promise<{ readonly removed: number; readonly notRemoved: NotRemoved | null }> {
  const { writer, turns, seen, tallies, before, all } = options;
  const keeps = (id: string): boolean => seen.has(id) || turns.meanwhile.has(id);
  const twins = roundedTwins(tallies);
  const count = writer.countOthers((id) => {
    const isKept = keeps(id);
    if (!isKept) twins.meet(id);
    return isKept;
  });
  if (count === 0) return { removed: 0, notRemoved: null };
  const reasons = [...tallies.flatMap((tally) => tally.gaps()), ...twins.reasons()];
  if (reasons.length === 0 && !all && count > before * LARGEST_PART) {
    const part = Math.round((100 * count) / before);
    reasons.push(
      `${count} of ${before} products (${part} %) would be removed, which is more than 20 %; --prune-all removes them`,
    );
  }
  if (reasons.length > 0) return { removed: 0, notRemoved: { count, reason: reasons.join('; ') } };
  let removed = 0;
  for (let last = -1; ;) {
    const page = await turns.next(() => writer.removeOthers(keeps, last));
    if (page === undefined) return { removed, notRemoved: null };
    removed += page.removed;
    last = page.last;
  }
}

/** Finds out whether a product that would go may be one whose id a spreadsheet has rounded in a source. */
function roundedTwins(tallies: readonly SourceTally[]): { meet(id: string): void; reasons(): string[] } {
  const rounded = new Map(
    tallies.flatMap((tally) => tally.roundedIds).map((id) => [id.replace(',', '.').toUpperCase(), id]),
  );
  const digits = new Set([...rounded.keys()].map((id) => id.indexOf('E') - (id.includes('.') ? 2 : 1)));
  let [count, first] = [0, ''];
  return {
    meet: (id) => {
      if (rounded.size === 0 || !/^\d{10,}$/.test(id)) return;
      const twin = [...digits].map((length) => rounded.get(Number(id).toExponential(length).toUpperCase()));
      const found = twin.find((other) => other !== undefined);
      if (found === undefined) return;
      count++;
      first ||= `the id '${id}' may be '${found}' in a source, which a spreadsheet has rounded`;
    },
    reasons: () => (count === 0 ? [] : [count === 1 ? first : `${first}, and ${count - 1} others likewise`]),
  };
}

/** What an import is asked to remove. */
export interface PruneRequest {
  readonly prune?: boolean | undefined;
  readonly pruneAll?: boolean | undefined;
}

export function isPruning({ prune, pruneAll }: PruneRequest): boolean {
  return prune === true || pruneAll === true;
}

/** The same error, which also says that the prune it stopped has removed nothing. */
export function withNothingRemoved(error: unknown): unknown {
  if (!(error instanceof BadInputError)) return error;
  const { reason, remedy, place, cause } = error;
  const nothing = 'no product was removed';
  return new BadInputError({
    ...place,
    reason,
    remedy: remedy === undefined ? nothing : `${remedy}; ${nothing}`,
    cause,
  });
}

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
  /** Ids that were new to the catalog. */
  readonly isNew: (id: string) => boolean;
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
  const { writer, turns, seen, before, all } = options;
  const keeps = (id: string): boolean => seen.has(id) || turns.meanwhile.has(id);
  const count = writer.countOthers(keeps);
  if (count === 0) return { removed: 0, notRemoved: null };
  const reasons = gapsOf(options);
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

function gapsOf({ tallies, isNew }: PruneOptions): string[] {
  return tallies.flatMap((tally) => {
    const rounded = tally.roundedIds.filter(isNew);
    return [
      ...tally.gaps(),
      ...(rounded.length === 0
        ? []
        : [`${rounded.length} ids such as '${rounded[0]}' are no product's own: a spreadsheet has rounded them`]),
    ];
  });
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

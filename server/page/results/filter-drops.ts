import { useEffect, useState } from 'preact/hooks';
import { totalWithout } from '../search/search-state.js';
import { pairsOf } from './pairs.js';

/** Filters that can be taken away together, and how many products there are then. */
export interface FilterDrop {
  readonly names: readonly string[];
  readonly total: number;
}

interface DropOptions {
  /** False when there is a simpler way. */
  readonly isWanted: boolean;
  /** Whether something is left to search by without any filter. */
  readonly withAll: boolean;
}

/**
 * What can be taken away when no filter alone stands in the way: two of them, or all.
 * @param names of the filters
 */
export function useFilterDrops(names: readonly string[], { isWanted, withAll }: DropOptions): readonly FilterDrop[] {
  const [drops, setDrops] = useState<readonly FilterDrop[]>([]);
  const key = isWanted ? names.join('\n') : '';
  useEffect(() => {
    setDrops([]);
    if (key === '') return;
    const controller = new AbortController();
    const groups = [...(names.length > 2 ? pairsOf(names) : []), ...(withAll ? [names] : [])];
    void Promise.all(groups.map((group) => dropOf(group, controller.signal))).then((found) => {
      if (!controller.signal.aborted) setDrops(found.filter((drop) => drop !== undefined));
    });
    return () => {
      controller.abort();
    };
  }, [key]);
  return drops;
}

/** An offer beside the answer: what goes wrong with it takes nothing away. */
async function dropOf(names: readonly string[], signal: AbortSignal): Promise<FilterDrop | undefined> {
  const total = await totalWithout(names, signal).catch(() => undefined);
  return total === undefined || total === 0 ? undefined : { names, total };
}

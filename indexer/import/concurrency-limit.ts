import { throwIfCancelled } from '../../src/progress.js';

/** Runs a piece of work when fewer than `limit` others are running, in the order of the calls. */
export type Limit = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** @throws CancelledError from work that has not begun when the signal is raised */
export function createLimit(limit: number, signal?: AbortSignal): Limit {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      throwIfCancelled(signal);
      return await work();
    } finally {
      // The place passes straight to the next in line, so that a newcomer cannot take it in between.
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}

import type { Clock } from '../../../../indexer/import/host-pacing.js';

/** A clock that sleeps in no time. */
export function quickClock(start = Date.UTC(2030, 0, 1)): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  let now = start;
  return {
    slept,
    now: () => now,
    sleep: (milliseconds, signal) => {
      signal?.throwIfAborted();
      slept.push(milliseconds);
      now += milliseconds;
      return Promise.resolve();
    },
  };
}

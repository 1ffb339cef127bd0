import type { Catalog } from '../../src/index.js';

/** How soon what was written is taken over by a thread that nobody asks. */
const LOOK_MS = 100;

/** A pause between two parts, in which questions are answered. */
const BETWEEN_MS = 2;

/** After something went wrong that the next question will tell. */
const TROUBLE_MS = 1000;

export interface KeepUpOptions {
  /** Whether everything that questions need is made ready as well. */
  readonly warmsUp: boolean;
}

/**
 * What a thread does between two questions, a few milliseconds at a time, so that none of them has to wait for it: it takes
 * over what was written, and new indexes and models, and after the start makes ready what is made when it is first needed.
 */
export function keepUp(catalog: Catalog, { warmsUp }: KeepUpOptions): void {
  const work = async (): Promise<number> => {
    if (catalog.keepUp()) return BETWEEN_MS;
    return warmsUp && (await catalog.warmUp()) ? BETWEEN_MS : LOOK_MS;
  };
  const again = (afterMs: number): void => {
    setTimeout(() => {
      void work()
        .catch(() => TROUBLE_MS)
        .then(again);
    }, afterMs).unref();
  };
  again(BETWEEN_MS);
}

import type { Catalog, RecallSample } from '../../src/index.js';

/** How soon what was written is taken over by a thread that nobody asks. */
const LOOK_MS = 100;

/** A pause between two parts, in which questions are answered. */
const BETWEEN_MS = 2;

/** Comparing costs some 8 ms for 35,000 vectors: so seldom it takes less than a hundredth of a processor. */
const RECALL_MS = 2000;

/** After something went wrong that the next question will tell. */
const TROUBLE_MS = 1000;

export interface KeepUpOptions {
  /** Whether everything that questions need is made ready as well. */
  readonly warmsUp: boolean;
  /** Hears how well the index has answered a search. */
  readonly onRecall: (sample: RecallSample) => void;
}

/**
 * What a thread does between two questions, a few milliseconds at a time, so that none of them has to wait for it: it takes
 * over what was written, and new indexes and models, and after the start makes ready what is made when it is first needed.
 */
export function keepUp(catalog: Catalog, { warmsUp, onRecall }: KeepUpOptions): void {
  let compared = performance.now();
  const compare = (): void => {
    if (performance.now() - compared < RECALL_MS) return;
    const sample = catalog.sampleRecall();
    if (sample === undefined) return;
    compared = performance.now();
    onRecall(sample);
  };
  const work = async (): Promise<number> => {
    if (catalog.keepUp()) return BETWEEN_MS;
    if (warmsUp && (await catalog.warmUp())) return BETWEEN_MS;
    compare();
    return LOOK_MS;
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

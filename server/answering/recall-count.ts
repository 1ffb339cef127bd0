import type { RecallSample } from '../../src/index.js';

/** Recall of one side of the index, as far as searches were compared with exact search. */
export interface SideRecall {
  /** Searches that were compared since the service began. */
  readonly searches: number;
  /** Share of the true ten nearest that the index has found, of the last hundred of them. */
  readonly at10: number;
}

export type RecallTotals = Readonly<Partial<Record<RecallSample['side'], SideRecall>>>;

const REMEMBERED = 100;

/** Collects what the threads say of their searches. */
export class RecallCount {
  private readonly sides = new Map<RecallSample['side'], { searches: number; last: RecallSample[] }>();

  add(sample: RecallSample): void {
    const { searches = 0, last = [] } = this.sides.get(sample.side) ?? {};
    this.sides.set(sample.side, { searches: searches + 1, last: [...last.slice(1 - REMEMBERED), sample] });
  }

  totals(): RecallTotals {
    return Object.fromEntries(
      [...this.sides].map(([side, { searches, last }]) => {
        const sum = (of: 'found' | 'of'): number => last.reduce((total, sample) => total + sample[of], 0);
        return [side, { searches, at10: sum('found') / sum('of') }];
      }),
    );
  }
}

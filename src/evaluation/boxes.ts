import { intersectionOverUnion, type Box } from '../box.js';

/** How well the boxes that were found answer their queries. All but the mean are shares of the queries, in [0, 1]. */
export interface BoxMetrics {
  /** The first box is right. */
  readonly top1: number;
  /** One of the first three is. */
  readonly top3: number;
  readonly top5: number;
  readonly top10: number;
  /** Mean intersection over union of the first box; a query without any box counts 0. */
  readonly meanIou: number;
}

/** For one query: how much each box that was found overlaps what is right, best box first. */
export type Overlaps = ArrayLike<number>;

/**
 * @param found best first
 * @param right the boxes of which any is a right answer
 * @returns for each found box its largest intersection over union with a right one, in [0, 1]
 */
export function overlapsWith(found: readonly Box[], right: readonly Box[]): Float64Array {
  return Float64Array.from(found, (box) => Math.max(0, ...right.map((answer) => intersectionOverUnion(box, answer))));
}

/**
 * Share of the queries with a right box among the first `count`: the top-k rate of a ranking, the recall of proposals,
 * and, with all of the proposals, the ceiling that a perfect ranking of them would reach.
 * @param iou a box is right from this intersection over union on
 * @returns 0 without queries
 */
export function hitRate(
  queries: readonly Overlaps[],
  { count = Number.POSITIVE_INFINITY, iou }: { readonly count?: number; readonly iou: number },
): number {
  let hits = 0;
  for (const overlaps of queries) {
    const end = Math.min(count, overlaps.length);
    for (let i = 0; i < end; i++) {
      if (overlaps[i] < iou) continue;
      hits++;
      break;
    }
  }
  return queries.length === 0 ? 0 : hits / queries.length;
}

/** Mean intersection over union of the first boxes, in [0, 1]; a query without any box counts 0. */
export function meanFirstOverlap(queries: readonly Overlaps[]): number {
  let sum = 0;
  for (const overlaps of queries) if (overlaps.length > 0) sum += overlaps[0];
  return queries.length === 0 ? 0 : sum / queries.length;
}

/** @param iou a box is right from this intersection over union on */
export function boxMetrics(queries: readonly Overlaps[], iou: number): BoxMetrics {
  return {
    top1: hitRate(queries, { count: 1, iou }),
    top3: hitRate(queries, { count: 3, iou }),
    top5: hitRate(queries, { count: 5, iou }),
    top10: hitRate(queries, { count: 10, iou }),
    meanIou: meanFirstOverlap(queries),
  };
}

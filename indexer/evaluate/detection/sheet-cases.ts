import { hitRate } from '../../../src/evaluation/boxes.js';
import type { Detection } from '../../../src/detection/detection.js';
import type { MeasuredDetector } from './evaluation.js';
import type { BoxQuery, PhotoQueries, SizedPhoto } from './queries.js';

/**
 * What became of a query at IoU .5:
 *
 *     right        the first box is right
 *     late         a later one of the ten is
 *     missed       none of the ten is, though one of the proposals would have been
 *     unreachable  none of the ten is, and no proposal would have been
 */
export const OUTCOMES = ['right', 'late', 'missed', 'unreachable'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** One query with what was found for it. */
export interface SheetCase {
  /** Index of its photo. */
  readonly photo: number;
  readonly query: BoxQuery;
  readonly outcome: Outcome;
  /** Undefined when nothing was found. */
  readonly first: (Detection & { readonly iou: number }) | undefined;
  /** Of the first right box, from 1; undefined when none of the ten is. */
  readonly rank: number | undefined;
}

export interface SheetPhotos {
  readonly photos: readonly SizedPhoto[];
  readonly cases: readonly SheetCase[];
}

const IOU = 0.5;

/**
 * The cases of all photos, or of so many of them, evenly spread over the file.
 * @param most photos at most
 */
export function sheetCases(
  photos: readonly PhotoQueries[],
  { found, overlaps, proposals }: MeasuredDetector['run'],
  { most }: { readonly most: number },
): SheetPhotos {
  const step = Math.max(1, photos.length / most);
  const shown: SizedPhoto[] = [];
  const cases: SheetCase[] = [];
  let row = 0;
  for (const [i, { photo, queries }] of photos.entries()) {
    const isShown = i >= shown.length * step;
    if (isShown) shown.push(photo);
    for (const query of queries) {
      const isReachable = hitRate([proposals.ranked[row]], { iou: IOU }) === 1;
      const right = overlaps[row];
      const first = found[row].length === 0 ? undefined : { ...found[row][0], iou: right[0] };
      const index = Array.from(right).findIndex((iou) => iou >= IOU);
      const rank = index < 0 ? undefined : index + 1;
      if (isShown) {
        cases.push({ photo: shown.length - 1, query, first, rank, outcome: outcomeOf(rank, isReachable) });
      }
      row++;
    }
  }
  return { photos: shown, cases };
}

function outcomeOf(rank: number | undefined, isReachable: boolean): Outcome {
  if (rank === undefined) return isReachable ? 'missed' : 'unreachable';
  return rank === 1 ? 'right' : 'late';
}

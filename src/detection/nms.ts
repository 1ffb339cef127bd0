import { UsageError } from '../errors.js';

export interface OverlapOptions {
  /** Two kept boxes overlap at most so much (intersection over union), 0 to 1. */
  readonly iou: number;
  /** At most so many are kept; no limit by default. */
  readonly limit?: number | undefined;
  /**
   * After every kept box the permitted overlap is multiplied by this, 0 to 1, while it is above .5 (Zitnick & Dollár
   * 2014, section 3.4); 1, the default, keeps it.
   */
  readonly eta?: number | undefined;
}

/** Below this the overlap neither falls by eta nor is worth buckets. */
const LEAST_OVERLAP = 0.5;

/**
 * Greedy non-maximum suppression: takes boxes best first and drops each that overlaps a better, kept one too much.
 * @param boxes [n, 4] xyxy; empty and inverted boxes overlap nothing
 * @param scores [n]; equal scores rank by index
 * @returns indices of the kept boxes, best first
 * @throws UsageError when iou or eta is not in 0 to 1, or the arrays do not belong together
 */
export function suppressOverlaps(
  boxes: Float32Array,
  scores: Float32Array,
  { iou, limit = Infinity, eta = 1 }: OverlapOptions,
): Uint32Array {
  requireShare('iou', iou);
  requireShare('eta', eta);
  if (boxes.length !== scores.length * 4) {
    throw new UsageError({ reason: `${boxes.length} sides and ${scores.length} scores are not as many boxes` });
  }
  const kept = new KeptBoxes(boxes, {
    capacity: Math.min(scores.length, limit),
    overlap: eta < 1 ? Math.min(iou, LEAST_OVERLAP) : iou,
    sides: sideRange(boxes),
  });
  let overlap = iou;
  for (const index of rankByScore(scores)) {
    if (kept.count >= limit) break;
    if (kept.overlapsKept(index, overlap)) continue;
    kept.keep(index);
    if (overlap > LEAST_OVERLAP) overlap *= eta;
  }
  return kept.indices();
}

function requireShare(field: string, value: number): void {
  if (value >= 0 && value <= 1) return;
  throw new UsageError({ field, reason: `${value} is no share`, remedy: 'give a number from 0 to 1' });
}

/** @returns indices by falling score, equal ones rising */
export function rankByScore(scores: Float32Array): Uint32Array {
  const order = Uint32Array.from(scores, (_, i) => i);
  return order.sort((a, b) => scores[b] - scores[a] || a - b);
}

/**
 * Boxes that were kept, in buckets by width and height. Boxes that overlap by more than `overlap` have widths and
 * heights whose ratios are above it, so only the neighbouring buckets are looked at.
 *
 *     bucket (i, j):  step^i <= width < step^(i + 1),  step^j <= height < step^(j + 1),  step = 1 / overlap
 *     first[bucket] -> kept box -> next[kept box] -> ... -> -1
 *
 * The array of boxes may still grow up to its length while boxes are kept.
 */
export class KeptBoxes {
  count = 0;
  private readonly kept: Uint32Array;
  private readonly next: Int32Array;
  private readonly first: Int32Array;
  private readonly side: number;
  private readonly smallest: number;
  private readonly perBucket: number;

  /**
   * @param boxes [n, 4] xyxy
   * @param options overlap the least that `overlapsKept` will be asked with; sides the shortest and the longest there are
   */
  constructor(
    private readonly boxes: Float32Array,
    { capacity, overlap, sides }: { capacity: number; overlap: number; sides: readonly [number, number] },
  ) {
    this.kept = new Uint32Array(capacity);
    this.next = new Int32Array(capacity);
    this.smallest = Math.log(sides[0]);
    this.perBucket = overlap < LEAST_OVERLAP ? 0 : 1 / Math.max(Math.log(1 / overlap), 0.01);
    this.side = Math.floor((Math.log(sides[1]) - this.smallest) * this.perBucket) + 1;
    this.first = new Int32Array(this.side * this.side).fill(-1);
  }

  indices(): Uint32Array {
    return this.kept.slice(0, this.count);
  }

  /** True when a kept box overlaps this one by more than `overlap`. */
  overlapsKept(index: number, overlap: number): boolean {
    const { boxes, side, first, kept, next } = this;
    const column = this.bucket(boxes[index * 4 + 2] - boxes[index * 4]);
    const row = this.bucket(boxes[index * 4 + 3] - boxes[index * 4 + 1]);
    for (let r = Math.max(0, row - 1); r <= Math.min(side - 1, row + 1); r++) {
      for (let c = Math.max(0, column - 1); c <= Math.min(side - 1, column + 1); c++) {
        for (let k = first[r * side + c]; k >= 0; k = next[k]) {
          if (overlapsMore(boxes, index, kept[k], overlap)) return true;
        }
      }
    }
    return false;
  }

  keep(index: number): void {
    const { boxes, first, next } = this;
    const column = this.bucket(boxes[index * 4 + 2] - boxes[index * 4]);
    const bucket = this.bucket(boxes[index * 4 + 3] - boxes[index * 4 + 1]) * this.side + column;
    this.kept[this.count] = index;
    next[this.count] = first[bucket];
    first[bucket] = this.count++;
  }

  private bucket(length: number): number {
    if (length <= 0) return 0;
    const bucket = Math.floor((Math.log(length) - this.smallest) * this.perBucket);
    return Math.min(Math.max(bucket, 0), this.side - 1);
  }
}

/** Shortest and longest side above 0 of all boxes; [1, 1] when there is none. */
function sideRange(boxes: Float32Array): [number, number] {
  let smallest = Infinity;
  let largest = 0;
  for (let i = 0; i < boxes.length; i += 4) {
    for (let axis = 0; axis < 2; axis++) {
      const length = boxes[i + 2 + axis] - boxes[i + axis];
      if (length > 0 && length < smallest) smallest = length;
      if (length > largest) largest = length;
    }
  }
  return largest > 0 ? [smallest, largest] : [1, 1];
}

/** True when intersection > overlap * union, without the division. */
function overlapsMore(boxes: Float32Array, a: number, b: number, overlap: number): boolean {
  const i = a * 4;
  const j = b * 4;
  const width = Math.min(boxes[i + 2], boxes[j + 2]) - Math.max(boxes[i], boxes[j]);
  if (width <= 0) return false;
  const height = Math.min(boxes[i + 3], boxes[j + 3]) - Math.max(boxes[i + 1], boxes[j + 1]);
  if (height <= 0) return false;
  const shared = width * height;
  const both =
    (boxes[i + 2] - boxes[i]) * (boxes[i + 3] - boxes[i + 1]) +
    (boxes[j + 2] - boxes[j]) * (boxes[j + 3] - boxes[j + 1]);
  return shared > overlap * (both - shared);
}

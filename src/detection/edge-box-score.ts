import { LEAST_AFFINITY, type EdgeGroups } from './edge-groups.js';
import type { EdgeMap } from './edges.js';
import { integralImage } from './integral.js';

/**
 * The groups along each line of pixels, without the gaps, so that walking along a box's side visits only what lies
 * there.
 *
 *     pixels of a line:   . 7 7 . . 3 . 7 .
 *     runs of the line:   7 3 7                   from offsets[line] on
 *     ends[pixel]:        0 1 1 1 1 2 2 3 3       after the last run that starts at or before the pixel, doubled,
 *                         +0 1 1 0 0 1 0 1 0      and 1 where the pixel is on that run
 *
 * A walk from pixel p to pixel q visits the runs from that of p, or the first after p, to before the end at q. The
 * arrays are small, because they are read at random: all that scores a box stays in the processor's second cache.
 */
interface Crossings {
  readonly ends: Uint16Array;
  readonly runs: Int32Array;
  readonly offsets: Int32Array;
}

/**
 * Scores boxes of one photo. A box is four numbers of an array, from `at`: its first column, first row, last column and
 * last row of pixels, all inside the box and the photo.
 */
export class EdgeBoxScorer {
  /** [height + 1, width + 1] sums over all pixels above and left: groups at their middle, and single edge pixels */
  private readonly groupSums: Float32Array;
  private readonly edgeSums: Float32Array;
  private readonly rows: Crossings;
  private readonly columns: Crossings;
  /** By width + height: what a sum of strengths is multiplied with. */
  private readonly norms: Float64Array;
  /** The call that a group was last met in, its best path from a straddling group, and the groups still to spread. */
  private readonly met: Int32Array;
  private readonly path: Float64Array;
  private readonly queue: Int32Array;
  private readonly queued: Uint8Array;
  /** What the groups met in this call take from the score. */
  private readonly lost = new Float64Array(1);
  private call = 0;

  constructor(
    edges: EdgeMap,
    private readonly groups: EdgeGroups,
    kappa: number,
  ) {
    const { width, height, count } = groups;
    this.groupSums = new Float32Array(groupIntegral(groups));
    this.edgeSums = new Float32Array(edgeIntegral(edges, groups));
    this.rows = crossings(groups, { lines: height, length: width, line: width, step: 1 });
    this.columns = crossings(groups, { lines: width, length: height, line: 1, step: width });
    this.norms = Float64Array.from({ length: width + height + 1 }, (_, sides) => (2 / sides) ** kappa);
    this.met = new Int32Array(count);
    this.path = new Float64Array(count);
    this.queue = new Int32Array(count + 1);
    this.queued = new Uint8Array(count);
  }

  /** The score of a box that no group crosses: all groups with their middle inside count whole. */
  bound(boxes: Int32Array, at: number): number {
    return this.inside(boxes, at) * this.norms[boxes[at + 2] - boxes[at] + boxes[at + 3] - boxes[at + 1] + 2];
  }

  /**
   * Zitnick & Dollár 2014, eq. 2 to 4: the strength of groups wholly inside, each times 1 less its best path of
   * affinities from a group that crosses the border, less the edges of the inner box of half the size, all divided by
   * ((width + height) / 2) ** kappa: the constant of the authors' program, not of the paper, so that least scores of the
   * one mean the same in the other.
   * @returns the score, or 0 when it is below `least`
   */
  score(boxes: Int32Array, at: number, least: number): number {
    const norm = this.norms[boxes[at + 2] - boxes[at] + boxes[at + 3] - boxes[at + 1] + 2];
    const sum = this.inside(boxes, at);
    const spare = sum - Math.max(0, least / norm);
    if (spare < 0 || sum <= 0) return 0;
    const straddling = this.meetStraddling(boxes, at, spare);
    if (this.lost[0] > spare) return 0;
    this.follow(boxes, at, { straddling, spare });
    return this.lost[0] > spare ? 0 : (sum - this.lost[0]) * norm;
  }

  /** Strength of the groups with their middle in the box less the edges of the inner box. */
  private inside(boxes: Int32Array, at: number): number {
    const stride = this.groups.width + 1;
    const { groupSums, edgeSums } = this;
    const left = boxes[at];
    const right = boxes[at + 2] + 1;
    const top = boxes[at + 1] * stride;
    const bottom = (boxes[at + 3] + 1) * stride;
    const all = groupSums[bottom + right] - groupSums[bottom + left] - groupSums[top + right] + groupSums[top + left];
    const across = (right - left) >> 2;
    const down = ((boxes[at + 3] + 1 - boxes[at + 1]) >> 2) * stride;
    const low = bottom - down;
    const high = top + down;
    return (
      all -
      (edgeSums[low + right - across] -
        edgeSums[low + left + across] -
        edgeSums[high + right - across] +
        edgeSums[high + left + across])
    );
  }

  /**
   * Puts the groups on the four sides into the queue, each once, and counts those with their middle in the box as
   * lost. Ends early where more than `spare` is lost.
   * @returns the length of the queue
   */
  private meetStraddling(boxes: Int32Array, at: number, spare: number): number {
    const { met, path, queue, groups } = this;
    const { width, height, x, y, strength } = groups;
    const x1 = boxes[at];
    const y1 = boxes[at + 1];
    const x2 = boxes[at + 2];
    const y2 = boxes[at + 3];
    const call = ++this.call;
    let length = 0;
    let lost = 0;
    for (let side = 0; side < 4 && lost <= spare; side++) {
      const isRow = side < 2;
      const { ends, runs, offsets } = isRow ? this.rows : this.columns;
      const line = side === 0 ? y1 : side === 1 ? y2 : side === 2 ? x1 : x2;
      const start = line * (isRow ? width : height);
      const from = ends[start + (isRow ? x1 : y1)];
      const offset = offsets[line];
      const end = offset + (ends[start + (isRow ? x2 : y2)] >> 1);
      for (let run = offset + (from >> 1) - (from & 1); run < end; run++) {
        const group = runs[run];
        if (met[group] === call) continue;
        met[group] = call;
        path[group] = 1;
        queue[length++] = group;
        const column = x[group];
        const row = y[group];
        if (column >= x1 && column <= x2 && row >= y1 && row <= y2) lost += strength[group];
      }
    }
    this.lost[0] = lost;
    return length;
  }

  /**
   * Follows affinities from the straddling groups into the box; a group whose path gets better is followed again. What
   * is reached is lost, times its best path. Ends early where more than `spare` is lost. The queue is a ring that holds
   * no group twice.
   */
  private follow(boxes: Int32Array, at: number, { straddling, spare }: { straddling: number; spare: number }): void {
    const { met, path, queue, queued, call, groups } = this;
    const { x, y, strength, starts, neighbors, affinities } = groups;
    const x1 = boxes[at];
    const y1 = boxes[at + 1];
    const x2 = boxes[at + 2];
    const y2 = boxes[at + 3];
    const ring = queue.length;
    let lost = this.lost[0];
    let head = 0;
    let tail = straddling;
    while (head !== tail && lost <= spare) {
      const group = queue[head];
      head = head + 1 === ring ? 0 : head + 1;
      queued[group] = 0;
      const reach = path[group];
      const end = starts[group + 1];
      for (let n = starts[group]; n < end; n++) {
        const onward = reach * affinities[n];
        if (onward < LEAST_AFFINITY) continue;
        const other = neighbors[n];
        const before = met[other] === call ? path[other] : 0;
        if (onward <= before) continue;
        const column = x[other];
        const row = y[other];
        if (column < x1 || column > x2 || row < y1 || row > y2) continue;
        met[other] = call;
        path[other] = onward;
        lost += (onward - before) * strength[other];
        if (queued[other] === 1) continue;
        queued[other] = 1;
        queue[tail] = other;
        tail = tail + 1 === ring ? 0 : tail + 1;
      }
    }
    for (; head !== tail; head = head + 1 === ring ? 0 : head + 1) queued[queue[head]] = 0;
    this.lost[0] = lost;
  }
}

/** Sums of group strengths at the groups' middles. */
function groupIntegral({ count, width, height, x, y, strength }: EdgeGroups): Float64Array {
  const points = new Float64Array(width * height);
  for (let g = 0; g < count; g++) points[y[g] * width + x[g]] += strength[g];
  return integralImage(points, width, height);
}

/** Sums of the strengths of grouped edge pixels. */
function edgeIntegral({ strength }: EdgeMap, { ids, width, height }: EdgeGroups): Float64Array {
  const points = new Float64Array(width * height);
  for (let i = 0; i < points.length; i++) if (ids[i] >= 0) points[i] = strength[i];
  return integralImage(points, width, height);
}

interface Lines {
  readonly lines: number;
  readonly length: number;
  /** From one line to the next, and from one pixel of a line to the next. */
  readonly line: number;
  readonly step: number;
}

function crossings({ ids }: EdgeGroups, { lines, length, line, step }: Lines): Crossings {
  const ends = new Uint16Array(ids.length);
  const runs = new Int32Array(ids.length);
  const offsets = new Int32Array(lines);
  let count = 0;
  for (let l = 0; l < lines; l++) {
    offsets[l] = count;
    let previous = -1;
    for (let p = 0; p < length; p++) {
      const group = ids[l * line + p * step];
      if (group >= 0 && group !== previous) runs[count++] = group;
      ends[l * length + p] = ((count - offsets[l]) << 1) | (group >= 0 ? 1 : 0);
      previous = group;
    }
  }
  return { ends, runs: runs.slice(0, count), offsets };
}

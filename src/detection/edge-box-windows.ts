import type { EdgeBoxScorer } from './edge-box-score.js';
import { KeptBoxes, rankByScore } from './nms.js';

/** Boxes as first column, first row, last column and last row of pixels, with their scores. */
export interface ScoredWindows {
  /** [n, 4] */
  readonly boxes: Int32Array;
  /** [n] */
  readonly scores: Float32Array;
}

export interface WindowOptions {
  /** Size of the photo in pixels. */
  readonly width: number;
  readonly height: number;
  readonly alpha: number;
  readonly minScore: number;
  readonly maxAspectRatio: number;
  readonly minBoxArea: number;
}

/** Shorter sides have no inside. */
const LEAST_SIDE = 3;

/** Every nineteenth window is scored first, to learn which score the best windows have. */
const SAMPLE = 19;

/**
 * Slides windows of all sizes over the photo.
 * @returns about the `most` best of those that score at least `minScore`
 */
export function scoreWindows(
  scorer: EdgeBoxScorer,
  { most, ...options }: WindowOptions & { readonly most: number },
): ScoredWindows {
  const sample = slideWindows(scorer, options, SAMPLE).scores.sort();
  const place = sample.length - Math.ceil(most / SAMPLE);
  const minScore = place > 0 ? sample[place] : options.minScore;
  return slideWindows(scorer, { ...options, minScore }, 1);
}

/** Scores every `stride`-th window. */
function slideWindows(scorer: EdgeBoxScorer, options: WindowOptions, stride: number): ScoredWindows {
  const found = new WindowList();
  const window = new Int32Array(4);
  let skip = 0;
  for (const [width, height] of windowSizes(options)) {
    const across = positions(options.width - width, width, options.alpha);
    for (const y of positions(options.height - height, height, options.alpha)) {
      window[1] = y;
      window[3] = y + height - 1;
      let column = skip;
      for (; column < across.length; column += stride) {
        window[0] = across[column];
        window[2] = across[column] + width - 1;
        const score = scorer.score(window, 0, options.minScore);
        if (score > 0) found.add(window, score);
      }
      skip = column - across.length;
    }
  }
  return found.windows();
}

/**
 * All areas and aspect ratios, each step leaving an overlap of alpha (Zitnick & Dollár 2014, section 3.3): areas by
 * 1 / alpha, ratios by about ((1 + alpha) / (2 alpha)) ** 2.
 */
function windowSizes(options: WindowOptions): [width: number, height: number][] {
  const { alpha, maxAspectRatio, minBoxArea } = options;
  const sizes: [number, number][] = [];
  const step = ((1 + alpha) / (2 * alpha)) ** 2;
  const ratios = Math.floor(Math.log(maxAspectRatio) / Math.log(step));
  for (let area = minBoxArea; area <= options.width * options.height; area /= alpha) {
    for (let r = -ratios; r <= ratios; r++) {
      const width = Math.round(Math.sqrt(area * step ** r));
      const height = Math.round(Math.sqrt(area / step ** r));
      const fits = width <= options.width && height <= options.height;
      if (fits && Math.min(width, height) >= LEAST_SIDE) sizes.push([width, height]);
    }
  }
  return sizes;
}

/** First pixels of windows from one end to the other, at most (1 - alpha) / (1 + alpha) of a side apart. */
function positions(room: number, side: number, alpha: number): Int32Array {
  const steps = Math.ceil(room / Math.max(1, (side * (1 - alpha)) / (1 + alpha)));
  return Int32Array.from({ length: steps + 1 }, (_, i) => (steps === 0 ? 0 : Math.round((i * room) / steps)));
}

/** Windows in arrays that grow. */
class WindowList {
  private count = 0;
  private boxes = new Int32Array(4 * 4096);
  private scores = new Float32Array(4096);

  add(window: Int32Array, score: number): void {
    if (this.count === this.scores.length) this.grow();
    this.boxes.set(window, this.count * 4);
    this.scores[this.count++] = score;
  }

  windows(): ScoredWindows {
    return { boxes: this.boxes.subarray(0, this.count * 4), scores: this.scores.subarray(0, this.count) };
  }

  private grow(): void {
    const { boxes, scores } = this;
    this.boxes = new Int32Array(boxes.length * 2);
    this.scores = new Float32Array(scores.length * 2);
    this.boxes.set(boxes);
    this.scores.set(scores);
  }
}

/** Windows that overlap a kept one by more are dropped unrefined: they mostly end where that one did. */
const NEARLY_KEPT = 0.5;

/** Refined windows that overlap by more are the same. */
const SAME = 0.9;

export interface RefineOptions extends WindowOptions {
  /** [n] which window comes first */
  readonly promise: Float32Array;
  /** So many windows are refined, the most promising; those after them stay as they are. */
  readonly refined: number;
  /** So many windows are kept. */
  readonly most: number;
}

/**
 * Refines windows, the most promising first, except those that are nearly a kept one already.
 * @returns in the order in which they were met
 */
export function refineWindows(
  scorer: EdgeBoxScorer,
  windows: ScoredWindows,
  { promise, refined, most, ...options }: RefineOptions,
): ScoredWindows {
  const capacity = Math.min(windows.scores.length, most);
  const boxes = new Int32Array((capacity + 1) * 4);
  const scores = new Float32Array(capacity);
  const outlines = new Float32Array((capacity + 1) * 4);
  const sides = [1, Math.max(options.width, options.height)] as const;
  const kept = new KeptBoxes(outlines, { capacity, overlap: NEARLY_KEPT, sides });
  for (const index of rankByScore(promise)) {
    const next = kept.count;
    if (next === capacity) break;
    for (let s = 0; s < 4; s++) boxes[next * 4 + s] = windows.boxes[index * 4 + s];
    outline(boxes, outlines, next);
    if (kept.overlapsKept(next, NEARLY_KEPT)) continue;
    scores[next] = windows.scores[index];
    if (next < refined) {
      scores[next] = refine(scorer, boxes, next * 4, { options, score: scores[next] });
      outline(boxes, outlines, next);
      if (kept.overlapsKept(next, SAME)) continue;
    }
    kept.keep(next);
  }
  return { boxes: boxes.subarray(0, kept.count * 4), scores: scores.subarray(0, kept.count) };
}

/** First and last pixels to xyxy. */
function outline(boxes: Int32Array, outlines: Float32Array, index: number): void {
  for (let s = 0; s < 4; s++) outlines[index * 4 + s] = boxes[index * 4 + s] + (s >> 1);
}

/** Later rounds would move sides by less than 3 % of the box. */
const ROUNDS = 3;

/**
 * Moves each side out and in by half a window's step, then by half of that, and keeps what scores more.
 * @returns the score of the box, which is changed in place
 */
function refine(
  scorer: EdgeBoxScorer,
  boxes: Int32Array,
  at: number,
  { options, score }: { readonly options: WindowOptions; readonly score: number },
): number {
  const step = (1 - options.alpha) / (1 + options.alpha);
  let across = step * (boxes[at + 2] - boxes[at] + 1);
  let down = step * (boxes[at + 3] - boxes[at + 1] + 1);
  let best = score;
  for (let round = 0; round < ROUNDS; round++) {
    across = Math.max(1, across / 2);
    down = Math.max(1, down / 2);
    for (let side = 0; side < 4; side++) {
      const move = Math.round((side & 1) === 0 ? across : down);
      const last = ((side & 1) === 0 ? options.width : options.height) - 1;
      const before = boxes[at + side];
      for (let direction = -1; direction <= 1; direction += 2) {
        boxes[at + side] = Math.min(last, Math.max(0, before + direction * move));
        const moved = isPermitted(boxes, at, options) ? scorer.score(boxes, at, best) : 0;
        if (moved > best) {
          best = moved;
          break;
        }
        boxes[at + side] = before;
      }
    }
  }
  return best;
}

function isPermitted(boxes: Int32Array, at: number, { minBoxArea, maxAspectRatio }: WindowOptions): boolean {
  const width = boxes[at + 2] - boxes[at] + 1;
  const height = boxes[at + 3] - boxes[at + 1] + 1;
  const isLarge = width >= LEAST_SIDE && height >= LEAST_SIDE && width * height >= minBoxArea;
  return isLarge && width <= maxAspectRatio * height && height <= maxAspectRatio * width;
}

import { UsageError } from '../errors.js';
import type { Photo } from '../image/transforms.js';
import type { Proposals } from './detection.js';
import { EdgeBoxScorer } from './edge-box-score.js';
import { groupEdges } from './edge-groups.js';
import { detectEdges } from './edges.js';
import { suppressOverlaps } from './nms.js';

export interface EdgeBoxOptions {
  /** Overlap (IoU) of neighbouring windows, .5 to .9; finer windows cost time; .65. */
  readonly alpha?: number | undefined;
  /** Two proposals overlap at most so much (IoU), 0 to 1. */
  readonly beta?: number | undefined;
  /** beta is multiplied by this after every proposal while it is above .5; 1. */
  readonly eta?: number | undefined;
  /** Windows below this score are dropped; .01. */
  readonly minScore?: number | undefined;
  /** At most so many proposals; 300. */
  readonly maxBoxes?: number | undefined;
  /** Edges fainter than this are ignored, 0 to 1; .1. */
  readonly edgeMinMag?: number | undefined;
  /** Turns along an edge group sum to about this at most, in radians; pi / 2. */
  readonly edgeMergeThreshold?: number | undefined;
  /** Groups whose strengths sum to less are dissolved; .5. */
  readonly clusterMinMag?: number | undefined;
  /** Longer side by shorter side, at most; 3. */
  readonly maxAspectRatio?: number | undefined;
  /** In pixels; 100. */
  readonly minBoxArea?: number | undefined;
  /** Exponent of the affinity of edge groups; 2. */
  readonly gamma?: number | undefined;
  /** Exponent of the box's size in its score: larger values favour small boxes; 1.5. */
  readonly kappa?: number | undefined;
}

type Settings = { readonly [Name in keyof EdgeBoxOptions]-?: number };

export const DEFAULT_EDGE_BOXES: Settings = {
  alpha: 0.65,
  beta: 0.55,
  eta: 1,
  minScore: 0.01,
  maxBoxes: 300,
  edgeMinMag: 0.1,
  edgeMergeThreshold: Math.PI / 2,
  clusterMinMag: 0.5,
  maxAspectRatio: 3,
  minBoxArea: 100,
  gamma: 2,
  kappa: 1.5,
};

const RANGES: { readonly [Name in keyof Settings]: readonly [number, number] } = {
  alpha: [0.3, 0.95],
  beta: [0, 1],
  eta: [0, 1],
  minScore: [0, Infinity],
  maxBoxes: [0, 100_000],
  edgeMinMag: [0, 1],
  edgeMergeThreshold: [0, Infinity],
  clusterMinMag: [0, Infinity],
  maxAspectRatio: [1, 100],
  minBoxArea: [1, Infinity],
  gamma: [0, 100],
  kappa: [0, 10],
};

/** So many windows for each proposal are scored exactly, and so many of those refined. */
const SCORED = 4000;
const REFINED = 3;

/**
 * Regions that are likely to hold a whole object, from edges alone: Edge Boxes (Zitnick & Dollár, ECCV 2014). A box
 * scores the contours that lie wholly inside it. Deterministic.
 * @returns at most `maxBoxes` boxes, best first; none in a photo without edges
 * @throws UsageError for an option out of its range
 */
export function proposeEdgeBoxes(photo: Photo, options: EdgeBoxOptions = {}): Proposals {
  const settings = settingsFrom(options);
  const edges = detectEdges(photo);
  const groups = groupEdges(edges, settings);
  if (groups.count === 0 || settings.maxBoxes === 0) return NOTHING;
  const scorer = new EdgeBoxScorer(edges, groups, settings.kappa);
  const windows = bestWindows(scorer, photo, settings);
  const apart = keepApart(windows, Math.max(settings.beta, FIRST_OVERLAP), REFINED * settings.maxBoxes);
  refine(scorer, apart, photo, settings);
  return asProposals(apart, settings);
}

/** Overlap of windows that are refined. */
const FIRST_OVERLAP = 0.7;

const NOTHING: Proposals = { count: 0, boxes: new Float32Array(0), scores: new Float32Array(0) };

function settingsFrom(options: EdgeBoxOptions): Settings {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const settings = { ...DEFAULT_EDGE_BOXES, ...(Object.fromEntries(given) as Partial<Settings>) };
  for (const [name, [least, most]] of Object.entries(RANGES)) {
    const value = settings[name as keyof Settings];
    if (typeof value === 'number' && value >= least && value <= most) continue;
    throw new UsageError({
      field: name,
      reason: `${value} is out of range`,
      remedy: most === Infinity ? `give a number from ${least} on` : `give a number from ${least} to ${most}`,
    });
  }
  return settings;
}

/** Boxes as first and last pixel, four numbers each, with their scores. */
interface Windows {
  readonly boxes: Int32Array;
  readonly scores: Float32Array;
}

type Size = Pick<Photo, 'width' | 'height'>;

/** Scores sliding windows, most promising first, until enough are known to be better than the rest. */
function bestWindows(scorer: EdgeBoxScorer, size: Size, settings: Settings): Windows {
  const boxes = slideWindows(size, settings);
  const bounds = new Float32Array(boxes.length / 4);
  for (let i = 0; i < bounds.length; i++) bounds[i] = scorer.bound(boxes, i * 4);
  const promising = promisingFirst(bounds, settings.minScore);
  const limit = Math.min(promising.length, SCORED * settings.maxBoxes);
  const kept: number[] = [];
  const scores: number[] = [];
  for (let i = 0; i < limit; i++) {
    const window = promising[i];
    const score = scorer.score(boxes, window * 4, settings.minScore);
    if (score <= 0) continue;
    kept.push(window);
    scores.push(score);
  }
  const result = new Int32Array(kept.length * 4);
  for (const [i, window] of kept.entries()) result.set(boxes.subarray(window * 4, window * 4 + 4), i * 4);
  return { boxes: result, scores: Float32Array.from(scores) };
}

const LEVELS = 4096;

/** @returns windows whose bound is at least `least`, nearly by falling bound: a counting sort with 4,096 levels */
function promisingFirst(bounds: Float32Array, least: number): Uint32Array {
  let most = 0;
  for (const bound of bounds) if (bound > most) most = bound;
  if (most <= 0) return new Uint32Array(0);
  const level = (bound: number): number => LEVELS - 1 - Math.floor((bound / most) * (LEVELS - 1));
  const starts = new Uint32Array(LEVELS + 1);
  for (const bound of bounds) if (bound >= least && bound > 0) starts[level(bound) + 1]++;
  for (let l = 0; l < LEVELS; l++) starts[l + 1] += starts[l];
  const order = new Uint32Array(starts[LEVELS]);
  for (let i = 0; i < bounds.length; i++) {
    if (bounds[i] >= least && bounds[i] > 0) order[starts[level(bounds[i])]++] = i;
  }
  return order;
}

/**
 * Windows of all positions, sizes and aspect ratios, each step leaving an overlap of alpha (section 3.3 of the paper):
 * positions step by (1 - alpha) / (1 + alpha) of a side, areas by 1 / alpha, ratios by ((1 + alpha) / 2 alpha) ** 2.
 */
function slideWindows(size: Size, { alpha, maxAspectRatio, minBoxArea }: Settings): Int32Array {
  const sides: number[] = [];
  const ratioStep = ((1 + alpha) / (2 * alpha)) ** 2;
  const ratios = Math.floor(Math.log(maxAspectRatio) / Math.log(ratioStep));
  for (let area = minBoxArea; area <= size.width * size.height; area /= alpha) {
    for (let r = -ratios; r <= ratios; r++) {
      const width = Math.round(Math.sqrt(area * ratioStep ** r));
      const height = Math.round(Math.sqrt(area / ratioStep ** r));
      if (width <= size.width && height <= size.height) sides.push(width, height);
    }
  }
  const step = (1 - alpha) / (1 + alpha);
  const steps = (room: number, side: number): number => Math.ceil(room / Math.max(1, side * step));
  let count = 0;
  for (let s = 0; s < sides.length; s += 2) {
    count += (steps(size.width - sides[s], sides[s]) + 1) * (steps(size.height - sides[s + 1], sides[s + 1]) + 1);
  }
  const boxes = new Int32Array(count * 4);
  for (let s = 0, at = 0; s < sides.length; s += 2) {
    const [width, height] = [sides[s], sides[s + 1]];
    const across = steps(size.width - width, width);
    const down = steps(size.height - height, height);
    for (let i = 0; i <= down; i++) {
      const y = down === 0 ? 0 : Math.round((i * (size.height - height)) / down);
      for (let j = 0; j <= across; j++, at += 4) {
        const x = across === 0 ? 0 : Math.round((j * (size.width - width)) / across);
        boxes[at] = x;
        boxes[at + 1] = y;
        boxes[at + 2] = x + width - 1;
        boxes[at + 3] = y + height - 1;
      }
    }
  }
  return boxes;
}

function keepApart({ boxes, scores }: Windows, iou: number, limit: number): Windows {
  const kept = suppressOverlaps(outlines(boxes), scores, { iou, limit });
  const result = new Int32Array(kept.length * 4);
  for (const [i, index] of kept.entries()) result.set(boxes.subarray(index * 4, index * 4 + 4), i * 4);
  return { boxes: result, scores: Float32Array.from(kept, (index) => scores[index]) };
}

/** First and last pixels as xyxy. */
function outlines(boxes: Int32Array): Float32Array {
  return Float32Array.from(boxes, (value, i) => ((i & 2) === 0 ? value : value + 1));
}

/** Moves each side in and out by half a window's step, then by half of that, as long as the score grows. */
function refine(scorer: EdgeBoxScorer, { boxes, scores }: Windows, size: Size, settings: Settings): void {
  const { alpha, minBoxArea, maxAspectRatio } = settings;
  const trial = new Int32Array(4);
  const share = (1 - alpha) / (1 + alpha);
  for (let i = 0; i < scores.length; i++) {
    const at = i * 4;
    let across = share * (boxes[at + 2] - boxes[at] + 1);
    let down = share * (boxes[at + 3] - boxes[at + 1] + 1);
    while (across > 2 || down > 2) {
      across = Math.max(1, across / 2);
      down = Math.max(1, down / 2);
      for (let side = 0; side < 4; side++) {
        const move = Math.round((side & 1) === 0 ? across : down);
        const most = ((side & 1) === 0 ? size.width : size.height) - 1;
        for (let sign = -1; sign <= 1; sign += 2) {
          for (let s = 0; s < 4; s++) trial[s] = boxes[at + s];
          trial[side] = Math.min(most, Math.max(0, trial[side] + sign * move));
          const width = trial[2] - trial[0] + 1;
          const height = trial[3] - trial[1] + 1;
          if (width * height < minBoxArea || width > maxAspectRatio * height || height > maxAspectRatio * width)
            continue;
          if (width < 3 || height < 3) continue;
          const score = scorer.score(trial, 0, scores[i]);
          if (score <= scores[i]) continue;
          scores[i] = score;
          boxes[at + side] = trial[side];
          break;
        }
      }
    }
  }
}

function asProposals(windows: Windows, { beta, eta, maxBoxes }: Settings): Proposals {
  const outline = outlines(windows.boxes);
  const kept = suppressOverlaps(outline, windows.scores, { iou: beta, eta, limit: maxBoxes });
  const boxes = new Float32Array(kept.length * 4);
  for (const [i, index] of kept.entries()) boxes.set(outline.subarray(index * 4, index * 4 + 4), i * 4);
  return { count: kept.length, boxes, scores: Float32Array.from(kept, (index) => windows.scores[index]) };
}

import { UsageError } from '../errors.js';
import { resize, type Photo } from '../image/transforms.js';
import type { Proposals } from './detection.js';
import { EdgeBoxScorer } from './edge-box-score.js';
import { refineWindows, scoreWindows, type ScoredWindows } from './edge-box-windows.js';
import { groupEdges } from './edge-groups.js';
import { detectEdges } from './edges.js';
import { labPhoto } from './lab.js';
import { suppressOverlaps } from './nms.js';
import { SideContrast } from './side-contrast.js';

export interface EdgeBoxOptions {
  /** Overlap (IoU) of neighbouring windows, .3 to .95; finer windows cost time; .65. */
  readonly alpha?: number | undefined;
  /** Two proposals overlap at most so much (IoU); .55, where 300 boxes find most at an IoU of .5. */
  readonly beta?: number | undefined;
  /** beta is multiplied by this after every proposal while it is above .5; 1. */
  readonly eta?: number | undefined;
  /** Windows of a lower edge score are dropped; .01. */
  readonly minScore?: number | undefined;
  /** At most so many proposals; 300. */
  readonly maxBoxes?: number | undefined;
  /** Edges fainter than this are ignored, 0 to 1; .1. */
  readonly edgeMinMag?: number | undefined;
  /** A group of edges ends when its turns sum to more than this, in radians; .63, a fifth of a half turn. */
  readonly edgeMergeThreshold?: number | undefined;
  /** Groups whose strengths sum to less are dissolved; .5. */
  readonly clusterMinMag?: number | undefined;
  /** Longer side by shorter side, at most; 3. */
  readonly maxAspectRatio?: number | undefined;
  /** In pixels of the photo as it is looked at; 100. */
  readonly minBoxArea?: number | undefined;
  /** Exponent of the affinity of edge groups; 2. */
  readonly gamma?: number | undefined;
  /** Exponent of a box's size in its edge score: larger values favour small boxes; 1.5. */
  readonly kappa?: number | undefined;
  /** Larger photos are shrunk to so many pixels before they are looked at; 400. */
  readonly longestSide?: number | undefined;
}

type Settings = { readonly [Name in keyof EdgeBoxOptions]-?: number };

export const DEFAULT_EDGE_BOXES: Settings = {
  alpha: 0.65,
  beta: 0.55,
  eta: 1,
  minScore: 0.01,
  maxBoxes: 300,
  edgeMinMag: 0.1,
  edgeMergeThreshold: 0.63,
  clusterMinMag: 0.5,
  maxAspectRatio: 3,
  minBoxArea: 100,
  gamma: 2,
  kappa: 1.5,
  longestSide: 400,
};

const RANGES: { readonly [Name in keyof Settings]: readonly [least: number, most: number] } = {
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
  longestSide: [16, 4000],
};

/** For each proposal that is wanted so many windows are gathered by their edges, refined, and kept. */
const GATHERED = 8;
const REFINED = 0.6;
const KEPT = 1.5;

/** As if at least so many proposals were wanted: fewer windows would miss good ones. */
const LEAST_WANTED = 800;

/** Exponent of width + height in the final order: kappa gathers boxes of all sizes, then larger ones go first. */
const SIZE_EXPONENT = 0.3;

/**
 * Regions that are likely to hold a whole object: Edge Boxes (Zitnick & Dollár, ECCV 2014), where a box scores the
 * contours that lie wholly inside it. Our deviation: what is found by edges is ordered by the edge score times the
 * change of colour across the box's sides. Deterministic.
 * @returns at most `maxBoxes` boxes, best first; none in a photo without edges
 * @throws UsageError for an option out of its range
 */
export function proposeEdgeBoxes(photo: Photo, options: EdgeBoxOptions = {}): Proposals {
  const settings = settingsFrom(options);
  const scale = settings.longestSide / Math.max(photo.width, photo.height);
  if (scale >= 1) return proposeAtSize(photo, settings);
  const width = Math.max(1, Math.round(photo.width * scale));
  const height = Math.max(1, Math.round(photo.height * scale));
  const found = proposeAtSize({ width, height, data: resize(photo, width, height) }, settings);
  const scales = [photo.width / width, photo.height / height];
  return { ...found, boxes: found.boxes.map((value, i) => value * scales[i & 1]) };
}

function proposeAtSize(photo: Photo, settings: Settings): Proposals {
  if (settings.maxBoxes === 0) return NOTHING;
  const lab = labPhoto(photo);
  const edges = detectEdges(lab);
  const groups = groupEdges(edges, settings);
  if (groups.count === 0) return NOTHING;
  const scorer = new EdgeBoxScorer(edges, groups, settings.kappa);
  const contrast = new SideContrast(lab);
  const options = { ...settings, width: photo.width, height: photo.height };
  const wanted = Math.max(settings.maxBoxes, LEAST_WANTED);
  const windows = scoreWindows(scorer, { ...options, most: GATHERED * wanted });
  const refined = refineWindows(scorer, windows, {
    ...options,
    promise: promiseOf(windows, contrast),
    refined: Math.ceil(REFINED * wanted),
    most: Math.ceil(KEPT * wanted),
  });
  return bestApart(refined, promiseOf(refined, contrast), settings);
}

/** What proposals are ordered by: edges, contrast and size. */
function promiseOf({ boxes, scores }: ScoredWindows, contrast: SideContrast): Float32Array {
  return scores.map((score, i) => {
    const sides = boxes[i * 4 + 2] - boxes[i * 4] + boxes[i * 4 + 3] - boxes[i * 4 + 1] + 2;
    return score * contrast.of(boxes, i * 4) * sides ** SIZE_EXPONENT;
  });
}

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

/** Drops boxes too much like a better one. */
function bestApart({ boxes }: ScoredWindows, promise: Float32Array, { beta, eta, maxBoxes }: Settings): Proposals {
  const outlines = Float32Array.from(boxes, (value, i) => ((i & 2) === 0 ? value : value + 1));
  const kept = suppressOverlaps(outlines, promise, { iou: beta, eta, limit: maxBoxes });
  const best = new Float32Array(kept.length * 4);
  for (const [i, index] of kept.entries()) best.set(outlines.subarray(index * 4, index * 4 + 4), i * 4);
  return { count: kept.length, boxes: best, scores: Float32Array.from(kept, (index) => promise[index]) };
}

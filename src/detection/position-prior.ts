import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { intersectionOverUnion, type Box } from '../box.js';
import { DamagedError, explainFileError } from '../errors.js';
import type { Detection } from './detection.js';

/** A place in shares of the photo's width and height, and the share of the training boxes that it is the first to hit. */
const place = z.strictObject({
  x1: z.number(),
  y1: z.number(),
  x2: z.number(),
  y2: z.number(),
  share: z.number().min(0).max(1),
});

const cover = z.strictObject({
  /** A box is hit from this intersection over union on. */
  iou: z.number().min(0).max(1),
  /** Whatever is asked for. */
  any: z.array(place),
  labels: z.record(z.string(), z.array(place)),
});

const priorSchema = z.strictObject({
  version: z.literal(1),
  photos: z.number().int().min(0),
  boxes: z.number().int().min(0),
  covers: z.array(cover).min(1),
});

/**
 * Where garments were in the training photos: what an answer is worth that never looks at the photo. A detector that
 * does no better has learned how people stand, not what they wear.
 */
export type PositionPrior = Readonly<z.infer<typeof priorSchema>>;

/** A place in shares of the photo's width and height. */
type Place = z.infer<typeof place>;

/** A training photo with its garments; boxes in pixels of that photo. */
export interface BoxedGarments {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly { readonly label: string; readonly box: Box }[];
}

export interface PositionPriorOptions {
  /** Overlaps for which places are chosen, each by itself; [.5, .7] by default. */
  readonly overlaps?: readonly number[] | undefined;
  /** The most places of one label, and of all together; 50 by default. */
  readonly places?: number | undefined;
}

const DEFAULT_OVERLAPS = [0.5, 0.7];
const DEFAULT_PLACES = 50;

/**
 * Learns places by greedy cover: of all training boxes, in relative coordinates, the one that hits most of the others
 * comes first, then the one that hits most of those that are left (Nemhauser, Wolsey & Fisher 1978: at least 1 - 1/e of
 * what the best set of that size hits).
 */
export function learnPositionPrior(
  photos: readonly BoxedGarments[],
  { overlaps = DEFAULT_OVERLAPS, places = DEFAULT_PLACES }: PositionPriorOptions = {},
): PositionPrior {
  const all: Box[] = [];
  const byLabel = new Map<string, Box[]>();
  for (const { width, height, boxes } of photos) {
    for (const { label, box } of boxes) {
      const relative = { x1: box.x1 / width, y1: box.y1 / height, x2: box.x2 / width, y2: box.y2 / height };
      all.push(relative);
      const own = byLabel.get(label);
      if (own === undefined) byLabel.set(label, [relative]);
      else own.push(relative);
    }
  }
  const labels = [...byLabel].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    version: 1,
    photos: photos.length,
    boxes: all.length,
    covers: overlaps.map((iou) => ({
      iou,
      any: greedyCover(all, { iou, places }),
      labels: Object.fromEntries(labels.map(([label, boxes]) => [label, greedyCover(boxes, { iou, places })])),
    })),
  };
}

/** Ties go to the box that came first, so that the same photos give the same places. */
function greedyCover(
  boxes: readonly Box[],
  { iou, places }: { readonly iou: number; readonly places: number },
): Place[] {
  const hits = boxes.map((box) => boxes.flatMap((other, i) => (intersectionOverUnion(box, other) >= iou ? [i] : [])));
  const gains = Int32Array.from(hits, ({ length }) => length);
  const isHit = new Uint8Array(boxes.length);
  const chosen: Place[] = [];
  while (chosen.length < places) {
    let best = -1;
    for (let i = 0; i < gains.length; i++) if (gains[i] > (best < 0 ? 0 : gains[best])) best = i;
    if (best < 0) break;
    chosen.push(placeOf(boxes[best], gains[best] / boxes.length));
    for (const i of hits[best]) {
      if (isHit[i] === 1) continue;
      isHit[i] = 1;
      for (const j of hits[i]) gains[j]--;
    }
  }
  return chosen;
}

/** Four decimals: a thirtieth of a pixel of a 320-pixel photo. */
function placeOf({ x1, y1, x2, y2 }: Box, share: number): Place {
  const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;
  return { x1: rounded(x1), y1: rounded(y1), x2: rounded(x2), y2: rounded(y2), share: rounded(share) };
}

/**
 * The places of a label in a photo of this size, best first; those of any garment for an unknown label or none.
 * @param options iou the overlap that is wanted: the places learned for the nearest one are taken
 * @returns boxes in pixels of the photo; the score is the share of training boxes that a place was the first to hit
 */
export function priorBoxes(
  prior: PositionPrior,
  { width, height }: { readonly width: number; readonly height: number },
  label?: string,
  { iou = 0.5 }: { readonly iou?: number | undefined } = {},
): Detection[] {
  const { labels, any } = prior.covers.reduce((best, other) =>
    Math.abs(other.iou - iou) < Math.abs(best.iou - iou) ? other : best,
  );
  const places = label !== undefined && Object.hasOwn(labels, label) ? labels[label] : any;
  return places.map(({ x1, y1, x2, y2, share }) => ({
    box: { x1: x1 * width, y1: y1 * height, x2: x2 * width, y2: y2 * height },
    score: share,
  }));
}

/** @returns the path of a model's prior */
export function positionPriorFile(modelFolder: string): string {
  return join(modelFolder, 'detection', 'prior.json');
}

/** @returns the text of prior.json */
export function encodePositionPrior(prior: PositionPrior): string {
  return `${JSON.stringify(priorSchema.parse(prior))}\n`;
}

/**
 * Reads the prior of a model.
 * @returns undefined when the model has none
 * @throws DamagedError when the file is something else
 */
export function readPositionPrior(modelFolder: string): PositionPrior | undefined {
  const file = positionPriorFile(modelFolder);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw explainFileError(error, file);
  }
  try {
    return priorSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new DamagedError({
      file,
      reason: 'this is no position prior',
      remedy: "train the detector again: 'vitrine train-detection'",
      cause,
    });
  }
}

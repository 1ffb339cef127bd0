import { boxFromTuple, intersectionOverUnion } from '../../../src/box.js';
import type { Detector } from '../../../src/detection/detection.js';
import { createHeatmapDetector, HEATMAP_LOOK } from '../../../src/detection/heatmap-detector.js';
import type { HeatmapShape } from '../../../src/detection/heatmap-network.js';
import { vocabularyHash, type StoredDetector } from '../../../src/detection/format.js';
import { throwIfCancelled, type WorkOptions } from '../../../src/progress.js';
import { calibrate } from './calibrate.js';
import type { DetectionTraining } from './index.js';
import type { BoxedPhoto } from './photos.js';

type TrainedParts = Pick<StoredDetector, 'labels' | 'precision' | 'weights'> & { readonly network: HeatmapShape };

/**
 * Finds, on photos that training never saw, what makes the presence a probability, and from which score on a garment
 * that nobody named is told of.
 * @returns the shape of the stored detector
 */
export async function calibratedShape(
  { network, ...parts }: TrainedParts,
  { twin, encoder, engine, photos, heldOut, seed, signal, onProgress }: DetectionTraining,
): Promise<StoredDetector['shape']> {
  const judges = heldOut.length > 0 ? heldOut : photos;
  const work = { signal, onProgress };
  const card = { data: '', licence: '', seed, epochs: 0, metrics: {} };
  const reference = { name: twin.card.name, vocabulary: vocabularyHash(twin.vocabulary) };
  const judged = async <Result>(shape: object, judge: (detector: Detector) => Promise<Result>): Promise<Result> => {
    const stored: StoredDetector = { ...parts, recipe: 'heatmap', twin: reference, card, shape: { network, ...shape } };
    const detector = await createHeatmapDetector(stored, { encoder, engine });
    try {
      return await judge(detector);
    } finally {
      await detector.close();
    }
  };
  const neutral = { ...HEATMAP_LOOK, calibration: { slope: 1, offset: 0 }, garmentScore: 0 };
  const calibration = await judged(neutral, (detector) => calibrate(detector, judges, work));
  const garmentScore = await judged({ ...neutral, calibration }, (detector) =>
    bestGarmentScore(detector, judges, work),
  );
  return { network, ...HEATMAP_LOOK, calibration, garmentScore };
}

/** A garment is right when it overlaps a marked one by so much, whatever either is called. */
const RIGHT = 0.5;
const MOST_PHOTOS = 80;
const MOST_GARMENTS = 50;

/** The least score with which garments are told of, so that the F1 of their boxes is highest. */
async function bestGarmentScore(
  detector: Detector,
  photos: readonly BoxedPhoto[],
  { signal, onProgress }: WorkOptions,
): Promise<number> {
  const told: ToldGarment[] = [];
  let marked = 0;
  const chosen = photos.slice(0, MOST_PHOTOS);
  for (const [i, { photo, boxes }] of chosen.entries()) {
    throwIfCancelled(signal);
    const garments = await (await detector.look(photo)).garments(MOST_GARMENTS);
    const open = boxes.map(({ box }) => boxFromTuple(box));
    marked += open.length;
    for (const { box, score } of garments) {
      const hit = open.findIndex((other) => intersectionOverUnion(box, other) >= RIGHT);
      if (hit >= 0) open.splice(hit, 1);
      told.push({ score, isRight: hit >= 0 });
    }
    onProgress?.({ step: 'calibrate garments', done: i + 1, total: chosen.length });
  }
  return bestThreshold(told, marked);
}

/** One garment that a detector told of. */
export interface ToldGarment {
  readonly score: number;
  readonly isRight: boolean;
}

/** The score from which on the F1 is highest: 2 right / (told + marked). Without any garment, 0.5. */
export function bestThreshold(told: readonly ToldGarment[], marked: number): number {
  const falling = [...told].sort((a, b) => b.score - a.score);
  let [right, best, threshold] = [0, 0, 0.5];
  for (const [i, { score, isRight }] of falling.entries()) {
    if (isRight) right++;
    const isLastOfItsScore = falling[i + 1]?.score !== score;
    const f1 = (2 * right) / (i + 1 + marked);
    if (isLastOfItsScore && f1 > best) [best, threshold] = [f1, score];
  }
  return threshold;
}

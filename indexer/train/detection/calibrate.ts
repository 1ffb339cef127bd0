import { boxFromTuple, intersectionOverUnion } from '../../../src/box.js';
import type { Detector } from '../../../src/detection/detection.js';
import type { Calibration } from '../../../src/detection/ranked-photo.js';
import { throwIfCancelled, type WorkOptions } from '../../../src/progress.js';
import type { BoxedPhoto } from './photos.js';

/** One answer: its score before the calibration as log odds, and whether it was right. */
export interface JudgedAnswer {
  readonly fit: number;
  readonly isRight: boolean;
}

/** Answers to a text that overlap the true box by so much are right. */
const RIGHT = 0.5;
const MOST_PHOTOS = 80;

/**
 * Finds what turns the fits of a detector into probabilities that the box is right, from its first answers to the texts
 * of photos that it was not trained on, and to texts of other photos, which have no right answer.
 * @param detector one with the neutral calibration { slope: 1, offset: 0 }
 */
export async function calibrate(
  detector: Detector,
  photos: readonly BoxedPhoto[],
  { signal, onProgress }: WorkOptions,
): Promise<Calibration> {
  const answers: JudgedAnswer[] = [];
  const chosen = photos.slice(0, MOST_PHOTOS);
  for (const [i, { photo, boxes }] of chosen.entries()) {
    throwIfCancelled(signal);
    const seen = await detector.look(photo);
    const elsewhere = chosen[(i + 1) % chosen.length].boxes.filter(
      ({ label }) => !boxes.some((box) => box.label === label),
    );
    const texts = [...new Set([...boxes, ...elsewhere].map(({ query }) => query))];
    const found = await seen.find(texts, 1);
    for (const [t, text] of texts.entries()) {
      const [best] = found[t];
      if (best === undefined) continue;
      const right = boxes.filter(({ query }) => query === text);
      const isRight = right.some(({ box }) => intersectionOverUnion(boxFromTuple(box), best.box) >= RIGHT);
      answers.push({ fit: Math.log(best.score / (1 - best.score)), isRight });
    }
    onProgress?.({ step: 'calibrate', done: i + 1, total: chosen.length });
  }
  return fitLogistic(answers);
}

const STEPS = 50;
/** Keeps the slope finite where right and wrong answers do not mix. */
const PRIOR = 1e-3;

/**
 * Logistic regression of one variable by Newton's method (Platt 1999, with Platt's targets that never reach 0 and 1).
 * @returns a slope above 0 in any case
 */
export function fitLogistic(answers: readonly JudgedAnswer[]): Calibration {
  const right = answers.filter(({ isRight }) => isRight).length;
  const wrong = answers.length - right;
  const [high, low] = [(right + 1) / (right + 2), 1 / (wrong + 2)];
  let [slope, offset] = [1, 0];
  for (let step = 0; step < STEPS && answers.length > 0; step++) {
    let [gs, go, hss, hso, hoo] = [PRIOR * slope, PRIOR * offset, PRIOR, 0, PRIOR];
    for (const { fit, isRight } of answers) {
      const chance = 1 / (1 + Math.exp(-(slope * fit + offset)));
      const error = chance - (isRight ? high : low);
      const weight = Math.max(chance * (1 - chance), 1e-6);
      gs += error * fit;
      go += error;
      hss += weight * fit * fit;
      hso += weight * fit;
      hoo += weight;
    }
    const determinant = hss * hoo - hso * hso;
    slope -= (hoo * gs - hso * go) / determinant;
    offset -= (hss * go - hso * gs) / determinant;
  }
  return { slope: Math.max(slope, 1e-3), offset };
}

import type { Calibration } from '../../../src/detection/ranked-photo.js';
import type { Detector } from '../../../src/detection/detection.js';
import { BadInputError } from '../../../src/errors.js';
import { createRandom } from '../../../src/random.js';
import { calibrate } from './calibrate.js';
import type { DetectionTraining } from './index.js';
import { labelsOf } from './queries.js';
import { drawRegionPhotos, type RegionPhotos } from './region-photos.js';
import { createWindowSource } from './windows.js';

/** Windows that are drawn from the training photos, for one photo. */
const WINDOWS_PER_PHOTO = 1;
/** Labels that come less often are not asked for by themselves, unless all labels are as rare. */
const RARE_LABEL = 10;

/**
 * What the trained phases of the reference learn from: people alone, cut off, mirrored, in twos and fours.
 * @throws BadInputError when the twin model knows no word of any garment
 */
export async function phasePhotos(training: DetectionTraining): Promise<RegionPhotos> {
  const { encoder, photos, seed, signal, onProgress } = training;
  const count = Math.round(WINDOWS_PER_PHOTO * photos.length);
  const random = createRandom(seed).fork('windows');
  const drawn = await drawRegionPhotos(createWindowSource(photos), { encoder, count, random, signal, onProgress });
  if (drawn.photos.length > 0) return drawn;
  throw new BadInputError({
    reason:
      'none of the garments can be learned: the model knows no word of their queries, or they are too small to see',
    remedy: 'write the queries in words of the catalog that the model was trained on',
  });
}

/** The garments that a phase asks for where nobody names one. */
export function phaseLabels({ photos }: DetectionTraining): string[] {
  const counts = labelsOf(photos);
  const common = counts.filter(({ count }) => count >= RARE_LABEL);
  return (common.length > 0 ? common : counts).map(({ label }) => label);
}

/** Before it is calibrated a detector says its fits as they are. */
export const UNCALIBRATED: Calibration = { slope: 1, offset: 0 };

/** Calibrates a detector on the photos that were held out, or on those of the training where there are none. */
export async function calibratePhase(
  open: () => Detector,
  { photos, heldOut, signal, onProgress }: DetectionTraining,
): Promise<Calibration> {
  const detector = open();
  try {
    return await calibrate(detector, heldOut.length > 0 ? heldOut : photos, { signal, onProgress });
  } finally {
    await detector.close();
  }
}

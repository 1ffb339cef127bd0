import { LOOK_SIZE } from '../../../src/detection/ranked-photo.js';
import { createRegionDetector, type RegionShape } from '../../../src/detection/region-detector.js';
import { createRandom } from '../../../src/random.js';
import type { DetectionTraining, TrainedDetection, TrainRecipe } from './index.js';
import { calibratePhase, phaseLabels, phasePhotos, UNCALIBRATED } from './phase-training.js';
import { trainRegionHead } from './region-training.js';

/** An overlap of .1 more counts as much as a distance of .1 less. */
const OVERLAP_WEIGHT = 1;

/** Phase c of the reference: frozen convolutions, RoI pooling, a trained head. */
export const trainPhaseC: TrainRecipe = (training) => trainPhase(training, { predictsOverlap: false });

/** Phase d: as c, and the overlap of a region with what a text names is predicted and joins the ranking. */
export const trainPhaseD: TrainRecipe = (training) => trainPhase(training, { predictsOverlap: true });

async function trainPhase(
  training: DetectionTraining,
  { predictsOverlap }: { predictsOverlap: boolean },
): Promise<TrainedDetection> {
  const { twin, encoder, engine, seed, epochs, signal, onProgress } = training;
  const photos = await phasePhotos(training);
  const random = createRandom(seed).fork('head');
  const trained = await trainRegionHead(photos, {
    ...{ twin, engine, random, predictsOverlap, epochs, signal, onProgress },
  });
  const shape: RegionShape = {
    head: trained.head.shape,
    lookSize: LOOK_SIZE,
    overlapWeight: predictsOverlap ? OVERLAP_WEIGHT : 0,
    calibration: UNCALIBRATED,
  };
  const detector = { shape, labels: phaseLabels(training), precision: 'float32', weights: trained.weights } as const;
  const calibration = await calibratePhase(() => createRegionDetector(detector, { twin, encoder, engine }), training);
  const { losses, photosPerSecond } = trained.learned;
  return {
    detector: { ...detector, shape: { ...shape, calibration } },
    epochs: trained.epochs,
    photosPerSecond,
    losses,
  };
}

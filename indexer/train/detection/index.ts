import { join } from 'node:path';
import { requireTrainingEngine, selectEngine } from '../../../src/engine/select.js';
import { readModel, type StoredModel } from '../../../src/encoder/format.js';
import { encoderOf, type DualEncoder } from '../../../src/encoder/open-encoder.js';
import { boxFromTuple } from '../../../src/box.js';
import { DETECTION_RECIPES, type DetectionRecipeName, type Detector } from '../../../src/detection/detection.js';
import { detectorFolder, encodeDetector, vocabularyHash, type StoredDetector } from '../../../src/detection/format.js';
import { openDetector, openStoredDetector } from '../../../src/detection/open-detector.js';
import { encodePositionPrior, learnPositionPrior, positionPriorFile } from '../../../src/detection/position-prior.js';
import type { Engine } from '../../../src/engine/engine.js';
import { UsageError } from '../../../src/errors.js';
import { boxMetrics, overlapsWith } from '../../../src/evaluation/boxes.js';
import { isHeldOut } from '../../../src/evaluation/split.js';
import { throwIfCancelled, type WorkOptions } from '../../../src/progress.js';
import { findModel } from '../../../src/storage/model-folder.js';
import { workspacePaths, type WorkspacePaths } from '../../../src/storage/workspace.js';
import { writeFileAtomic, writeFolderAtomic } from '../../atomic-file.js';
import { withLock } from '../../lock.js';
import { deleteCheckpoint } from '../checkpoint.js';
import { trainPhaseB } from './phase-b.js';
import { trainPhaseC, trainPhaseD } from './phase-cd.js';
import { trainHeatmap } from './heatmap-training.js';
import { readBoxedPhotos, type BoxedPhoto } from './photos.js';

export interface TrainDetectionOptions extends WorkOptions {
  readonly workspace: string | WorkspacePaths;
  /** Products with `boxes`: JSON lines, or another format that import reads. */
  readonly catalog: string;
  /** The twin model: an id of the workspace, a shipped one, or a model folder; by default the workspace's current one. */
  readonly model?: string | undefined;
  /** By default 'heatmap'. */
  readonly recipe?: string | undefined;
  /** By default 7. */
  readonly seed?: number | undefined;
  /** Instead of the recipe's own. */
  readonly epochs?: number | undefined;
  /** Is told of photos and boxes that cannot be used. */
  readonly onProblem?: ((problem: Error) => void) | undefined;
}

export interface TrainDetectionSummary {
  /** Name of the twin model. */
  readonly model: string;
  readonly recipe: DetectionRecipeName;
  readonly epochs: number;
  readonly photosPerSecond: number;
  /** Means of the last epoch. */
  readonly losses: Readonly<Record<string, number>>;
  /** On the photos that were held out, every box a query: top1, top3 and so on at an overlap of .5. */
  readonly validation: Readonly<Record<string, number>>;
  readonly seconds: number;
}

/** What the trainer of a recipe gets. */
export interface DetectionTraining extends WorkOptions {
  readonly modelFolder: string;
  readonly twin: StoredModel;
  /** `twin`, ready to answer; its engine has one thread. Both are closed by the caller. */
  readonly encoder: DualEncoder;
  readonly engine: Engine;
  readonly photos: readonly BoxedPhoto[];
  /** Not to be trained on, but for choices such as a threshold. */
  readonly heldOut: readonly BoxedPhoto[];
  readonly seed: number;
  /** Undefined: the recipe's own. */
  readonly epochs: number | undefined;
  /** A file for a checkpoint; it is deleted when the detector is written. */
  readonly checkpoint: string;
}

/** What the trainer of a recipe returns. */
export interface TrainedDetection {
  /** Undefined when the recipe trains nothing. */
  readonly detector: Pick<StoredDetector, 'shape' | 'labels' | 'precision' | 'weights'> | undefined;
  readonly epochs: number;
  /** Photos, or windows cut from them. */
  readonly photosPerSecond: number;
  readonly losses: Readonly<Record<string, number>>;
}

/** Trains one recipe. @throws CancelledError after a last checkpoint, if it writes any */
export type TrainRecipe = (training: DetectionTraining) => Promise<TrainedDetection>;

/** The trainer of each recipe. Each has a file of its own; its opener stands in src/detection/open-detector.ts. */
const RECIPES: Readonly<Record<DetectionRecipeName, TrainRecipe>> = {
  a: () => Promise.resolve({ detector: undefined, epochs: 0, photosPerSecond: 0, losses: {} }),
  b: trainPhaseB,
  c: trainPhaseC,
  d: trainPhaseD,
  heatmap: trainHeatmap,
};

/** Share of the photos that is held out, chosen by their ids and the seed. */
const HELD_OUT = 0.1;
const DEFAULT_SEED = 7;

/**
 * Trains a detector for a twin model from photos with boxes, and learns where garments usually are. Both are written
 * into the model's folder, whole or not at all.
 * @throws UsageError for an unknown recipe; NotReadyError or NotFoundError without the model; BadInputError when no
 * photo has a box; LockedError; CancelledError, after which the same call takes the training up again
 */
export function trainDetection(options: TrainDetectionOptions): Promise<TrainDetectionSummary> {
  const paths = typeof options.workspace === 'string' ? workspacePaths(options.workspace) : options.workspace;
  const { id, folder, fingerprint } = findModel(paths, options.model);
  if (fingerprint !== undefined) throw shippedIsNotTrained(id);
  const isOwn = folder.startsWith(join(paths.models, '/'));
  return withLock(isOwn ? paths : workspacePaths(folder), 'train-detection', () => train(folder, options));
}

/** Its folder belongs to the package, and its checksums to what was measured. */
function shippedIsNotTrained(id: string): UsageError {
  return new UsageError({
    reason: `the model '${id}' is part of Vitrine, and a detector lies in its model's folder`,
    remedy: "run 'vitrine train' first, or copy the model's folder and name the copy by --model",
  });
}

async function train(folder: string, options: TrainDetectionOptions): Promise<TrainDetectionSummary> {
  const started = performance.now();
  const recipe = recipeNamed(options.recipe ?? 'heatmap');
  const trainer = RECIPES[recipe];
  const twin = readModel(folder);
  await requireTrainingEngine();
  const { seed = DEFAULT_SEED, epochs, signal, onProgress, onProblem } = options;
  const all = await readBoxedPhotos(options.catalog, { signal, onProgress, onProblem });
  const { photos, heldOut } = split(all, seed);
  const engine = await selectEngine({ need: 'answer' });
  const encoder = encoderOf(twin, engine);
  const checkpoint = join(folder, 'detection', `${recipe}-training.bin`);
  try {
    const training = { modelFolder: folder, twin, encoder, engine, photos, heldOut, seed, epochs, checkpoint };
    const trained = await trainer({ ...training, signal, onProgress });
    const stored = storedDetector(recipe, training, trained);
    const parts = { encoder, engine, modelFolder: folder };
    const detector =
      stored === undefined ? await openDetector(folder, { ...parts, recipe }) : await openStoredDetector(stored, parts);
    const validation = await judge(detector, heldOut, { signal, onProgress });
    await detector.close();
    await keep(folder, photos, stored && { ...stored, card: { ...stored.card, metrics: validation } });
    deleteCheckpoint(checkpoint);
    const { photosPerSecond, losses } = trained;
    const seconds = (performance.now() - started) / 1000;
    return { model: twin.card.name, recipe, epochs: trained.epochs, photosPerSecond, losses, validation, seconds };
  } finally {
    await encoder.close();
    await engine.close();
  }
}

function recipeNamed(name: string): DetectionRecipeName {
  const recipe = DETECTION_RECIPES.find((known) => known === name);
  if (recipe !== undefined) return recipe;
  throw new UsageError({
    field: '--recipe',
    reason: `no recipe '${name}'`,
    remedy: `write one of ${DETECTION_RECIPES.join(', ')}`,
  });
}

function split(all: readonly BoxedPhoto[], seed: number): { photos: BoxedPhoto[]; heldOut: BoxedPhoto[] } {
  const heldOut = all.filter(({ id }) => isHeldOut(id, { share: HELD_OUT, seed }));
  const photos = all.filter((photo) => !heldOut.includes(photo));
  return photos.length > 0 ? { photos, heldOut } : { photos: [...all], heldOut: [] };
}

function storedDetector(
  recipe: DetectionRecipeName,
  { twin, photos, seed }: Pick<DetectionTraining, 'twin' | 'photos' | 'seed'>,
  { detector, epochs }: TrainedDetection,
): StoredDetector | undefined {
  if (detector === undefined) return undefined;
  const boxes = photos.reduce((sum, photo) => sum + photo.boxes.length, 0);
  return {
    ...detector,
    recipe,
    twin: { name: twin.card.name, vocabulary: vocabularyHash(twin.vocabulary) },
    card: {
      data: `${photos.length} photos with ${boxes} boxes`,
      licence: 'as the photos it was trained on',
      ...{ seed, epochs, metrics: {} },
    },
  };
}

/** Every box of the photos is a query; boxes of one query in one photo are all right. */
async function judge(
  detector: Detector,
  photos: readonly BoxedPhoto[],
  { signal, onProgress }: WorkOptions,
): Promise<Record<string, number>> {
  if (photos.length === 0) return {};
  const overlaps: Float64Array[] = [];
  for (const [i, { photo, boxes }] of photos.entries()) {
    throwIfCancelled(signal);
    const seen = await detector.look(photo);
    const queries = boxes.map(({ query }) => query);
    const found = await seen.find(queries, 10);
    for (const [q, query] of queries.entries()) {
      const right = boxes.filter((box) => box.query === query).map(({ box }) => boxFromTuple(box));
      overlaps.push(
        overlapsWith(
          found[q].map(({ box }) => box),
          right,
        ),
      );
    }
    onProgress?.({ step: 'validate', done: i + 1, total: photos.length });
  }
  return { queries: overlaps.length, ...boxMetrics(overlaps, 0.5), 'top1At0.7': boxMetrics(overlaps, 0.7).top1 };
}

async function keep(folder: string, photos: readonly BoxedPhoto[], stored: StoredDetector | undefined): Promise<void> {
  const garments = photos.map(({ photo: { width, height }, boxes }) => ({
    ...{ width, height },
    boxes: boxes.map(({ label, box }) => ({ label, box: boxFromTuple(box) })),
  }));
  await writeFileAtomic(positionPriorFile(folder), encodePositionPrior(learnPositionPrior(garments)));
  if (stored === undefined) return;
  await writeFolderAtomic(detectorFolder(folder, stored.recipe), async (beside) => {
    for (const [name, bytes] of encodeDetector(stored)) await writeFileAtomic(join(beside, name), bytes);
  });
}

import { readModel } from '../encoder/format.js';
import type { DualEncoder } from '../encoder/open-encoder.js';
import type { Engine } from '../engine/engine.js';
import { DamagedError } from '../errors.js';
import { createBoxTrainedDetector, createFullPhotoDetector } from './crop-detector.js';
import type { DetectionRecipeName, Detector } from './detection.js';
import { readDetector, trainedRecipes, vocabularyHash, type StoredDetector } from './format.js';
import { createHeatmapDetector } from './heatmap-detector.js';
import { createRegionDetector, type RegionDetectorOptions } from './region-detector.js';

/** What a detector answers with besides its own weights; both stay the caller's. */
export interface DetectorParts {
  readonly encoder: DualEncoder;
  readonly engine: Engine;
  /** Of the twin model. */
  readonly modelFolder: string;
}

/** Makes a stored detector ready. Programs may be compiled when they are first needed. */
export type DetectorOpener = (stored: StoredDetector, parts: DetectorParts) => Promise<Detector>;

/** The recipes that are trained, by name. */
const OPENERS: Readonly<Record<Exclude<DetectionRecipeName, 'a'>, DetectorOpener>> = {
  b: (stored, parts) => Promise.resolve(createBoxTrainedDetector(stored, withTwin(parts))),
  c: (stored, parts) => Promise.resolve(createRegionDetector(stored, withTwin(parts))),
  d: (stored, parts) => Promise.resolve(createRegionDetector(stored, withTwin(parts))),
  heatmap: createHeatmapDetector,
};

function withTwin({ encoder, engine, modelFolder }: DetectorParts): RegionDetectorOptions {
  return { encoder, engine, twin: readModel(modelFolder) };
}

/** Which detector answers where nobody names one: the best there is. */
const BEST_FIRST = ['heatmap', 'd', 'c', 'b', 'a'] as const satisfies readonly DetectionRecipeName[];

/** The best recipe that a model folder has a detector of. */
export function bestRecipe(modelFolder: string): DetectionRecipeName {
  const trained = trainedRecipes(modelFolder);
  return BEST_FIRST.find((name) => trained.includes(name)) ?? 'a';
}

export interface OpenDetectorOptions {
  readonly encoder: DualEncoder;
  readonly engine: Engine;
  /** Which detector of the model; by default the best that was trained, and recipe a where none was. */
  readonly recipe?: DetectionRecipeName | undefined;
}

/**
 * Opens a detector of a twin model.
 * @param modelFolder of the twin model that `encoder` is
 * @throws NotFoundError when the named recipe was not trained; DamagedError
 */
export function openDetector(modelFolder: string, { encoder, engine, recipe }: OpenDetectorOptions): Promise<Detector> {
  const chosen = recipe ?? bestRecipe(modelFolder);
  const parts = { encoder, engine, modelFolder };
  if (chosen === 'a') return Promise.resolve(createFullPhotoDetector(encoder));
  return openStoredDetector(readDetector(modelFolder, chosen), parts);
}

/**
 * Makes a detector in memory ready.
 * @throws DamagedError when it belongs to a model with other words
 */
export function openStoredDetector(stored: StoredDetector, parts: DetectorParts): Promise<Detector> {
  const { recipe, twin } = stored;
  if (vocabularyHash(parts.encoder.vocabulary) !== twin.vocabulary) {
    throw new DamagedError({
      file: parts.modelFolder,
      reason: `its detector of recipe '${recipe}' was trained for another model, '${twin.name}'`,
      remedy: `train it again with 'vitrine train-detection --recipe ${recipe}'`,
    });
  }
  if (recipe === 'a') return Promise.resolve(createFullPhotoDetector(parts.encoder));
  return OPENERS[recipe](stored, parts);
}

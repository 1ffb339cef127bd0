import type { DualEncoder } from '../../src/encoder/open-encoder.js';
import { DETECTION_RECIPES, type DetectionRecipeName, type Detector } from '../../src/detection/detection.js';
import { trainedRecipes } from '../../src/detection/format.js';
import { openDetector } from '../../src/detection/open-detector.js';
import { readPositionPrior } from '../../src/detection/position-prior.js';
import type { Engine } from '../../src/engine/engine.js';
import { selectEngine } from '../../src/engine/select.js';
import { openEncoder } from '../../src/encoder/open-encoder.js';
import type { WorkOptions } from '../../src/progress.js';
import { modelFolder } from '../../src/storage/model-folder.js';
import { workspacePaths, type WorkspacePaths } from '../../src/storage/workspace.js';
import { writeFileAtomic } from '../atomic-file.js';
import { contactSheet } from './detection/contact-sheet.js';
import { measureDetector, type DetectionEvaluation, type Rivals } from './detection/evaluation.js';
import { photosToMeasure } from './detection/measured-photos.js';

export interface EvaluateDetectionOptions extends WorkOptions {
  readonly workspace: string | WorkspacePaths;
  /** Photos with marked garments, one JSON object a line: {id, image, boxes: [{label, query, box}]}. */
  readonly catalog: string;
  /** Id of a model of the workspace, name of a shipped one, or a model's folder; the workspace's current one by default. */
  readonly model?: string | undefined;
  /** The best that the model has by default. */
  readonly recipe?: DetectionRecipeName | undefined;
  /** Recipes to measure beside it; by default 'a', which needs no training, and all that the model has. */
  readonly beside?: readonly DetectionRecipeName[] | undefined;
  /** Measure no more photos than this, drawn by a seed. */
  readonly photos?: number | undefined;
  /** An HTML file to show right and wrong answers in. It holds the photos: mind who may see them. */
  readonly sheet?: string | undefined;
}

/**
 * Measures how well garments are found in photos by their texts. Every box of every photo is a query.
 * @throws NotFoundError, BadInputError when the file cannot be read, has no box, or none of its photos can be read;
 * NotReadyError when there is no model yet
 */
export async function evaluateDetection(options: EvaluateDetectionOptions): Promise<DetectionEvaluation> {
  const { workspace, catalog, recipe, sheet, signal, onProgress } = options;
  const paths = typeof workspace === 'string' ? workspacePaths(workspace) : workspace;
  const folder = modelFolder(paths, options.model);
  const measured = await photosToMeasure(catalog, { most: options.photos, signal, onProgress });
  return withDetectors(folder, async ({ model, engine, open }) => {
    const detector = await open(recipe);
    try {
      const rivals = rivalsOf(folder, detector.recipe, { open, beside: options.beside });
      const { figures, run } = await measureDetector(detector, measured, { rivals, signal, onProgress });
      const evaluation = { model, engine, ...figures };
      if (sheet === undefined) return evaluation;
      await writeFileAtomic(sheet, await contactSheet(evaluation, { photos: measured.photos, run, signal }));
      return { ...evaluation, sheet };
    } finally {
      await detector.close();
    }
  });
}

interface Opened {
  readonly model: string;
  readonly engine: string;
  readonly open: (recipe?: DetectionRecipeName) => Promise<Detector>;
}

async function withDetectors<Result>(folder: string, work: (opened: Opened) => Promise<Result>): Promise<Result> {
  const engine: Engine = await selectEngine({ need: 'answer' });
  try {
    const encoder: DualEncoder = await openEncoder(folder, engine);
    try {
      return await work({
        model: encoder.card.name,
        engine: engine.report.name,
        open: (recipe) => openDetector(folder, { encoder, engine, recipe }),
      });
    } finally {
      await encoder.close();
    }
  } finally {
    await engine.close();
  }
}

/** What the model's folder holds to compare with, and why the rest is missing. */
function rivalsOf(
  folder: string,
  own: DetectionRecipeName,
  { open, beside }: Pick<Opened, 'open'> & Pick<EvaluateDetectionOptions, 'beside'>,
): Rivals {
  const available = ['a', ...trainedRecipes(folder)];
  const detectors: Rivals['detectors'][number][] = [];
  const skipped: Record<string, string> = {};
  for (const recipe of DETECTION_RECIPES.filter((name) => name !== own)) {
    if (beside?.includes(recipe) === false) skipped[`recipe ${recipe}`] = 'not asked for';
    else if (available.includes(recipe)) detectors.push({ recipe, open: () => open(recipe) });
    else skipped[`recipe ${recipe}`] = 'not trained in this model';
  }
  const prior = readPositionPrior(folder);
  if (prior === undefined) {
    for (const name of ['position prior', 'position prior by label']) {
      skipped[name] = "this model keeps no position prior; 'vitrine train-detection' stores one";
    }
  }
  return { prior, detectors, skipped };
}

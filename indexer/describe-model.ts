import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { NotFoundError } from '../src/errors.js';
import { trainedRecipes } from '../src/detection/format.js';
import { shippedModelPlace } from '../src/storage/model-folder.js';
import { workspacePaths } from '../src/storage/workspace.js';
import { bytesIn } from './catalog-summary.js';
import { listModels, type ListedModel } from './list-models.js';

const measures = z.record(z.string(), z.number());

/** One pass over the training data, as the model's card keeps it. */
const epoch = z.object({
  epoch: z.number().int(),
  losses: measures,
  learningRate: z.number().optional(),
  validation: measures.optional(),
  photosPerSecond: z.number().optional(),
  seconds: z.number().optional(),
});

/** What happened in one epoch: losses on what it learned from, measures on what was held back. */
export type TrainingEpoch = Readonly<z.output<typeof epoch>>;

export interface DescribedDetector {
  readonly recipe: string;
  /** What it says of itself; null when that cannot be read. */
  readonly card: Readonly<Record<string, unknown>> | null;
}

/** Everything that is known of one model. */
export interface DescribedModel extends ListedModel {
  /** Of all its files. */
  readonly bytes: number;
  /** The first epoch first; empty where the card keeps none. */
  readonly history: readonly TrainingEpoch[];
  /** Of the epoch that was kept. */
  readonly validation: Readonly<Record<string, number>> | null;
  /** What finds garments in photos by this model, the best first. */
  readonly detectors: readonly DescribedDetector[];
}

/**
 * Reads what a listed model says of itself.
 * @param options.shippedModels where the shipped models are looked for; the package's own folder by default
 * @throws NotFoundError when no model of this id is listed
 */
export function describeModel(
  workspace: string,
  id: string,
  options: { readonly shippedModels?: string | undefined } = {},
): DescribedModel {
  const listed = listModels(workspace, options).models.find((model) => model.id === id);
  if (listed === undefined) {
    throw new NotFoundError({ field: 'id', reason: `there is no model '${id}'`, remedy: 'see GET /v1/models' });
  }
  const isOwn = listed.kind === 'own';
  const folder = isOwn ? workspacePaths(workspace).model(id) : shippedModelPlace(id, options.shippedModels)!.folder;
  const history = z.array(epoch).safeParse(listed.card?.history);
  const validation = measures.safeParse(listed.card?.validation);
  return {
    ...listed,
    bytes: bytesIn(folder),
    history: history.success ? history.data : [],
    validation: validation.success ? validation.data : null,
    detectors: trainedRecipes(folder).map((recipe) => ({ recipe, card: detectorCard(folder, recipe) })),
  };
}

function detectorCard(folder: string, recipe: string): DescribedDetector['card'] {
  const file = join(folder, 'detection', recipe, 'detection.json');
  if (!existsSync(file)) return null;
  try {
    const described = z
      .object({ card: z.record(z.string(), z.unknown()) })
      .safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return described.success ? described.data.card : null;
  } catch {
    return null; // the card is for reading; `check` complains about damaged files
  }
}

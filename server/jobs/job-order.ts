import type { z } from 'zod';
import { NotFoundError } from '../../src/index.js';
import type { ImportOptions, JobBody, TrainOptions } from '../requests/index.js';
import { findInFolders } from './open-folders.js';

/** What a job is asked to do: checked by the schemas of the requests. */
export type JobOrder =
  z.output<typeof JobBody> | { readonly kind: 'switch-model'; readonly options: { readonly model: string } };

/** What a request may name. */
export interface Nameable {
  /** Folders whose files may be read. */
  readonly folders: readonly string[];
  readonly models: () => Promise<readonly string[]>;
  /** @returns the file of an upload; @throws NotFoundError */
  readonly uploads: (id: string) => Promise<string>;
}

/** Recipes that have a name; every other word is a file. */
const RECIPE_NAMES = ['default', 'reference', 'small'];

/**
 * The command line that does what a job is asked for. Values are bound to their options, so that none is taken for another
 * option, and files stand after '--'.
 * @returns the verb, then its options
 * @throws ServiceError 403 for a path outside of the folders; NotFoundError for an unknown file or model
 */
export async function commandLineOf(order: JobOrder, nameable: Nameable): Promise<string[]> {
  switch (order.kind) {
    case 'import':
      return importLine(order.options, nameable);
    case 'train':
      return trainLine(order.options, nameable);
    case 'index':
    case 'switch-model':
      await requireModel(order.options.model, 'options.model', nameable);
      return ['index', ...valued('model', order.options.model)];
    case 'build':
      return ['build'];
  }
}

async function importLine(options: z.output<typeof ImportOptions>, nameable: Nameable): Promise<string[]> {
  const { folders } = nameable;
  const { upload, sources = [], format, photos, prune, pruneAll, mainProduct, fetchPhotos } = options;
  const files = upload === undefined ? [] : [await nameable.uploads(upload)];
  for (const [i, source] of sources.entries()) files.push(await findInFolders(folders, source, `options.sources.${i}`));
  const folder = photos === undefined ? undefined : await findInFolders(folders, photos, 'options.photos');
  const flags = [
    ...[
      ...flag('prune', prune),
      ...flag('prune-all', pruneAll),
      ...flag('main-product', mainProduct),
      ...flag('fetch-photos', fetchPhotos),
    ],
    ...[...valued('format', format), ...valued('photos', folder)],
  ];
  return ['import', ...flags, '--', ...files];
}

async function trainLine(options: z.output<typeof TrainOptions>, nameable: Nameable): Promise<string[]> {
  const { recipe, epochs, seed, resume, from } = options;
  await requireModel(from, 'options.from', nameable);
  const isFile = recipe !== undefined && !RECIPE_NAMES.includes(recipe);
  const named = isFile ? await findInFolders(nameable.folders, recipe, 'options.recipe') : recipe;
  return [
    ...['train', ...valued('recipe', named), ...valued('epochs', epochs), ...valued('seed', seed)],
    ...[...valued('from', from), ...flag('resume', resume)],
  ];
}

/** The command would take a folder as well: a request may name only models that are listed. */
async function requireModel(id: string | undefined, field: string, { models }: Nameable): Promise<void> {
  if (id === undefined || (await models()).includes(id)) return;
  throw new NotFoundError({ field, reason: `there is no model '${id}'`, remedy: 'see GET /v1/models' });
}

function valued(name: string, value: string | number | undefined): string[] {
  return value === undefined ? [] : [`--${name}=${value}`];
}

function flag(name: string, value: boolean | undefined): string[] {
  return value === true ? [`--${name}`] : [];
}

import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { shippedModelPlace, type ModelPlace } from '../src/storage/model-folder.js';
import { readManifest, workspacePaths, type WorkspacePaths } from '../src/storage/workspace.js';

/** A model that the workspace can answer by. */
export interface ListedModel {
  readonly id: string;
  /** What its card calls it, else its id. */
  readonly name: string;
  /** Trained in the workspace, or part of Vitrine. */
  readonly kind: 'own' | 'shipped';
  /** Whether searches are answered by it. */
  readonly current: boolean;
  /** ISO 8601; null of a shipped one. */
  readonly created: string | null;
  /** What the model says of itself; null when its card is missing or cannot be read. */
  readonly card: Readonly<Record<string, unknown>> | null;
}

export interface ListedModels {
  /** The model whose vectors are searched; null before the first indexing. */
  readonly current: string | null;
  /** The newest first, the shipped one last. */
  readonly models: readonly ListedModel[];
}

/**
 * Lists the models of a workspace, also of one that does not exist yet.
 * @param shippedModels where the shipped models are looked for; the package's own folder by default
 * @throws DamagedError when the manifest cannot be read
 */
export function listModels(
  workspace: string,
  { shippedModels }: { readonly shippedModels?: string | undefined } = {},
): ListedModels {
  const paths = workspacePaths(workspace);
  const current = searchedModel(paths);
  const own = ownModels(paths).map((place) => describe(place, current));
  const shipped = shippedModelPlace(undefined, shippedModels);
  const models = [
    ...own.sort((a, b) => (b.created ?? '').localeCompare(a.created ?? '') || a.id.localeCompare(b.id)),
    ...(shipped === undefined ? [] : [describe(shipped, current)]),
  ];
  return { current, models };
}

/** The model that made the vectors that the manifest names. */
function searchedModel(paths: WorkspacePaths): string | null {
  const { embeddings, indexes } = readManifest(paths);
  if (embeddings === undefined || indexes === undefined) return null;
  const model = readJson(join(paths.embedding(embeddings), 'embeddings.json'))?.model;
  return typeof model === 'string' ? model : null;
}

/** Folders that are being written end in '.tmp' or '.old'. */
function ownModels({ models }: WorkspacePaths): ModelPlace[] {
  if (!existsSync(models)) return [];
  return readdirSync(models)
    .map((id) => ({ id, folder: join(models, id) }))
    .filter(({ id, folder }) => !/\.(tmp|old)$/.test(id) && existsSync(join(folder, 'model.json')));
}

function describe({ id, folder, fingerprint }: ModelPlace, current: string | null): ListedModel {
  const kind = fingerprint === undefined ? 'own' : 'shipped';
  const card = readJson(join(folder, 'card.json'));
  const name = typeof card?.name === 'string' ? card.name : id;
  const created = kind === 'own' ? statSync(join(folder, 'model.json')).mtime.toISOString() : null;
  return { id, name, kind, current: id === current, created, card };
}

function readJson(file: string): Readonly<Record<string, unknown>> | null {
  try {
    const value = JSON.parse(readFileSync(file, 'utf8')) as unknown;
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}

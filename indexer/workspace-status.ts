import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NotReadyError, VitrineError, explainFileError } from '../src/errors.js';
import type { EngineReport } from '../src/engine/engine.js';
import { selectEngine } from '../src/engine/select.js';
import { trainedRecipes } from '../src/detection/format.js';
import { findModel, type ModelPlace } from '../src/storage/model-folder.js';
import { openCatalogReader, type CatalogCounts } from '../src/catalog/reader.js';
import { readManifest, workspacePaths, type WorkspacePaths } from '../src/storage/workspace.js';

/** A JSON object as it was written by the step that made it. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** What is there and in use. Everything that has not been made yet is null. */
export interface WorkspaceStatus {
  readonly workspace: string;
  readonly exists: boolean;
  readonly catalog: (CatalogCounts & { readonly photoSize: number | null }) | null;
  /**
   * The card of the model in use, its id, and whether it is the shipped one, which is used where the workspace has none of
   * its own; `detectors` are the recipes that find garments in photos.
   */
  readonly model: JsonObject | null;
  readonly embeddings: { readonly id: string } | null;
  /** The description of the indexes in use, and their id. */
  readonly indexes: JsonObject | null;
  /** The engine that answers on this machine, and why those before it were passed over. */
  readonly engine: EngineReport | JsonObject;
  /** The settings of the workspace; null means the defaults. */
  readonly recipe: JsonObject | null;
  /** What to do next, as a command line without the program's name; null when search is ready. */
  readonly next: 'import SOURCE' | 'train' | 'index' | null;
}

/** @returns the state of a workspace, also of one that does not exist yet; changes nothing */
export async function workspaceStatus(root: string): Promise<WorkspaceStatus> {
  const paths = workspacePaths(root);
  const { model, embeddings, indexes } = readManifest(paths);
  const catalog = catalogStatus(paths);
  return {
    workspace: paths.root,
    exists: existsSync(paths.root),
    catalog,
    model: modelStatus(paths),
    embeddings: embeddings === undefined ? null : { id: embeddings },
    indexes: indexes === undefined ? null : describe(indexes, join(paths.index(indexes), 'index.json')),
    engine: await engineStatus(),
    recipe: readJson(paths.recipe),
    next: nextStep(catalog !== null && catalog.products > 0, model !== undefined, indexes !== undefined),
  };
}

function modelStatus(paths: WorkspacePaths): JsonObject | null {
  let place: ModelPlace;
  try {
    place = findModel(paths);
  } catch (error) {
    if (error instanceof NotReadyError) return null;
    throw error;
  }
  const { id, folder, fingerprint } = place;
  const about = { shipped: fingerprint !== undefined, detectors: trainedRecipes(folder) };
  return { ...describe(id, join(folder, 'card.json')), ...about };
}

function catalogStatus(paths: WorkspacePaths): WorkspaceStatus['catalog'] {
  if (!existsSync(paths.database)) return null;
  const reader = openCatalogReader(paths);
  try {
    return { ...reader.counts(), photoSize: reader.photoSize ?? null };
  } finally {
    reader.close();
  }
}

async function engineStatus(): Promise<EngineReport | JsonObject> {
  try {
    const engine = await selectEngine({ need: 'answer' });
    await engine.close();
    return engine.report;
  } catch (error) {
    if (!(error instanceof VitrineError)) throw error;
    return { name: 'none', reason: error.reason };
  }
}

function nextStep(hasCatalog: boolean, hasModel: boolean, hasIndexes: boolean): WorkspaceStatus['next'] {
  if (!hasCatalog) return 'import SOURCE';
  if (hasIndexes) return null;
  return hasModel ? 'index' : 'train';
}

function describe(id: string, file: string): JsonObject {
  return { id, ...readJson(file) };
}

/** @returns undefined fields of a status are worse than none: a file that is missing or no JSON object gives null */
function readJson(file: string): JsonObject | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw explainFileError(error, file);
  }
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null ? (value as JsonObject) : null;
  } catch {
    return null; // a recipe that somebody is editing: `build` and `check` complain about it, status goes on
  }
}

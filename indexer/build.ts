import { dirname, resolve } from 'node:path';
import { NotReadyError } from '../src/errors.js';
import { existsSync } from 'node:fs';
import { workspacePaths, type WorkspacePaths } from '../src/storage/workspace.js';
import type { WorkOptions } from '../src/progress.js';
import { indexCatalog, type IndexSummary } from './embed-catalog.js';
import { importCatalog, type ImportSummary } from './import/index.js';
import { loadRecipe } from './recipe.js';
import { trainModel, type TrainSummary } from './train/index.js';

export interface BuildOptions extends WorkOptions {
  readonly workspace: string | WorkspacePaths;
}

/** What each step has done; a step that had nothing to do says so in its own fields. */
export interface BuildSummary {
  /** Null when the recipe names no source. */
  readonly import: ImportSummary | null;
  readonly train: TrainSummary;
  readonly index: IndexSummary;
}

/**
 * Brings a workspace up to date with its sources and its recipe: imports, trains, embeds and indexes what is stale.
 * Every step knows by hashes what it need not do again, and goes on where it was stopped.
 * @throws NotReadyError when there is neither a catalog nor a source in the recipe
 */
export async function build({ workspace, ...work }: BuildOptions): Promise<BuildSummary> {
  const paths = typeof workspace === 'string' ? workspacePaths(workspace) : workspace;
  const recipe = loadRecipe(paths);
  const { source, columns, mainProduct } = recipe.import;
  if (source === undefined && !existsSync(paths.database)) {
    throw new NotReadyError({
      file: paths.recipe,
      field: 'import.source',
      reason: 'there is no catalog, and the recipe names no source',
      remedy: "run 'vitrine import SOURCE', or name the source in vitrine.json",
    });
  }
  const imported =
    source === undefined
      ? null
      : await importCatalog({
          ...{ workspace: paths, sources: [resolve(dirname(paths.root), source)], columns, mainProduct },
          ...{ lists: recipe.import.lists, photoSize: recipe.encoder.photoSize, ...work },
        });
  const train = await trainModel({ workspace: paths, ...work });
  const index = await indexCatalog({ workspace: paths, ...work });
  return { import: imported, train, index };
}

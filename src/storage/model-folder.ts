import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { NotFoundError, NotReadyError } from '../errors.js';
import { shippedModel } from './shipped.js';
import { readManifest, type WorkspacePaths } from './workspace.js';

/**
 * Finds a model: by its id in the workspace, by its name among the shipped ones, or by its folder; without a name the
 * workspace's current one.
 * @throws NotFoundError for an unknown name, NotReadyError when the workspace has no model yet
 */
export function modelFolder(paths: WorkspacePaths, name?: string): string {
  if (name === undefined) {
    const { model } = readManifest(paths);
    if (model !== undefined) return paths.model(model);
    throw new NotReadyError({ file: paths.root, reason: 'there is no model yet', remedy: "run 'vitrine train' first" });
  }
  const isModel = (folder: string): boolean => existsSync(join(folder, 'model.json'));
  const own = /^[\w.-]+$/u.test(name) ? paths.model(name) : undefined;
  const found = [own, shippedModel(name), resolve(name)].find((folder) => folder !== undefined && isModel(folder));
  if (found !== undefined) return found;
  throw new NotFoundError({
    reason: `there is no model '${name}'`,
    remedy: "name a model of the workspace, a shipped one, or a model's folder",
  });
}

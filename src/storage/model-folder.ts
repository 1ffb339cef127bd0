import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { NotFoundError, NotReadyError } from '../errors.js';
import { modelFingerprint, SHIPPED_MODEL, shippedModel } from './shipped.js';
import { readManifest, type WorkspacePaths } from './workspace.js';

/** A model and where it lies. */
export interface ModelPlace {
  /** Id of a model of the workspace, name of a shipped one, or the name of the folder. */
  readonly id: string;
  readonly folder: string;
  /** Of a model that is part of the package, which may be another one after an upgrade; undefined for all others. */
  readonly fingerprint?: string | undefined;
}

/**
 * Finds a model: by its id in the workspace, by its name among the shipped ones, or by its folder; without a name the
 * workspace's current one, else the shipped one.
 * @param shippedModels where the shipped models are looked for; the package's own folder by default
 * @throws NotFoundError for an unknown name, NotReadyError when there is neither a model of its own nor a shipped one
 */
export function findModel(paths: WorkspacePaths, name?: string, shippedModels?: string): ModelPlace {
  const shipped = (id: string): ModelPlace | undefined => {
    const folder = shippedModel(id, shippedModels);
    return folder === undefined ? undefined : { id, folder, fingerprint: modelFingerprint(folder) };
  };
  if (name === undefined) {
    const { model: id } = readManifest(paths);
    const place = id === undefined ? shipped(SHIPPED_MODEL) : { id, folder: paths.model(id) };
    if (place !== undefined) return place;
    throw new NotReadyError({ file: paths.root, reason: 'there is no model yet', remedy: "run 'vitrine train' first" });
  }
  const isModel = ({ folder }: ModelPlace): boolean => existsSync(join(folder, 'model.json'));
  const own = /^[\w.-]+$/u.test(name) ? { id: name, folder: paths.model(name) } : undefined;
  const elsewhere = { id: basename(resolve(name)), folder: resolve(name) };
  const found = [own, shipped(name), elsewhere].find((place) => place !== undefined && isModel(place));
  if (found !== undefined) return found;
  throw new NotFoundError({
    reason: `there is no model '${name}'`,
    remedy: "name a model of the workspace, a shipped one, or a model's folder",
  });
}

/** The folder alone, see findModel. */
export function modelFolder(paths: WorkspacePaths, name?: string): string {
  return findModel(paths, name).folder;
}

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

/** A model that is part of the package; undefined when it is not there. */
export function shippedModelPlace(name: string = SHIPPED_MODEL, shippedModels?: string): ModelPlace | undefined {
  const folder = shippedModel(name, shippedModels);
  return folder === undefined ? undefined : { id: name, folder, fingerprint: modelFingerprint(folder) };
}

/**
 * Finds a model: by its id in the workspace, by its name among the shipped ones, or by its folder; without a name the
 * workspace's current one, else the shipped one.
 * @param paths undefined where there is no workspace
 * @param shippedModels where the shipped models are looked for; the package's own folder by default
 * @throws NotFoundError for an unknown name, NotReadyError when there is neither a model of its own nor a shipped one
 */
export function findModel(paths: WorkspacePaths | undefined, name?: string, shippedModels?: string): ModelPlace {
  if (name === undefined) {
    const own = paths === undefined ? undefined : currentModel(paths);
    const place = own ?? shippedModelPlace(SHIPPED_MODEL, shippedModels);
    if (place !== undefined) return place;
    throw new NotReadyError({
      file: paths?.root,
      reason: 'there is no model yet',
      remedy: "run 'vitrine train' first",
    });
  }
  const isModel = ({ folder }: ModelPlace): boolean => existsSync(join(folder, 'model.json'));
  const own = paths !== undefined && /^[\w.-]+$/u.test(name) ? { id: name, folder: paths.model(name) } : undefined;
  const elsewhere = { id: basename(resolve(name)), folder: resolve(name) };
  const found = [own, shippedModelPlace(name, shippedModels), elsewhere].find(
    (place) => place !== undefined && isModel(place),
  );
  if (found !== undefined) return found;
  throw new NotFoundError({
    reason: `there is no model '${name}'`,
    remedy: "name a model of the workspace, a shipped one, or a model's folder",
  });
}

function currentModel(paths: WorkspacePaths): ModelPlace | undefined {
  const { model: id } = readManifest(paths);
  return id === undefined ? undefined : { id, folder: paths.model(id) };
}

/** The folder alone, see findModel. */
export function modelFolder(paths: WorkspacePaths, name?: string): string {
  return findModel(paths, name).folder;
}

/** What names a model in the table of live vectors: another version of a shipped model has other vectors. */
export function vectorName({ id, fingerprint }: Pick<ModelPlace, 'id' | 'fingerprint'>): string {
  return fingerprint === undefined ? id : `${id} ${fingerprint}`;
}

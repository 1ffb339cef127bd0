import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The model that is used where a workspace has none of its own, when it is part of the package. */
export const SHIPPED_MODEL = 'fashion';

/** The package's own models: the compiled files lie in dist/src/storage, three folders below the package. */
const SHIPPED_MODELS = fileURLToPath(new URL('../../../data/models', import.meta.url));

/**
 * @param models where to look instead of the package, for tests
 * @returns the folder of a model that is part of the package; undefined when there is none of this name
 */
export function shippedModel(name: string = SHIPPED_MODEL, models: string = SHIPPED_MODELS): string | undefined {
  if (!/^[\w.-]+$/u.test(name)) return undefined;
  const folder = join(models, name);
  return existsSync(join(folder, 'model.json')) ? folder : undefined;
}

/**
 * What tells two versions of a shipped model apart, which have the same name: model.json holds the checksums of all
 * other files.
 */
export function modelFingerprint(folder: string): string {
  return createHash('sha256')
    .update(readFileSync(join(folder, 'model.json')))
    .digest('hex')
    .slice(0, 16);
}

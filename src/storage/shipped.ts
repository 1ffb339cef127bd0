import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The package's own `data` folder: the compiled files lie in dist/src/storage, three folders below the package. */
const DATA = fileURLToPath(new URL('../../../data', import.meta.url));

/** @returns the folder of a model that is part of the package; undefined when there is none of this name */
export function shippedModel(name: string): string | undefined {
  if (!/^[\w.-]+$/u.test(name)) return undefined;
  const folder = join(DATA, 'models', name);
  return existsSync(join(folder, 'model.json')) ? folder : undefined;
}

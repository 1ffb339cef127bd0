import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { NotFoundError } from '../../src/index.js';
import { ServiceError } from '../problems.js';

/**
 * Finds what a request names in the folders that the operator has opened for jobs; nothing else is ever touched.
 * @param path absolute, or from one of the folders
 * @param field of the request, for the error
 * @returns where it really lies, links followed
 * @throws ServiceError 403 outside of the folders, also by a link; NotFoundError
 */
export async function findInFolders(folders: readonly string[], path: string, field: string): Promise<string> {
  const candidates = isAbsolute(path) ? [resolve(path)] : folders.map((folder) => resolve(folder, path));
  const inside = candidates.filter((candidate) => folders.some((folder) => isBelow(candidate, resolve(folder))));
  if (inside.length === 0) throw outside(field, folders.length);
  for (const candidate of inside) {
    const real = await realpath(candidate).catch(() => undefined);
    if (real === undefined) continue;
    const realFolders = await Promise.all(folders.map((folder) => realpath(folder).catch(() => resolve(folder))));
    if (realFolders.some((folder) => isBelow(real, folder))) return real;
    throw outside(field, folders.length);
  }
  throw new NotFoundError({ field, reason: `there is no '${path.slice(0, 200)}'`, remedy: 'check the path' });
}

function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function outside(field: string, folders: number): ServiceError {
  const [reason, remedy] =
    folders === 0
      ? ['no folder is opened for jobs', 'start the service with --job-folder DIR']
      : ['the path leads out of the folders that are opened for jobs', 'name a file in one of them'];
  return new ServiceError('forbidden', { field, reason, remedy });
}

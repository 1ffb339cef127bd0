import { stat } from 'node:fs/promises';
import { NotFoundError, UsageError } from '../../src/errors.js';

/**
 * Sees to it that there is something to read.
 * @throws UsageError without any source; NotFoundError when a source or the folder of photos does not exist
 */
export async function requireSources({
  sources,
  photosFolder,
}: {
  readonly sources: readonly string[];
  readonly photosFolder?: string | undefined;
}): Promise<void> {
  if (sources.length === 0) throw new UsageError({ reason: 'nothing to import', remedy: 'name a catalog file' });
  for (const source of sources) if (source !== '-') await requireExisting(source);
  if (photosFolder !== undefined) await requireExisting(photosFolder);
}

async function requireExisting(path: string): Promise<void> {
  try {
    await stat(path);
  } catch (cause) {
    throw new NotFoundError({ file: path, reason: 'there is no such file or folder', remedy: 'check the path', cause });
  }
}

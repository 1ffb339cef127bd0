import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { VitrineError, explainFileError } from '../../../src/errors.js';
import type { RowEvent } from './row.js';

/** What is read once and cannot be read again, kept in a file for as long as it is needed. */
export interface SpooledSource {
  readonly file: string;
  readonly remove: () => Promise<void>;
}

/**
 * Keeps what comes from a pipe in a temporary file, since a source is read more than once.
 * @param path a pipe or a device; '-' is the standard input
 */
export async function spoolSource(path: string): Promise<SpooledSource> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-source-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const file = join(folder, 'source');
  try {
    const input = path === '-' ? createReadStream('', { fd: 0, autoClose: false }) : createReadStream(path);
    await pipeline(input, createWriteStream(file));
  } catch (error) {
    await remove();
    throw explainFileError(error, path);
  }
  return { file, remove };
}

/** The rows of a spooled source, which is removed behind them; they name the source as it was named. */
export async function* rowsOfSpooled(
  rows: AsyncIterable<RowEvent>,
  { file, remove }: SpooledSource,
  path: string,
): AsyncGenerator<RowEvent> {
  try {
    for await (const event of rows) yield event.file === file ? { ...event, file: path } : event;
  } catch (error) {
    throw withName(error, file, path);
  } finally {
    await remove();
  }
}

/** The same error with the name that the user gave. */
export function withName(error: unknown, file: string, path: string): unknown {
  if (!(error instanceof VitrineError) || error.place.file !== file) return error;
  const { code, reason, remedy, place, cause } = error;
  return new VitrineError(code, { ...place, file: path, reason, remedy, cause });
}

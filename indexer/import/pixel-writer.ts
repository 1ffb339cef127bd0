import { mkdirSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { explainFileError } from '../../src/errors.js';
import { photoRecordBytes } from '../../src/image/photo-store.js';

/**
 * Appends records to a pixel store. A record counts once its slot is in the database, and a slot is written there
 * only after `append` has flushed the pixels: whatever lies behind the last known slot is left from a crash and is
 * overwritten.
 */
export interface PixelWriter {
  /** Slot of the next record. */
  readonly next: number;
  /**
   * Writes records behind the last one and flushes them to the disk.
   * @param records each [size, size, 3] bytes
   */
  append(records: readonly Uint8Array[]): Promise<void>;
  close(): Promise<void>;
}

/** How many whole records a store has; 0 when it does not exist. */
export async function countRecords(file: string, size: number): Promise<number> {
  try {
    const handle = await open(file, 'r');
    try {
      return Math.floor((await handle.stat()).size / photoRecordBytes(size));
    } finally {
      await handle.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw explainFileError(error, file);
  }
}

/**
 * @param options.next first slot that the database does not know; what the file has from there on is cut off
 */
export async function openPixelWriter(
  file: string,
  { size, next }: { size: number; next: number },
): Promise<PixelWriter> {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const handle = await open(file, 'a+');
    if ((await handle.stat()).size !== next * photoRecordBytes(size))
      await handle.truncate(next * photoRecordBytes(size));
    return new RecordAppender(file, handle, next);
  } catch (error) {
    throw explainFileError(error, file);
  }
}

class RecordAppender implements PixelWriter {
  constructor(
    private readonly file: string,
    private readonly handle: FileHandle,
    private count: number,
  ) {}

  get next(): number {
    return this.count;
  }

  async append(records: readonly Uint8Array[]): Promise<void> {
    if (records.length === 0) return;
    try {
      await this.handle.appendFile(Buffer.concat(records));
      await this.handle.datasync();
    } catch (error) {
      throw explainFileError(error, this.file);
    }
    this.count += records.length;
  }

  async close(): Promise<void> {
    await this.handle.close();
  }
}

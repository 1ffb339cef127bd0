import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { BadInputError, DamagedError, NotReadyError, explainFileError } from '../errors.js';

/**
 * The photos of a catalog, decoded once: records of `size` x `size` RGB bytes, one after another, without a header.
 *
 *     photos/64.rgb   | slot 0: 64 x 64 x 3 | slot 1 | slot 2 | ...
 */
export interface PhotoStore {
  /** Edge of a photo in pixels. */
  readonly size: number;
  /** Whole records in the file when it was opened. */
  readonly count: number;
  /**
   * @param slots record numbers, in [0, count)
   * @param into receives the pixels when given; at least slots.length * size * size * 3 bytes
   * @returns [slots.length, size, size, 3] RGB bytes, letterboxed on white
   */
  read(slots: ArrayLike<number>, into?: Uint8Array): Uint8Array;
  close(): void;
}

/** @returns bytes of one record */
export function photoRecordBytes(size: number): number {
  return size * size * 3;
}

/**
 * @param file `photos/<size>.rgb`; the name tells the size
 * @throws NotReadyError when it does not exist
 */
export function openPhotoStore(file: string): PhotoStore {
  const size = sizeOf(file);
  const record = photoRecordBytes(size);
  const descriptor = openToRead(file);
  const count = Math.floor(fstatSync(descriptor).size / record);
  return {
    size,
    count,
    read: (slots, into = new Uint8Array(slots.length * record)) => {
      if (into.length < slots.length * record) throw new RangeError('the target is too small for these photos');
      for (let i = 0; i < slots.length;) {
        const run = runLength(slots, i, count);
        readFully(descriptor, into.subarray(i * record, (i + run) * record), slots[i] * record, file);
        i += run;
      }
      return into;
    },
    close: () => {
      closeSync(descriptor);
    },
  };
}

function sizeOf(file: string): number {
  const size = Number(/^(\d+)\.rgb$/.exec(basename(file))?.[1]);
  if (size > 0) return size;
  throw new BadInputError({ file, reason: 'a pixel store is called <size>.rgb', remedy: 'name it as it was made' });
}

function openToRead(file: string): number {
  try {
    return openSync(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw explainFileError(error, file);
    throw new NotReadyError({
      file,
      reason: 'no photos of this size are stored',
      remedy: "run 'vitrine import' first",
    });
  }
}

/** How many slots from `start` lie one after another in the file: they are read at once. */
function runLength(slots: ArrayLike<number>, start: number, count: number): number {
  let length = 0;
  while (start + length < slots.length && slots[start + length] === slots[start] + length) length++;
  const first = slots[start];
  if (!Number.isInteger(first) || first < 0 || first + length > count) {
    throw new RangeError(`photo ${first + length - 1} is outside the store of ${count} photos`);
  }
  return length;
}

function readFully(descriptor: number, into: Uint8Array, position: number, file: string): void {
  for (let done = 0; done < into.length;) {
    const bytes = readSync(descriptor, into, done, into.length - done, position + done);
    if (bytes === 0) {
      throw new DamagedError({ file, reason: 'the pixel store ends too early', remedy: "run 'vitrine import' again" });
    }
    done += bytes;
  }
}

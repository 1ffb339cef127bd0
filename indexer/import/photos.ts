import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { BadPhotoError, NotFoundError, VitrineError, explainFileError } from '../../src/errors.js';
import type { MainProduct, StoredPhoto } from '../../src/catalog/reader.js';
import { decodeLetterboxed, readPhotoFile } from '../../src/image/decode.js';
import { jpegFrame } from '../../src/image/jpeg-frame.js';
import { shortened } from '../../src/printable.js';
import { createLimit, type Limit } from './concurrency-limit.js';
import { RefusedAddressError } from './fetch-photos.js';
import type { PhotoFolder } from './find-photo.js';

/** The main product of a photo, and what makes the answer stale. */
export interface KnownMainProduct extends MainProduct {
  /** Hash of what was looked for, and of the detector that looked. */
  readonly query: string;
  /** Key of the record in the pixel store when that shows a part of the photo. */
  readonly pixelsHash?: string | undefined;
}

/** A photo ready to be written to the catalog. */
export interface PreparedPhoto {
  readonly source: string;
  readonly file: string;
  /** Size and times of the file; the same signature means that the file need not be read again. */
  readonly signature: string;
  readonly contentHash: string;
  readonly width: number;
  readonly height: number;
  readonly status: StoredPhoto['status'];
  readonly problem?: string | undefined;
  readonly remedy?: string | undefined;
  /** Undefined when the import was not asked to look for it. */
  readonly main?: KnownMainProduct | undefined;
  /** [size, size, 3] bytes, when the content is new to the pixel store. */
  readonly pixels?: Uint8Array | undefined;
  /** Nothing about the photo has changed since the last import. */
  readonly unchanged: boolean;
}

/** What the catalog knew about a photo before. */
export interface KnownPhoto {
  readonly source: string;
  readonly file: string;
  readonly signature: string;
  readonly contentHash: string;
  readonly width: number;
  readonly height: number;
  readonly status: StoredPhoto['status'];
  readonly problem: string | null;
  /** Whether the pixel store of this size has it. */
  readonly hasPixels: boolean;
  readonly main: KnownMainProduct | undefined;
}

export interface PhotoPreparation {
  /** The only folder that photos are read from. */
  readonly folder: PhotoFolder;
  /** Where a photo lies that is known by other means than its path. */
  readonly fileOf?: ((source: string) => string | undefined) | undefined;
  /** Edge of the photos in the pixel store. */
  readonly size: number;
  /** Size of the original of a content that the pixel store has already. */
  readonly knownContent: (contentHash: string) => { readonly width: number; readonly height: number } | undefined;
  /** Whether the main product is looked for later: a photo that was cut to its box is else read again as a whole. */
  readonly keepsMainProducts: boolean;
  /** Brings a photo from the web into a file; absent when photos are not fetched. */
  readonly fetchPhoto?: ((url: string) => Promise<string>) | undefined;
  readonly limits: ReadingLimits;
}

/** How many photos are in memory at a time, by what they take of it. */
export interface ReadingLimits {
  /** Of photos whose files have more than some megabytes. */
  readonly large: Limit;
  /** Of photos that are held in memory whole while they are decoded. */
  readonly costly: Limit;
}

/** Bytes of a file that is large, and bytes of pixels that are many. */
const LARGE_FILE = 2 * 1024 * 1024;
const COSTLY_BYTES = 64_000_000;

/** As many as are decoded at a time: more would only wait in memory. */
const LARGE_AT_ONCE = 4;

/** @throws CancelledError from what has not begun when the signal is raised */
export function createReadingLimits(signal?: AbortSignal): ReadingLimits {
  return { large: createLimit(LARGE_AT_ONCE, signal), costly: createLimit(1, signal) };
}

/**
 * Finds, reads, hashes and decodes one photo. What is wrong with it is told in the result.
 * @throws only what is wrong with the disk or the caller, never with the photo
 */
export async function preparePhoto(
  source: string,
  known: KnownPhoto | undefined,
  preparation: PhotoPreparation,
): Promise<PreparedPhoto> {
  const none = { source, file: '', signature: '', contentHash: '', width: 0, height: 0 };
  const own = preparation.fileOf?.(source);
  const place = own === undefined ? preparation.folder.find(source) : ({ kind: 'file', file: own } as const);
  if (place.kind === 'refused' || place.kind === 'missing') {
    const { kind: status, reason: problem, remedy } = place;
    return withKnown({ ...none, status, problem, remedy, unchanged: false }, known);
  }
  let file = '';
  try {
    file = place.kind === 'file' ? place.file : await fetched(place.url, preparation);
    const state = await stateOf(source, file);
    const isKept = known?.main === undefined || preparation.keepsMainProducts;
    if (known !== undefined && isKept && isUpToDate(known, state)) {
      const { contentHash, width, height, status, problem, main } = known;
      const { signature } = state;
      const same = { source, file, signature, contentHash, width, height, status, main, unchanged: true };
      return { ...same, problem: problem ?? undefined };
    }
    const read = (): Promise<PreparedPhoto> => readPhoto(state, preparation);
    return await (state.size > LARGE_FILE ? preparation.limits.large(read) : read());
  } catch (error) {
    if (!(error instanceof NotFoundError) && !(error instanceof BadPhotoError)) throw error;
    const { reason: problem, remedy } = error;
    const status = statusOf(error);
    return withKnown({ ...none, file, status, problem, remedy, unchanged: false }, known);
  }
}

function statusOf(error: unknown): 'missing' | 'broken' | 'refused' {
  if (error instanceof RefusedAddressError) return 'refused';
  return error instanceof NotFoundError ? 'missing' : 'broken';
}

async function fetched(url: string, { fetchPhoto }: PhotoPreparation): Promise<string> {
  if (fetchPhoto !== undefined) return fetchPhoto(url);
  throw new NotFoundError({ reason: 'the photo is on the web', remedy: 'fetch such photos by --fetch-photos' });
}

async function stateOf(source: string, file: string): Promise<FileState> {
  try {
    const { size, mtimeMs, ctimeMs } = await stat(file);
    return { source, file, size, signature: `${size} ${mtimeMs} ${ctimeMs}` };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (['EACCES', 'EPERM'].includes(code)) {
      throw new BadPhotoError({
        file,
        reason: 'the photo may not be read',
        remedy: 'check its permissions',
        cause: error,
      });
    }
    if (!['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP'].includes(code)) throw explainFileError(error, file);
    throw new NotFoundError({ file, reason: 'there is no such photo', remedy: 'check the path', cause: error });
  }
}

interface FileState extends Pick<KnownPhoto, 'source' | 'file' | 'signature'> {
  /** In bytes. */
  readonly size: number;
}

function isUpToDate(known: KnownPhoto, { source, file, signature }: FileState): boolean {
  const same = known.source === source && known.file === file && known.signature === signature;
  return same && (known.status === 'broken' || (known.status === 'stored' && known.hasPixels));
}

async function readPhoto(
  { source, file, signature }: FileState,
  { size, knownContent, limits }: PhotoPreparation,
): Promise<PreparedPhoto> {
  const state = { source, file, signature };
  let contentHash = '';
  try {
    const bytes = readPhotoFile(file);
    contentHash = createHash('sha256').update(bytes).digest('hex');
    const known = knownContent(contentHash);
    if (known !== undefined) return { ...state, contentHash, ...known, status: 'stored', unchanged: false };
    const decode = (): ReturnType<typeof decodeLetterboxed> => decodeLetterboxed(bytes, size, { name: file });
    const isCostly = (jpegFrame(bytes)?.heldBytes ?? 0) > COSTLY_BYTES;
    const { pixels, original } = await (isCostly ? limits.costly(decode) : decode());
    return { ...state, contentHash, ...original, status: 'stored', pixels, unchanged: false };
  } catch (error) {
    if (!(error instanceof BadPhotoError) && !isUnreadable(error)) throw error;
    const { reason: problem, remedy } = error as VitrineError;
    return { ...state, contentHash, width: 0, height: 0, status: 'broken', problem, remedy, unchanged: false };
  }
}

/** A photo that may not be read is one broken photo; a disk that fails is everybody's trouble. */
function isUnreadable(error: unknown): boolean {
  return error instanceof VitrineError && error.code === 'read-only';
}

/** What to say of a photo that is not stored, in one line however long its address is. */
export function photoProblem({ source, status, problem = '', remedy }: PreparedPhoto): {
  readonly reason: string;
  readonly remedy: string | undefined;
} {
  return { reason: `photo '${shortened(source)}' is ${status}: ${problem}`, remedy };
}

/** A photo that is as missing or as broken as before has not changed. */
function withKnown(photo: PreparedPhoto, known: KnownPhoto | undefined): PreparedPhoto {
  const same =
    known?.source === photo.source &&
    known.file === photo.file &&
    known.status === photo.status &&
    known.problem === photo.problem;
  return same ? { ...photo, unchanged: true } : photo;
}

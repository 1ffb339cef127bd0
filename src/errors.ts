import { printable, printableLines } from './printable.js';

/** One table: every error code, the HTTP status it maps to and the exit code of the command line. */
const ERROR_TABLE = {
  usage: { status: 400, exitCode: 2 },
  'bad-input': { status: 400, exitCode: 2 },
  'bad-row': { status: 422, exitCode: 2 },
  'bad-photo': { status: 422, exitCode: 2 },
  'bad-recipe': { status: 422, exitCode: 2 },
  'not-found': { status: 404, exitCode: 2 },
  'not-ready': { status: 409, exitCode: 1 },
  locked: { status: 409, exitCode: 1 },
  damaged: { status: 500, exitCode: 1 },
  'disk-full': { status: 507, exitCode: 1 },
  'read-only': { status: 500, exitCode: 1 },
  'engine-unavailable': { status: 501, exitCode: 1 },
  'not-installed': { status: 500, exitCode: 1 },
  cancelled: { status: 499, exitCode: 130 },
} as const satisfies Record<string, { status: number; exitCode: number }>;

export type ErrorCode = keyof typeof ERROR_TABLE;

/** Where something went wrong, as far as it is known. */
export interface ErrorPlace {
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly field?: string | undefined;
}

export interface ErrorDetails extends ErrorPlace {
  /** What was wrong, as a sentence without the place. */
  readonly reason: string;
  /** What the reader can do about it. */
  readonly remedy?: string | undefined;
  readonly cause?: unknown;
}

/**
 * The base of every error that Vitrine throws on purpose: where, what, remedy. Its texts are fit to be printed, whatever
 * the names in them are; only `place` has them as they are.
 */
export class VitrineError extends Error {
  readonly reason: string;
  readonly remedy: string | undefined;
  readonly place: ErrorPlace;

  constructor(
    readonly code: ErrorCode,
    { reason, remedy, cause, ...place }: ErrorDetails,
  ) {
    super(messageOf(reason, remedy, place), cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.reason = printableLines(reason);
    this.remedy = remedy === undefined ? undefined : printableLines(remedy);
    this.place = place;
  }

  get status(): number {
    return ERROR_TABLE[this.code].status;
  }

  get exitCode(): number {
    return ERROR_TABLE[this.code].exitCode;
  }
}

function messageOf(reason: string, remedy: string | undefined, place: ErrorPlace): string {
  const where = [
    place.file,
    place.line === undefined ? undefined : `line ${place.line}`,
    place.field === undefined ? undefined : `field '${place.field}'`,
  ].filter((part) => part !== undefined);
  const prefix = where.length > 0 ? `${where.join(', ')}: ` : '';
  return printable(prefix) + printableLines(reason + (remedy === undefined ? '' : ` (${remedy})`));
}

/** A command line, option or argument that makes no sense. */
export class UsageError extends VitrineError {
  constructor(details: ErrorDetails) {
    super('usage', details);
  }
}

/** A file or value from outside that cannot be used as a whole. */
export class BadInputError extends VitrineError {
  constructor(details: ErrorDetails) {
    super('bad-input', details);
  }
}

/** One refused row of a catalog file. */
export class BadRowError extends VitrineError {
  constructor(details: ErrorDetails) {
    super('bad-row', details);
  }
}

/** A photo that cannot be decoded, is too large, or is no photo. */
export class BadPhotoError extends VitrineError {
  constructor(details: ErrorDetails) {
    super('bad-photo', details);
  }
}

/** A recipe with an unknown key or a value out of range. */
export class BadRecipeError extends VitrineError {
  constructor(details: ErrorDetails) {
    super('bad-recipe', details);
  }
}

/** A product, photo, model or file that does not exist. */
export class NotFoundError extends VitrineError {
  constructor(details: ErrorDetails) {
    super('not-found', details);
  }
}

/** A step that needs another step first: nothing imported, trained or indexed yet. */
export class NotReadyError extends VitrineError {
  constructor(details: ErrorDetails) {
    super('not-ready', details);
  }
}

/** Another process is writing to the workspace. */
export class LockedError extends VitrineError {
  constructor(details: ErrorDetails) {
    super('locked', details);
  }
}

/** A file of the workspace that does not agree with its checksum or its description. */
export class DamagedError extends VitrineError {
  constructor(details: ErrorDetails) {
    super('damaged', details);
  }
}

/** No engine can do what was asked on this machine. */
export class EngineUnavailableError extends VitrineError {
  constructor(details: ErrorDetails) {
    super('engine-unavailable', details);
  }
}

/** A native package whose binary is missing, or was compiled for another Node. */
export class NotInstalledError extends VitrineError {
  constructor(details: ErrorDetails) {
    super('not-installed', details);
  }
}

/** The caller's signal asked to stop. */
export class CancelledError extends VitrineError {
  constructor(details: ErrorDetails = { reason: 'cancelled' }) {
    super('cancelled', details);
  }
}

const FILE_SYSTEM_ERRORS: Record<string, { code: ErrorCode; reason: string; remedy: string }> = {
  ENOSPC: { code: 'disk-full', reason: 'the disk is full', remedy: 'free some space and run the command again' },
  EDQUOT: {
    code: 'disk-full',
    reason: 'the disk quota is used up',
    remedy: 'free some space and run the command again',
  },
  SQLITE_FULL: { code: 'disk-full', reason: 'the disk is full', remedy: 'free some space and run the command again' },
  EROFS: { code: 'read-only', reason: 'the folder is read-only', remedy: 'choose a workspace that can be written' },
  EACCES: { code: 'read-only', reason: 'no permission', remedy: 'check the permissions of the folder' },
  EPERM: { code: 'read-only', reason: 'no permission', remedy: 'check the permissions of the folder' },
  SQLITE_READONLY: {
    code: 'read-only',
    reason: 'the database is read-only',
    remedy: 'choose a workspace that can be written',
  },
  ENOENT: { code: 'not-found', reason: 'no such file or folder', remedy: 'check the path' },
  ENOTDIR: { code: 'bad-input', reason: 'part of the path is a file', remedy: 'name a folder' },
  EEXIST: { code: 'bad-input', reason: 'a file of this name is in the way', remedy: 'name another folder' },
  EFBIG: {
    code: 'disk-full',
    reason: 'the file may not grow any larger',
    remedy: 'raise the limit and run the command again',
  },
  EISDIR: { code: 'bad-input', reason: 'this is a folder', remedy: 'name a file' },
};

/**
 * Turns an error of the file system or of SQLite into a VitrineError that names the file and a remedy.
 * @returns the error itself when it is one of ours or nothing better is known about it
 */
export function explainFileError(error: unknown, file: string): unknown {
  if (error instanceof VitrineError || !(error instanceof Error)) return error;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const known = FILE_SYSTEM_ERRORS[code] ?? FILE_SYSTEM_ERRORS[code.split('_').slice(0, 2).join('_')];
  return known === undefined
    ? error
    : new VitrineError(known.code, { file, reason: known.reason, remedy: known.remedy, cause: error });
}

/** The packages that are compiled while Vitrine is installed. */
const COMPILED_PACKAGES = 'better-sqlite3 hnswlib-node';

/**
 * Turns the error of a native package that cannot be loaded into one that says what to run.
 * @param name of the package
 * @returns NotInstalledError, or the error itself when it is about something else
 */
export function explainNativeError(error: unknown, name: string): unknown {
  if (!(error instanceof Error)) return error;
  const { code = '', message } = error as NodeJS.ErrnoException;
  const rebuild = `run 'npm rebuild ${COMPILED_PACKAGES}'`;
  if (/NODE_MODULE_VERSION|different Node\.js version/.test(message)) {
    const reason = `${name} was compiled for another version of Node`;
    return new NotInstalledError({ reason, remedy: rebuild, cause: error });
  }
  const isMissing = message.startsWith('Could not locate the bindings file') || code === 'MODULE_NOT_FOUND';
  if (!isMissing && code !== 'ERR_DLOPEN_FAILED') return error;
  return new NotInstalledError({
    reason: `${name} was not compiled when Vitrine was installed`,
    remedy: `${rebuild}; npm 12 and later need 'npm install-scripts approve ${COMPILED_PACKAGES}' before`,
    cause: error,
  });
}

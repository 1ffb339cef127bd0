import { VitrineError, printableLines, type ErrorCode } from '../src/index.js';
import type { Problem } from './requests/problem.js';

/** What only a service can get wrong, or be asked wrongly; all else is in the table of `src/errors.ts`. */
const SERVICE_TABLE = {
  unauthorized: { status: 401, title: 'A key is needed' },
  forbidden: { status: 403, title: 'This is not allowed' },
  'no-such-path': { status: 404, title: 'There is nothing at this address' },
  'wrong-method': { status: 405, title: 'This address does not take this method' },
  'too-slow': { status: 408, title: 'The request took too long to arrive' },
  'too-large': { status: 413, title: 'The request is too large' },
  'unknown-type': { status: 415, title: 'This type of body is not taken here' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something went wrong here' },
  unavailable: { status: 503, title: 'The service cannot answer just now' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ServiceErrorCode = keyof typeof SERVICE_TABLE;

const TITLES: Readonly<Record<ErrorCode, string>> = {
  usage: 'The request makes no sense',
  'bad-input': 'The request cannot be used',
  'bad-row': 'The product cannot be taken in',
  'bad-photo': 'The photo cannot be used',
  'bad-recipe': 'The recipe cannot be used',
  'not-found': 'There is no such thing here',
  'not-ready': 'Another step has to be done first',
  locked: 'Somebody else is writing',
  damaged: 'A file of the catalog is damaged',
  'disk-full': 'The disk is full',
  'read-only': 'The catalog cannot be written',
  'engine-unavailable': 'No engine can do this here',
  'not-installed': 'Vitrine is not completely installed here',
  cancelled: 'Cancelled',
};

export interface ServiceErrorDetails {
  readonly reason: string;
  readonly field?: string | undefined;
  readonly remedy?: string | undefined;
  /** Headers that the answer must carry: Allow, Retry-After, WWW-Authenticate. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly cause?: unknown;
}

/** A request that the service itself refuses or cannot answer. */
export class ServiceError extends Error {
  readonly reason: string;
  readonly field: string | undefined;
  readonly remedy: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly code: ServiceErrorCode,
    { reason, field, remedy, headers = {}, cause }: ServiceErrorDetails,
  ) {
    super(reason, cause === undefined ? undefined : { cause });
    this.name = 'ServiceError';
    this.reason = reason;
    this.field = field;
    this.remedy = remedy;
    this.headers = headers;
  }

  get status(): number {
    return SERVICE_TABLE[this.code].status;
  }
}

/** Every kind of problem that an answer may tell, for the documentation. */
export function problemKinds(): { code: string; status: number; title: string }[] {
  const ours = Object.entries(SERVICE_TABLE).map(([code, { status, title }]) => ({ code, status, title }));
  const below = Object.entries(TITLES).map(([code, title]) => {
    const { status } = new VitrineError(code as ErrorCode, { reason: '' });
    return { code, status, title };
  });
  return [...below, ...ours].sort((a, b) => a.status - b.status || (a.code < b.code ? -1 : 1));
}

/**
 * The document that tells an error to the one who asked. What is not one of ours says nothing of what happened inside:
 * that is for the log.
 */
export function problemOf(error: unknown, requestId: string): Problem {
  const { code, status, title, reason, field, remedy } = described(error);
  return {
    type: `/docs#problem-${code}`,
    title,
    status,
    detail: printableLines(reason),
    code,
    ...(field === undefined ? {} : { field }),
    ...(remedy === undefined ? {} : { remedy: printableLines(remedy) }),
    requestId,
  };
}

interface Described {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly reason: string;
  readonly field?: string | undefined;
  readonly remedy?: string | undefined;
}

function described(error: unknown): Described {
  if (error instanceof ServiceError) {
    const { code, status, reason, field, remedy } = error;
    return { code, status, title: SERVICE_TABLE[code].title, reason, field, remedy };
  }
  if (error instanceof VitrineError) {
    const { code, status, reason, place, remedy } = error;
    return { code, status, title: TITLES[code], reason, field: place.field, remedy };
  }
  return described(knownByStatus(error) ?? new ServiceError('internal', { reason: 'an unexpected error' }));
}

/** Errors of Express itself: a path with broken percent signs. */
function knownByStatus(error: unknown): ServiceError | VitrineError | undefined {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (status !== 400) return undefined;
  return new VitrineError('usage', { reason: 'the address cannot be read', remedy: 'encode it as a URL' });
}

import { CommanderError } from 'commander';
import type { ErrorDetails } from '../../src/index.js';

/** A failure as the command line tells it. */
export interface Failure {
  readonly exitCode: number;
  /** One message for people: where, what, and what to do. */
  readonly message: string;
  /** The same for programs: what `--json` prints instead of a result. */
  readonly document: { readonly error: Readonly<Record<string, unknown>> };
}

/** The errors of `src/errors.ts`, known by their shape: loading the library just to ask would slow every `--help`. */
interface KnownError extends Error {
  readonly code: string;
  readonly exitCode: number;
  readonly reason: string;
  readonly remedy: string | undefined;
  readonly place: Pick<ErrorDetails, 'file' | 'line' | 'field'>;
}

/** @param cancelled whether the user asked to stop: whatever was thrown then is a consequence of that */
export function describeFailure(error: unknown, { cancelled = false } = {}): Failure {
  if (cancelled) return failure(130, 'cancelled', { reason: 'cancelled' });
  if (error instanceof CommanderError) {
    const text = error.message.replace(/^error: /, '').replace(/\n\(/, ' (');
    return failure(2, 'usage', { reason: text }, text);
  }
  if (isKnownError(error)) {
    const { code, exitCode, reason, remedy, place } = error;
    return failure(exitCode, code, { ...place, reason, remedy }, error.message);
  }
  const reason = error instanceof Error ? error.message : String(error);
  const details = error instanceof Error ? error.stack : undefined;
  return failure(1, 'unexpected', { reason, stack: details }, `unexpected error: ${details ?? reason}`);
}

function failure(
  exitCode: number,
  code: string,
  details: Readonly<Record<string, unknown>>,
  message = String(details.reason),
): Failure {
  return { exitCode, message, document: { error: { code, message, ...details } } };
}

function isKnownError(error: unknown): error is KnownError {
  return error instanceof Error && 'exitCode' in error && 'reason' in error && 'place' in error;
}

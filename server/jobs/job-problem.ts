import { z } from 'zod';
import { VitrineError, type ErrorCode } from '../../src/index.js';
import { problemKinds, problemOf } from '../problems.js';
import type { Problem } from '../requests/index.js';

/** What a command prints as JSON when it fails. */
const failure = z.object({
  error: z.object({
    code: z.string(),
    reason: z.string(),
    remedy: z.string().optional(),
    field: z.string().optional(),
    line: z.number().optional(),
  }),
});

/**
 * Why a command failed, as the service tells it.
 * @param said what it printed as JSON, or why it could not be run; what nobody expected stands in the job's log alone
 */
export function problemOfCommand(said: unknown, requestId: string): Problem {
  const { success, data } = failure.safeParse(said);
  if (!success || !isCode(data.error.code)) return problemOf(said, requestId);
  const { code, line, reason, ...rest } = data.error;
  const where = line === undefined ? '' : `line ${line}: `;
  return problemOf(new VitrineError(code, { ...rest, reason: `${where}${reason}` }), requestId);
}

function isCode(code: string): code is ErrorCode {
  return problemKinds().some((kind) => kind.code === code) && code !== 'internal';
}

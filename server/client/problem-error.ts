import type { Problem } from '../requests/problem.js';

/** The service answered with a problem document; its text is the message. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.remedy === undefined ? problem.detail : `${problem.detail}: ${problem.remedy}`);
    this.name = 'ProblemError';
  }

  get status(): number {
    return this.problem.status;
  }
}

/** No answer came: the service is not there, or the network is not. */
export class UnreachableError extends Error {
  constructor(cause: unknown) {
    super('the search service cannot be reached', { cause });
    this.name = 'UnreachableError';
  }
}

/** @returns the problem that an error response tells; one made of its status when it tells none, as a proxy's page */
export async function problemOf(response: Response): Promise<Problem> {
  const { status, statusText, headers } = response;
  const isJson = headers.get('content-type')?.includes('json') === true;
  const body: unknown = isJson ? await response.json().catch(() => undefined) : undefined;
  if (isProblem(body)) return body;
  return {
    type: 'about:blank',
    title: statusText === '' ? `Status ${status}` : statusText,
    status,
    detail: `the service answered with status ${status}`,
    code: 'unknown',
    requestId: headers.get('x-request-id') ?? '',
  };
}

function isProblem(body: unknown): body is Problem {
  if (typeof body !== 'object' || body === null) return false;
  const { title, detail, code } = body as Partial<Record<keyof Problem, unknown>>;
  return [title, detail, code].every((text) => typeof text === 'string');
}

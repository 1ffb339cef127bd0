import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { ServiceError, problemOf } from '../problems.js';
import { requestIdOf } from './request-id.js';

/** Tells what went wrong as a problem document. What nobody expected goes to the log, not to the one who asked. */
export function errors(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const problem = problemOf(error, requestIdOf(response));
    if (problem.status === 500) logger.error({ err: error, requestId: problem.requestId }, 'a request failed');
    else if (problem.status > 500) logger.warn({ ...problem }, 'a request was not answered');
    if (response.headersSent) {
      request.socket.destroy(); // too late for a document, and nobody shall take a half for a whole
      next();
      return;
    }
    if (error instanceof ServiceError) response.set(error.headers);
    // What is left of a body that was refused is not read: the connection cannot serve another request.
    if (!request.complete) response.setHeader('connection', 'close');
    response.removeHeader('etag');
    response.setHeader('cache-control', 'no-store');
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  };
}

/** For addresses that nobody answers. */
export const nothingHere: RequestHandler = (request) => {
  throw new ServiceError('no-such-path', {
    reason: `there is nothing at ${request.path.slice(0, 200)}`,
    remedy: 'see /docs for what there is',
  });
};

/** For addresses that answer other methods. */
export function wrongMethod(methods: readonly string[]): RequestHandler {
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
  return (request, response: Response) => {
    if (request.method === 'OPTIONS') {
      response.set('allow', allow).status(204).end();
      return;
    }
    throw new ServiceError('wrong-method', {
      reason: `${request.method} is not possible here`,
      remedy: `use ${methods.join(' or ')}`,
      headers: { allow },
    });
  };
}

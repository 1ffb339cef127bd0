import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';

const HEADER = 'x-request-id';
const ACCEPTABLE = /^[\w.:-]{1,100}$/;

/** Gives every request an id, or takes the one that a proxy has given; the answer carries it. */
export const requestId: RequestHandler = (request, response, next) => {
  const given = request.get(HEADER);
  response.setHeader(HEADER, given !== undefined && ACCEPTABLE.test(given) ? given : randomUUID());
  next();
};

/** @returns the id of the request that is being answered */
export function requestIdOf(response: Response): string {
  return String(response.getHeader(HEADER) ?? '');
}

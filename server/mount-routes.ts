import express, { type RequestHandler, type Response, type Router } from 'express';
import { z } from 'zod';
import { wrongMethod } from './middleware/errors.js';
import type { KeyCheck } from './middleware/keys.js';
import { readParameters, readPath } from './parameters.js';
import { addressOf } from './bodies/address.js';
import type { Route } from './route.js';

const NOTHING = z.strictObject({});

/** A router that answers the routes, and says which methods an address takes when it is asked by another. */
export function mountRoutes(routes: readonly Route[], keys: KeyCheck): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  const byUrl = new Map<string, Route[]>();
  for (const route of routes) byUrl.set(route.url, [...(byUrl.get(route.url) ?? []), route]);
  for (const [url, group] of byUrl) {
    const place = router.route(expressPath(url));
    for (const route of group) place[route.method](handlerOf(route, keys));
    place.all(wrongMethod(group.map(({ method }) => method.toUpperCase())));
  }
  return router;
}

/** '/v1/products/{id}' as Express writes it. */
function expressPath(url: string): string {
  return url.replace(/\{(\w+)\}/g, ':$1');
}

function handlerOf(route: Route, keys: KeyCheck): RequestHandler {
  return async (request, response) => {
    response.locals.route = route.id;
    keys.require(request, route.access);
    const signal = abortWhenGone(response);
    const path = readPath(route.path ?? NOTHING, request.params);
    const parameters = route.body === undefined ? readParameters(route.parameters ?? NOTHING, addressOf(request)) : {};
    const body = await route.body?.read(request, signal);
    const call = { path, parameters, body, signal, request, response };
    send(route, response, await route.handle(call as Parameters<Route['handle']>[0]));
  };
}

/** @returns a signal that is raised when nobody waits for the answer any more */
function abortWhenGone(response: Response): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  return gone.signal;
}

function send({ answer }: Route, response: Response, value: unknown): void {
  if (answer.kind === 'stream' || response.headersSent || response.destroyed) return;
  response.setHeader('cache-control', 'no-store');
  if (answer.kind === 'nothing') response.status(204).end();
  else if (typeof value === 'string')
    response
      .status(answer.status ?? 200)
      .type('json')
      .end(value);
  else response.status(answer.status ?? 200).json(value);
}

/** @returns the name of the operation that answers, for logs and metrics */
export function operationOf(response: Response): string {
  return typeof response.locals.route === 'string' ? response.locals.route : 'none';
}

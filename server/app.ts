import cors from 'cors';
import express, { type Express } from 'express';
import type { Logger } from 'pino';
import type { Answering } from './answering/answering.js';
import type { Writing } from './answering/writing.js';
import { RECEIVING, Receiving, type ReceivingLimits } from './bodies/receiving.js';
import { docsPage } from './docs/docs-page.js';
import { shopHeads } from './heads/shop-heads.js';
import { createMetrics } from './metrics.js';
import { accessLog } from './middleware/access-log.js';
import { compressed } from './middleware/compressed.js';
import { errors, nothingHere } from './middleware/errors.js';
import { keyCheck, type KeyOptions } from './middleware/keys.js';
import { rateLimits, type RateOptions } from './middleware/limits.js';
import { requestId } from './middleware/request-id.js';
import { securityHeaders } from './middleware/security-headers.js';
import { mountRoutes } from './mount-routes.js';
import { pageFiles } from './page-files.js';
import { openApiDocument } from './openapi.js';
import type { Route } from './route.js';
import { productRoutes } from './routes/products.js';
import { searchRoutes } from './routes/search.js';
import { statusRoutes } from './routes/status.js';
import { writeRoutes } from './routes/writing.js';
import { synonymRoutes } from './routes/synonyms.js';
import { wordRoutes } from './routes/words.js';
import { operatorRoutes } from './operator-routes.js';

/** What the app answers with. */
export interface Service {
  readonly answering: Answering;
  /** Without it, nobody can write by the service. */
  readonly writing?: Writing;
  /** Routes of what stands beside the searching: writing, jobs, models. */
  readonly routes?: readonly Route[];
}

export interface AppOptions {
  readonly version: string;
  readonly keys: KeyOptions;
  readonly rate: RateOptions;
  /** How many proxies are in front, or their addresses: who asks is then the one they name. None by default. */
  readonly trustProxy?: number | readonly string[];
  /** Origins whose pages may ask; none by default. */
  readonly cors?: readonly string[];
  readonly logger: Logger;
  /** Time that a client has to send a body, or the next lines of one; 60 s by default. */
  readonly bodyMs?: number;
  /** Bodies that may be in memory at a time. */
  readonly receiving?: ReceivingLimits;
  /** Folder of the built page; without it there is none. */
  readonly page?: string | undefined;
  /** Where shoppers reach the page: 'https://shop.example'. By default what their browser has asked for. */
  readonly publicUrl?: string | undefined;
}

/** The service as an Express app, without a port. */
export function createApp(service: Service, options: AppOptions): Express {
  const { answering } = service;
  const { version, logger } = options;
  const keys = keyCheck(options.keys, { origins: options.cors });
  const metrics = createMetrics(answering);
  const routes = [...routesOf(service, version), ...(service.routes ?? [])];
  const app = express();
  app.set('body time', options.bodyMs ?? 60_000);
  app.set('receiving', new Receiving(options.receiving ?? RECEIVING));
  app.set('trust proxy', options.trustProxy ?? 0);
  app.disable('x-powered-by').disable('etag').set('query parser', false);
  app.enable('case sensitive routing').enable('strict routing');
  app.use(requestId, accessLog(logger), metrics.count, securityHeaders(), compressed());
  if (options.cors !== undefined && options.cors.length > 0) app.use(crossOrigin(options.cors));
  app.use(operatorRoutes({ answering, metrics, keys }));
  const limits = rateLimits(keys, options.rate);
  app.use('/v1', limits);
  app.use(mountRoutes(routes, keys));
  app.use('/v1', nothingHere);
  const document = openApiDocument(routes, { version });
  app.get('/openapi.json', (_request, response) => void response.json(document));
  const needsKeys = options.keys.readKeys.length + options.keys.writeKeys.length > 0;
  app.get('/docs', docsPage({ document, routes, needsKeys, publicUrl: options.publicUrl }));
  const heads = shopHeads({ answering, keys, publicUrl: options.publicUrl });
  if (options.page !== undefined) app.use(pageFiles(options.page, { heads, limits }));
  app.use(nothingHere, errors(logger));
  return app;
}

function routesOf({ answering, writing }: Service, version: string): Route[] {
  return [
    ...searchRoutes(answering),
    ...productRoutes(answering),
    ...(writing === undefined ? [] : writeRoutes(writing)),
    ...synonymRoutes(answering, writing),
    ...wordRoutes(answering),
    ...statusRoutes(answering, { version }),
  ];
}

function crossOrigin(origins: readonly string[]): express.RequestHandler {
  return cors({
    origin: origins.includes('*') ? '*' : [...origins],
    exposedHeaders: ['x-request-id', 'retry-after'],
    maxAge: 600,
  });
}

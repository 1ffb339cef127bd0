import express, { type Router } from 'express';
import type { Answering } from './answering/answering.js';
import type { Metrics } from './metrics.js';
import { CancelledError, VitrineError } from '../src/index.js';
import { unavailable } from './answering/crew.js';
import { wrongMethod } from './middleware/errors.js';
import type { KeyCheck } from './middleware/keys.js';

const READY_WITHIN_MS = 2000;

export interface OperatorParts {
  readonly answering: Answering;
  readonly metrics: Metrics;
  readonly keys: KeyCheck;
}

/** What an operator's machinery asks: is it alive, does it answer, how is it doing. */
export function operatorRoutes({ answering, metrics, keys }: OperatorParts): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  router
    .route('/healthz')
    .get((_request, response) => void response.json({ status: 'alive' }))
    .all(wrongMethod(['GET']));
  router
    .route('/readyz')
    .get(async (_request, response) => {
      await answering.ready(AbortSignal.timeout(READY_WITHIN_MS)).catch(explainNotReady);
      response.json({ status: 'ready' });
    })
    .all(wrongMethod(['GET']));
  router
    .route('/metrics')
    .get(async (request, response) => {
      keys.require(request, 'read');
      const { type, text } = await metrics.page();
      response.setHeader('content-type', type);
      response.end(text);
    })
    .all(wrongMethod(['GET']));
  return router;
}

/** A balancer asks by the status alone: whatever the reason, it is 503. */
function explainNotReady(error: unknown): never {
  if (error instanceof CancelledError) throw unavailable('the catalog is being opened', 1);
  throw error instanceof VitrineError ? unavailable(error.message, 5) : error;
}

import { rateLimit, ipKeyGenerator } from 'express-rate-limit';
import type { RequestHandler } from 'express';
import { ServiceError } from '../problems.js';
import { addressOf, isOfThisMachine } from './caller.js';
import type { KeyCheck } from './keys.js';

export interface RateOptions {
  /** Requests a minute that one key, or one address without a key, may make; 0 is any number. */
  readonly perMinute: number;
  /** Whether programs of this machine are counted as well. */
  readonly countsThisMachine: boolean;
}

/** Refuses what comes too often, with the headers that say when to come again. */
export function rateLimits(keys: KeyCheck, { perMinute, countsThisMachine }: RateOptions): RequestHandler {
  if (perMinute === 0) {
    return (_request, _response, next) => {
      next();
    };
  }
  return rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: (request) => keys.nameOf(request) ?? ipKeyGenerator(addressOf(request)),
    skip: (request) => !countsThisMachine && isOfThisMachine(request),
    handler: (_request, _response, next) => {
      next(
        new ServiceError('too-many-requests', {
          reason: `more than ${perMinute} requests in a minute`,
          remedy: 'wait for as long as Retry-After says',
        }),
      );
    },
  });
}

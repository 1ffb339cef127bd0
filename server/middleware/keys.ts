import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { ServiceError } from '../problems.js';
import { isForwarded, isOfThisMachine } from './caller.js';

export interface KeyOptions {
  /** Open what only reads. */
  readonly readKeys: readonly string[];
  /** Open everything. */
  readonly writeKeys: readonly string[];
}

export interface KeyCheck {
  /** @throws ServiceError 401 or 403 when a request may not do what it asks for */
  require(request: Request, access: 'read' | 'write'): void;
  /** @returns a name for the key of a request, when it is one of ours; what the rate limit counts by */
  nameOf(request: Request): string | undefined;
}

/**
 * Keys as `Authorization: Bearer KEY`. Without any, the service answers programs of this machine alone: nothing that a
 * proxy passes on, no page that was led here under another name, and nothing but GET for pages of other sites.
 * @param origins whose pages may ask (CORS)
 */
export function keyCheck(
  { readKeys, writeKeys }: KeyOptions,
  { origins = [] }: { readonly origins?: readonly string[] | undefined } = {},
): KeyCheck {
  const readers = [...readKeys, ...writeKeys].map(digest);
  const writers = writeKeys.map(digest);
  const nameOf = (request: Request): string | undefined => {
    const key = keyIn(request);
    return key !== undefined && isAmong(digest(key), readers) ? digest(key).toString('hex') : undefined;
  };
  const requireKey: KeyCheck['require'] = (request, access) => {
    const key = keyIn(request);
    if (key === undefined) throw unauthorized('there is no key', "send 'Authorization: Bearer KEY'");
    if (!isAmong(digest(key), readers)) throw unauthorized('this key is not known', 'ask the operator for a key');
    if (access === 'write' && !isAmong(digest(key), writers)) {
      throw new ServiceError('forbidden', { reason: 'this needs a write key', remedy: 'use a write key' });
    }
  };
  const requireLocal: KeyCheck['require'] = (request, access) => {
    requireThisMachine(request);
    requireLocalName(request);
    if (!['GET', 'HEAD'].includes(request.method)) requirePage(request, access === 'write' ? [] : origins);
  };
  return { require: readers.length === 0 ? requireLocal : requireKey, nameOf };
}

function keyIn(request: Request): string | undefined {
  return /^Bearer +(\S{1,512})$/i.exec(request.get('authorization') ?? '')?.[1];
}

function unauthorized(reason: string, remedy: string): ServiceError {
  return new ServiceError('unauthorized', { reason, remedy, headers: { 'www-authenticate': 'Bearer' } });
}

/** Names of one length, so that comparing takes the same time whatever was sent. */
function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

function isAmong(key: Buffer, keys: readonly Buffer[]): boolean {
  return keys.reduce((found, known) => timingSafeEqual(key, known) || found, false);
}

const KEYS_REMEDY = 'start the service with --read-key and --write-key, and send one of them';

function requireThisMachine(request: Request): void {
  if (isOfThisMachine(request)) return;
  const from = isForwarded(request) ? 'what a proxy passes on' : 'other machines';
  throw unauthorized(`without keys, ${from} gets no answer`, KEYS_REMEDY);
}

/** A browser tells the name that it was led here by: a site may let its own name point to this machine. */
function requireLocalName(request: Request): void {
  const host = request.get('host');
  if (host !== undefined && isLocalHost(host)) return;
  const reason = 'without keys, the service answers to localhost, 127.0.0.1 and [::1] alone';
  throw new ServiceError('forbidden', { field: 'host', reason, remedy: KEYS_REMEDY });
}

/** With what is not GET, a browser tells whose page sends it. A program says nothing of the kind. */
function requirePage(request: Request, origins: readonly string[]): void {
  const origin = request.get('origin');
  const isCrossSite = request.get('sec-fetch-site') === 'cross-site';
  if (origin === undefined ? !isCrossSite : isLocalHost(originHost(origin))) return;
  if (origin !== undefined && (origins.includes(origin) || origins.includes('*'))) return;
  const reason = 'without keys, pages of other sites cannot do this';
  throw new ServiceError('forbidden', { field: 'origin', reason, remedy: KEYS_REMEDY });
}

function originHost(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : '';
}

function isLocalHost(host: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i.test(host);
}

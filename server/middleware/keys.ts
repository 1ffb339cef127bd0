import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { ServiceError } from '../problems.js';

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
 * Keys as `Authorization: Bearer KEY`. Without any, everybody who can reach the service may do everything: it then
 * listens on this machine alone, and writes only for pages and programs of this machine, not for a page from elsewhere
 * that a browser of this machine has open.
 */
export function keyCheck({ readKeys, writeKeys }: KeyOptions): KeyCheck {
  const readers = [...readKeys, ...writeKeys].map(digest);
  const writers = writeKeys.map(digest);
  const nameOf = (request: Request): string | undefined => {
    const key = keyIn(request);
    return key !== undefined && isAmong(digest(key), readers) ? digest(key).toString('hex') : undefined;
  };
  if (readers.length === 0) {
    const require: KeyCheck['require'] = (request, access) => {
      if (access === 'write') requireThisMachine(request);
    };
    return { require, nameOf };
  }
  const require: KeyCheck['require'] = (request, access) => {
    const key = keyIn(request);
    if (key === undefined) throw unauthorized('there is no key', "send 'Authorization: Bearer KEY'");
    if (!isAmong(digest(key), readers)) throw unauthorized('this key is not known', 'ask the operator for a key');
    if (access === 'write' && !isAmong(digest(key), writers)) {
      throw new ServiceError('forbidden', { reason: 'this needs a write key', remedy: 'use a write key' });
    }
  };
  return { require, nameOf };
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

/** A browser sends its page's origin with what writes, and the name it was led here by. */
function requireThisMachine(request: Request): void {
  const origin = request.get('origin');
  const hosts = [request.get('host'), ...(origin === undefined ? [] : [originHost(origin)])];
  if (hosts.every((host) => host !== undefined && isLocalHost(host))) return;
  throw new ServiceError('forbidden', {
    reason: 'without keys, only this machine may write',
    remedy: 'start the service with --write-key and send that key',
  });
}

function originHost(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

function isLocalHost(host: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i.test(host);
}

import type { Request } from 'express';
import { BadInputError, CancelledError } from '../../src/index.js';
import { ServiceError } from '../problems.js';
import { beginBody } from './receiving.js';

export interface ByteLimit {
  /** Bytes at most. */
  readonly limit: number;
}

/**
 * Reads a body whole.
 * @throws ServiceError 413 as soon as it is known to be too large, 503 when others send too much; CancelledError when the client goes away
 */
export function readBytes(request: Request, { limit }: ByteLimit): Promise<Uint8Array<ArrayBuffer>> {
  requireUncompressed(request);
  if (Number(request.get('content-length') ?? 0) > limit) return Promise.reject(tooLarge(limit));
  const arriving = beginBody(request);
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] | undefined = [];
    let size = 0;
    const refuse = (error: Error): void => {
      chunks = undefined;
      reject(error);
    };
    request.on('data', (chunk: Buffer) => {
      if (chunks === undefined) return;
      size += chunk.length;
      try {
        if (size > limit) throw tooLarge(limit);
        arriving.add(chunk.length);
        chunks.push(chunk);
      } catch (error) {
        refuse(error as Error);
      }
    });
    request.once('end', () => {
      if (chunks !== undefined) resolve(joined(chunks, size));
    });
    watchBody(request, refuse);
  });
}

/** Rejects when the client goes away before its body is whole, or takes too long to send it. */
export function watchBody(request: Request, reject: (error: Error) => void): void {
  const withinMs = bodyTimeOf(request);
  const late = setTimeout(() => {
    reject(tooSlow(withinMs));
  }, withinMs);
  const cut = (): void => {
    clearTimeout(late);
    if (!request.complete) reject(new CancelledError({ reason: 'the body was cut off' }));
  };
  request.once('close', cut);
  request.res?.once('close', cut); // a request that was refused in the middle of its body is never closed itself
  request.once('error', cut);
  request.once('end', () => {
    clearTimeout(late);
  });
}

/** @returns the time that a client has to send a body; `createApp` says how long */
export function bodyTimeOf(request: Request): number {
  return Number(request.app.get('body time'));
}

export function tooSlow(withinMs: number): ServiceError {
  const reason = `the body did not arrive within ${withinMs / 1000} seconds`;
  return new ServiceError('too-slow', { reason, remedy: 'send it faster, or a smaller one' });
}

/** In memory of its own, so that it can be moved to a worker. */
export function joined(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}

/** @returns the bytes as text */
export function textOf(bytes: Uint8Array, field?: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new BadInputError({ field, reason: 'this is no UTF-8', remedy: 'send it as UTF-8', cause });
  }
}

/** @throws BadInputError with the place that JSON.parse complains of */
export function jsonOf(text: string, field?: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const reason = `this is no JSON: ${cause instanceof Error ? cause.message.slice(0, 200) : ''}`;
    throw new BadInputError({ field, reason, remedy: 'check quotes and commas', cause });
  }
}

export function tooLarge(limit: number): ServiceError {
  const size = limit >= 1024 * 1024 ? `${limit / 1024 / 1024} MB` : `${Math.round(limit / 1024)} KB`;
  return new ServiceError('too-large', { reason: `more than ${size} were sent`, remedy: 'send less' });
}

export function unknownType(request: Request, types: readonly string[]): ServiceError {
  const given = request.get('content-type');
  return new ServiceError('unknown-type', {
    reason: given === undefined ? 'the body has no type' : `'${given.slice(0, 100)}' is not taken here`,
    field: 'content-type',
    remedy: `send ${types.join(' or ')}`,
    headers: { accept: types.join(', ') },
  });
}

/** A few compressed bytes could unfold into any number of them. */
export function requireUncompressed(request: Request): void {
  const encoding = request.get('content-encoding') ?? 'identity';
  if (encoding.toLowerCase() === 'identity') return;
  throw new ServiceError('unknown-type', {
    reason: 'compressed bodies are not taken here',
    field: 'content-encoding',
    remedy: 'send the body as it is',
  });
}

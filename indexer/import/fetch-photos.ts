import { createHash } from 'node:crypto';
import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { existsSync } from 'node:fs';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { join } from 'node:path';
import { BadPhotoError, NotFoundError, VitrineError } from '../../src/errors.js';
import { throwIfCancelled } from '../../src/progress.js';
import { writeFileAtomic } from '../atomic-file.js';
import { createLimit } from './concurrency-limit.js';
import { isPublicAddress } from './public-address.js';

export interface FetchOptions {
  /** Where fetched photos are kept, as they came. */
  readonly folder: string;
  /** 'host' or 'host:port' that may be asked although its address is private or local. */
  readonly allowHosts?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Bytes of one photo; 20 MB by default. */
  readonly maxBytes?: number | undefined;
  /** For one photo with all its redirects; 20 seconds by default. */
  readonly timeoutMs?: number | undefined;
  /** 5 by default. */
  readonly maxRedirects?: number | undefined;
  /** Requests at a time; 8 by default. */
  readonly concurrency?: number | undefined;
  /** Addresses of a host name; the system's resolver by default. */
  readonly resolveHost?: ((host: string) => Promise<LookupAddress[]>) | undefined;
}

/**
 * Fetches photos from the web into files, each address once: what has been fetched is not asked for again.
 *
 * The address of a host is checked after it was resolved, for every redirect anew, and the connection goes to the
 * address that was checked, so a name that changes its address in between does not help.
 * @returns a function from a web address to the file's path. It throws NotFoundError when the photo cannot be had
 *   now, BadPhotoError when it must not be fetched or is too large
 */
export function createPhotoFetcher(options: FetchOptions): (url: string) => Promise<string> {
  const limit = createLimit(options.concurrency ?? 8, options.signal);
  const underway = new Map<string, Promise<string>>();
  return (url) => {
    const running = underway.get(url) ?? limit(() => fetchOnce(url, options)).finally(() => underway.delete(url));
    underway.set(url, running);
    return running;
  };
}

async function fetchOnce(url: string, options: FetchOptions): Promise<string> {
  const name = createHash('sha256').update(url).digest('hex');
  const file = join(options.folder, name.slice(0, 2), name);
  if (existsSync(file)) return file;
  const { signal, timeoutMs = 20_000 } = options;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const both = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
    const bytes = await download(url, { ...options, signal: both });
    await writeFileAtomic(file, bytes);
    return file;
  } catch (error) {
    throwIfCancelled(signal);
    if (error instanceof VitrineError) throw error;
    const reason = timeout.aborted ? `no answer within ${timeoutMs / 1000} seconds` : (error as Error).message;
    throw new NotFoundError({
      reason: `the photo cannot be fetched: ${reason}`,
      remedy: 'try again later',
      cause: error,
    });
  }
}

async function download(url: string, options: FetchOptions): Promise<Buffer> {
  const { maxRedirects = 5 } = options;
  let next = url;
  for (let redirects = 0; redirects <= maxRedirects; redirects++) {
    const response = await request(next, options);
    const { statusCode = 0, headers } = response;
    if (statusCode === 200) return readBody(response, options.maxBytes ?? 20 * 1024 * 1024);
    response.destroy();
    if (![301, 302, 303, 307, 308].includes(statusCode) || headers.location === undefined) {
      throw new NotFoundError({ reason: `the server answers ${statusCode}`, remedy: 'check the address' });
    }
    next = new URL(headers.location, next).href;
  }
  throw new BadPhotoError({
    reason: `more than ${maxRedirects} redirects`,
    remedy: 'name the address of the photo itself',
  });
}

async function request(
  address: string,
  { signal, allowHosts = [], resolveHost = resolveAll }: FetchOptions,
): Promise<IncomingMessage> {
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refused(`an address of ${url.protocol}`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const allowed = allowHosts.some((name) => [url.host, host].includes(name.toLowerCase()));
  const addresses = isIP(host) > 0 ? [{ address: host, family: isIP(host) }] : await resolveHost(host);
  const wrong = allowed ? undefined : addresses.find((found) => !isPublicAddress(found.address));
  if (wrong !== undefined) throw refused(`${host} is a private or local address (${wrong.address})`, host);
  if (addresses.length === 0)
    throw new NotFoundError({ reason: `${host} has no address`, remedy: 'check the address' });
  const headers = { accept: 'image/*', 'accept-encoding': 'identity', 'user-agent': 'vitrine' };
  return new Promise((resolve, reject) => {
    const open = url.protocol === 'https:' ? https.request : http.request;
    open(url, { headers, lookup: pinned(addresses), ...(signal === undefined ? {} : { signal }) })
      .on('response', resolve)
      .on('error', reject)
      .end();
  });
}

/** An address that is not asked, whoever names it. */
export class RefusedAddressError extends BadPhotoError {}

function refused(what: string, host?: string): RefusedAddressError {
  return new RefusedAddressError({
    reason: `${what}, which is not fetched`,
    remedy: host === undefined ? 'name an http or https address' : `allow it by --allow-host ${host}`,
  });
}

async function resolveAll(host: string): Promise<LookupAddress[]> {
  return lookup(host, { all: true });
}

/** A resolver that knows only the addresses that have been checked. */
function pinned(addresses: readonly LookupAddress[]): LookupFunction {
  return (_host, { all }, answer) => {
    if (all === true) answer(null, [...addresses]);
    else answer(null, addresses[0].address, addresses[0].family);
  };
}

async function readBody(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const tooLarge = (): BadPhotoError =>
    new BadPhotoError({
      reason: `the photo has more than ${Math.floor(maxBytes / 1024 / 1024)} MB`,
      remedy: 'name a smaller one',
    });
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) {
    response.destroy();
    throw tooLarge();
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxBytes) throw tooLarge();
  }
  return Buffer.concat(chunks);
}

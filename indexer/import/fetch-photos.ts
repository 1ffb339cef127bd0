import { createHash } from 'node:crypto';
import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { existsSync } from 'node:fs';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { join } from 'node:path';
import { BadPhotoError, NotFoundError, VitrineError } from '../../src/errors.js';
import { MAX_PHOTO_BYTES } from '../../src/image/decode.js';
import { fileKind } from '../../src/image/file-kind.js';
import { shortened } from '../../src/printable.js';
import { throwIfCancelled } from '../../src/progress.js';
import { writeStreamAtomic } from '../atomic-file.js';
import { createLimit } from './concurrency-limit.js';
import { createHostPacing, type HostPacing, type PacingOptions } from './host-pacing.js';
import { isPublicAddress } from './public-address.js';

export interface FetchOptions extends PacingOptions {
  /** Where fetched photos are kept, as they came. */
  readonly folder: string;
  /** 'host' or 'host:port' that may be asked although its address is private or local. */
  readonly allowHosts?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Bytes of one photo; 64 MB by default, which is also the most that is read. */
  readonly maxBytes?: number | undefined;
  /** For one answer of a server with all its content; 20 seconds by default. */
  readonly timeoutMs?: number | undefined;
  /** 5 by default. */
  readonly maxRedirects?: number | undefined;
  /** Requests at a time; 8 by default. */
  readonly concurrency?: number | undefined;
  /** Addresses of a host name; the system's resolver by default. */
  readonly resolveHost?: ((host: string) => Promise<LookupAddress[]>) | undefined;
}

/** What one photo needs to be fetched. */
interface Fetching extends FetchOptions {
  readonly file: string;
  readonly pacing: HostPacing;
  /** Of this fetcher alone: a connection is kept only to an address that was checked for it. */
  readonly agents: { readonly http: http.Agent; readonly https: https.Agent };
}

/**
 * Fetches photos from the web into files, each address once: what has been fetched is not asked for again. A server that
 * is busy is asked again after a pause, which it may name.
 *
 * The address of a host is checked after it was resolved, for every redirect anew, and the connection goes to the
 * address that was checked, so a name that changes its address in between does not help.
 * @returns a function from a web address to the file's path. It throws NotFoundError when the photo cannot be had
 *   now, BadPhotoError when it is too large or no photo, RefusedAddressError when it must not be fetched
 */
export function createPhotoFetcher(options: FetchOptions): (url: string) => Promise<string> {
  const limit = createLimit(options.concurrency ?? 8, options.signal);
  const agents = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) };
  const pacing = createHostPacing(options);
  const underway = new Map<string, Promise<string>>();
  return (url) => {
    const name = createHash('sha256').update(url).digest('hex');
    const file = join(options.folder, name.slice(0, 2), name);
    const fetching = { ...options, file, pacing, agents };
    const running = underway.get(url) ?? limit(() => fetchOnce(url, fetching)).finally(() => underway.delete(url));
    underway.set(url, running);
    return running;
  };
}

async function fetchOnce(url: string, fetching: Fetching): Promise<string> {
  if (existsSync(fetching.file)) return fetching.file;
  try {
    await download(url, fetching);
    return fetching.file;
  } catch (error) {
    throwIfCancelled(fetching.signal);
    if (error instanceof VitrineError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    const isAddress = code === 'ENOTFOUND' || code === 'ERR_INVALID_URL';
    throw new NotFoundError({
      reason: `the photo cannot be fetched: ${shortened(message)}`,
      remedy: isAddress ? 'check the address' : 'try again later',
      cause: error,
    });
  }
}

/** What a server says to a request for a photo. */
type Answer =
  | { readonly kind: 'kept' }
  | { readonly kind: 'elsewhere'; readonly location: string }
  | { readonly kind: 'busy'; readonly statusCode: number; readonly retryAfter: string | undefined };

/** Redirects to another address, with which all begins anew. */
const REDIRECTS = [301, 302, 303, 307, 308];

/** Answers that mean 'not now'. */
const BUSY = [429, 502, 503, 504];

async function download(url: string, fetching: Fetching): Promise<void> {
  const { maxRedirects = 5, pacing, signal } = fetching;
  let [next, redirects, pauses, last] = [new URL(url), 0, 0, 0];
  for (;;) {
    if (!(await pacing.turn(next.host, signal))) throw busyError(last, pacing.secondsToRest(next.host));
    const answer = await ask(next, fetching);
    if (answer.kind === 'busy') {
      last = answer.statusCode;
      if (!pacing.busy(next.host, pauses++, answer.retryAfter)) {
        throw busyError(last, pacing.secondsToRest(next.host), pauses);
      }
      continue;
    }
    pacing.answered(next.host);
    if (answer.kind === 'kept') return;
    if (++redirects > maxRedirects) {
      throw new BadPhotoError({
        reason: `more than ${maxRedirects} redirects`,
        remedy: 'name the address of the photo itself',
      });
    }
    next = new URL(answer.location, next);
  }
}

/** One request, and its content into the file. */
async function ask(url: URL, fetching: Fetching): Promise<Answer> {
  const { timeoutMs = 20_000, signal } = fetching;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const both = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
    const response = await request(url, { ...fetching, signal: both });
    return await answerOf(response, fetching);
  } catch (error) {
    if (!timeout.aborted || signal?.aborted === true || error instanceof VitrineError) throw error;
    throw new NotFoundError({
      reason: `the photo cannot be fetched: no answer within ${timeoutMs / 1000} seconds`,
      remedy: 'try again later',
      cause: error,
    });
  }
}

async function answerOf(response: IncomingMessage, fetching: Fetching): Promise<Answer> {
  const { statusCode = 0, headers } = response;
  if (statusCode === 200) {
    await writeStreamAtomic(fetching.file, photoOf(response, fetching.maxBytes ?? MAX_PHOTO_BYTES));
    return { kind: 'kept' };
  }
  response.destroy();
  if (BUSY.includes(statusCode)) return { kind: 'busy', statusCode, retryAfter: headers['retry-after'] };
  // Node reads headers as Latin-1; those of shops are UTF-8.
  const location = headers.location && Buffer.from(headers.location, 'latin1').toString('utf8');
  if (REDIRECTS.includes(statusCode) && location !== undefined) return { kind: 'elsewhere', location };
  throw new NotFoundError({ reason: `the server answers ${inWords(statusCode)}`, remedy: 'check the address' });
}

/** '429 (too many requests)' */
function inWords(statusCode: number): string {
  const words = http.STATUS_CODES[statusCode]?.toLowerCase();
  return words === undefined ? String(statusCode) : `${statusCode} (${words})`;
}

/**
 * @param statusCode 0 when this photo was not asked for, since others had been told to wait
 * @param seconds until the server may be asked again
 * @param requests of this photo
 */
function busyError(statusCode: number, seconds: number, requests = 0): NotFoundError {
  const answers = statusCode === 0 ? 'has been busy' : `answers ${inWords(statusCode)}`;
  const often = requests > 1 ? `, ${requests} times` : '';
  const pause = seconds > 60 ? `; it is not asked again for ${Math.ceil(seconds / 60)} minutes` : '';
  return new NotFoundError({
    reason: `the server ${answers}${often}${pause}`,
    remedy: 'try again later: photos that have come are kept',
  });
}

async function request(url: URL, fetching: Fetching): Promise<IncomingMessage> {
  const { signal, agents } = fetching;
  const addresses = await checkedAddresses(url, fetching);
  const headers = { accept: 'image/*', 'accept-encoding': 'identity', 'user-agent': 'vitrine' };
  const isSecure = url.protocol === 'https:';
  const options = { headers, lookup: pinned(addresses), agent: isSecure ? agents.https : agents.http };
  return new Promise((resolve, reject) => {
    const asked = (isSecure ? https : http).request(url, { ...options, ...(signal === undefined ? {} : { signal }) });
    asked.on('response', resolve).on('error', (error: NodeJS.ErrnoException) => {
      // A server may close a connection that was kept in the very moment in which it is used again.
      if (error.code === 'ECONNRESET' && asked.reusedSocket) request(url, fetching).then(resolve, reject);
      else reject(error);
    });
    asked.end();
  });
}

/** @throws RefusedAddressError for everything that is not on the open internet, unless its host is allowed */
async function checkedAddresses(
  url: URL,
  { signal, allowHosts = [], resolveHost = resolveAll }: FetchOptions,
): Promise<readonly LookupAddress[]> {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refused(`an address of ${url.protocol}`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isLiteral = isIP(host) > 0;
  const addresses = isLiteral
    ? [{ address: host, family: isIP(host) }]
    : await unlessAborted(resolveHost(host), signal);
  const isAllowed = allowHosts.some((name) => [url.host, host].includes(name.toLowerCase()));
  const wrong = isAllowed ? undefined : addresses.find((found) => !isPublicAddress(found.address));
  if (wrong !== undefined) throw refused(`${host} is a private or local address (${wrong.address})`, host);
  if (addresses.length > 0) return addresses;
  throw new NotFoundError({ reason: `${host} has no address`, remedy: 'check the address' });
}

/** A resolver knows no signal: what it still says when nobody waits any more is not heard. */
async function unlessAborted<Result>(result: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (signal === undefined) return result;
  result.catch(() => undefined);
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([result, aborted]);
  } finally {
    signal.removeEventListener('abort', stop!);
  }
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

/** Enough to know a photo, or what stands in its place. */
const BEGINNING = 512;

/**
 * The content of an answer as it comes.
 * @throws BadPhotoError as soon as it is too large, or known to be a page instead of a photo: that is not kept, since the
 *   photo may come another time
 */
async function* photoOf(response: IncomingMessage, maxBytes: number): AsyncGenerator<Buffer> {
  try {
    if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
    let beginning: Buffer | undefined = Buffer.alloc(0);
    let size = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) throw tooLarge(maxBytes);
      if (beginning !== undefined) {
        beginning = Buffer.concat([beginning, chunk]);
        if (beginning.length < BEGINNING) continue;
        requireNoPage(beginning);
      }
      yield beginning ?? chunk;
      beginning = undefined;
    }
    if (beginning === undefined) return;
    requireNoPage(beginning);
    yield beginning;
  } finally {
    response.destroy();
  }
}

function requireNoPage(beginning: Buffer): void {
  const found = fileKind(beginning);
  if (found.kind !== 'page' && found.kind !== 'empty') return;
  const what = found.kind === 'page' ? `${found.what} in the place of a photo` : 'nothing';
  throw new BadPhotoError({ reason: `the server sends ${what}`, remedy: 'check the address, or try again later' });
}

function tooLarge(maxBytes: number): BadPhotoError {
  return new BadPhotoError({
    reason: `the photo has more than ${Math.floor(maxBytes / 1024 / 1024)} MB`,
    remedy: 'name a smaller one',
  });
}

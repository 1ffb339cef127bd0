import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import express, { type RequestHandler, type Router } from 'express';
import { wrongMethod } from './middleware/errors.js';
import { withoutInlineStyles } from './middleware/security-headers.js';

/** Addresses of the studio, which all are the one page; whatever else is asked for is not there. */
const STUDIO = /^\/studio(?:\/?|\/(?:jobs|models)(?:\/[^/]+)?|\/(?:map|words))$/;

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

/** Names of built files carry a hash of their content: what has been fetched once never changes. */
const FOREVER = 'public, max-age=31536000, immutable';

/** A file of the built page, as it is and as it was compressed when it was built. */
interface PageFile {
  readonly type: string;
  readonly cache: string;
  readonly etag: string;
  readonly identity: Buffer;
  readonly br?: Buffer;
  readonly gzip?: Buffer;
}

/** The built page: its files by their names, and the page itself at each of its addresses. They are read once. */
export function pageFiles(folder: string): Router {
  const files = new Map(filesBelow(folder).map((path) => [`/${path}`, readPageFile(folder, path)]));
  const router = express.Router({ caseSensitive: true, strict: true });
  const page = files.get('/index.html');
  for (const [path, file] of files)
    router
      .route(path)
      .get(sending(file))
      .all(wrongMethod(['GET']));
  if (page === undefined) return router;
  router
    .route('/')
    .get(withoutInlineStyles, sending(page))
    .all(wrongMethod(['GET']));
  router
    .route(STUDIO)
    .get(sending(page))
    .all(wrongMethod(['GET']));
  return router;
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => extensionOf(path) in TYPES);
}

function readPageFile(folder: string, path: string): PageFile {
  const file = join(folder, path);
  const identity = readFileSync(file);
  const compressed = (ending: string): Buffer | undefined =>
    existsSync(`${file}.${ending}`) ? readFileSync(`${file}.${ending}`) : undefined;
  const [br, gzip] = [compressed('br'), compressed('gz')];
  return {
    type: TYPES[extensionOf(path)],
    cache: path.startsWith('assets/') ? FOREVER : 'no-cache',
    etag: `"${createHash('sha256').update(identity).digest('hex').slice(0, 32)}"`,
    identity,
    ...(br === undefined ? {} : { br }),
    ...(gzip === undefined ? {} : { gzip }),
  };
}

function sending(file: PageFile): RequestHandler {
  return (request, response) => {
    response.set({ 'content-type': file.type, 'cache-control': file.cache, vary: 'accept-encoding', etag: file.etag });
    if (request.fresh) {
      response.status(304).end();
      return;
    }
    const encoding = (['br', 'gzip'] as const).find(
      (known) => file[known] !== undefined && request.acceptsEncodings(known) !== false,
    );
    if (encoding !== undefined) response.set('content-encoding', encoding);
    const bytes = file[encoding ?? 'identity'] ?? file.identity;
    response.set('content-length', String(bytes.length));
    response.end(request.method === 'HEAD' ? undefined : bytes);
  };
}

function extensionOf(path: string): string {
  return path.split('.').at(-1) ?? '';
}

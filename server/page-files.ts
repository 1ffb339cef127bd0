import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import express, { type RequestHandler, type Router } from 'express';
import { wrongMethod } from './middleware/errors.js';
import { withoutInlineStyles } from './middleware/security-headers.js';

/** Addresses of the studio, which all are the one page; whatever else is asked for is not there. */
const STUDIO = /^\/studio(?:\/?|\/(?:jobs|models)(?:\/[^/]+)?|\/(?:map|words))$/;

/** Addresses of the shop besides its start: a product, a category by the levels of its path. */
const SHOP = /^\/(?:products\/[^/]+|categories(?:\/[^/]+)+)\/?$/;

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
  const open = (path: string | RegExp, ...handlers: RequestHandler[]): void => {
    router.get(path, ...handlers).all(path, wrongMethod(['GET']));
  };
  for (const [path, file] of files) open(path, sending(file));
  if (page === undefined) return router;
  const announcing = announcer(folder);
  for (const path of ['/', SHOP]) open(path, withoutInlineStyles, announcing('shop'), sending(page));
  open(STUDIO, announcing('studio'), sending(page));
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

/** What a view is made of, as `page/preloads.mjs` writes it down. */
type Preloads = Readonly<Partial<Record<string, Record<'scripts' | 'styles', readonly string[]>>>>;

/** Tells a browser with the page which files it will need, so that it does not find them out one by one. */
function announcer(folder: string): (view: string) => RequestHandler {
  const file = join(folder, 'preloads.json');
  const preloads = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Preloads) : {};
  return (view) => {
    const { scripts, styles } = preloads[view] ?? { scripts: [], styles: [] };
    const links = [
      ...scripts.map((path) => `</${path}>; rel=modulepreload`),
      ...styles.map((path) => `</${path}>; rel=preload; as=style; crossorigin`),
    ];
    return (_request, response, next) => {
      if (links.length > 0) response.setHeader('link', links.join(', '));
      next();
    };
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

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import { addressOf } from './bodies/address.js';
import { pageTemplate, type PageTemplate } from './heads/page-template.js';
import { placeAt } from './heads/shop-place.js';
import { NOT_FOUND, type AnsweredHead, type ShopHeads } from './heads/shop-heads.js';
import { wrongMethod } from './middleware/errors.js';
import { withoutInlineStyles } from './middleware/security-headers.js';

/** Addresses of the studio, which all are the one page; whatever else is asked for is not there. */
const STUDIO = /^\/studio(?:\/?|\/(?:jobs|models)(?:\/[^/]+)?|\/(?:map|words|import))$/;

/** Addresses of the shop: its start, a product, a category by the levels of its path. */
const SHOP = /^\/(?:|index\.html|products\/[^/]+\/?|categories(?:\/[^/]+)+\/?)$/;

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  ico: 'image/x-icon',
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

export interface PageOptions {
  /** Tells what a page of the shop is about; without it, every page has the head of the start page. */
  readonly heads?: ShopHeads | undefined;
  /** Refuses those who ask for too many pages that the catalog is asked for. */
  readonly limits?: RequestHandler | undefined;
}

/**
 * The built page: its files by their names, and the page itself at each of its addresses, with the head of what is shown
 * there. A browser that asks for anything else gets the page as well, which says that nothing is there, with status 404.
 * Files are read once.
 */
export function pageFiles(folder: string, { heads = plainHeads, limits = unlimited }: PageOptions = {}): Router {
  const files = new Map(filesBelow(folder).map((path) => [`/${path}`, readPageFile(folder, path)]));
  const router = express.Router({ caseSensitive: true, strict: true });
  const page = files.get('/index.html');
  const open = (path: string | RegExp, ...handlers: RequestHandler[]): void => {
    router.get(path, ...handlers).all(path, wrongMethod(['GET']));
  };
  for (const [path, file] of files) if (file !== page) open(path, sending(file));
  if (page === undefined) return router;
  const template = pageTemplate(page.identity.toString('utf8'));
  const announcing = announcer(folder);
  open(SHOP, withoutInlineStyles, announcing('shop'), unlessStart(limits), sendingShop(template, heads));
  open(STUDIO, announcing('studio'), (request, response) => {
    sendPage(template, { head: { title: 'Studio', isListed: false }, status: 200 }, { request, response });
  });
  router.get(/.*/, withoutInlineStyles, sendingNothing(template));
  return router;
}

const unlimited: RequestHandler = (_request, _response, next) => {
  next();
};

/** The start page asks nothing of the catalog. */
function unlessStart(limits: RequestHandler): RequestHandler {
  return (request, response, next) => {
    if (placeAt(request.path, addressOf(request))?.kind === 'start') next();
    else void limits(request, response, next);
  };
}

const plainHeads: ShopHeads = () => Promise.resolve({ head: { isListed: true }, status: 200 });

function sendingShop(template: PageTemplate, heads: ShopHeads): RequestHandler {
  return async (request, response) => {
    const place = placeAt(request.path, addressOf(request));
    const gone = new AbortController();
    response.once('close', () => {
      gone.abort();
    });
    const answered = place === undefined ? NOT_FOUND : await heads(request, place, gone.signal);
    if (!response.destroyed) sendPage(template, answered, { request, response });
  };
}

/** For people, a page says that nothing is there; programs, which do not ask for a page, get a problem document. */
function sendingNothing(template: PageTemplate): RequestHandler {
  return (request, response, next) => {
    const isAsked = request.get('accept')?.includes('text/html') === true;
    if (isAsked) sendPage(template, NOT_FOUND, { request, response });
    else next();
  };
}

interface Exchange {
  readonly request: Request;
  readonly response: Response;
}

function sendPage(template: PageTemplate, { head, status }: AnsweredHead, { request, response }: Exchange): void {
  const html = template.withHead(head);
  response.status(status).set({ 'content-type': TYPES.html, 'cache-control': 'no-cache' });
  if (status === 200) response.set('etag', etagOf(html));
  if (request.fresh) response.status(304).end();
  else response.end(request.method === 'HEAD' ? undefined : html);
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
    etag: etagOf(identity),
    identity,
    ...(br === undefined ? {} : { br }),
    ...(gzip === undefined ? {} : { gzip }),
  };
}

/** Weak, since the same page is also sent compressed. */
function etagOf(bytes: Buffer): string {
  return `W/"${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}"`;
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

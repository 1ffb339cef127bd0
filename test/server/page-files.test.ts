import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import sharp from 'sharp';
import { folderOfTests, NOBODY, smallWorkspace, startService, statusOf } from './service-fixture.js';

const SCRIPT = 'export const page = 1;';

const folder = folderOfTests();
const page = join(folder, 'page');
mkdirSync(join(page, 'assets'), { recursive: true });
writeFileSync(join(page, 'index.html'), '<!doctype html><title>Shop</title>');
writeFileSync(join(page, 'assets/shop-1a2b.js'), SCRIPT);
writeFileSync(join(page, 'assets/shop-1a2b.js.br'), brotliCompressSync(SCRIPT));
writeFileSync(join(page, 'assets/shop-1a2b.js.map'), '{}');
writeFileSync(join(page, 'notes.txt'), 'not for shoppers');
writeFileSync(
  join(page, 'preloads.json'),
  JSON.stringify({ shop: { scripts: ['assets/shop-1a2b.js'], styles: ['assets/shop-3c4d.css'] } }),
);
const service = await startService(await smallWorkspace(folder), { page });

test('files with a hash in their name are kept forever, the page itself is asked for each time', async () => {
  const script = await service.get('/assets/shop-1a2b.js', { headers: { 'accept-encoding': 'gzip, br' } });
  assert.equal(await script.text(), SCRIPT);
  assert.equal(script.headers.get('cache-control'), 'public, max-age=31536000, immutable');
  assert.equal(script.headers.get('content-encoding'), 'br');
  assert.equal(script.headers.get('vary'), 'accept-encoding');
  const html = await service.get('/');
  assert.equal(html.headers.get('cache-control'), 'no-cache');
  const etag = html.headers.get('etag') ?? '';
  assert.equal(await statusOf(service.port, '/', { headers: { 'if-none-match': etag } }), 304);
});

test('the page says what it needs next', async () => {
  assert.equal(
    (await service.get('/')).headers.get('link'),
    '</assets/shop-1a2b.js>; rel=modulepreload, </assets/shop-3c4d.css>; rel=preload; as=style; crossorigin',
  );
  assert.equal((await service.get('/studio')).headers.get('link'), null);
});

test('who cannot read compressed files gets them as they are', async () => {
  const script = await service.get('/assets/shop-1a2b.js', { headers: { 'accept-encoding': 'identity' } });
  assert.equal(script.headers.get('content-encoding'), null);
  assert.equal(await script.text(), SCRIPT);
});

test('nothing but the page is served, and only to be read', async () => {
  for (const path of [
    '/notes.txt',
    '/preloads.json',
    '/assets/shop-1a2b.js.map',
    '/assets/shop-1a2b.js.br',
    '/assets',
    '/assets/',
  ]) {
    assert.equal(await statusOf(service.port, path), 404, path);
  }
  for (const path of ['/../package.json', '/assets/..%2fnotes.txt', '/%2e%2e/package.json', '/assets/%00']) {
    assert.equal(await statusOf(service.port, path), 404, path);
  }
  assert.equal(await statusOf(service.port, '/', { method: 'POST' }), 405);
  assert.equal(await statusOf(service.port, '/', { method: 'HEAD' }), 200);
});

test('the page of shoppers may hold neither scripts nor styles of its own', async () => {
  const policy = (await service.get('/')).headers.get('content-security-policy') ?? '';
  assert.match(policy, /default-src 'self'/);
  assert.doesNotMatch(policy, /unsafe/);
});

test('the icon that browsers ask for by its name holds a picture for each size', async () => {
  const built = await startService(folder, {
    answering: NOBODY,
    page: fileURLToPath(new URL('../../page', import.meta.url)),
  });
  const icon = await built.get('/favicon.ico');
  assert.deepEqual([icon.status, icon.headers.get('content-type')], [200, 'image/x-icon']);
  const bytes = Buffer.from(await icon.arrayBuffer());
  const count = bytes.readUInt16LE(4);
  assert.deepEqual([bytes.readUInt16LE(2), count], [1, 3]);
  for (let i = 0; i < count; i++) {
    const [length, place] = [bytes.readUInt32LE(6 + 16 * i + 8), bytes.readUInt32LE(6 + 16 * i + 12)];
    const { width, format } = await sharp(bytes.subarray(place, place + length)).metadata();
    assert.deepEqual([width, format], [bytes.readUInt8(6 + 16 * i), 'png']);
  }
});

test('the built page holds what Vite has made and nothing else, and asks nobody else', () => {
  const built = fileURLToPath(new URL('../../page', import.meta.url));
  const files = readdirSync(built, { recursive: true, encoding: 'utf8' }).filter((path) => path.includes('.'));
  const known = /^(?:index\.html|icon\.svg|favicon\.ico|preloads\.json|assets[\\/][\w-]+\.(?:js|css)(?:\.br|\.gz)?)$/;
  assert.deepEqual(
    files.filter((path) => !known.test(path)),
    [],
  );
  const html = readFileSync(join(built, 'index.html'), 'utf8');
  assert.doesNotMatch(html, /<style|style=|<script(?![^>]*\ssrc=)|(?:src|href)="https?:/);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { z } from 'zod';
import { defineRoute } from '../../server/route.js';
import {
  exchange,
  folderOfTests,
  NOBODY,
  ODD_IDS,
  problemOf,
  smallWorkspace,
  startService,
} from './service-fixture.js';

const workspace = await smallWorkspace(folderOfTests());
const service = await startService(workspace, { bodyMs: 1500, listen: { headersMs: 1500 } });
const { port } = service;

const post = (path: string, type: string, body: RequestInit['body'] = '') =>
  service.get(path, { method: 'POST', body: body ?? null, headers: { 'content-type': type } });

const silent = defineRoute({
  ...{ id: 'silent', method: 'get', url: '/v1/silent', tag: 'test', access: 'read', summary: 'Never answers' },
  answer: { kind: 'json', schema: z.object({}), description: 'Never.' },
  handle: () => new Promise(() => undefined),
});

const statusOf = (heard: string): number => Number(/^HTTP\/1\.1 (\d+)/.exec(heard)?.[1]);

/** A PNG whose header promises more than there is. */
function pngOf(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const framed = Buffer.alloc(body.length + 8);
    framed.writeUInt32BE(data.length, 0);
    body.copy(framed, 4);
    framed.writeUInt32BE(crc32(body), body.length + 4);
    return framed;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const pixels = deflateSync(Buffer.alloc(1_000_000));
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  }
  return ~crc >>> 0;
}

const form = (...lines: string[]): string => lines.join('\r\n');
const FORM = 'multipart/form-data; boundary=b';

test('malformed forms are refused, and the next request is answered', async () => {
  const part = 'content-disposition: form-data; name="photo"; filename="a.jpg"';
  const bodies: readonly (readonly [string, string])[] = [
    ['multipart/form-data', 'x'],
    ['multipart/form-data; boundary=', 'x'],
    [FORM, ''],
    [FORM, 'nonsense'],
    [FORM, form('--b', part, '', 'half a photo')],
    [FORM, form('--b', '', '', '--b--', '')],
    [FORM, form('--b', 'content-disposition: form-data; name="other"', '', 'x', '--b--', '')],
    [FORM, form('--b', part, '', 'x', '--b', part, '', 'y', '--b--', '')],
    [FORM, form('--b', 'content-disposition: form-data', '', 'a part without a name', '--b--', '')],
    [FORM, form('--b', 'content-disposition: form-data; filename="a.jpg"', '', 'a file without one', '--b--', '')],
    [FORM, form('--b', 'content-type: text/plain', '', 'not even a disposition', '--b--', '')],
    [FORM, form('--b', part.replace('photo', '__proto__'), '', 'x', '--b--', '')],
    [`multipart/form-data; boundary=${'b'.repeat(5000)}`, 'x'],
    ['multipart/form-data; boundary=b; boundary=c', 'x'],
    [FORM, form('--b', part, `x-much: ${'x'.repeat(20_000)}`, '', 'x', '--b--', '')],
    [FORM, form('--b', 'content-disposition: form-data; name="query"', '', '{"words":', '--b--', '')],
    [FORM, form('--b', part, '', 'x', '--b', 'content-disposition: form-data; name="query"', '', '[]', '--b--', '')],
  ];
  for (const [type, body] of bodies) {
    const response = await post('/v1/search', type, body);
    const { status } = await problemOf(response);
    assert.ok(status >= 400 && status < 500, `${type} ${body.slice(0, 60)}: ${status}`);
  }
  assert.equal((await service.get('/v1/search?q=red')).status, 200);
});

test('an upload that is cut off does no harm', async () => {
  const head = `POST /v1/search HTTP/1.1\r\nhost: localhost\r\ncontent-type: ${FORM}\r\ncontent-length: 100000\r\n\r\n--b\r\n`;
  await exchange(port, [head, 'content-disposition: form-data; name="photo"; filename="a"\r\n\r\nxxx'], { end: true });
  await exchange(
    port,
    ['POST /v1/search HTTP/1.1\r\nhost: localhost\r\ncontent-type: image/png\r\ncontent-length: 99\r\n\r\nx'],
    { end: true },
  );
  assert.equal((await service.get('/v1/search?q=red')).status, 200);
});

test('what is no photo is refused before it is decoded: SVG, text, headers that promise too much', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>';
  assert.equal((await problemOf(await post('/v1/search', 'image/svg+xml', svg))).status, 415);
  assert.equal((await problemOf(await post('/v1/search', 'text/plain', 'x'))).status, 415);
  assert.equal((await problemOf(await post('/v1/detect', 'application/json', '{}'))).status, 415);
  for (const [name, bytes] of [
    ['SVG that calls itself PNG', Buffer.from(svg)],
    ['40 megapixels', pngOf(8000, 5000)],
    ['four thousand megapixels', pngOf(65_535, 65_535)],
    ['no pixels', pngOf(0, 0)],
    ['nothing', Buffer.alloc(0)],
    ['noise', Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256))],
  ] as const) {
    const { status } = await problemOf(await post('/v1/search', 'image/png', new Uint8Array(bytes)));
    assert.ok([400, 409, 413, 422].includes(status), `${name}: ${status}`);
  }
});

test('bodies beyond their limits are refused as soon as that is known', async () => {
  const large = `{"words":"${'x'.repeat(1_100_000)}"}`;
  assert.deepEqual(await problemOf(await post('/v1/search', 'application/json', large)), {
    status: 413,
    code: 'too-large',
  });
  const head =
    'POST /v1/search HTTP/1.1\r\nhost: localhost\r\ncontent-type: image/png\r\ncontent-length: 900000000\r\n\r\n';
  assert.equal(statusOf(await exchange(port, [head, 'x'])), 413);
  const compressed = await service.get('/v1/search', {
    method: 'POST',
    body: new Uint8Array(deflateSync('{"words":"red"}')),
    headers: { 'content-type': 'application/json', 'content-encoding': 'deflate' },
  });
  assert.equal(compressed.status, 415);
});

test('JSON of the wrong kind is refused with the field that is wrong', async () => {
  const wrong: readonly (readonly [string, string | undefined])[] = [
    ['', undefined],
    ['null', undefined],
    ['[]', undefined],
    ['"red"', undefined],
    ['{"words":', undefined],
    ['{"words":1}', 'words'],
    ['{"words":"red","limit":"24"}', 'limit'],
    ['{"words":"red","limit":1e99}', 'limit'],
    ['{"words":"red","nonsense":1}', 'nonsense'],
    ['{"words":"red","__proto__":{"limit":1}}', '__proto__'],
    ['{"words":"red","filters":{"length":1e9}}', 'filters'],
    [`{"words":"red","filters":[${'"color=Red",'.repeat(60)}"color=Red"]}`, 'filters'],
    ['{"words":"red","modes":["words","words","words","words"]}', 'modes'],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, undefined],
    ['\u0000', undefined],
  ];
  for (const [body, field] of wrong) {
    const problem = await problemOf(await post('/v1/search', 'application/json', body));
    assert.deepEqual([problem.status, problem.field], [400, field], body.slice(0, 60));
  }
});

test('ids of any kind are found, and no path leads out of the catalog', async () => {
  for (const id of ODD_IDS) {
    const response = await service.get(`/v1/products/${encodeURIComponent(id).replaceAll('.', '%2e')}`);
    assert.equal(response.status, 200, id);
    const { id: found, photos } = (await response.json()) as { id: string; photos: { photo: string }[] };
    assert.equal(found, id);
    const shown = await service.get(photos[0].photo);
    assert.deepEqual([shown.status, shown.headers.get('content-type')], [200, 'image/webp'], photos[0].photo);
  }
  for (const path of [
    '/v1/products/..%2f..%2fetc%2fshadow',
    '/v1/products/%00',
    '/v1/products/%ff',
    '/v1/products/%',
    '/v1/products/1534/photos/..%2f..%2fphoto.jpg',
    '/v1/products/1534/photos/-1',
    '/v1/products/1534/photos/1e3',
    '/v1/products/1534/photos/99999999999999999999',
    '/..%2f..%2f..%2fetc%2fpasswd',
    `/v1/products/${'x'.repeat(5000)}`,
  ]) {
    const { status } = await problemOf(await service.get(path));
    assert.ok(status === 400 || status === 404, `${path.slice(0, 80)}: ${status}`);
  }
});

test('queries of any text get an answer or a refusal, never a failure', async () => {
  for (const text of [
    '"',
    "'",
    '*',
    'NEAR(',
    'a AND',
    '(((((',
    '\u0000',
    '💃',
    'ﷺ',
    '-',
    '^title:',
    'x'.repeat(400),
    'é'.repeat(399),
    '%ff',
    '{}',
    '%',
    '_',
    ' '.repeat(300),
  ]) {
    const response = await service.get(`/v1/search?q=${encodeURIComponent(text)}`);
    assert.ok(response.status < 500, `${text}: ${response.status} ${await response.text()}`);
  }
  for (const filter of [
    'color',
    '=',
    'color=',
    '=Red',
    'nothing=1',
    'price<x',
    'price=1..',
    'price=..',
    'price<1e999',
    'color=' + 'x'.repeat(490),
  ]) {
    const response = await service.get(`/v1/search?q=red&filter=${encodeURIComponent(filter)}`);
    assert.ok(response.status === 400 || response.status === 200, `${filter}: ${response.status}`);
  }
});

test('floods of headers and lines that are no HTTP are refused', async () => {
  const flood = Array.from({ length: 2000 }, (_, i) => `x-flood-${i}: ${'y'.repeat(20)}\r\n`).join('');
  assert.equal(statusOf(await exchange(port, [`GET /v1/status HTTP/1.1\r\nhost: localhost\r\n${flood}\r\n`])), 431);
  assert.equal(statusOf(await exchange(port, [`GET /${'a'.repeat(20_000)} HTTP/1.1\r\nhost: localhost\r\n\r\n`])), 431);
  const nonsense = await exchange(port, ['nonsense\r\n\r\n']);
  const [, id] = /\r\nx-request-id: (\S+)/.exec(nonsense) ?? [];
  assert.equal(statusOf(nonsense), 400);
  assert.ok(id !== undefined && nonsense.endsWith(`"requestId":"${id}"}`), nonsense);
  assert.equal(statusOf(await exchange(port, ['GET / HTTP/1.1\r\n\r\n'])), 400);
  const second = await exchange(port, ['GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n'], {
    then: 'GET nowhere\r\n\r\n',
  });
  assert.match(second, /^HTTP\/1\.1 200 [^]*HTTP\/1\.1 400 /, 'also after requests that were well formed');
  const smuggled =
    'POST /v1/search HTTP/1.1\r\nhost: localhost\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n';
  assert.equal(statusOf(await exchange(port, [smuggled])), 400);
  assert.equal((await service.get('/v1/search?q=red')).status, 200);
});

test('a client that does not read is cut off', async () => {
  const idle = await startService(workspace, { answering: NOBODY, routes: [silent], listen: { idleMs: 200 } });
  assert.equal(await exchange(idle.port, ['GET /v1/silent HTTP/1.1\r\nhost: localhost\r\n\r\n']), '');
});

test('clients that send too slowly are cut off', async () => {
  const [headers, body] = await Promise.all([
    exchange(port, ['GET /v1/status HTTP/1.1\r\nhost:']),
    exchange(port, [
      'POST /v1/search HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{',
    ]),
  ]);
  assert.equal(statusOf(headers), 408);
  assert.equal(statusOf(body), 408);
});

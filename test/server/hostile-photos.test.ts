import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import sharp from 'sharp';
import { startWriting } from '../../server/answering/writing.js';
import { writeBelow } from '../pipeline/import-fixture.js';
import { jpegHeader } from '../unit/image/flat-jpeg.js';
import { exchange, folderOfTests, problemOf, smallWorkspace, startService, statusOf } from './service-fixture.js';

const folder = folderOfTests();
const workspace = await smallWorkspace(folder);
const photos = join(folder, 'photos');
mkdirSync(photos);
const writing = startWriting({ workspace, photosFolder: photos });
const service = await startService(workspace, { writing, bodyMs: 3000 });

const photo = await sharp({ create: { width: 60, height: 80, channels: 3, background: '#205090' } })
  .png()
  .toBuffer();
const blank = sharp({ create: { width: 8000, height: 5000, channels: 3, background: '#ffffff' } });

const put = (id: string, images: readonly string[]) =>
  service.get(`/v1/products/${id}`, {
    method: 'PUT',
    body: JSON.stringify({ title: 'a hat', images }),
    headers: { 'content-type': 'application/json' },
  });

test('photos with more pixels than are decoded are refused, however small their files are', async () => {
  const large: readonly (readonly [name: string, bytes: Buffer])[] = [
    ['40 megapixels of PNG', await blank.png().toBuffer()],
    ['300 megapixels of JPEG', jpegHeader({ width: 20_000, height: 15_000 })],
    [
      'a GIF that promises 65535 x 65535',
      Buffer.from('474946383961ffffffff00000021f9040100000000002c00000000ffffffff00', 'hex'),
    ],
    ['a TIFF whose directory leads to itself', Buffer.from('49492a00080000000000' + '08000000', 'hex')],
  ];
  for (const [name, bytes] of large) {
    assert.ok(bytes.length < 1_000_000, name);
    const response = await service.get('/v1/search', {
      ...{ method: 'POST', body: new Uint8Array(bytes), headers: { 'content-type': 'image/png' } },
    });
    const { status } = await problemOf(response);
    assert.ok([409, 413, 422].includes(status), `${name}: ${status}`);
    const form = new FormData();
    form.set('photo', new Blob([new Uint8Array(bytes)]));
    assert.ok((await problemOf(await service.get('/v1/detect', { method: 'POST', body: form }))).status < 500, name);
  }
});

const send = (path: string, type: string | undefined, bytes: Uint8Array) =>
  service.get(path, {
    method: 'POST',
    body: new Blob([new Uint8Array(bytes)]),
    headers: type === undefined ? {} : { 'content-type': type },
  });

test('a photo is taken by what its bytes are, whatever its type is called, and what is none is not', async () => {
  const types = [
    ...['image/jpeg', 'image/jpg', 'image/pjpeg', 'image/x-png', 'IMAGE/HEIC; q=1', 'application/octet-stream'],
    ...['binary/octet-stream', 'application/x-www-form-urlencoded', undefined],
  ];
  for (const type of types) assert.equal((await send('/v1/search', type, photo)).status, 409, `${type}: no model yet`);
  const heic = Buffer.concat([Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), Buffer.alloc(500, 7)]);
  for (const type of ['image/heic', 'image/jpeg', 'application/octet-stream', undefined]) {
    const response = await send('/v1/detect', type, heic);
    assert.equal(response.status, 422, type);
    assert.match(await response.text(), /this is a HEIC photo, as iPhones save them/);
  }
  for (const type of ['application/octet-stream', 'application/x-www-form-urlencoded', undefined]) {
    for (const body of ['words=red', '{"words":"red"}', '']) {
      assert.equal(
        (await problemOf(await send('/v1/search', type, Buffer.from(body)))).status,
        415,
        `${type}: ${body}`,
      );
    }
  }
});

test('a product that is written names no file outside of the folder of photos, and no address', async () => {
  writeBelow(photos, 'inside.png', photo);
  writeBelow(photos, 'drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>');
  const sound = await put('sound', ['inside.png']);
  assert.deepEqual(await sound.json(), { id: 'sound', status: 'added' });
  assert.equal((await service.get('/v1/products/sound/photos/0')).status, 200);
  const outside = [
    ...['../photo.jpg', join(folder, 'photo.jpg'), '/etc/hostname', 'drawing.svg'],
    ...['file:///etc/hostname', `http://127.0.0.1:${service.port}/v1/products/sound/photos/0`, 'x\0.png', '.', '..'],
    ...['inside.png/../../photo.jpg', 'uploaded/../../../photo.jpg', 'data:image/png;base64,AAAA'],
  ];
  for (const [i, image] of outside.entries()) {
    const response = await put(`odd${i}`, [image]);
    const text = await response.text();
    assert.ok(response.status === 200 || response.status === 422, `${image}: ${response.status} ${text}`);
    assert.ok(response.status !== 200 || 'problem' in (JSON.parse(text) as object), `${image}: ${text}`);
    assert.equal((await service.get(`/v1/products/odd${i}/photos/0`)).status, 404, image);
  }
});

test('steps of a path are no ids, written in an address or in a line', async () => {
  for (const id of ['%2e', '%2E%2e']) {
    const headers = { 'content-type': 'application/json', 'content-length': '13' };
    assert.equal(await statusOf(service.port, `/v1/products/${id}`, { headers }), 404);
    const heard = await exchange(service.port, [
      `PUT /v1/products/${id} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: application/json\r\n`,
      'content-length: 13\r\n\r\n{"title":"x"}',
    ]);
    assert.match(heard, /^HTTP\/1\.1 422 /);
    assert.match(heard, /cannot be ids/);
  }
  const response = await service.get('/v1/products', {
    ...{ method: 'POST', body: '{"id":"..","title":"x"}', headers: { 'content-type': 'application/x-ndjson' } },
  });
  assert.equal((JSON.parse(await response.text()) as { status: string }).status, 'refused');
});

test('a line without an end and a body without an end are cut off', async () => {
  const chunk = `${(65_536).toString(16)}\r\n${'x'.repeat(65_536)}\r\n`;
  const endless = (type: string): string[] => [
    `POST ${type === 'application/json' ? '/v1/search' : '/v1/products'} HTTP/1.1\r\nhost: localhost\r\n`,
    `content-type: ${type}\r\ntransfer-encoding: chunked\r\n\r\n`,
    ...Array.from({ length: 40 }, () => chunk),
  ];
  const [body] = await Promise.all([
    exchange(service.port, endless('application/json')),
    exchange(service.port, endless('application/x-ndjson')),
  ]);
  assert.ok(body === '' || body.startsWith('HTTP/1.1 413 '), body.slice(0, 100));
  assert.equal((await service.get('/v1/search?q=red')).status, 200);
});

test('as many filters as there may be, and as long, are answered or refused; more are refused', async () => {
  const filters = (count: number) => Array.from({ length: count }, (_, i) => `color=${i}${'x'.repeat(480)}`);
  const ask = (list: readonly string[]) =>
    service.get('/v1/search', {
      ...{ method: 'POST', body: JSON.stringify({ filters: list }), headers: { 'content-type': 'application/json' } },
    });
  assert.equal((await ask(filters(50))).status, 200);
  assert.equal((await problemOf(await ask(filters(51)))).status, 400);
  const address = filters(50).map((filter) => `filter=${encodeURIComponent(filter)}`);
  assert.equal(await statusOf(service.port, `/v1/search?${address.join('&')}`), 431);
});

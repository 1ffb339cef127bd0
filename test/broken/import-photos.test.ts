import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import sharp from 'sharp';
import {
  importInto,
  jsonLines,
  plainPhoto,
  problemsOf,
  productsIn,
  queryIn,
  temporaryFolder,
  writeBelow,
} from '../pipeline/import-fixture.js';
import { flatJpeg } from '../unit/image/flat-jpeg.js';

/** Imports products with one photo each, and tells what became of the photos. */
async function importPhotos(folder: string, sources: readonly string[]): Promise<string[]> {
  const rows = sources.map((image, i) => ({ id: `p${i}`, title: 'A', image }));
  const summary = await importInto(folder, writeBelow(folder, 'shop/catalog.jsonl', jsonLines(rows)));
  assert.equal(summary.added, sources.length, 'a bad photo refuses no product');
  const problems = problemsOf(summary);
  assert.ok(problems.every(({ kind, field, reason }) => kind === 'photo' && field === 'images' && reason !== ''));
  const photos = productsIn(folder).flatMap(({ photos: own }) => own);
  assert.equal(problems.length, photos.filter(({ status }) => status !== 'stored').length);
  return photos.map(({ status, problem = '' }) => `${status} ${problem}`.trim());
}

test('a path that climbs out of the folder is not followed, however it is written', async (t) => {
  const folder = temporaryFolder(t);
  writeBelow(folder, 'secret.png', await plainPhoto('red'));
  writeBelow(folder, 'shop/inside/a.png', await plainPhoto('blue'));
  const climbing = ['../secret.png', 'inside/../../secret.png', join(folder, 'secret.png'), 'a\0.png', '.', ''];
  const results = await importPhotos(folder, [
    ...climbing,
    'inside/../inside/a.png',
    join(folder, 'shop/inside/a.png'),
  ]);
  for (const result of results.slice(0, 5)) assert.match(result, /^refused .*climbs out of/);
  assert.deepEqual(results.slice(5), ['stored', 'stored']);
  assert.equal(queryIn(folder, 'SELECT count(*) FROM pixels'), 1);
});

test('an address that is neither a path nor of the web is not followed', async (t) => {
  const folder = temporaryFolder(t);
  const results = await importPhotos(folder, ['file:///etc/passwd', 'ftp://shop/a.jpg', 'cid:photo@shop']);
  for (const result of results) assert.match(result, /^refused .*neither a path nor an http address/);
});

test('a photo in the catalog itself is stored, and a megabyte that is none is told in one short line', async (t) => {
  const folder = temporaryFolder(t);
  const photo = (await plainPhoto('red')).toString('base64');
  const results = await importPhotos(folder, [
    `data:image/png;base64,${photo}`,
    `data:image/png;base64,${'A'.repeat(1e6)}`,
  ]);
  assert.equal(results[0], 'stored');
  assert.match(results[1], /^refused the data URL 'data:image\/png;base64,A+…A+' has no JPEG, .* photo in it$/);
  assert.ok(Number(queryIn(folder, 'SELECT max(length(document)) FROM products')) < 300);
  assert.ok(statSync(join(folder, 'shop.vitrine/reports/import-problems.jsonl')).size < 1000);
});

test('a link that leads out of the folder counts as outside', { skip: process.platform === 'win32' }, async (t) => {
  const folder = temporaryFolder(t);
  writeBelow(folder, 'secret.png', await plainPhoto('red'));
  writeBelow(folder, 'shop/a.png', await plainPhoto('blue'));
  symlinkSync(join(folder, 'secret.png'), join(folder, 'shop/link.png'));
  symlinkSync(join(folder, 'shop/a.png'), join(folder, 'shop/same.png'));
  const results = await importPhotos(folder, ['link.png', 'same.png']);
  assert.match(results[0], /^refused .*is a link that leads out of/);
  assert.equal(results[1], 'stored');
});

test('refused photos are counted by themselves, and known again', async (t) => {
  const folder = temporaryFolder(t);
  const rows = [{ id: 'a', title: 'A', images: ['../x.png', 'none.png'] }];
  const catalog = writeBelow(folder, 'shop/catalog.jsonl', jsonLines(rows));
  const expected = { stored: 0, unchanged: 0, missing: 1, broken: 0, refused: 1 };
  assert.deepEqual((await importInto(folder, catalog)).photos, expected);
  const again = await importInto(folder, catalog);
  assert.deepEqual([again.photos, again.unchanged], [expected, 1]);
});

test("a PNG of 40 megapixels is recorded as too large, with its size; a camera's JPEG of 48 is stored", async (t) => {
  const folder = temporaryFolder(t);
  const gigantic = sharp({ create: { width: 8000, height: 5000, channels: 3, background: '#fff' } });
  writeBelow(folder, 'shop/big.png', await gigantic.png().toBuffer());
  writeBelow(folder, 'shop/phone.jpg', flatJpeg({ width: 8064, height: 6048 }));
  const results = await importPhotos(folder, ['big.png', 'phone.jpg']);
  assert.match(results[0], /^broken .*too large: 8000 x 5000/);
  assert.equal(results[1], 'stored');
  assert.deepEqual(
    [queryIn(folder, 'SELECT max(width) FROM photos'), queryIn(folder, 'SELECT max(height) FROM photos')],
    [8064, 6048],
  );
});

test('a HEIC is refused by its name, whatever its file is called', async (t) => {
  const folder = temporaryFolder(t);
  const bytes = Buffer.concat([Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), Buffer.alloc(2000, 7)]);
  for (const name of ['a.heic', 'a.jpg', 'a']) writeBelow(folder, `shop/${name}`, bytes);
  for (const result of await importPhotos(folder, ['a.heic', 'a.jpg', 'a'])) {
    assert.match(result, /^broken this is a HEIC photo, as iPhones save them; only JPEG, .* are read$/);
  }
});

test('a text called .jpg, an SVG called .png, half a photo and an empty file are broken', async (t) => {
  const folder = temporaryFolder(t);
  const photo = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#abc' } })
    .jpeg()
    .toBuffer();
  writeBelow(folder, 'shop/text.jpg', 'this is a text and no photo at all');
  writeBelow(folder, 'shop/drawing.png', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
  writeBelow(folder, 'shop/half.jpg', photo.subarray(0, photo.length / 2));
  writeBelow(folder, 'shop/empty.jpg', '');
  const results = await importPhotos(folder, ['text.jpg', 'drawing.png', 'half.jpg', 'empty.jpg']);
  for (const result of results) assert.match(result, /^broken /);
  assert.match(results[0], /no JPEG, PNG/);
});

test('a folder, a path below a file and a name that is too long are no photos', async (t) => {
  const folder = temporaryFolder(t);
  writeBelow(folder, 'shop/a.png/inside.txt', '');
  writeBelow(folder, 'shop/file', '');
  const results = await importPhotos(folder, ['a.png', 'file/a.png', `${'x'.repeat(3000)}.png`, 'none.png']);
  assert.match(results[0], /^broken .*no regular file/);
  for (const result of results.slice(1)) assert.match(result, /^missing there is no such photo/);
});

test('a named pipe among the photos is not waited for', { skip: process.platform === 'win32' }, async (t) => {
  const folder = temporaryFolder(t);
  writeBelow(folder, 'shop/a.txt', '');
  execFileSync('mkfifo', [join(folder, 'shop/pipe.jpg')]);
  assert.match((await importPhotos(folder, ['pipe.jpg']))[0], /^broken .*no regular file/);
});

test('broken photos are not decoded again until they change', async (t) => {
  const folder = temporaryFolder(t);
  writeBelow(folder, 'a.jpg', 'text');
  const catalog = writeBelow(folder, 'catalog.jsonl', jsonLines([{ id: 'a', title: 'A', image: 'a.jpg' }]));
  await importInto(folder, catalog);
  const again = await importInto(folder, catalog);
  assert.deepEqual([again.photos.broken, problemsOf(again).length], [1, 1]);
  writeBelow(folder, 'a.jpg', await plainPhoto('red'));
  assert.equal((await importInto(folder, catalog)).photos.stored, 1);
});

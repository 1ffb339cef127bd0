import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { bytesOfDataUrl, keepDataUrls } from '../../../../indexer/import/data-url.js';
import { keepUploadedPhoto, uploadedPhotoFile, uploadedPhotoName } from '../../../../indexer/import/uploaded-photos.js';
import { workspacePaths } from '../../../../src/storage/workspace.js';
import { plainPhoto, temporaryFolder } from '../../../pipeline/import-fixture.js';

test('the bytes of a data URL are those of RFC 2397', () => {
  assert.equal(bytesOfDataUrl('data:,a%20b')?.toString(), 'a b');
  assert.equal(bytesOfDataUrl('data:text/plain;charset=utf-8;base64,aGVsbG8=')?.toString(), 'hello');
  assert.equal(bytesOfDataUrl('DATA:image/png;BASE64,aGVsbG8%3D')?.toString(), 'hello');
  assert.deepEqual(
    [bytesOfDataUrl('data:image/png;base64,'), bytesOfDataUrl('data:image/png')],
    [undefined, undefined],
  );
});

test('a photo in a data URL becomes a file, and one without a photo keeps its beginning', async (t) => {
  const paths = workspacePaths(temporaryFolder(t));
  const photo = await plainPhoto('red');
  const base64 = photo.toString('base64');
  const images = [
    `data:image/png;base64,${base64}`,
    'a.jpg',
    `data:image/png;base64,${'A'.repeat(100_000)}`,
    'data:image/svg+xml,%3Csvg%3E',
  ];
  const kept = await keepDataUrls(images, (bytes) => keepUploadedPhoto(paths, bytes));
  assert.deepEqual(await keepDataUrls(images, uploadedPhotoName), kept);
  const [first, own, ...rest] = kept;
  assert.match(first, /^uploaded\/[0-9a-f]{64}$/);
  assert.deepEqual(readFileSync(uploadedPhotoFile(paths, first) ?? ''), photo);
  assert.equal(own, 'a.jpg');
  assert.deepEqual(
    rest.map((image) => image.length <= 40),
    [true, true],
  );
});

test('a data URL that a table divided at its commas and semicolons is put together', async () => {
  const base64 = (await plainPhoto('red')).toString('base64');
  const [whole] = await keepDataUrls([`data:image/png;base64,${base64}`], uploadedPhotoName);
  assert.deepEqual(await keepDataUrls(['a.jpg', 'data:image/png', 'base64', base64, 'b.jpg'], uploadedPhotoName), [
    'a.jpg',
    whole,
    'b.jpg',
  ]);
  assert.deepEqual(await keepDataUrls(['data:image/png;base64', base64], uploadedPhotoName), [whole]);
});

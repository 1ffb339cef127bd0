import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { openPixelWriter } from '../../../indexer/import/pixel-writer.js';
import { BadInputError, NotReadyError } from '../../../src/errors.js';
import { openPhotoStore } from '../../../src/image/photo-store.js';
import { temporaryFolder, writeBelow } from '../../pipeline/import-fixture.js';

/** A store of 2 x 2 photos; record i is filled with the byte i. */
async function storeOf(folder: string, count: number): Promise<string> {
  const file = join(folder, '2.rgb');
  const writer = await openPixelWriter(file, { size: 2, next: 0 });
  await writer.append(Array.from({ length: count }, (_, i) => new Uint8Array(12).fill(i)));
  await writer.close();
  return file;
}

test('photos are read in the order of the slots, also twice and backwards', async (t) => {
  const store = openPhotoStore(await storeOf(temporaryFolder(t), 6));
  assert.deepEqual([store.size, store.count], [2, 6]);
  const pixels = store.read([4, 0, 1, 2, 2, 5]);
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5].map((i) => pixels[i * 12 + 5]),
    [4, 0, 1, 2, 2, 5],
  );
  store.close();
});

test('pixels can be read into memory that is there already', async (t) => {
  const store = openPhotoStore(await storeOf(temporaryFolder(t), 3));
  const into = new Uint8Array(40).fill(99);
  assert.equal(store.read([2, 1], into), into);
  assert.deepEqual([into[0], into[12], into[24]], [2, 1, 99]);
  assert.throws(() => store.read([0, 1, 2, 0], into), RangeError);
  store.close();
});

test('a slot outside the store is a mistake of the caller', async (t) => {
  const store = openPhotoStore(await storeOf(temporaryFolder(t), 3));
  for (const slots of [[3], [-1], [1, 2, 3], [0.5]]) assert.throws(() => store.read(slots), RangeError);
  store.close();
});

test('what lies behind the last known slot is cut off before anything is appended', async (t) => {
  const file = await storeOf(temporaryFolder(t), 3);
  const writer = await openPixelWriter(file, { size: 2, next: 1 });
  await writer.append([new Uint8Array(12).fill(77)]);
  assert.equal(writer.next, 2);
  await writer.close();
  const store = openPhotoStore(file);
  assert.equal(store.count, 2);
  assert.deepEqual(
    [...store.read([0, 1])].filter((_, i) => i % 12 === 0),
    [0, 77],
  );
  store.close();
});

test('a store that is not there says to import first, and a file of another name is none', (t) => {
  const folder = temporaryFolder(t);
  assert.throws(() => openPhotoStore(join(folder, '64.rgb')), NotReadyError);
  assert.throws(() => openPhotoStore(writeBelow(folder, 'photos.bin', '')), BadInputError);
});

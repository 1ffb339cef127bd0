import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { photosToMeasure } from '../../../../../indexer/evaluate/detection/measured-photos.js';
import { BadInputError, VitrineError } from '../../../../../src/errors.js';
import { temporaryFolder } from '../../../../pipeline/import-fixture.js';
import { ROWS, writeMarkedPhotos } from './marked-photos.js';

const isBadInput =
  (pattern: RegExp, place: { readonly line?: number; readonly field?: string } = {}) =>
  (error: unknown): boolean => {
    assert.ok(error instanceof BadInputError);
    assert.match(error.message, pattern);
    for (const [name, value] of Object.entries(place))
      assert.equal(new Map(Object.entries(error.place)).get(name), value);
    return true;
  };

test('a query without words is made of colour and label', async (t) => {
  const { photos } = await photosToMeasure(await writeMarkedPhotos(temporaryFolder(t)), {});
  assert.equal(photos[1].queries[0].text, 'blue coat');
  assert.deepEqual(photos[1].queries[0].box, { x1: 20, y1: 0, x2: 40, y2: 20 });
  assert.equal(photos[0].queries[0].share, 0.5);
});

test('fewer photos are drawn by a seed and keep their order', async (t) => {
  const rows = Array.from({ length: 12 }, (_, i) => ({ ...ROWS[0], id: `photo ${String(i).padStart(2, '0')}` }));
  const file = await writeMarkedPhotos(temporaryFolder(t), rows);
  const ids = async (most: number): Promise<string[]> =>
    (await photosToMeasure(file, { most })).photos.map(({ photo }) => photo.id);
  const five = await ids(5);
  assert.equal(new Set(five).size, 5);
  assert.deepEqual(five, [...five].sort());
  assert.deepEqual(await ids(5), five);
  assert.equal((await ids(50)).length, 12);
});

test('a photo of another size than its row says is broken: its boxes mean other pixels', async (t) => {
  const file = await writeMarkedPhotos(temporaryFolder(t), [ROWS[2], { ...ROWS[0], width: 80 }]);
  const { broken } = await photosToMeasure(file, {});
  assert.match(broken[0].reason, /40 x 20 pixels, its row says 80 x 20/);
});

test('a file without any box is refused, with the form that is wanted', async (t) => {
  const file = await writeMarkedPhotos(temporaryFolder(t), [{ id: '1', title: 'a product' }, ROWS[3]]);
  await assert.rejects(photosToMeasure(file, {}), isBadInput(/no photo of this file has a box \(write \{"id"/));
});

test('a row that cannot be read is refused with its line and field', async (t) => {
  const folder = temporaryFolder(t);
  const box = (value: unknown): unknown => ({ ...ROWS[0], boxes: [{ label: 'hat', query: 'hat', box: value }] });
  for (const [row, field] of [
    [box([1, 2, 3]), 'boxes.0.box'],
    [box([1, 2, 0, 4]), 'boxes.0.box.2'],
    [{ boxes: ROWS[0].boxes }, 'image'],
    [{ image: 'dark.webp', boxes: [{ box: [0, 0, 1, 1] }] }, 'boxes.0.label'],
  ] as const) {
    const file = await writeMarkedPhotos(folder, [ROWS[0], row]);
    await assert.rejects(photosToMeasure(file, {}), isBadInput(/./, { line: 2, field }));
  }
});

test('a file that is no JSON, and one that is not there, are refused by name', async (t) => {
  const folder = temporaryFolder(t);
  await assert.rejects(
    photosToMeasure(join(await writeMarkedPhotos(folder), '../broken.webp'), {}),
    isBadInput(/this is no JSON/, { line: 1 }),
  );
  await assert.rejects(
    photosToMeasure(join(folder, 'missing.jsonl'), {}),
    (error: unknown) => error instanceof VitrineError && error.code === 'not-found',
  );
});

test('when no photo can be read the first reason is told', async (t) => {
  const file = await writeMarkedPhotos(temporaryFolder(t), [ROWS[1], { ...ROWS[0], image: '../outside.jpg' }]);
  await assert.rejects(photosToMeasure(file, {}), isBadInput(/none of its 2 photos can be read; the first, 'broken'/));
});

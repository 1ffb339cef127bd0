import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import sharp from 'sharp';
import { readBoxedPhotos } from '../../../../../indexer/train/detection/photos.js';
import { createWindowSource, drawWindow } from '../../../../../indexer/train/detection/windows.js';
import { drawSample } from '../../../../../indexer/sample/draw-sample.js';
import { BadInputError, CancelledError } from '../../../../../src/errors.js';
import { createRandom } from '../../../../../src/random.js';

const root = mkdtempSync(join(tmpdir(), 'vitrine-boxed-'));
after(() => {
  rmSync(root, { recursive: true, force: true });
});

await sharp({ create: { width: 100, height: 60, channels: 3, background: '#d02020' } })
  .png()
  .toFile(join(root, 'red.png'));
writeFileSync(join(root, 'broken.png'), 'no photo');

const BOX = { label: 'skirt', color: 'red', query: 'red skirt', box: [10, 20, 30, 40] };

function catalog(name: string, rows: readonly object[]): string {
  const file = join(root, name);
  writeFileSync(file, rows.map((row, i) => JSON.stringify({ id: `p${i + 1}`, title: 'Skirt', ...row })).join('\n'));
  return file;
}

test('photos are shrunk to the longest side, boxes with them', async () => {
  const [{ id, photo, half, boxes }] = await readBoxedPhotos(
    catalog('one.jsonl', [{ image: 'red.png', boxes: [BOX] }]),
    {
      longestSide: 50,
    },
  );
  assert.deepEqual([id, photo.width, photo.height, half.width, half.height], ['p1', 50, 30, 25, 15]);
  assert.deepEqual(boxes, [{ ...BOX, box: [5, 10, 15, 20] }]);
  assert.deepEqual([...photo.data.subarray(0, 3)], [0xd0, 0x20, 0x20]);
  assert.ok(photo.data.buffer instanceof SharedArrayBuffer && half.data.buffer instanceof SharedArrayBuffer);
});

test('small photos stay as they are, boxes are clipped at the border', async () => {
  const row = { image: 'red.png', boxes: [{ ...BOX, box: [-10, 50, 30, 40] }] };
  const [{ photo, boxes }] = await readBoxedPhotos(catalog('clipped.jsonl', [row]));
  assert.equal(photo.width, 100);
  assert.deepEqual(boxes[0].box, [0, 50, 20, 10]);
});

test('what cannot be used is told by file, line and field, and the rest is read', async () => {
  const problems: string[] = [];
  let withoutBoxes = 0;
  const file = catalog('mixed.jsonl', [
    { image: 'red.png', boxes: [BOX] },
    { image: 'red.png' },
    { image: 'broken.png', boxes: [BOX] },
    { image: 'gone.png', boxes: [BOX] },
    { image: 'red.png', boxes: [{ ...BOX, box: [200, 20, 30, 40] }, BOX] },
    { image: 'red.png', boxes: [{ ...BOX, box: [0, 0, 0, 40] }] },
    { boxes: [BOX] },
    { image: '../red.png', boxes: [BOX] },
  ]);
  const photos = await readBoxedPhotos(file, {
    onProblem: ({ code, place }) => problems.push(`${code} ${place.line} ${place.field}`),
    onWithoutBoxes: (count) => (withoutBoxes = count),
  });
  assert.deepEqual(
    photos.map(({ id, boxes }) => [id, boxes.length]),
    [['p1', 1], ['p5', 1]], // prettier-ignore
  );
  assert.equal(withoutBoxes, 1);
  assert.deepEqual(problems.sort(), [
    'bad-photo 3 images',
    'bad-photo 8 images',
    'bad-row 5 boxes.0.box',
    'bad-row 6 boxes.0.box.2',
    'not-found 4 images',
    'not-found 7 images',
  ]);
});

test('a catalog without any box is refused', async () => {
  await assert.rejects(readBoxedPhotos(catalog('none.jsonl', [{ image: 'red.png' }])), BadInputError);
});

test('a raised signal stops the reading', async () => {
  const file = catalog('stopped.jsonl', [{ image: 'red.png', boxes: [BOX] }]);
  await assert.rejects(readBoxedPhotos(file, { signal: AbortSignal.abort() }), CancelledError);
});

test('the drawn sample gives windows with questions', async () => {
  const { catalog: file } = await drawSample({ folder: join(root, 'sample'), products: 16, seed: 3 });
  const photos = await readBoxedPhotos(file);
  assert.equal(photos.length, 16);
  const source = createWindowSource(photos, [], { width: 112, height: 160 });
  const windows = Array.from({ length: 12 }, (_, i) => drawWindow(source, createRandom(3).fork(i)));
  const right = windows.flatMap(({ queries }) => queries.filter(({ boxes }) => boxes.length > 0));
  const wrong = windows.flatMap(({ queries }) => queries.filter(({ boxes }) => boxes.length === 0));
  assert.ok(right.length > 12 && wrong.length > 12, `${right.length} right, ${wrong.length} wrong`);
});

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import sharp from 'sharp';
import { BadPhotoError, CancelledError, NotFoundError, UsageError } from '../../src/errors.js';
import type { DetectionResult, DetectOptions, GarmentFinder } from '../../src/garment-finder.js';
import { openDetection } from '../../src/open-detection.js';
import { untrainedModel, writeModel } from '../unit/encoder/model-fixture.js';

const root = mkdtempSync(join(tmpdir(), 'vitrine-detect-'));
let finder: GarmentFinder;
before(async () => {
  const model = writeModel(join(root, 'tiny'), untrainedModel());
  finder = await openDetection({ workspace: join(root, 'nowhere.vitrine'), model });
});
after(async () => {
  await finder.close();
  rmSync(root, { recursive: true, force: true });
});

const detect = (photo: string | Buffer, options: DetectOptions = {}): Promise<DetectionResult> =>
  finder.detect(photo, options);

function plain(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#888' } })
    .png()
    .toBuffer();
}

/** A red rectangle on grey, 60 x 80 pixels. */
async function drawn(): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="80"><rect width="60" height="80" fill="#999"/>
    <rect x="15" y="20" width="30" height="40" fill="rgb(220,20,20)"/></svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

test('a photo of one colour shows nothing, and the answer says so', async () => {
  const { width, height, boxes, warnings } = await detect(await plain(40, 30));
  assert.deepEqual([width, height, boxes], [40, 30, []]);
  assert.ok(warnings.includes('The photo shows nothing but one colour.'));
});

test('a photo of one pixel is too small to show anything, and the answer says so', async () => {
  const { width, height, boxes, warnings } = await detect(await plain(1, 1), { words: 'red shirt' });
  assert.deepEqual([width, height, boxes], [1, 1, []]);
  assert.ok(warnings.some((warning) => warning.includes('1 x 1 pixels')));
});

test('40 megapixels are refused with their size', async () => {
  await assert.rejects(
    detect(await plain(8000, 5000)),
    (error: unknown) => error instanceof BadPhotoError && error.message.includes('8000 x 5000 are 40.0 megapixels'),
  );
});

test('an SVG, a text, an empty and a torn file are no photos', async () => {
  const torn = (await drawn()).subarray(0, 90);
  for (const bytes of ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'a letter, and no photo', '', torn]) {
    await assert.rejects(detect(Buffer.from(bytes)), BadPhotoError);
  }
  await assert.rejects(detect(join(root, 'missing.jpg')), NotFoundError);
});

test('empty words are a mistake, and leaving them out is not', async () => {
  for (const words of ['', '  ']) await assert.rejects(detect(await drawn(), { words }), UsageError);
  assert.ok(Array.isArray((await detect(await drawn())).boxes));
});

test('words that the model never saw find nothing, and the answer names them', async () => {
  const unknown = await detect(await drawn(), { words: 'qwxz vvkj' });
  assert.deepEqual(unknown.boxes, []);
  assert.ok(unknown.warnings.some((warning) => warning.includes("no word of 'qwxz vvkj'")));
  const half = await detect(await drawn(), { words: 'qwxz shirt' });
  assert.ok(half.warnings.some((warning) => warning.includes("does not know the word 'qwxz'")));
});

test('a misspelt word is read as the nearest known one, and the answer says so', async () => {
  const { boxes, warnings } = await detect(await drawn(), { words: 'red shiirt', limit: 2 });
  assert.ok(warnings.includes("'shiirt' was read as 'shirt'."));
  assert.ok(boxes.length <= 2);
  assert.ok(boxes.every(({ label }) => label === 'red shirt'));
});

test('boxes lie in the upright original, however large it is, and no products are invented', async () => {
  const large = await sharp(await drawn())
    .resize(1800, 2400)
    .jpeg()
    .toBuffer();
  const { width, height, boxes, warnings } = await detect(large, { words: 'shirt' });
  assert.deepEqual([width, height], [1800, 2400]);
  assert.ok(boxes.length > 0);
  for (const { box, hits, score } of boxes) {
    const [x, y, w, h] = box;
    assert.ok(x >= 0 && y >= 0 && w > 0 && h > 0 && x + w <= 1800 && y + h <= 2400);
    assert.ok(score >= 0 && score <= 1);
    assert.deepEqual(hits, []);
  }
  assert.ok(
    boxes.some(({ box: [, , w] }) => w > 60),
    'in pixels of the original',
  );
  assert.ok(warnings.some((warning) => warning.startsWith('No products are shown')));
});

test('limits out of range and a raised signal are refused', async () => {
  await assert.rejects(detect(await drawn(), { limit: 0 }), UsageError);
  await assert.rejects(detect(await drawn(), { limit: 1.5 }), UsageError);
  await assert.rejects(detect(await drawn(), { signal: AbortSignal.abort() }), CancelledError);
});

test('an unknown model is named, with where models are looked for', async () => {
  const lost = await openDetection({ model: 'no-such-model' });
  await assert.rejects(lost.detect(await drawn()), NotFoundError);
  await lost.close();
});

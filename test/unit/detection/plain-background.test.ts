import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Box } from '../../../src/box.js';
import { plainBackgroundBox, productMask } from '../../../src/detection/plain-background.js';
import type { Photo } from '../../../src/image/transforms.js';
import { createRandom } from '../../../src/random.js';

type Color = readonly [number, number, number];
const WHITE: Color = [255, 255, 255];
const RED: Color = [200, 30, 40];

function plainPhoto(width: number, height: number, color: Color = WHITE): Photo {
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < data.length; i++) data[i] = color[i % 3];
  return { width, height, data };
}

function fill({ width, data }: Photo, { x1, y1, x2, y2 }: Box, color: Color): void {
  for (let y = y1; y < y2; y++) for (let x = x1; x < x2; x++) data.set(color, (y * width + x) * 3);
}

const PRODUCT: Box = { x1: 12, y1: 8, x2: 40, y2: 52 };

test('a product on white is found to the pixel, surely', () => {
  const photo = plainPhoto(60, 64);
  fill(photo, PRODUCT, RED);
  assert.deepEqual(plainBackgroundBox(photo), { box: PRODUCT, confidence: 1 });
});

test('a grainy background is still plain', () => {
  const photo = plainPhoto(60, 64, [235, 232, 228]);
  fill(photo, PRODUCT, RED);
  const random = createRandom(3);
  for (let i = 0; i < photo.data.length; i++) photo.data[i] += random.integer(7) - 3;
  assert.deepEqual(plainBackgroundBox(photo)?.box, PRODUCT);
});

test('a hole in the product that the background does not reach belongs to the product', () => {
  const photo = plainPhoto(60, 64);
  fill(photo, PRODUCT, RED);
  fill(photo, { x1: 20, y1: 20, x2: 30, y2: 30 }, WHITE);
  const { mask } = productMask(photo)!;
  assert.equal(mask[25 * 60 + 25], 1);
  assert.equal(
    mask.reduce((sum, inside) => sum + inside, 0),
    28 * 44,
  );
});

test('a soft grey shadow is background, a coloured one is not', () => {
  const shaded = (tint: number): Box | undefined => {
    const photo = plainPhoto(60, 64);
    for (let step = 0; step < 12; step++) {
      const level = 255 - 3 * step;
      // Darker towards the product, which stands on its lower edge.
      fill(photo, { x1: 10, y1: 40 + step, x2: 50, y2: 41 + step }, [level, level, level - tint * Math.min(step, 6)]);
    }
    fill(photo, { x1: 12, y1: 8, x2: 40, y2: 52 }, RED);
    return plainBackgroundBox(photo)?.box;
  };
  assert.deepEqual(shaded(0), PRODUCT);
  assert.equal(shaded(9)?.x2, 50);
});

test('specks are not the product, a second shoe is', () => {
  const photo = plainPhoto(80, 40);
  fill(photo, { x1: 10, y1: 10, x2: 30, y2: 30 }, RED);
  fill(photo, { x1: 45, y1: 12, x2: 65, y2: 32 }, RED);
  fill(photo, { x1: 75, y1: 35, x2: 77, y2: 37 }, RED);
  assert.deepEqual(plainBackgroundBox(photo)?.box, { x1: 10, y1: 10, x2: 65, y2: 32 });
});

test('what runs out of the photo is found with less confidence', () => {
  const photo = plainPhoto(60, 64);
  fill(photo, { x1: 10, y1: 30, x2: 50, y2: 64 }, RED);
  const found = plainBackgroundBox(photo)!;
  assert.deepEqual(found.box, { x1: 10, y1: 30, x2: 50, y2: 64 });
  // 40 of 244 border pixels are the product: .836 of the border is plain, (.836 - .6) / .35 = .674
  assert.ok(Math.abs(found.confidence - 0.674) < 0.001, String(found.confidence));
});

test('nothing is found in an empty photo, in a busy one and in one too small to have a background', () => {
  assert.equal(plainBackgroundBox(plainPhoto(60, 64)), undefined);
  const busy = plainPhoto(60, 64);
  const random = createRandom(4);
  for (let i = 0; i < busy.data.length; i++) busy.data[i] = random.integer(256);
  assert.equal(plainBackgroundBox(busy), undefined);
  assert.equal(plainBackgroundBox(plainPhoto(1, 1)), undefined);
});

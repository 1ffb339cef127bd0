import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../../src/random.js';
import { cropPhoto, letterbox, resize, type Photo } from '../../../src/image/transforms.js';

function photoOf(width: number, height: number, at: (x: number, y: number, channel: number) => number): Photo {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) for (let c = 0; c < 3; c++) data[(y * width + x) * 3 + c] = at(x, y, c);
  }
  return { width, height, data };
}

/** Straight from the definition: the mean of all source pixels, weighted by a triangle two target pixels wide. */
function slowResize(photo: Photo, width: number, height: number): number[] {
  const weightsOf = (i: number, from: number, to: number): number[] => {
    const scale = from / to;
    const support = Math.max(1, scale);
    const raw = Array.from({ length: from }, (_, j) =>
      Math.max(0, 1 - Math.abs(j + 0.5 - (i + 0.5) * scale) / support),
    );
    const sum = raw.reduce((a, b) => a + b, 0);
    return raw.map((weight) => weight / sum);
  };
  const result: number[] = [];
  for (let y = 0; y < height; y++) {
    const down = weightsOf(y, photo.height, height);
    for (let x = 0; x < width; x++) {
      const across = weightsOf(x, photo.width, width);
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        down.forEach((v, j) => {
          across.forEach((w, i) => (sum += v * w * photo.data[(j * photo.width + i) * 3 + c]));
        });
        result.push(sum);
      }
    }
  }
  return result;
}

for (const [from, to] of [
  ['60x80', '48x64'],
  ['7x5', '20x13'],
  ['100x3', '9x1'],
  ['1x1', '4x4'],
] as const) {
  test(`resizing ${from} to ${to} agrees with the definition`, () => {
    const [width, height] = from.split('x').map(Number);
    const [toWidth, toHeight] = to.split('x').map(Number);
    const random = createRandom(3);
    const photo = photoOf(width, height, () => random.integer(256));
    const slow = slowResize(photo, toWidth, toHeight);
    const fast = resize(photo, toWidth, toHeight);
    assert.equal(fast.length, slow.length);
    for (const [i, value] of slow.entries())
      assert.ok(Math.abs(fast[i] - value) <= 0.51, `${fast[i]} at ${i}, not ${value}`);
  });
}

test('a tall photo is letterboxed with white at both sides', () => {
  const square = letterbox(
    photoOf(2, 4, () => 10),
    8,
  );
  const row = [...square.subarray(0, 8 * 3)].filter((_, i) => i % 3 === 0);
  assert.deepEqual(row, [255, 255, 10, 10, 10, 10, 255, 255]);
  assert.equal(square.length, 8 * 8 * 3);
});

test('a wide photo is letterboxed with white above and below', () => {
  const square = letterbox(
    photoOf(4, 2, () => 10),
    8,
  );
  const column = Array.from({ length: 8 }, (_, y) => square[y * 8 * 3]);
  assert.deepEqual(column, [255, 255, 10, 10, 10, 10, 255, 255]);
});

test('a photo of one pixel by a thousand still has one column', () => {
  const square = letterbox(
    photoOf(1, 1000, () => 0),
    8,
  );
  assert.equal([...square].filter((value) => value === 0).length, 8 * 3);
});

test('a crop keeps the pixels of the box and leaves out what lies outside the photo', () => {
  const photo = photoOf(4, 3, (x, y, c) => x * 10 + y + c * 100);
  const part = cropPhoto(photo, { x1: 2, y1: 1, x2: 9, y2: 9 });
  assert.deepEqual([part.width, part.height], [2, 2]);
  assert.deepEqual([...part.data], [21, 121, 221, 31, 131, 231, 22, 122, 222, 32, 132, 232]);
});

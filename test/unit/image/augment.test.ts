import assert from 'node:assert/strict';
import { test } from 'node:test';
import { augmentPhoto } from '../../../src/image/augment.js';
import { createRandom } from '../../../src/random.js';

const SIZE = 8;
const STILL = { shift: 0, zoom: 0, flip: false, light: 0 };

function photo(): Uint8Array {
  return Uint8Array.from({ length: SIZE * SIZE * 3 }, (_, i) => (i * 7) % 251);
}

function varied(options: Partial<typeof STILL>, seed: number): Float32Array {
  const into = new Float32Array(SIZE * SIZE * 3);
  augmentPhoto(photo(), into, { size: SIZE, random: createRandom(seed), ...STILL, ...options });
  return into;
}

test('without any change allowed the bytes stay as they are', () => {
  assert.deepEqual(varied({}, 1), Float32Array.from(photo()));
});

test('a photo is mirrored in about half of the cases, and mirrored twice is itself', () => {
  const original = photo();
  const mirrored = Float32Array.from({ length: original.length }, (_, i) => {
    const [pixel, channel] = [Math.floor(i / 3), i % 3];
    const [y, x] = [Math.floor(pixel / SIZE), pixel % SIZE];
    return original[(y * SIZE + SIZE - 1 - x) * 3 + channel];
  });
  const counts = { still: 0, mirrored: 0 };
  for (let seed = 0; seed < 100; seed++) {
    const variant = varied({ flip: true }, seed);
    if (variant[0] === original[0]) assert.deepEqual(variant, Float32Array.from(original));
    else assert.deepEqual(variant, mirrored);
    counts[variant[0] === original[0] ? 'still' : 'mirrored']++;
  }
  assert.ok(counts.still > 30 && counts.mirrored > 30);
});

test('what a shift brings in from outside is white', () => {
  const shifted = Array.from({ length: 20 }, (_, seed) => varied({ shift: 0.5 }, seed));
  const original = new Set<number>(photo());
  assert.ok(shifted.some((variant) => variant.includes(255)));
  assert.ok(shifted.every((variant) => variant.every((byte) => byte === 255 || original.has(byte))));
});

test('light and zoom stay within bytes, and one seed gives one variant', () => {
  for (let seed = 0; seed < 20; seed++) {
    const variant = varied({ light: 0.5, zoom: 0.3, shift: 0.2, flip: true }, seed);
    assert.ok(variant.every((byte) => byte >= 0 && byte <= 255));
    assert.deepEqual(varied({ light: 0.5, zoom: 0.3, shift: 0.2, flip: true }, seed), variant);
  }
});

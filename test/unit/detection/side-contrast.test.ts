import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SideContrast } from '../../../src/detection/side-contrast.js';

/** Lightness 80 in x 10 to 20, y 5 to 15, else 20; no colour. */
const SIZE = { width: 40, height: 30 };
const lightness = Float32Array.from({ length: 1200 }, (_, i) => {
  const [x, y] = [i % 40, Math.floor(i / 40)];
  return x >= 10 && x < 20 && y >= 5 && y < 15 ? 80 : 20;
});
const contrast = new SideContrast({ ...SIZE, planes: [lightness, new Float32Array(1200), new Float32Array(1200)] });

test('around a thing all four sides differ by its lightness', () => {
  // (2 + 60) of each side, times the root of the least
  assert.ok(Math.abs(contrast.of(Int32Array.of(10, 5, 19, 14), 0) - 62 * Math.sqrt(62)) < 1e-3);
});

test('a box whose one side lies within the thing has one side without contrast', () => {
  assert.ok(
    Math.abs(contrast.of(Int32Array.of(0, 0, 0, 0, 10, 5, 14, 14), 4) - (62 ** 3 * 2) ** 0.25 * Math.SQRT2) < 1e-3,
  );
});

test('nothing lies outside the whole photo', () => {
  assert.ok(Math.abs(contrast.of(Int32Array.of(0, 0, 39, 29), 0) - 7 * Math.sqrt(7)) < 1e-3);
});

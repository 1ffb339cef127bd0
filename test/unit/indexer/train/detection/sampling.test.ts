import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleAxis, type Axis } from '../../../../../indexer/train/detection/sampling.js';

const AXIS: Axis = { start: 0, end: 4, origin: 0, step: 1, count: 4, mirrored: false, margins: [0, 0] };

/** Where each target pixel is read, in source pixels from the middle of the first. */
function places(axis: Partial<Axis>): number[] {
  const { before, weight } = sampleAxis({ ...AXIS, ...axis });
  return Array.from(before, (pixel, i) => pixel + weight[i] / 256);
}

test('at the scale 1 pixels are copied, mirrored ones from the other end', () => {
  assert.deepEqual(places({}), [0, 1, 2, 3]);
  assert.deepEqual(places({ mirrored: true }), [3, 2, 1, 0]);
});

test('enlarged twice, pixels lie a quarter beside those of the source', () => {
  assert.deepEqual(places({ step: 0.5, end: 4 }), [0, 0.25, 0.75, 1.25]);
});

test('outside the source its last pixel is repeated, or as much as the margin is reflected', () => {
  assert.deepEqual(places({ origin: 2 }), [0, 0, 0, 1]);
  assert.deepEqual(places({ origin: 3, margins: [2, 0] }), [1, 2, 1, 0]);
  assert.deepEqual(places({ start: 3, end: 7, margins: [0, 2] }), [3, 2, 1, 2]);
});

test('the pixel after the last one is the last one', () => {
  assert.deepEqual([...sampleAxis(AXIS).after], [1, 2, 3, 3]);
});

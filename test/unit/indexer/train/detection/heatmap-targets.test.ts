import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTargetMarker, type PlaceTargets } from '../../../../../indexer/train/detection/heatmap-targets.js';
import type { Box } from '../../../../../src/box.js';

// Places of a canvas of 32 x 32, 8 pixels apart, the first at (4, 4).
const marker = createTargetMarker({ width: 32, height: 32 }, 0.25);

function mark(...boxes: Box[]): PlaceTargets {
  const targets = { inside: new Float32Array(16), sides: new Float32Array(64) };
  marker.mark(boxes, targets);
  return targets;
}

const insideOf = ({ inside }: PlaceTargets): number[] => [...inside.keys()].filter((i) => inside[i] === 1);
const sidesOf = ({ sides }: PlaceTargets, place: number): number[] => [0, 1, 2, 3].map((i) => sides[i * 16 + place]);

test('places within a quarter of the sides from the centre answer with the box', () => {
  // Centre (16, 12), reach 7 across and 6 (at least) down: places at 12 and 20 across, at 12 down.
  const targets = mark({ x1: 2, y1: 4, x2: 30, y2: 20 });
  assert.deepEqual(insideOf(targets), [5, 6]);
  assert.deepEqual(sidesOf(targets, 5), [16, 12, 28, 16]);
});

test('a box smaller than the distance of places still has one', () => {
  assert.deepEqual(insideOf(mark({ x1: 15, y1: 15, x2: 17, y2: 17 })), [5, 6, 9, 10]);
});

test('a place between two boxes answers with the nearer one, measured in sides', () => {
  const small = { x1: 8, y1: 8, x2: 16, y2: 16 };
  const large = { x1: 0, y1: 0, x2: 32, y2: 32 };
  const targets = mark(small, large);
  assert.deepEqual(sidesOf(targets, 5), [12, 12, 8, 8]);
  assert.deepEqual(sidesOf(targets, 10), [16, 16, 32, 32]);
});

test('without a box no place answers, and no side is 0', () => {
  const targets = mark();
  assert.deepEqual(insideOf(targets), []);
  assert.deepEqual(sidesOf(targets, 6), [20, 12, 16, 16]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suppressOverlaps } from '../../../src/detection/nms.js';
import { createRandom } from '../../../src/random.js';

function overlap(a: readonly number[], b: readonly number[]): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  if (width <= 0 || height <= 0) return 0;
  const area = (box: readonly number[]): number => (box[2] - box[0]) * (box[3] - box[1]);
  return (width * height) / (area(a) + area(b) - width * height);
}

/** From the definition: every box against every kept one. */
function slowSuppression(boxes: Float32Array, scores: Float32Array, iou: number): number[] {
  const box = (i: number): number[] => [...boxes.subarray(i * 4, i * 4 + 4)];
  const order = Array.from(scores, (_, i) => i).sort((a, b) => scores[b] - scores[a] || a - b);
  const kept: number[] = [];
  for (const i of order) if (kept.every((k) => overlap(box(i), box(k)) <= iou)) kept.push(i);
  return kept;
}

function randomBoxes(count: number): { boxes: Float32Array; scores: Float32Array } {
  const random = createRandom('boxes');
  const boxes = new Float32Array(count * 4);
  for (let i = 0; i < count; i++) {
    const [x, y] = [random.integer(60), random.integer(60)];
    boxes.set([x, y, x + 1 + random.integer(50), y + 1 + random.integer(50)], i * 4);
  }
  return { boxes, scores: Float32Array.from({ length: count }, () => random.integer(40)) };
}

test('the better of two boxes that overlap too much is kept, and the one apart', () => {
  const boxes = Float32Array.of(0, 0, 10, 10, 0, 0, 10, 8, 20, 20, 30, 30);
  // the first two share 80 of 100 pixels
  assert.deepEqual([...suppressOverlaps(boxes, Float32Array.of(1, 3, 2), { iou: 0.75 })], [1, 2]);
  assert.deepEqual([...suppressOverlaps(boxes, Float32Array.of(1, 3, 2), { iou: 0.85 })], [1, 2, 0]);
});

test('equal scores rank by index', () => {
  const boxes = Float32Array.of(0, 0, 10, 10, 0, 0, 10, 9, 20, 20, 30, 30);
  assert.deepEqual([...suppressOverlaps(boxes, Float32Array.of(1, 1, 1), { iou: 0.5 })], [0, 2]);
});

test('all overlaps agree with comparing every box with every other', () => {
  const { boxes, scores } = randomBoxes(400);
  for (const iou of [0, 0.1, 0.3, 0.5, 0.55, 0.75, 0.9, 0.99, 1]) {
    assert.deepEqual([...suppressOverlaps(boxes, scores, { iou })], slowSuppression(boxes, scores, iou), String(iou));
  }
});

test('a limit cuts the list of kept boxes', () => {
  const { boxes, scores } = randomBoxes(200);
  const all = suppressOverlaps(boxes, scores, { iou: 0.5 });
  assert.deepEqual(suppressOverlaps(boxes, scores, { iou: 0.5, limit: 7 }), all.slice(0, 7));
  assert.equal(suppressOverlaps(boxes, scores, { iou: 0.5, limit: 0 }).length, 0);
});

test('eta permits less overlap with every kept box, down to one half', () => {
  // ten boxes of width 100, each one pixel further right: neighbours overlap by 99 of 101
  const boxes = Float32Array.from({ length: 40 }, (_, i) => [i >> 2, 0, (i >> 2) + 100, 10][i & 3]);
  const scores = Float32Array.from({ length: 10 }, (_, i) => 10 - i);
  assert.equal(suppressOverlaps(boxes, scores, { iou: 0.99 }).length, 10);
  assert.deepEqual([...suppressOverlaps(boxes, scores, { iou: 0.99, eta: 0.97 })], [0, 3, 7]);
});

test('no box, and boxes without an area', () => {
  assert.equal(suppressOverlaps(new Float32Array(0), new Float32Array(0), { iou: 0.5 }).length, 0);
  const empty = Float32Array.of(5, 5, 5, 5, 9, 9, 3, 3, 0, 0, 20, 20);
  assert.deepEqual([...suppressOverlaps(empty, Float32Array.of(3, 2, 1), { iou: 0.5 })], [0, 1, 2]);
});

test('an overlap out of range and arrays that do not fit are refused', () => {
  const options = { code: 'usage' };
  assert.throws(() => suppressOverlaps(new Float32Array(4), Float32Array.of(1), { iou: 1.5 }), options);
  assert.throws(() => suppressOverlaps(new Float32Array(4), Float32Array.of(1), { iou: NaN }), options);
  assert.throws(() => suppressOverlaps(new Float32Array(5), Float32Array.of(1), { iou: 0.5 }), options);
});

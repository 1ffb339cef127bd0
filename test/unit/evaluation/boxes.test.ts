import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Box } from '../../../src/box.js';
import { boxMetrics, hitRate, meanFirstOverlap, overlapsWith } from '../../../src/evaluation/boxes.js';

const box = (x1: number, y1: number, x2: number, y2: number): Box => ({ x1, y1, x2, y2 });

/** Four queries. First right box at .5: the first, the second, the fourth, none; the last found nothing. */
const QUERIES = [[0.8, 0.1], [0.2, 0.6], [0, 0.1, 0.49, 0.5], []];

test('a found box is judged by the right box that it overlaps most', () => {
  const right = [box(0, 0, 10, 10), box(20, 0, 30, 10)];
  // 10 x 10 against 10 x 10 shifted by 5: 50 shared of 150; the third box touches neither.
  const found = [box(25, 0, 35, 10), box(0, 0, 10, 10), box(10, 0, 20, 10)];
  assert.deepEqual([...overlapsWith(found, right)], [50 / 150, 1, 0]);
});

test('where nothing is right, nothing overlaps', () => {
  assert.deepEqual([...overlapsWith([box(0, 0, 1, 1)], [])], [0]);
  assert.deepEqual([...overlapsWith([], [box(0, 0, 1, 1)])], []);
});

test('a query is hit when one of its first boxes is right', () => {
  assert.equal(hitRate(QUERIES, { count: 1, iou: 0.5 }), 1 / 4);
  assert.equal(hitRate(QUERIES, { count: 2, iou: 0.5 }), 2 / 4);
  assert.equal(hitRate(QUERIES, { count: 3, iou: 0.5 }), 2 / 4);
  assert.equal(hitRate(QUERIES, { count: 4, iou: 0.5 }), 3 / 4);
});

test('the ceiling takes all boxes, however many', () => {
  assert.equal(hitRate(QUERIES, { iou: 0.5 }), 3 / 4);
  assert.equal(hitRate(QUERIES, { iou: 0.7 }), 1 / 4);
  assert.equal(hitRate(QUERIES, { iou: 0.9 }), 0);
});

test('a box exactly at the threshold is right', () => {
  assert.equal(hitRate([[0.5]], { iou: 0.5 }), 1);
});

test('the mean overlap counts a query without boxes as nothing', () => {
  assert.equal(meanFirstOverlap(QUERIES), (0.8 + 0.2 + 0 + 0) / 4);
});

test('the metrics are the rates at one, three, five and ten', () => {
  const late = [[...Array<number>(5).fill(0), 0.7]];
  assert.deepEqual(boxMetrics(QUERIES, 0.5), { top1: 0.25, top3: 0.5, top5: 0.75, top10: 0.75, meanIou: 0.25 });
  assert.deepEqual(boxMetrics(late, 0.7), { top1: 0, top3: 0, top5: 0, top10: 1, meanIou: 0 });
});

test('without queries every figure is 0', () => {
  assert.deepEqual(boxMetrics([], 0.5), { top1: 0, top3: 0, top5: 0, top10: 0, meanIou: 0 });
});

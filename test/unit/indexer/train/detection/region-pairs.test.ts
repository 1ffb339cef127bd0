import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawPairs, preparePairs } from '../../../../../indexer/train/detection/region-pairs.js';
import { createRandom } from '../../../../../src/random.js';

const SHIRT = { x1: 0, y1: 0, x2: 20, y2: 20 };
const SHOE = { x1: 60, y1: 60, x2: 80, y2: 70 };
// The shirt itself; its upper 16 rows (IoU .8); its upper half (.5); the shoe; the shoe's left half (.5); nothing.
const PROPOSALS = [
  [0, 0, 20, 20],
  [0, 0, 20, 16],
  [0, 0, 20, 10],
  [60, 60, 80, 70],
  [60, 60, 70, 70],
  [30, 30, 40, 40],
];
const source = {
  proposals: Float32Array.from(PROPOSALS.flat()),
  queries: [
    { text: 0, boxes: [SHIRT] },
    { text: 1, boxes: [SHOE] },
  ],
  absent: [2],
};

test('overlaps of all proposals with what each text names', () => {
  const { overlaps, matches, between } = preparePairs(source);
  assert.deepEqual(
    [...overlaps[0]].map((overlap) => Number(overlap.toFixed(6))),
    [1, 0.8, 0.5, 0, 0, 0],
  );
  assert.deepEqual([...overlaps[1]], [0, 0, 0, 1, 0.5, 0]);
  assert.deepEqual(matches.map((list) => [...list]), [[0, 1], [3]]); // prettier-ignore
  assert.deepEqual(between.map((list) => [...list]), [[2], [4]]); // prettier-ignore
});

test('matches overlap by .7 and more, others by less than .3', () => {
  const prepared = preparePairs(source);
  const pairs = drawPairs(prepared, { matches: 200, others: 200, any: 100 }, createRandom(3));
  assert.equal(pairs.length, 500);
  assert.ok(pairs.slice(0, 200).every(({ isMatch, overlap }) => isMatch && overlap >= 0.7));
  assert.ok(pairs.slice(200, 400).every(({ isMatch, overlap }) => !isMatch && overlap < 0.3));
  assert.ok(
    pairs.slice(200, 400).some(({ text }) => text === 2),
    'texts of nothing in the photo are asked, too',
  );
  assert.ok(pairs.slice(400).some(({ overlap }) => overlap >= 0.3 && overlap < 0.7));
});

test('a photo without proposals still has its true boxes', () => {
  const prepared = preparePairs({ ...source, proposals: new Float32Array(0) });
  const pairs = drawPairs(prepared, { matches: 20, others: 20, any: 20 }, createRandom(3));
  assert.equal(pairs.length, 60);
  assert.ok(pairs.slice(20, 40).every(({ overlap }) => overlap < 0.3));
});

test('a photo in which nothing can be asked has no pairs', () => {
  const prepared = preparePairs({ ...source, queries: [] });
  assert.deepEqual(drawPairs(prepared, { matches: 2, others: 2, any: 2 }, createRandom(3)), []);
});

test('the same seed draws the same pairs', () => {
  const draw = (seed: number): unknown =>
    drawPairs(preparePairs(source), { matches: 5, others: 5, any: 5 }, createRandom(seed));
  assert.deepEqual(draw(1), draw(1));
  assert.notDeepEqual(draw(1), draw(2));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeAnswer } from '../../../src/detection/heatmap-decoding.js';
import { ANSWER_SIZE } from '../../../src/detection/heatmap-network.js';

const canvas = { width: 64, height: 64 };
const options = { limit: 5, overlap: 0.5, candidates: 150 };
const PLACES = 64;

/** Answers of 8 x 8 places: nothing but what is said of single places. */
function answersOf(said: Record<number, readonly number[]>): Float32Array {
  const answers = new Float32Array(PLACES * ANSWER_SIZE);
  for (let i = 0; i < PLACES; i++) answers.set(said[i] ?? [-30, -5, 0, 0, 0, 0], i * ANSWER_SIZE);
  return answers;
}

test('a place says its box by the distance of the centre and the logarithm of half the sides', () => {
  // Place 9 stands at (12, 12): centre (12 + 16, 12 - 4), half sides 8 e^.5 and 8.
  const answers = answersOf({ 9: [0, 2, 1, -0.25, 0.5, 0] });
  const { boxes, shares, presence } = decodeAnswer(
    [{ answers, isMirrored: false }],
    { canvas, photo: canvas },
    options,
  );
  const half = 8 * Math.exp(0.5);
  assert.deepEqual([...boxes.slice(0, 4)], [...Float32Array.of(28 - half, 0, 28 + half, 16)]);
  assert.ok(shares[0] > 0.999);
  assert.ok(Math.abs(presence - 1 / (1 + Math.exp(-2))) < 1e-6);
});

test('places outside the photo say nothing, and boxes end at its border', () => {
  const answers = answersOf({ 7: [9, 0, 0, 0, 0, 0], 2: [0, 0, 0, 0, 1, 1] });
  const { boxes } = decodeAnswer(
    [{ answers, isMirrored: false }],
    { canvas, photo: { width: 30, height: 20 } },
    options,
  );
  assert.deepEqual([...boxes.slice(0, 4)], [0, 0, 30, 20]);
});

test('boxes of neighbours that mean one garment are averaged by their belief', () => {
  // Places 9 and 10 are 8 pixels apart; both say a box of 44 pixels, one 8 pixels to the right of the other.
  const side = Math.log(22 / 8);
  const answers = answersOf({ 9: [Math.log(3), 0, 1, 1, side, side], 10: [0, 0, 1, 1, side, side] });
  const { boxes, shares } = decodeAnswer([{ answers, isMirrored: false }], { canvas, photo: canvas }, options);
  const overlap = 36 / 52;
  const centre = (28 * 3 + 36 * overlap) / (3 + overlap);
  assert.ok(Math.abs((boxes[0] + boxes[2]) / 2 - centre) < 1e-4);
  assert.ok(Math.abs(shares[0] - (0.75 + overlap / 4)) < 1e-3);
});

test('a mirrored look says the mirrored box', () => {
  const answers = answersOf({ 9: [0, 0, 0, 0, 0, 0] });
  const size = { canvas, photo: { width: 50, height: 64 } };
  const { boxes, shares } = decodeAnswer([{ answers, isMirrored: true }], size, options);
  assert.deepEqual([...boxes.slice(0, 4)], [30, 4, 46, 20]);
  const both = decodeAnswer(
    [
      { answers, isMirrored: false },
      { answers, isMirrored: true },
    ],
    size,
    options,
  );
  assert.equal(both.shares.length >= 2, true);
  assert.ok(Math.abs(both.shares[0] - shares[0] / 2) < 1e-6);
});

test('a photo narrower than half a place still has one', () => {
  const { boxes } = decodeAnswer(
    [{ answers: answersOf({}), isMirrored: false }],
    { canvas, photo: { width: 1, height: 60 } },
    options,
  );
  assert.ok(boxes.length > 0 && boxes.every((side) => side >= 0 && side <= 60));
});

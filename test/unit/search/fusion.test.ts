import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calibrated, fuseScores } from '../../../src/search/fusion.js';

const weights = { words: 2, text: 1, image: 1 };

test('three sides by hand: (2 x .9 + 1 x .5 + 1 x .1) / 4', () => {
  assert.ok(Math.abs(fuseScores({ words: 0.9, text: 0.5, image: 0.1 }, weights) - 0.6) < 1e-12);
});

test('a product without a photo ranks by its words alone, and neither gains nor loses by it', () => {
  const alike = { words: 0.8, text: 0.8, image: 0.8 };
  const difference = fuseScores({ ...alike, image: undefined }, weights) - fuseScores(alike, weights);
  assert.ok(Math.abs(difference) < 1e-12);
  const photoOnly = fuseScores({ words: undefined, text: undefined, image: 0.9 }, weights);
  assert.ok(photoOnly > fuseScores({ words: 0.8, text: 0.8, image: 0.9 }, weights));
});

test('a mode without weight has no say', () => {
  assert.equal(fuseScores({ words: 0.4, text: 1, image: 1 }, { words: 1, text: 0, image: 0 }), 0.4);
  assert.equal(fuseScores({ words: undefined, text: 1, image: undefined }, { words: 1, text: 0, image: 1 }), 0);
});

test('each weight changes the score', () => {
  const scores = { words: 0.9, text: 0.5, image: 0.1 };
  const before = fuseScores(scores, weights);
  for (const mode of ['words', 'text', 'image'] as const) {
    assert.notEqual(fuseScores(scores, { ...weights, [mode]: 5 }), before);
  }
});

test('calibration is one half in the middle and .73 one width above it', () => {
  assert.equal(calibrated(2, { middle: 2, width: 0.5 }), 0.5);
  assert.ok(Math.abs(calibrated(2.5, { middle: 2, width: 0.5 }) - 0.7311) < 1e-4);
});

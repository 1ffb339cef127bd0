import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chanceOfRanking, medianOf, quantileOf, rankingMetrics } from '../../../src/evaluation/ranking.js';

test('ranks 1, 2, 11 and 60 of 100', () => {
  const metrics = rankingMetrics([1, 2, 11, 60], 100);
  assert.equal(metrics.medianRank, 6.5);
  assert.equal(metrics.medianRankPercent, 6.5);
  assert.equal(metrics.recallAt1, 0.25);
  assert.equal(metrics.recallAt5, 0.5);
  assert.equal(metrics.recallAt10, 0.5);
  assert.equal(metrics.recallAt1Percent, 0.25);
  assert.equal(metrics.recallAt5Percent, 0.5);
  assert.equal(metrics.recallAt10Percent, 0.5);
  assert.equal(metrics.mrr, (1 + 1 / 2 + 1 / 11 + 1 / 60) / 4);
});

test('one percent of a few products is still one of them', () => {
  assert.equal(rankingMetrics([1, 2], 2).recallAt1Percent, 0.5);
});

test('no ranks give zeros', () => {
  const metrics = rankingMetrics([], 0);
  assert.ok(Object.values(metrics).every((value) => value === 0));
});

test('quantiles lie between their neighbours', () => {
  assert.equal(medianOf([4, 1]), 2.5);
  assert.equal(quantileOf([1, 2, 3, 4, 5], 0.25), 2);
  assert.equal(quantileOf([0, 10], 0.99), 9.9);
});

test('chance finds the right one of 1,000 among the first ten once in a hundred', () => {
  assert.deepEqual(chanceOfRanking(1000), { medianRankPercent: 50, recallAt10: 0.01 });
  assert.equal(chanceOfRanking(4).recallAt10, 1);
});

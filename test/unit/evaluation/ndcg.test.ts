import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ndcgAt, precisionAt, recallOfRelevant } from '../../../src/evaluation/ndcg.js';

test('nDCG by hand: grades 2 and 1 in places 2 and 3', () => {
  const grades = new Map([
    ['a', 2],
    ['b', 1],
  ]);
  const gained = 3 / Math.log2(3) + 1 / Math.log2(4);
  const ideal = 3 / Math.log2(2) + 1 / Math.log2(3);
  assert.equal(ndcgAt(['x', 'a', 'b'], grades, 10), gained / ideal);
});

test('an answer that repeats a relevant product gains nothing by it', () => {
  const grades = new Map([['a', 1]]);
  assert.equal(ndcgAt(['a', 'a', 'a'], grades, 10), 1);
  assert.equal(precisionAt(['a', 'a', 'a'], grades, 10), 0.1);
  assert.equal(recallOfRelevant(['a', 'a'], grades, 10), 1);
});

test('nothing relevant is 0, not a division by zero', () => {
  assert.equal(ndcgAt(['a'], new Map(), 10), 0);
  assert.equal(recallOfRelevant(['a'], new Map([['b', 0]]), 10), 0);
});

test('nDCG is never below 0 or above 1, and the ideal order has 1', () => {
  const grades = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.integer({ min: 0, max: 3 }));
  const answer = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 12 });
  fc.assert(
    fc.property(grades, answer, fc.integer({ min: 1, max: 12 }), (given, ids, k) => {
      const map = new Map(Object.entries(given));
      const value = ndcgAt(ids, map, k);
      assert.ok(value >= 0 && value <= 1 + 1e-12);
      const ideal = [...map].sort((a, b) => b[1] - a[1]).map(([id]) => id);
      if ([...map.values()].some((grade) => grade > 0)) assert.equal(ndcgAt(ideal, map, k), 1);
    }),
    { seed: 7 },
  );
});

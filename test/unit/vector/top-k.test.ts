import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TopK } from '../../../src/vector/top-k.js';

test('the best scores come first, equal ones by row, whatever the order they were offered in', () => {
  const top = new TopK(3);
  for (const [row, score] of [
    [4, 0.5],
    [9, 0.5],
    [1, 0.25],
    [2, 0.75],
    [3, 0.5],
  ]) {
    top.offer(row, score);
  }
  assert.deepEqual([...top.sorted().rows], [2, 3, 4]);
  assert.deepEqual([...top.sorted().scores], [0.75, 0.5, 0.5]);
});

test('a heap keeps what sorting everything keeps', () => {
  const scores = fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 60 });
  fc.assert(
    fc.property(scores, fc.nat(12), (given, k) => {
      const top = new TopK(k);
      for (const [row, score] of given.entries()) top.offer(row, score);
      const sorted = given.map((score, row) => ({ row, score })).sort((a, b) => b.score - a.score || a.row - b.row);
      assert.deepEqual(
        [...top.sorted().rows],
        sorted.slice(0, k).map(({ row }) => row),
      );
    }),
    { seed: 7 },
  );
});

test('the floor says what a row must reach to be kept', () => {
  const top = new TopK(2);
  assert.equal(top.floor, -Infinity);
  top.offer(0, 1);
  top.offer(1, 3);
  assert.equal(top.floor, 1);
});

test('keeping nothing is allowed', () => {
  const top = new TopK(0);
  top.offer(0, 1);
  assert.equal(top.sorted().rows.length, 0);
});

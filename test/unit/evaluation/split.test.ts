import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitForValidation, type SplitItem } from '../../../src/evaluation/split.js';

const items: SplitItem[] = Array.from({ length: 2000 }, (_, i) => ({ id: `p${i}`, contentHashes: [`photo ${i}`] }));

test('about the asked share is held out, always the same for one seed', () => {
  const { train, validation } = splitForValidation(items, { share: 0.05, seed: 7 });
  assert.equal(train.length + validation.length, items.length);
  assert.ok(Math.abs(validation.length - 100) < 40);
  assert.deepEqual(splitForValidation(items, { share: 0.05, seed: 7 }).validation, validation);
  assert.notDeepEqual(splitForValidation(items, { share: 0.05, seed: 8 }).validation, validation);
});

test('the side of a product depends neither on the others nor on their order', () => {
  const ids = new Set(splitForValidation(items, { share: 0.1, seed: 7 }).validation.map(({ id }) => id));
  const half = items.filter((_, i) => i % 2 === 0).reverse();
  const expected = half.filter(({ id }) => ids.has(id));
  assert.deepEqual(splitForValidation(half, { share: 0.1, seed: 7 }).validation, expected);
});

test('products that share a photo, even through a third one, stay together', () => {
  const chain: SplitItem[] = Array.from({ length: 300 }, (_, i) => [
    { id: `a${i}`, contentHashes: [`x${i}`] },
    { id: `b${i}`, contentHashes: [`x${i}`, `y${i}`] },
    { id: `c${i}`, contentHashes: [`y${i}`] },
  ]).flat();
  const { validation } = splitForValidation(chain, { share: 0.3, seed: 7 });
  const heldOut = new Set(validation.map(({ id }) => id));
  for (let i = 0; i < 300; i++) {
    const sides = ['a', 'b', 'c'].map((letter) => heldOut.has(`${letter}${i}`));
    assert.ok(sides.every((side) => side === sides[0]));
  }
});

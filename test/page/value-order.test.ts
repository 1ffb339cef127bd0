import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTheirOrder } from '../../server/page/facets/value-order.js';
import { pairsOf } from '../../server/page/results/pairs.js';

const ordered = (...values: string[]): string[] =>
  inTheirOrder(values.map((value, i) => ({ value, count: 9 - i }))).map(({ value }) => value);

test('sizes stand from the smallest to the largest, one size for all behind them', () => {
  assert.deepEqual(ordered('L', 'M', 'Free Size', 'XS', 'XXL', 'S', '3XL'), [
    'XS',
    'S',
    'M',
    'L',
    'XXL',
    '3XL',
    'Free Size',
  ]);
  assert.deepEqual(ordered('Medium', 'Extra Large', 'Small'), ['Small', 'Medium', 'Extra Large']);
});

test('amounts of one unit stand by their size', () => {
  assert.deepEqual(ordered('1 inch', '3 inches', '2.5 inches'), ['1 inch', '2.5 inches', '3 inches']);
  assert.deepEqual(ordered('42', '38,5', '40'), ['38,5', '40', '42']);
  assert.deepEqual(ordered('UK 10', 'UK 8'), ['UK 8', 'UK 10']);
  assert.deepEqual(ordered('34/32', '32/34', '32/32'), ['32/34', '32/32', '34/32']);
});

test('what cannot be compared stays in the order of frequency', () => {
  assert.deepEqual(ordered('Cotton', 'Wool'), ['Cotton', 'Wool']);
  assert.deepEqual(ordered('500 ml', '1 l'), ['500 ml', '1 l']);
  assert.deepEqual(ordered('L', '38', 'M'), ['L', '38', 'M']);
  assert.deepEqual(ordered('2 in 1', '1 in 1'), ['2 in 1', '1 in 1']);
});

test('every two of some names are a pair once', () => {
  assert.deepEqual(pairsOf(['a', 'b', 'c']), [
    ['a', 'b'],
    ['a', 'c'],
    ['b', 'c'],
  ]);
  assert.equal(pairsOf(['a', 'b', 'c', 'd', 'e', 'f']).length, 10);
});

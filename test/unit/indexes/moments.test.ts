import assert from 'node:assert/strict';
import { test } from 'node:test';
import { momentsOf, scoreDistribution } from '../../../src/indexes/moments.js';
import { createRandom } from '../../../src/random.js';
import { dot } from '../../../src/vector/distance.js';
import { createMatrix, rowOf } from '../../../src/vector/matrix.js';

test('mean and spread of the products with any query follow from the moments', () => {
  const random = createRandom(5);
  const matrix = createMatrix(300, 6);
  for (let i = 0; i < matrix.data.length; i++) matrix.data[i] = random.normal() + (i % 6);
  const query = Float32Array.from({ length: 6 }, () => random.normal());
  const products = Array.from({ length: 300 }, (_, row) => dot(rowOf(matrix, row), query));
  const mean = products.reduce((sum, product) => sum + product, 0) / 300;
  const variance = products.reduce((sum, product) => sum + (product - mean) ** 2, 0) / 300;
  const found = scoreDistribution(momentsOf(matrix), query);
  assert.ok(Math.abs(found.mean - mean) < 1e-3);
  assert.ok(Math.abs(found.deviation - Math.sqrt(variance)) < 1e-3);
});

test('rows that are all alike have no spread, and no division by zero follows', () => {
  const { deviation } = scoreDistribution(
    momentsOf(createMatrix(4, 2, new Float32Array(8).fill(1))),
    Float32Array.of(1, 0),
  );
  assert.ok(deviation > 0 && deviation < 1e-5);
});

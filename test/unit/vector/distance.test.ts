import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BadInputError } from '../../../src/errors.js';
import { createRandom } from '../../../src/random.js';
import { dot, dotChosenRows, dotRows, euclideanDistance } from '../../../src/vector/distance.js';
import { createMatrix, normalizeRows, normalizeVector, rowOf } from '../../../src/vector/matrix.js';

const random = createRandom(3);

for (const columns of [1, 7, 8, 13, 128]) {
  test(`unrolled products of ${columns} numbers are the plain ones`, () => {
    const matrix = createMatrix(20, columns);
    for (let i = 0; i < matrix.data.length; i++) matrix.data[i] = random.normal();
    const query = Float32Array.from({ length: columns }, () => random.normal());
    const plain = Array.from({ length: 20 }, (_, row) => dot(rowOf(matrix, row), query));
    const some = new Float32Array(5);
    dotRows(matrix, query, 10, some);
    for (const [i, product] of some.entries()) assert.ok(Math.abs(product - plain[10 + i]) < 1e-4);
    const chosen = new Float32Array(3);
    dotChosenRows(matrix, query, Uint32Array.of(19, 0, 4), chosen);
    for (const [i, row] of [19, 0, 4].entries()) assert.ok(Math.abs(chosen[i] - plain[row]) < 1e-4);
  });
}

test('the distance of (0, 0) and (3, 4) is 5', () => {
  assert.equal(euclideanDistance(Float32Array.of(0, 0), Float32Array.of(3, 4)), 5);
});

test('rows are scaled to length 1, and zeros stay zeros', () => {
  const matrix = normalizeRows(createMatrix(2, 2, Float32Array.of(3, 4, 0, 0)));
  assert.deepEqual([...matrix.data], [...Float32Array.of(0.6, 0.8, 0, 0)]);
  assert.deepEqual([...normalizeVector(Float32Array.of(0, 2))], [0, 1]);
});

test('a matrix of the wrong size is refused', () => {
  assert.throws(() => createMatrix(2, 3, new Float32Array(5)), BadInputError);
});

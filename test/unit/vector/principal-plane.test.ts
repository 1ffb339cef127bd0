import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../../src/random.js';
import { createMatrix } from '../../../src/vector/matrix.js';
import { principalCoordinates } from '../../../src/vector/principal-plane.js';

test('the first axis is where the rows differ most, the second what is left', () => {
  // Along (1, 1) by -2 and 2, along (1, -1) by -1 and 1, around (10, 20).
  const corners = [
    [8, 18],
    [12, 22],
    [9, 21],
    [11, 19],
  ];
  const places = principalCoordinates(createMatrix(4, 2, Float32Array.from(corners.flat())), 2, createRandom(1));
  const long = Math.sqrt(8);
  const short = Math.sqrt(2);
  const expected = [-long, 0, long, 0, 0, short, 0, short].map(Math.abs);
  places.forEach((value, i) => {
    assert.ok(Math.abs(Math.abs(value) - expected[i]) < 1e-5, `${i}: ${value}`);
  });
  assert.equal(Math.sign(places[0]), -Math.sign(places[2]));
  assert.equal(Math.sign(places[5]), -Math.sign(places[7]));
});

test('where the iteration begins does not matter', () => {
  const random = createRandom('rows');
  const rows = createMatrix(
    200,
    6,
    Float32Array.from({ length: 1200 }, (_, i) => random.normal() * (7 - (i % 6))),
  );
  const one = principalCoordinates(rows, 2, createRandom(1));
  const other = principalCoordinates(rows, 2, createRandom(2));
  const furthest = one.reduce((most, value, i) => Math.max(most, Math.abs(value - other[i])), 0);
  assert.ok(furthest < 0.05, `${furthest}`);
});

test('rows that are all the same, and no rows at all, have their place too', () => {
  const same = principalCoordinates(createMatrix(3, 4, new Float32Array(12).fill(0.5)), 2, createRandom(1));
  assert.deepEqual([...same], [0, 0, 0, 0, 0, 0]);
  assert.equal(principalCoordinates(createMatrix(0, 4), 2, createRandom(1)).length, 0);
});

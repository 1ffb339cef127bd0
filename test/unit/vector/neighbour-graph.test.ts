import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../../src/random.js';
import { createMatrix, normalizeRows, rowOf, type Matrix } from '../../../src/vector/matrix.js';
import { dot } from '../../../src/vector/distance.js';
import { likelyNeighbours } from '../../../src/vector/neighbour-graph.js';

function randomRows(count: number, columns: number): Matrix {
  const random = createRandom('rows');
  return normalizeRows(
    createMatrix(
      count,
      columns,
      Float32Array.from({ length: count * columns }, () => random.normal()),
    ),
  );
}

/** The slow and obvious way. */
function nearest(rows: Matrix, row: number, count: number): number[] {
  return Array.from({ length: rows.rows }, (_, other) => other)
    .filter((other) => other !== row)
    .sort((a, b) => dot(rowOf(rows, b), rowOf(rows, row)) - dot(rowOf(rows, a), rowOf(rows, row)))
    .slice(0, count);
}

test('rows that fit into one leaf have exactly their nearest ones', () => {
  const rows = randomRows(60, 5);
  const graph = likelyNeighbours(rows, createRandom(1), { neighbours: 4 });
  for (let row = 0; row < 60; row++) {
    assert.deepEqual([...graph.subarray(4 * row, 4 * row + 4)], nearest(rows, row, 4));
  }
});

test('of many rows most of the nearest are found', () => {
  const rows = randomRows(600, 6);
  const graph = likelyNeighbours(rows, createRandom(1), { neighbours: 5, leaf: 60, trees: 6 });
  let found = 0;
  for (let row = 0; row < 600; row++) {
    const truth = nearest(rows, row, 5);
    found += [...graph.subarray(5 * row, 5 * row + 5)].filter((other) => truth.includes(other)).length;
  }
  assert.ok(found / 3000 > 0.7, `${found / 3000}`);
});

test('where there are too few rows the places stay empty, and equal rows are no obstacle', () => {
  assert.deepEqual([...likelyNeighbours(randomRows(2, 3), createRandom(1), { neighbours: 2 })], [1, -1, 0, -1]);
  assert.equal(likelyNeighbours(createMatrix(0, 3), createRandom(1)).length, 0);
  const same = createMatrix(500, 3, new Float32Array(1500).fill(0.6));
  assert.ok(likelyNeighbours(same, createRandom(1), { leaf: 20 }).every((other) => other >= 0));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FlatIndex } from '../../../src/indexes/flat.js';
import { HnswIndex } from '../../../src/indexes/hnsw.js';
import { momentsOf } from '../../../src/indexes/moments.js';
import { RecallSampler } from '../../../src/indexes/recall.js';
import type { VectorIndex } from '../../../src/indexes/vector-index.js';
import { createRandom } from '../../../src/random.js';
import { VectorSide } from '../../../src/search/vector-side.js';
import { createMatrix, rowOf, type Matrix } from '../../../src/vector/matrix.js';
import { RecallCount } from '../../../server/answering/recall-count.js';

const ROWS = 3000;
const random = createRandom('recall');

function unitVectors(rows: number): Matrix {
  const matrix = createMatrix(rows, 24);
  for (let row = 0; row < rows; row++) {
    const own = rowOf(matrix, row);
    for (let i = 0; i < own.length; i++) own[i] = random.normal();
    const length = Math.hypot(...own);
    for (let i = 0; i < own.length; i++) own[i] /= length;
  }
  return matrix;
}

const matrix = unitVectors(ROWS);
const queries = unitVectors(40);

/** What a side that asks this index is said to recall, and what it really does. */
function recallOf(index: VectorIndex): { said: number | undefined; true: number; searches: number } {
  const sampler = new RecallSampler(2);
  const count = new RecallCount();
  const side = new VectorSide(
    {
      ...{ index, matrix, moments: momentsOf(matrix), products: Uint32Array.from({ length: ROWS }, (_, i) => i) },
      note: (answered) => {
        sampler.note('image', { index, matrix }, answered);
      },
    },
    { rows: ROWS },
  );
  const exact = new FlatIndex(matrix);
  let found = 0;
  for (let i = 0; i < queries.rows; i++) {
    const query = rowOf(queries, i).slice();
    side.neighbours(query, { allow: undefined, cutOff: 9, depth: 200, atLeast: 0 });
    const sample = sampler.measure();
    if (sample !== undefined) count.add(sample);
    const nearest = new Set(exact.nearest(query, 10).rows);
    if (i % 2 === 0)
      found += index
        .nearest(query, 200)
        .rows.slice(0, 10)
        .filter((row) => nearest.has(row)).length;
  }
  const { image } = count.totals();
  return { said: image?.at10, true: found / (10 * (queries.rows / 2)), searches: image?.searches ?? 0 };
}

test('an index that finds too little is found out: what is sampled is what it really recalls', () => {
  const bad = recallOf(HnswIndex.build(matrix, { m: 2, efConstruction: 3, efSearch: 1 }));
  assert.ok(bad.true < 0.9, `${bad.true}`);
  assert.equal(bad.said, bad.true);
  assert.equal(bad.searches, 20);
  const good = recallOf(HnswIndex.build(matrix, { m: 16, efConstruction: 200, efSearch: 64 }));
  assert.equal(good.said, good.true);
  assert.ok(good.true > 0.95, `${good.true}`);
});

test('an exact index is not compared, and nothing is when nobody wants it', () => {
  assert.deepEqual(recallOf(new FlatIndex(matrix)), { said: undefined, true: 1, searches: 0 });
  const sampler = new RecallSampler(0);
  const index = HnswIndex.build(unitVectors(20), { m: 4, efConstruction: 10, efSearch: 10 });
  sampler.note('text', { index, matrix }, { query: rowOf(queries, 0), rows: new Uint32Array(20) });
  assert.equal(sampler.measure(), undefined);
});

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { BadInputError, DamagedError } from '../../src/errors.js';
import { FlatIndex } from '../../src/indexes/flat.js';
import { HnswIndex } from '../../src/indexes/hnsw.js';
import { createRandom } from '../../src/random.js';
import { createMatrix, normalizeRows, rowOf, type Matrix } from '../../src/vector/matrix.js';

const folder = mkdtempSync(join(tmpdir(), 'vitrine-hnsw-'));
after(() => {
  rmSync(folder, { recursive: true, force: true });
});

const PARAMETERS = { m: 12, efConstruction: 80, efSearch: 48 };
const random = createRandom(11);
const matrix = clusters(1500, 24);
const exact = new FlatIndex(matrix);
const graph = HnswIndex.build(matrix, PARAMETERS);

/** Vectors as a catalog has them: many groups of similar ones. */
function clusters(rows: number, columns: number): Matrix {
  const centres = Array.from({ length: 30 }, () => Array.from({ length: columns }, () => random.normal()));
  const made = createMatrix(rows, columns);
  for (let row = 0; row < rows; row++) {
    const centre = centres[random.integer(centres.length)];
    for (let c = 0; c < columns; c++) made.data[row * columns + c] = centre[c] + 0.5 * random.normal();
  }
  return normalizeRows(made);
}

function recall(k: number, allow?: Uint32Array): number {
  let found = 0;
  for (let i = 0; i < 40; i++) {
    const query = rowOf(matrix, random.integer(matrix.rows));
    const truth = new Set(exact.nearest(query, k, { allow }).rows);
    found += [...graph.nearest(query, k, { allow }).rows].filter((row) => truth.has(row)).length / truth.size;
  }
  return found / 40;
}

test('the graph finds nearly what the exact index finds', () => {
  assert.ok(recall(10) > 0.97);
  assert.ok(recall(200) > 0.97);
});

for (const share of [0.002, 0.05, 0.4, 0.9]) {
  test(`a filter that keeps ${100 * share} % never makes an answer shorter than what exists`, () => {
    const allow = Uint32Array.from(
      Array.from({ length: matrix.rows }, (_, row) => row).filter(() => random.next() < share),
    );
    for (const k of [1, 10, 100, 5000]) {
      const { rows } = graph.nearest(rowOf(matrix, random.integer(matrix.rows)), k, { allow });
      assert.equal(rows.length, Math.min(k, allow.length));
      assert.ok(rows.every((row) => allow.includes(row)));
      assert.equal(new Set(rows).size, rows.length);
    }
    assert.ok(recall(10, allow) > 0.97);
  });
}

test('asking for more than there is gives all there is', () => {
  assert.equal(graph.nearest(rowOf(matrix, 0), 100_000).rows.length, matrix.rows);
  assert.equal(graph.nearest(rowOf(matrix, 0), 0).rows.length, 0);
});

test('scores of both are inner products, best first', () => {
  const query = rowOf(matrix, 3);
  for (const index of [exact, graph]) {
    const { rows, scores } = index.nearest(query, 20);
    assert.equal(rows[0], 3);
    assert.ok(Math.abs(scores[0] - 1) < 1e-4);
    assert.ok(scores.every((score, i) => i === 0 || score <= scores[i - 1]));
  }
});

test('a graph that was written is read back and answers the same', () => {
  const file = join(folder, 'same.hnsw');
  graph.save(file);
  const read = HnswIndex.load(file, matrix, PARAMETERS);
  const query = rowOf(matrix, 17);
  assert.deepEqual(read.nearest(query, 10), graph.nearest(query, 10));
});

test('a graph of other vectors is not taken for these', () => {
  const file = join(folder, 'other.hnsw');
  HnswIndex.build(clusters(20, 24), PARAMETERS).save(file);
  assert.throws(() => HnswIndex.load(file, matrix, PARAMETERS), DamagedError);
});

test('a query of another dimension or with a hole is refused before the native code sees it', () => {
  for (const index of [exact, graph]) {
    assert.throws(() => index.nearest(new Float32Array(23), 1), BadInputError);
    assert.throws(() => index.nearest(new Float32Array(24).fill(NaN), 1), BadInputError);
  }
  assert.throws(() => HnswIndex.build(createMatrix(1, 2, Float32Array.of(1, Infinity)), PARAMETERS), BadInputError);
});

test('a deleted row is found no more, and many of them call for compaction', () => {
  const own = HnswIndex.build(clusters(100, 8), PARAMETERS);
  const query = Float32Array.from({ length: 8 }, () => random.normal());
  const [first] = own.nearest(query, 1).rows;
  own.delete(first);
  own.delete(first);
  assert.equal(own.size, 99);
  assert.ok(!own.nearest(query, 99).rows.includes(first));
  assert.ok(!own.nearest(query, 50, { allow: Uint32Array.from({ length: 100 }, (_, i) => i) }).rows.includes(first));
  assert.equal(own.needsCompaction, false);
  for (let row = 0; row < 30; row++) own.delete(row);
  assert.equal(own.needsCompaction, true);
  assert.throws(() => {
    own.delete(100);
  }, BadInputError);
});

test('an empty index answers with nothing', () => {
  const empty = HnswIndex.build(createMatrix(0, 4), PARAMETERS);
  assert.equal(empty.nearest(new Float32Array(4), 5).rows.length, 0);
  assert.equal(new FlatIndex(createMatrix(0, 4)).nearest(new Float32Array(4), 5).rows.length, 0);
});

test('a closed index refuses instead of crashing', () => {
  const own = HnswIndex.build(clusters(10, 4), PARAMETERS);
  own.close();
  assert.throws(() => own.nearest(new Float32Array(4), 1), BadInputError);
});

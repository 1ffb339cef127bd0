import assert from 'node:assert/strict';
import { test } from 'node:test';
import { categoryAccuracy } from '../../../../indexer/evaluate/category-accuracy.js';
import { rankExactly } from '../../../../indexer/evaluate/exact-ranking.js';
import { rankingMetrics } from '../../../../src/evaluation/ranking.js';
import { createRandom } from '../../../../src/random.js';
import { dot, euclideanDistance } from '../../../../src/vector/distance.js';
import { createMatrix, normalizeRows, rowOf, type Matrix } from '../../../../src/vector/matrix.js';

const random = createRandom(2);

function directions(rows: number): Matrix {
  const matrix = createMatrix(rows, 5);
  for (let i = 0; i < matrix.data.length; i++) matrix.data[i] = random.normal();
  return normalizeRows(matrix);
}

test('ranks, recalls and distances are those of the slow way', async () => {
  const [texts, images] = [directions(40), directions(40)];
  const score = (i: number, j: number): number => dot(rowOf(texts, i), rowOf(images, j));
  const all = Array.from({ length: 40 }, (_, i) => i);
  const byText = all.map((i) => 1 + all.filter((j) => j !== i && score(i, j) >= score(i, i)).length);
  const byImage = all.map((j) => 1 + all.filter((i) => i !== j && score(i, j) >= score(j, j)).length);
  const found = await rankExactly(texts, images);
  assert.deepEqual(found.textToImage, rankingMetrics(byText, 40));
  assert.deepEqual(found.imageToText, rankingMetrics(byImage, 40));
  const distance = (i: number, j: number): number => euclideanDistance(rowOf(texts, i), rowOf(images, j));
  const matching = all.reduce((sum, i) => sum + distance(i, i), 0) / 40;
  const others = all.flatMap((i) => all.filter((j) => j !== i).map((j) => distance(i, j)));
  const mean = others.reduce((sum, d) => sum + d, 0) / others.length;
  assert.ok(Math.abs(found.separation.matching - matching) < 1e-4);
  assert.ok(Math.abs(found.separation.others - mean) < 1e-4);
  assert.ok(Math.abs(found.separation.difference - (mean - matching)) < 1e-4);
});

test('products that are all alike rank last, not first', async () => {
  const same = createMatrix(
    6,
    2,
    Float32Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? 1 : 0)),
  );
  const { textToImage } = await rankExactly(same, same);
  assert.equal(textToImage.medianRank, 6);
  assert.equal(textToImage.recallAt1, 0);
});

test('at a higher level the probabilities below it are added', () => {
  const names = ['A > X > 1', 'A > X > 2', 'B > Y > 3'];
  const probabilities = createMatrix(2, 3, Float32Array.of(0.3, 0.3, 0.4, 0.1, 0.2, 0.7));
  assert.deepEqual(categoryAccuracy(probabilities, names, ['A > X > 2', 'B > Y > 3']), {
    top: 1,
    middle: 1,
    leaf: 0.5,
  });
});

test('a category that training never saw is wrong, a product without one is not judged', () => {
  const probabilities = createMatrix(3, 1, Float32Array.of(1, 1, 1));
  const truth = ['A > X > new', 'A > X > 1', undefined];
  assert.deepEqual(categoryAccuracy(probabilities, ['A > X > 1'], truth), { top: 1, middle: 1, leaf: 0.5 });
});

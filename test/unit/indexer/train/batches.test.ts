import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  createBatchMaker,
  epochOrder,
  rotateRows,
  rowsOfStep,
  stepsPerEpoch,
} from '../../../../indexer/train/batches.js';
import { describes, drawShortText } from '../../../../indexer/train/short-texts.js';
import { listAt } from '../../../../indexer/train/training-set.js';
import { createRandom } from '../../../../src/random.js';
import { COLORS, KINDS, tinyRecipe, tinySet, tinySource } from './tiny-training.js';

const noMemory = { embeddings: new Float32Array(0), rows: new Int32Array(0) };

test('an epoch shows every product once, each epoch in another order', () => {
  const source = tinySource();
  const order = epochOrder(source, 0);
  const shown = Array.from({ length: stepsPerEpoch(source) }, (_, step) => [
    ...rowsOfStep(source, step, order).subarray(0, 8),
  ]);
  assert.deepEqual(
    shown.flat().sort((a, b) => a - b),
    [...source.rows],
  );
  assert.notDeepEqual(epochOrder(source, 1), order);
});

test('the extra texts are of products that are not in the batch', () => {
  const source = tinySource();
  for (let step = 0; step < 4; step++) {
    const rows = rowsOfStep(source, step, epochOrder(source, step >> 1));
    assert.equal(new Set(rows).size, 12);
  }
});

test('each shard has its own rows first, and the same rows in all', () => {
  const recipe = tinyRecipe();
  const rows = Uint32Array.from([0, 1, 2, 3, 4, 5, 6, 7, 20, 21, 22, 23]);
  assert.deepEqual([...rotateRows(rows, 0, recipe)], [...rows]);
  assert.deepEqual([...rotateRows(rows, 1, recipe)], [4, 5, 6, 7, 0, 1, 2, 3, 20, 21, 22, 23]);
});

test('a batch depends on seed, step and shard, not on what was made before', () => {
  const source = tinySource(tinyRecipe({ augment: { shift: 0.1, flip: true, light: 0.1 } }));
  const make = createBatchMaker(source, noMemory);
  const copy = (step: number, shard: number) => structuredClone(make(step, shard));
  const first = copy(3, 1);
  copy(0, 0);
  copy(4, 1);
  assert.deepEqual(copy(3, 1), first);
  assert.deepEqual(structuredClone(createBatchMaker(source, noMemory)(3, 1)), first);
  assert.notDeepEqual(copy(3, 0), first);
});

test('bags sum to 1, labels are one-hot, right answers sum to 1', () => {
  const source = tinySource();
  const { bags, labels, wholeTexts, wholePhotos, shortTexts, shortPhotos } = createBatchMaker(source, noMemory)(1, 1);
  const rowSums = (values: Float32Array, rows: number): number[] => {
    const width = values.length / rows;
    return Array.from({ length: rows }, (_, i) =>
      values.subarray(i * width, (i + 1) * width).reduce((a, b) => a + b, 0),
    );
  };
  for (const sum of rowSums(bags, 8 + 4 + 8)) assert.ok(Math.abs(sum - 1) < 1e-5);
  for (const part of [labels, wholeTexts, wholePhotos, shortTexts, shortPhotos]) {
    for (const sum of rowSums(part, 4)) assert.ok(Math.abs(sum - 1) < 1e-5);
  }
});

test('the other text of a pair is of another category', () => {
  const source = tinySource(tinyRecipe({ losses: { infoNce: 0, contrastive: 1 }, shortTexts: 0 }));
  for (let step = 0; step < 4; step++) {
    const { others } = createBatchMaker(source, noMemory)(step, 0);
    const rows = rotateRows(rowsOfStep(source, step, epochOrder(source, step >> 1)), 0, source.recipe);
    for (let i = 0; i < 4; i++) {
      const other = others.subarray(i * 12, (i + 1) * 12).indexOf(1);
      assert.notEqual(source.set.categories[rows[other]], source.set.categories[rows[i]]);
    }
  }
});

test('a short text holds words of its product alone, and describes it', () => {
  const set = tinySet();
  const random = createRandom(1);
  for (let i = 0; i < 300; i++) {
    const row = i % 16;
    const text = drawShortText(set, row, random);
    assert.ok(text.words.length > 0 && text.words.length <= 6);
    assert.ok(text.words.every((word) => listAt(set.bags, row).includes(word)));
    assert.ok(describes(text, set, row));
  }
});

test('a colour describes all products of that colour and no other', () => {
  const set = tinySet();
  const random = createRandom(2);
  const drawn = Array.from({ length: 300 }, () => drawShortText(set, 6, random));
  const alone = drawn.find(({ words }) => words.length === 1 && words[0] === COLORS.indexOf('blue'))!;
  const described = Array.from({ length: 16 }, (_, row) => row).filter((row) => describes(alone, set, row));
  assert.deepEqual(described, [2, 6, 10, 14]);
  const kind = drawn.find(({ words }) => words.length === 1 && words[0] === COLORS.length + KINDS.indexOf('shoe'))!;
  assert.deepEqual(
    Array.from({ length: 16 }, (_, row) => row).filter((row) => describes(kind, set, row)),
    [4, 5, 6, 7],
  );
});

test('a photo in the memory is a right answer for its own text, and an empty place is none', () => {
  const source = tinySource(tinyRecipe({ photoMemory: 3 }));
  const own = rotateRows(rowsOfStep(source, 0, epochOrder(source, 0)), 0, source.recipe);
  const memory = { embeddings: new Float32Array(3 * 8), rows: Int32Array.of(own[1], -1, own[7]) };
  const { wholePhotos, memoryBias } = createBatchMaker(source, memory)(0, 0);
  assert.deepEqual([...wholePhotos.subarray(7, 14)], [0, 0.5, 0, 0, 0.5, 0, 0]);
  assert.deepEqual([...memoryBias], [0, 0, 0, 0, 0, Math.fround(-1e9), 0]);
});

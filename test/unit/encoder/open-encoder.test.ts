import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { encoderOf, type DualEncoder } from '../../../src/encoder/open-encoder.js';
import type { Engine } from '../../../src/engine/engine.js';
import { createCpuEngine } from '../../../src/engine/eager.js';
import * as tf from '../../../src/engine/tensor.js';
import { rowOf, type Matrix } from '../../../src/vector/matrix.js';
import { untrainedModel } from './model-fixture.js';

let engine: Engine;
let encoder: DualEncoder;

before(async () => {
  engine = await createCpuEngine();
  encoder = encoderOf(untrainedModel(), engine);
});
after(() => encoder.close());

const PHOTO = 32 * 32 * 3;
const photos = Uint8Array.from({ length: 3 * PHOTO }, (_, i) => (i * 31) % 256);

function assertUnitRows(matrix: Matrix): void {
  for (let i = 0; i < matrix.rows; i++) assert.ok(Math.abs(Math.hypot(...rowOf(matrix, i)) - 1) < 1e-4);
}

test('photos and texts become rows of length 1 in one space', async () => {
  const ofPhotos = await encoder.embedPhotos(photos, 3);
  const ofTexts = await encoder.embedTexts(['red shirt', 'blue shoes']);
  assert.deepEqual([ofPhotos.rows, ofPhotos.columns], [3, 6]);
  assert.deepEqual([ofTexts.rows, ofTexts.columns], [2, 6]);
  assertUnitRows(ofPhotos);
  assertUnitRows(ofTexts);
});

test('one photo alone has the vector that it has among others', async () => {
  const together = await encoder.embedPhotos(photos, 3);
  const alone = await encoder.embedPhotos(photos.subarray(PHOTO, 2 * PHOTO), 1);
  for (const [i, value] of alone.data.entries()) assert.ok(Math.abs(value - rowOf(together, 1)[i]) < 1e-5);
});

test('the order of words does not matter, and words that nobody knows give zeros', async () => {
  const [one, other, unknown] = ['red shirt', 'Shirts, red!', 'qwertz'];
  const vectors = await encoder.embedTexts([one, other, unknown, '']);
  assert.deepEqual(rowOf(vectors, 0), rowOf(vectors, 1));
  assert.deepEqual([...rowOf(vectors, 2), ...rowOf(vectors, 3)], new Array(12).fill(0));
});

test('category probabilities sum to 1', async () => {
  for (const matrix of [await encoder.classifyPhotos(photos, 2), await encoder.classifyTexts(['red', 'shoe'])]) {
    assert.equal(matrix.columns, encoder.categories.length);
    for (let i = 0; i < 2; i++) assert.ok(Math.abs(rowOf(matrix, i).reduce((a, b) => a + b, 0) - 1) < 1e-5);
  }
});

test('more rows than one batch, and none, are answered too', async () => {
  const texts = Array.from({ length: 130 }, (_, i) => (i % 2 === 0 ? 'red' : 'blue shoe'));
  const vectors = await encoder.embedTexts(texts);
  assert.equal(vectors.rows, 130);
  assert.deepEqual(rowOf(vectors, 128), rowOf(vectors, 0));
  assert.equal((await encoder.embedTexts([])).rows, 0);
});

test('calls that overlap are answered one after another', async () => {
  const answers = await Promise.all(['red', 'blue', 'shoe'].map((text) => encoder.embedTexts([text])));
  for (const [i, text] of ['red', 'blue', 'shoe'].entries()) {
    assert.deepEqual(answers[i].data, (await encoder.embedTexts([text])).data);
  }
});

test('a closed encoder leaves no tensor behind', async () => {
  const count = tf.memory().numTensors;
  const another = encoderOf(untrainedModel(), engine);
  await another.embedPhotos(photos, 2);
  await another.embedTexts(['red']);
  await another.close();
  assert.equal(tf.memory().numTensors, count);
});

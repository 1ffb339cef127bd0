import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { encodeModel, readModel } from '../../../src/encoder/format.js';
import { DamagedError, NotFoundError } from '../../../src/errors.js';
import { decodeFloat16, encodeFloat16 } from '../../../src/vector/float16.js';
import { untrainedModel, writeModel } from './model-fixture.js';

function modelFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-model-'));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return writeModel(folder, untrainedModel());
}

test('a model that is written and read is the same', (t) => {
  const stored = untrainedModel();
  const read = readModel(modelFolder(t));
  assert.deepEqual(read.weights, stored.weights);
  assert.deepEqual(read.statistics, stored.statistics);
  assert.deepEqual(read.words, stored.words);
  assert.deepEqual(read.categories, stored.categories);
  assert.deepEqual(read.vocabulary.words, stored.vocabulary.words);
  assert.deepEqual(read.model.shape, stored.model.shape);
  assert.deepEqual(read.card, stored.card);
  assert.deepEqual([...encodeModel(read)], [...encodeModel(stored)]);
});

test('in half precision the files are half as large, and every number is the nearest half', (t) => {
  const stored = untrainedModel();
  const folder = modelFolder(t);
  for (const [name, bytes] of encodeModel(stored, { precision: 'float16' })) writeFileSync(join(folder, name), bytes);
  const read = readModel(folder);
  assert.deepEqual(read.weights, decodeFloat16(encodeFloat16(stored.weights)));
  assert.deepEqual(read.words.data, decodeFloat16(encodeFloat16(stored.words.data)));
  assert.deepEqual(read.statistics, stored.statistics);
  const { length } = readFileSync(join(folder, 'weights.bin'));
  assert.equal(length, 2 * stored.weights.length + 4 * stored.statistics.length);
  assert.deepEqual(
    [...encodeModel(read, { precision: 'float16' })],
    [...encodeModel(stored, { precision: 'float16' })],
    'halves stay what they are',
  );
});

test('a model of version 1, which knew no precision, is still read', (t) => {
  const folder = modelFolder(t);
  const file = join(folder, 'model.json');
  const { precision, ...json } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  assert.equal(precision, 'float32');
  writeFileSync(file, JSON.stringify({ ...json, version: 1 }));
  assert.deepEqual(readModel(folder).weights, untrainedModel().weights);
});

test('one changed byte in any file is noticed', (t) => {
  for (const name of ['weights.bin', 'vocabulary.json', 'word2vec.f32', 'card.json']) {
    const folder = modelFolder(t);
    const file = join(folder, name);
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1] ^= 1;
    writeFileSync(file, bytes);
    assert.throws(
      () => readModel(folder),
      (error) => error instanceof DamagedError && error.place.file === file,
    );
  }
});

test('a model.json of another version, with an unknown key or no JSON at all is refused', (t) => {
  const folder = modelFolder(t);
  const file = join(folder, 'model.json');
  const json = JSON.parse(readFileSync(file, 'utf8')) as object;
  for (const content of [JSON.stringify({ ...json, version: 3 }), JSON.stringify({ ...json, extra: 1 }), '{']) {
    writeFileSync(file, content);
    assert.throws(() => readModel(folder), DamagedError);
  }
});

test('a folder without a model says how to make one', () => {
  assert.throws(
    () => readModel('/nowhere'),
    (error) => error instanceof NotFoundError && error.message.includes('vitrine train'),
  );
});

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { encodeModel, readModel } from '../../../src/encoder/format.js';
import { DamagedError, NotFoundError } from '../../../src/errors.js';
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
  for (const content of [JSON.stringify({ ...json, version: 2 }), JSON.stringify({ ...json, extra: 1 }), '{']) {
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

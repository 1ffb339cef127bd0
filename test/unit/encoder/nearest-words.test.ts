import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { nearestWords, type NearestWords } from '../../../src/encoder/nearest-words.js';
import { DamagedError, NotReadyError } from '../../../src/errors.js';
import { shippedModel } from '../../../src/storage/shipped.js';
import { createVocabulary } from '../../../src/text/vocabulary.js';
import { createWordVectors, wordVectorsToFiles } from '../../../src/text/word-vectors.js';
import { createMatrix } from '../../../src/vector/matrix.js';

function workspace(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-words-'));
  context.after(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

/** A workspace whose current model is nothing but four words. */
function workspaceWithWords(context: TestContext): string {
  const root = workspace(context);
  const model = join(root, 'models/m1');
  mkdirSync(model, { recursive: true });
  const counts = Uint32Array.of(40, 30, 20, 10);
  const vocabulary = createVocabulary(['blue', 'green', 'shirt', 'sweater'], counts, counts, { documents: 50 });
  const vectors = createMatrix(4, 2, Float32Array.of(1, 0, 0.9, 0.1, 0, 1, 0.1, 1));
  const files = wordVectorsToFiles(createWordVectors(vocabulary, vectors));
  writeFileSync(join(model, 'vocabulary.json'), files.vocabulary);
  writeFileSync(join(model, 'word2vec.f32'), files.vectors);
  writeFileSync(join(root, 'manifest.json'), JSON.stringify({ version: 1, model: 'm1' }));
  return root;
}

test('the current model names the nearest words', (context) => {
  const { term, known, nearest } = nearestWords(workspaceWithWords(context), 'Blue', { limit: 1 });
  assert.deepEqual({ term, known }, { term: 'Blue', known: true });
  assert.equal(nearest.length, 1);
  assert.equal(nearest[0].word, 'green');
  assert.ok(nearest[0].similarity > 0.99);
});

test('an unknown word is read as the nearest known one, which then leads', (context) => {
  const { known, nearest } = nearestWords(workspaceWithWords(context), 'sweeater', { limit: 2 });
  assert.equal(known, false);
  assert.deepEqual(
    nearest.map(({ word }) => word),
    ['sweater', 'shirt'],
  );
});

test('a word like none has no neighbours', (context) => {
  assert.deepEqual(nearestWords(workspaceWithWords(context), 'helicopter'), {
    term: 'helicopter',
    known: false,
    nearest: [],
  });
});

test('before the first training the words are those of the shipped model, where there is one', (context) => {
  const ask = (): NearestWords => nearestWords(workspace(context), 'blue');
  if (shippedModel() === undefined) assert.throws(ask, NotReadyError);
  else assert.equal(ask().known, true);
});

test('a cut-off file of vectors is damage, named', (context) => {
  const root = workspaceWithWords(context);
  writeFileSync(join(root, 'models/m1/word2vec.f32'), new Uint8Array(7));
  assert.throws(
    () => nearestWords(root, 'blue'),
    (error) => error instanceof DamagedError && error.message.includes('word2vec.f32'),
  );
});

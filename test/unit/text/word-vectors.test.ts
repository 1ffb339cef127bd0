import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DamagedError } from '../../../src/errors.js';
import { createVocabulary } from '../../../src/text/vocabulary.js';
import { createWordVectors, wordVectorsFromFiles, wordVectorsToFiles } from '../../../src/text/word-vectors.js';
import { createMatrix } from '../../../src/vector/matrix.js';

const words = ['blue', 'navy blue', 'red', 'shirt', 'typo'];
const counts = Uint32Array.of(500, 400, 300, 200, 5);
const vectors = createMatrix(5, 2, Float32Array.of(2, 0, 1, 0.1, 1, 1, -1, 0, 3, 0));
const wordVectors = createWordVectors(createVocabulary(words, counts, counts, { documents: 600 }), vectors);

test('the nearest words come by cosine, without the word itself', () => {
  const nearest = wordVectors.nearest('Blue', 3);
  assert.deepEqual(
    nearest.map(({ word }) => word),
    ['navy blue', 'red', 'shirt'],
  );
  assert.ok(Math.abs(nearest[1].similarity - Math.SQRT1_2) < 1e-6);
  assert.ok(Math.abs(nearest[2].similarity + 1) < 1e-6);
});

test('words seen a handful of times are no neighbours while there are enough others', () => {
  const near = (k: number): string[] => wordVectors.nearest('blue', k).map(({ word }) => word);
  assert.equal(near(3).includes('typo'), false);
  assert.equal(near(4).includes('typo'), true);
});

test('a phrase is one word, other words are averaged', () => {
  assert.equal(wordVectors.nearest('navy blue', 1)[0].word, 'blue');
  assert.equal(wordVectors.nearest('red shirts', 1)[0].word, 'navy blue');
});

test('an unknown word has no neighbours', () => {
  assert.deepEqual(wordVectors.nearest('helicopter', 3), []);
});

test('the vectors stay as they were trained', () => {
  assert.deepEqual([...wordVectors.vectors.data.subarray(0, 2)], [2, 0]);
});

test('words and vectors survive their files', () => {
  const read = wordVectorsFromFiles(wordVectorsToFiles(wordVectors));
  assert.deepEqual(read.vectors, vectors);
  assert.deepEqual(read.vocabulary.toJson(), wordVectors.vocabulary.toJson());
});

test('files that do not belong together are refused', () => {
  const files = wordVectorsToFiles(wordVectors);
  assert.throws(() => wordVectorsFromFiles({ ...files, vectors: files.vectors.subarray(4) }), DamagedError);
  assert.throws(() => wordVectorsFromFiles({ ...files, vectors: new Uint8Array(0) }), DamagedError);
  assert.throws(() => wordVectorsFromFiles({ ...files, vocabulary: '{' }), DamagedError);
});

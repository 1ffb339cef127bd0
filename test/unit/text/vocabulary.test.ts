import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DamagedError } from '../../../src/errors.js';
import { buildVocabulary, findPhrases, type Segments } from '../../../src/text/build-vocabulary.js';
import { createRandom } from '../../../src/random.js';
import { vocabularyFromJson } from '../../../src/text/vocabulary.js';

const segments = (...texts: string[]): Segments => texts.map((text) => text.split(' '));

test('words come by falling count, ties by the word', () => {
  const vocabulary = buildVocabulary(() => [segments('b a c a b a'), segments('d c')], { minCount: 1 });
  assert.deepEqual(vocabulary.words, ['a', 'b', 'c', 'd']);
  assert.deepEqual([...vocabulary.counts], [3, 2, 2, 1]);
  assert.deepEqual([...vocabulary.documentCounts], [1, 1, 2, 1]);
  assert.equal(vocabulary.documents, 2);
});

test('rare words are unknown and fall out of what is encoded', () => {
  const vocabulary = buildVocabulary(() => [segments('a a b')], { minCount: 2 });
  assert.deepEqual(vocabulary.words, ['a']);
  assert.equal(vocabulary.idOf('b'), -1);
  assert.deepEqual([...vocabulary.encode(['b', 'a', 'c', 'a'])], [0, 0]);
});

test('a word of every text weighs 1, a rare one more', () => {
  const vocabulary = buildVocabulary(() => [segments('a b'), segments('a'), segments('a')], { minCount: 1 });
  assert.equal(vocabulary.idf[vocabulary.idOf('a')], 1);
  assert.ok(Math.abs(vocabulary.idf[vocabulary.idOf('b')] - (Math.log(4 / 2) + 1)) < 1e-6);
});

/** 'navy blue' between changing neighbours, among words that follow each other by chance, and a text pasted often. */
function shopTexts(): Segments[] {
  const random = createRandom(7);
  const words = Array.from({ length: 60 }, (_, i) => `w${String.fromCharCode(97 + (i % 26))}${i}`);
  const texts: Segments[] = [];
  for (let i = 0; i < 300; i++) {
    const text = Array.from({ length: 12 }, () => random.pick(words));
    if (i % 3 === 0) text.splice(random.integer(12), 0, 'navy', 'blue');
    texts.push([text, ['proceed', 'sale']]);
  }
  return texts;
}

test('words that belong together in many surroundings are a phrase, a pasted text is none', () => {
  const phrases = findPhrases(shopTexts, { minContexts: 20, threshold: 20 });
  assert.deepEqual([...phrases], ['navy blue']);
});

test('a phrase is one word of the vocabulary and is found again in a text', () => {
  const vocabulary = buildVocabulary(shopTexts, { minCount: 1, phraseThreshold: 20 });
  const id = vocabulary.idOf('navy blue');
  assert.equal(vocabulary.counts[id], 100);
  assert.equal(vocabulary.idOf('navy'), -1);
  assert.deepEqual([...vocabulary.encodeText('Navy Blue shirt')], [id]);
  assert.deepEqual([...vocabulary.encodeText('navy, blue')], []);
});

test('a text of stop words is encoded when they are known', () => {
  const vocabulary = buildVocabulary(() => [segments('all about')], { minCount: 1 });
  assert.equal(vocabulary.encodeText('all about').length, 2);
  assert.equal(vocabulary.encodeText('').length, 0);
});

test('a vocabulary survives its file', () => {
  const vocabulary = buildVocabulary(shopTexts, { minCount: 1 });
  const read = vocabularyFromJson(JSON.parse(JSON.stringify(vocabulary.toJson())));
  assert.deepEqual(read.toJson(), vocabulary.toJson());
  assert.deepEqual(read.idf, vocabulary.idf);
});

test('names of object methods are ordinary words', () => {
  const vocabulary = buildVocabulary(() => [segments('constructor toString __proto__')], { minCount: 1 });
  assert.equal(vocabulary.size, 3);
  assert.equal(vocabulary.idOf('hasOwnProperty'), -1);
});

test('a file that is no vocabulary is named, with its field', () => {
  const json = buildVocabulary(() => [segments('a b')], { minCount: 1 }).toJson();
  for (const broken of [null, {}, { ...json, words: [1] }, { ...json, counts: [1] }, { ...json, version: 2 }]) {
    assert.throws(
      () => vocabularyFromJson(broken, 'm/vocabulary.json'),
      (error) => error instanceof DamagedError && error.message.startsWith('m/vocabulary.json'),
    );
  }
});

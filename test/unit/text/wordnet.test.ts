import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWordNet, type Synset } from '../../../src/text/wordnet.js';

const wordNet = openWordNet();

const wordsOf = (synsets: readonly Synset[]): string[] => synsets.flatMap((synset) => wordNet.meaning(synset).words);

test('a word is English in any of its forms', () => {
  for (const word of [
    'sneaker',
    'sneakers',
    'boats',
    'running',
    'dresses',
    'scarves',
    'glossier',
    'quickly',
    'women',
  ]) {
    assert.ok(wordNet.isWord(word), word);
  }
  for (const word of ['shrit', 'sandlas', 'qwert', 'soes', 'hels', '']) assert.ok(!wordNet.isWord(word), word);
});

test('a name is a word only as it is', () => {
  assert.ok(wordNet.isName('rachel'));
  assert.ok(!wordNet.isName('puma'), 'an animal too');
  assert.ok(wordNet.isWord('boston'));
});

test('what people hardly ever write is told from what they often do', () => {
  assert.ok(wordNet.isCommon('blue'));
  assert.ok(!wordNet.isCommon('bleu'));
  assert.ok(!wordNet.isCommon('qwert'));
});

test('a noun has meanings with their words, what they are kinds of, and examples of them', () => {
  const [sneaker] = wordNet.nounMeaningsOf('sneakers');
  const { words, kinds, isGoods, isPerson } = wordNet.meaning(sneaker);
  assert.deepEqual([...words].sort(), ['gym shoe', 'sneaker', 'tennis shoe']);
  assert.ok(wordsOf(kinds).includes('shoe'));
  assert.deepEqual([isGoods, isPerson], [true, false]);
  const shoes = wordNet.nounMeaningsOf('shoe').flatMap((synset) => wordNet.meaning(synset).examples);
  assert.ok(shoes.includes(sneaker));
});

test('a phrase has meanings, and what is no noun has none', () => {
  assert.ok(wordsOf(wordNet.nounMeaningsOf('bathing suit')).includes('swimsuit'));
  assert.ok(wordNet.nounMeaningsOf('washing machine').every((synset) => wordNet.meaning(synset).isGoods));
  assert.deepEqual(wordNet.nounMeaningsOf('beautifully'), []);
  assert.deepEqual(wordNet.nounMeaningsOf('no such phrase'), []);
  assert.deepEqual(wordNet.nounMeaningsOf(''), []);
});

test('persons are no goods', () => {
  assert.ok(wordNet.nounMeaningsOf('dad').every((synset) => !wordNet.meaning(synset).isGoods));
  assert.ok(wordNet.nounMeaningsOf('plumber').some((synset) => wordNet.meaning(synset).isPerson));
});

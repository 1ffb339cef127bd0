import assert from 'node:assert/strict';
import { test } from 'node:test';
import { search } from '../../../src/search/search.js';
import { suggest } from '../../../src/search/suggest.js';
import { searchableCatalog, wardrobe } from './small-catalog.js';

const index = searchableCatalog(wardrobe(4));

const texts = (typed: string): string[] => suggest(index, typed).completions.map(({ text }) => text);

test('an unfinished word is completed to values and words of the catalog, values and frequent ones first', () => {
  assert.deepEqual(texts('bl'), ['blue', 'black']);
  assert.deepEqual(texts('sh'), ['shirts', 'shoes']);
  assert.deepEqual(suggest(index, 'wo').completions, [{ text: 'women', count: 60 }]);
});

test('a value of several words is completed as a whole, also behind other words', () => {
  assert.equal(texts('casual s')[0], 'casual shoes');
  assert.ok(texts('navy').includes('navy blue'));
  assert.deepEqual(texts('red casu'), ['red casual shoes', 'red casual']);
});

test('the count of a completion is how many products have its words', async () => {
  for (const { text, count } of suggest(index, 'women n').completions) {
    const { total } = await search(index, { words: text }, { modes: ['words'] });
    assert.ok(count > 0 && count <= total, text);
  }
});

test('words that no product has together are not suggested', () => {
  for (const text of texts('puma ')) assert.ok(text.startsWith('puma '), text);
  assert.deepEqual(texts('qqq'), []);
});

test('slips are corrected, in the words before and in the last one', () => {
  const before = suggest(index, 'bleu shi');
  assert.deepEqual(before.corrections, [{ from: 'bleu', to: 'blue' }]);
  assert.equal(before.completions[0].text, 'blue shirts');
  const last = suggest(index, 'red shrits');
  assert.deepEqual(last.corrections, [{ from: 'shrits', to: 'shirts' }]);
  assert.equal(last.completions[0].text, 'red shirts');
});

test('nothing typed suggests the most frequent values, and never more than asked', () => {
  assert.equal(suggest(index, '', { limit: 3 }).completions.length, 3);
});

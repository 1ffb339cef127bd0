import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSearches, withoutSearch, withSearch } from '../../server/page/search/search-list.js';

test('the last search comes first, once, and the oldest give way', () => {
  assert.deepEqual(withSearch(['red dress', 'boots'], 'Boots'), ['Boots', 'red dress']);
  assert.deepEqual(withSearch(['boots'], '  red   dress '), ['red dress', 'boots']);
  assert.deepEqual(withSearch(['boots'], ' '), ['boots']);
  const many = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].reduce<readonly string[]>(withSearch, []);
  assert.deepEqual(many, ['i', 'h', 'g', 'f', 'e', 'd', 'c', 'b']);
});

test('a search is forgotten however it is written', () => {
  assert.deepEqual(withoutSearch(['Red Dress', 'boots'], 'red dress'), ['boots']);
});

test('whatever lies in the storage, the list is one of words', () => {
  assert.deepEqual(readSearches('["boots", 7, null, " ", "red dress"]'), ['boots', 'red dress']);
  for (const text of [null, '', '{"a":1}', 'boots', '[', 'null'])
    assert.deepEqual(readSearches(text), [], String(text));
});

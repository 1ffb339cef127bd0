import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ByteCache } from '../../../src/indexes/byte-cache.js';

test('the values that were not used for longest make room', () => {
  const cache = new ByteCache<number>(10);
  cache.set('a', 1, 4);
  cache.set('b', 2, 4);
  assert.equal(cache.get('a'), 1);
  cache.set('c', 3, 4);
  assert.deepEqual(
    ['a', 'b', 'c'].map((key) => cache.get(key)),
    [1, undefined, 3],
  );
});

test('a value larger than everything is not kept, and a new value of a key replaces the old one', () => {
  const cache = new ByteCache<string>(10);
  cache.set('huge', 'x', 11);
  assert.equal(cache.get('huge'), undefined);
  cache.set('a', 'old', 8);
  cache.set('a', 'new', 8);
  assert.equal(cache.get('a'), 'new');
  cache.set('b', 'beside', 2);
  assert.equal(cache.get('a'), 'new');
});

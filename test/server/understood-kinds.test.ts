import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UNDERSTOOD_KINDS as ofLibrary } from '../../src/index.js';
import { UNDERSTOOD_KINDS as ofContract } from '../../server/requests/search.js';

test('the HTTP contract knows every kind of understood words that the library has', () => {
  assert.deepEqual(ofContract, ofLibrary);
});

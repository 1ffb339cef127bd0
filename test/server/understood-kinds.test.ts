import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IGNORED_REASONS, SEARCH_WARNINGS, UNDERSTOOD_KINDS } from '../../src/index.js';
import { SEARCH_WARNINGS as WARNINGS_OF_CONTRACT } from '../../server/requests/fields.js';
import {
  IGNORED_REASONS as REASONS_OF_CONTRACT,
  UNDERSTOOD_KINDS as KINDS_OF_CONTRACT,
} from '../../server/requests/search.js';

test('the HTTP contract knows every kind of understood words, of ignored ones and of warnings that the library has', () => {
  assert.deepEqual(KINDS_OF_CONTRACT, UNDERSTOOD_KINDS);
  assert.deepEqual(REASONS_OF_CONTRACT, IGNORED_REASONS);
  assert.deepEqual(WARNINGS_OF_CONTRACT, SEARCH_WARNINGS);
});

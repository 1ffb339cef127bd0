import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openProblemsFile } from '../../../../indexer/import/problems.js';
import { temporaryFolder } from '../../../pipeline/import-fixture.js';

test('a problem keeps the names of its source, and shows no character that is not printed', (t) => {
  const path = join(temporaryFolder(t), 'problems.jsonl');
  const problems = openProblemsFile(path);
  const names = { file: 'a\x1b[2J.csv', id: 'b\r\u202ec', field: 'd\x9b' };
  problems.add({
    kind: 'photo',
    line: 1,
    ...names,
    reason: `photo '\x1b]0;x\x07' is missing`,
    remedy: 'check \u2066it',
  });
  problems.finish();
  const text = readFileSync(path, 'utf8');
  assert.doesNotMatch(text, /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u);
  const { file, id, field, reason, remedy } = JSON.parse(text) as Record<string, string>;
  assert.deepEqual({ file, id, field }, names);
  assert.equal(reason, "photo '\\x1b]0;x\\x07' is missing");
  assert.equal(remedy, 'check \\u2066it');
});

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeFileAtomic, writeFolderAtomic } from '../../../indexer/atomic-file.js';
import { VitrineError } from '../../../src/errors.js';
import { temporaryFolder, writeBelow } from '../../pipeline/import-fixture.js';

test('text, bytes and parts are written whole, folders are made', async (t) => {
  const folder = temporaryFolder(t);
  await writeFileAtomic(join(folder, 'a/b/text'), 'é');
  await writeFileAtomic(join(folder, 'bytes'), new Uint8Array([1, 2]));
  await writeFileAtomic(join(folder, 'parts'), [new Uint8Array([1]), new Uint8Array([2, 3])]);
  assert.equal(readFileSync(join(folder, 'a/b/text'), 'utf8'), 'é');
  assert.deepEqual([...readFileSync(join(folder, 'bytes'))], [1, 2]);
  assert.deepEqual([...readFileSync(join(folder, 'parts'))], [1, 2, 3]);
  assert.deepEqual(readdirSync(folder).sort(), ['a', 'bytes', 'parts']);
});

test('a file whose writing fails stays as it was, and nothing is left beside it', async (t) => {
  const folder = temporaryFolder(t);
  const file = writeBelow(folder, 'file', 'before');
  const parts = function* (): Generator<Uint8Array> {
    yield new Uint8Array([1]);
    throw new Error('interrupted');
  };
  await assert.rejects(writeFileAtomic(file, parts()), /interrupted/);
  assert.equal(readFileSync(file, 'utf8'), 'before');
  assert.deepEqual(readdirSync(folder), ['file']);
});

test('a folder replaces the one before it as a whole', async (t) => {
  const folder = temporaryFolder(t);
  writeBelow(folder, 'model/old', 'x');
  await writeFolderAtomic(join(folder, 'model'), (beside) => writeFile(join(beside, 'new'), 'y'));
  assert.deepEqual(readdirSync(join(folder, 'model')), ['new']);
  await assert.rejects(writeFolderAtomic(join(folder, 'model'), () => Promise.reject(new Error('interrupted'))));
  assert.deepEqual(readdirSync(folder), ['model']);
  assert.deepEqual(readdirSync(join(folder, 'model')), ['new']);
});

test('a path below a file is told with the path', async (t) => {
  const file = writeBelow(temporaryFolder(t), 'file', '');
  await assert.rejects(writeFileAtomic(join(file, 'below'), 'x'), (error: unknown) => {
    assert.ok(error instanceof Error);
    assert.ok(error.message.includes(file) || error instanceof VitrineError);
    return true;
  });
  assert.ok(existsSync(file));
});

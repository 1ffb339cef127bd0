import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { test } from 'node:test';
import { withLock } from '../../../indexer/lock.js';
import { LockedError } from '../../../src/errors.js';
import { workspacePaths } from '../../../src/storage/workspace.js';
import { temporaryFolder } from '../../pipeline/import-fixture.js';

test('the second writer is told who the first one is, and may write when that one is done', async (t) => {
  const paths = workspacePaths(temporaryFolder(t));
  await withLock(paths, 'train', async () => {
    await assert.rejects(
      withLock(paths, 'import', () => Promise.resolve()),
      (error: unknown) => error instanceof LockedError && error.message.includes(`'train' (process ${process.pid} on`),
    );
  });
  assert.equal(await withLock(paths, 'import', () => Promise.resolve(3)), 3);
  assert.equal(existsSync(paths.lock), false);
});

test('work that fails gives the lock back', async (t) => {
  const paths = workspacePaths(temporaryFolder(t));
  await assert.rejects(
    withLock(paths, 'import', () => Promise.reject(new Error('no'))),
    /no/,
  );
  assert.equal(existsSync(paths.lock), false);
});

/** The number of a process that has just ended. */
function endedProcess(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

const GONE: readonly (readonly [what: string, content: () => string])[] = [
  [
    'of a process that is gone',
    () => JSON.stringify({ pid: endedProcess(), name: 'train', host: hostname(), started: '' }),
  ],
  [
    'of an older process of the same number',
    () => JSON.stringify({ pid: process.pid, name: 'train', host: hostname(), started: '1' }),
  ],
  ['that nobody can read', () => 'not a lock'],
  ['that is empty', () => ''],
];

for (const [what, content] of GONE) {
  test(`a lock ${what} is taken over`, { skip: what.includes('older') && process.platform !== 'linux' }, async (t) => {
    const paths = workspacePaths(temporaryFolder(t));
    writeFileSync(paths.lock, content());
    const holder = await withLock(paths, 'import', () => Promise.resolve(readFileSync(paths.lock, 'utf8')));
    assert.equal((JSON.parse(holder) as { name: string }).name, 'import');
    assert.equal(existsSync(paths.lock), false);
  });
}

test('a lock from another machine is respected, since its process cannot be looked at', async (t) => {
  const paths = workspacePaths(temporaryFolder(t));
  writeFileSync(paths.lock, JSON.stringify({ pid: 1, name: 'train', host: 'elsewhere', started: '' }));
  await assert.rejects(
    withLock(paths, 'import', () => Promise.resolve()),
    LockedError,
  );
});

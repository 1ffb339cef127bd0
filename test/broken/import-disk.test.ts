import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { importCatalog } from '../../indexer/import/index.js';
import { LockedError, VitrineError } from '../../src/errors.js';
import { createRandom } from '../../src/random.js';
import { importInto, productsIn, temporaryFolder, writeBelow, writeCatalog } from '../pipeline/import-fixture.js';

/** Does something while a folder is mounted; where that is not permitted the test is skipped. */
async function whileMounted(
  t: TestContext,
  { folder, options }: { folder: string; options: readonly string[] },
  work: () => Promise<void>,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  if (spawnSync('mount', [...options, folder], { stdio: 'ignore' }).status !== 0) {
    t.skip('mounting is not permitted here');
    return;
  }
  try {
    await work();
  } finally {
    execFileSync('umount', [folder]);
  }
}

const codeIs =
  (code: string) =>
  (error: unknown): boolean => {
    assert.ok(error instanceof VitrineError, String(error));
    assert.equal(error.code, code);
    assert.ok(error.place.file !== undefined && error.remedy !== undefined);
    return true;
  };

test('a disk that fills up is told with what to do, and the import goes on when there is space', async (t) => {
  const folder = temporaryFolder(t);
  const disk = join(folder, 'disk');
  const catalog = await writeCatalog(folder, 900, createRandom(7));
  const tmpfs = ['-t', 'tmpfs', '-o', 'size=900k', 'tmpfs'];
  await whileMounted(t, { folder: disk, options: tmpfs }, async () => {
    const options = { workspace: join(disk, 'shop.vitrine'), sources: [catalog], photoSize: 64 };
    await assert.rejects(importCatalog(options), codeIs('disk-full'));
    execFileSync('mount', ['-o', 'remount,size=64m', disk]);
    const rest = await importCatalog(options);
    assert.equal(rest.added + rest.unchanged, 900);
    assert.equal(rest.refused, 0);
  });
});

test('a pixel store that cannot grow leaves no product behind that names its pixels', async (t) => {
  if (!existsSync('/dev/full')) {
    t.skip('there is no /dev/full here');
    return;
  }
  const folder = temporaryFolder(t);
  const catalog = await writeCatalog(folder, 20, createRandom(8));
  mkdirSync(join(folder, 'shop.vitrine/photos'), { recursive: true });
  symlinkSync('/dev/full', join(folder, 'shop.vitrine/photos/8.rgb'));
  await assert.rejects(importInto(folder, catalog), codeIs('disk-full'));
  assert.deepEqual(productsIn(folder), []);
});

test('a workspace that cannot be written is told so, and can still be read', async (t) => {
  const folder = temporaryFolder(t);
  const catalog = await writeCatalog(folder, 20, createRandom(9));
  await importInto(folder, catalog);
  const workspace = join(folder, 'shop.vitrine');
  await whileMounted(t, { folder: workspace, options: ['--bind', workspace] }, async () => {
    execFileSync('mount', ['-o', 'remount,bind,ro', workspace]);
    await assert.rejects(importInto(folder, catalog), codeIs('read-only'));
    assert.equal(productsIn(folder).length, 20);
  });
});

test('a file where the workspace should be is told with its path', async (t) => {
  const folder = temporaryFolder(t);
  const catalog = await writeCatalog(folder, 1, createRandom(10));
  const file = writeBelow(folder, 'file', '');
  for (const workspace of [file, join(file, 'shop.vitrine')]) {
    await assert.rejects(importInto(folder, catalog, { workspace }), (error: unknown) => {
      assert.ok(error instanceof VitrineError, String(error));
      assert.ok(error.message.includes(file));
      return true;
    });
  }
});

test('of two imports at once the second is told who holds the workspace, and the first is not disturbed', async (t) => {
  const folder = temporaryFolder(t);
  const catalog = await writeCatalog(folder, 300, createRandom(11));
  const first = importInto(folder, catalog);
  while (!existsSync(join(folder, 'shop.vitrine/lock'))) await sleep(1);
  await assert.rejects(importInto(folder, catalog), LockedError);
  assert.equal((await first).added, 300);
  const module = new URL('../../indexer/lock.js', import.meta.url).href;
  const paths = JSON.stringify({ root: join(folder, 'shop.vitrine'), lock: join(folder, 'shop.vitrine/lock') });
  const script = `const { withLock } = await import('${module}');
    await withLock(${paths}, 'train', async () => { console.log('held'); await new Promise((r) => setTimeout(r, 60_000)); });`;
  const other = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => other.kill('SIGKILL'));
  await new Promise((resolve) => other.stdout.once('data', resolve));
  await assert.rejects(importInto(folder, catalog), new RegExp(`'train' \\(process ${other.pid} `));
  other.kill('SIGKILL');
  await new Promise((resolve) => other.once('exit', resolve));
  assert.equal((await importInto(folder, catalog)).unchanged, 300);
});

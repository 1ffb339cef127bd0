import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { checkWorkspace } from '../../indexer/check-workspace.js';
import { runImport } from '../../indexer/import/import-run.js';
import type { ImportSummary } from '../../indexer/import/index.js';
import type { MainProductFinder } from '../../indexer/import/main-products.js';
import { openCatalogWriter, type LiveCatalogWriter } from '../../indexer/live-changes.js';
import { withLock } from '../../indexer/lock.js';
import { createRandom } from '../../src/random.js';
import { workspacePaths } from '../../src/storage/workspace.js';
import { importInto, jsonLines, plainPhoto, problemsOf, productsIn, temporaryFolder } from './import-fixture.js';
import { writeBelow, writeCatalog } from './import-fixture.js';

async function writerOf(t: TestContext, folder: string): Promise<LiveCatalogWriter> {
  const writer = await openCatalogWriter(join(folder, 'shop.vitrine'), { waitMs: 5000 });
  t.after(() => writer.close());
  return writer;
}

const titlesIn = (folder: string): Record<string, string> =>
  Object.fromEntries(productsIn(folder).map(({ product }) => [product.id, product.title]));

interface HaltedImport {
  /** Resolves when the first batch has been read and nothing is written. */
  readonly halted: Promise<void>;
  readonly ended: Promise<ImportSummary>;
  readonly goOn: () => void;
}

/** An import that stops before its first batch is written, while it looks for main products. */
function haltedImport(folder: string, catalog: string): HaltedImport {
  let reach = (): void => undefined;
  let goOn = (): void => undefined;
  const halted = new Promise<void>((resolve) => (reach = resolve));
  const released = new Promise<void>((resolve) => (goOn = resolve));
  const finder: MainProductFinder = {
    ...{ model: 'none', recipe: 'a', version: '1' },
    async find(jobs) {
      reach();
      await released;
      return jobs.map(() => ({ kind: 'whole' as const, box: undefined, score: undefined, pixels: undefined }));
    },
    close: () => Promise.resolve(),
  };
  const options = { workspace: join(folder, 'shop.vitrine'), sources: [catalog], photoSize: 8, prune: true };
  const paths = workspacePaths(options.workspace);
  const ended = withLock(paths, 'import', () => runImport(paths, { ...options, mainProduct: true }, () => finder));
  return { halted, ended, goOn };
}

test('what is written and removed while an import runs stays as it is, whatever the import brings and prunes', async (t) => {
  const folder = temporaryFolder(t);
  writeBelow(folder, 'photo.png', await plainPhoto('red'));
  const rows = Array.from({ length: 100 }, (_, i) => ({ id: `p${i}`, title: `Old ${i}`, images: ['photo.png'] }));
  await importInto(folder, writeBelow(folder, 'old.jsonl', jsonLines([...rows, { id: 'gone', title: 'Gone' }])));
  const feed = rows.map((row) => ({ ...row, title: `Feed ${row.id}` }));
  const { halted, ended, goOn } = haltedImport(folder, writeBelow(folder, 'feed.jsonl', jsonLines(feed)));
  await halted;
  const writer = await writerOf(t, folder);
  const put = ['p3', 'p70', 'new'].map((id) => ({ product: { id, title: 'Put' } })); // read already; to come; in no feed
  assert.deepEqual(
    (await writer.upsert(put)).map(({ status }) => status),
    ['changed', 'changed', 'added'],
  );
  await writer.remove(['p4', 'p80']);
  goOn();
  const summary = await ended;
  const titles = titlesIn(folder);
  assert.deepEqual([titles.p3, titles.p70, titles.new], ['Put', 'Put', 'Put']);
  assert.deepEqual([titles.p4, titles.p80, titles.gone], [undefined, undefined, undefined]);
  assert.equal(Object.keys(titles).length, 99);
  assert.equal(Object.values(titles).filter((title) => title.startsWith('Feed')).length, 96);
  assert.deepEqual([summary.changed, summary.unchanged, summary.removed], [96, 4, 1]);
  const warned = problemsOf(summary).filter(({ reason }) => reason.includes('since the import began'));
  assert.deepEqual(warned.map(({ id }) => id).sort(), ['p3', 'p4', 'p70', 'p80']);
  assert.deepEqual((await checkWorkspace(join(folder, 'shop.vitrine'))).problems, []);
});

/** An import in a process of its own, which has begun. */
async function otherImport(folder: string, catalog: string): Promise<{ child: ChildProcess; ended: Promise<string> }> {
  const module = new URL('../../indexer/import/index.js', import.meta.url).href;
  const options = { workspace: join(folder, 'shop.vitrine'), sources: [catalog], photoSize: 8 };
  const script = `const { importCatalog } = await import('${module}');
    console.log('ready');
    console.log(JSON.stringify(await importCatalog(${JSON.stringify(options)})));`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = new Promise<string>((resolve) =>
    child.once('close', () => {
      resolve(said.replace('ready\n', ''));
    }),
  );
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return { child, ended };
}

test('products are written and removed one by one while a large import goes on', async (t) => {
  const folder = temporaryFolder(t);
  const feed = Array.from({ length: 8000 }, (_, i) => ({ id: `p${i}`, title: `Shirt ${i}` }));
  const catalog = writeBelow(folder, 'feed.jsonl', jsonLines(feed));
  const writer = await writerOf(t, folder);
  let isRunning = true;
  const { ended } = await otherImport(folder, catalog);
  void ended.then(() => (isRunning = false));
  let written = 0;
  for (let i = 0; isRunning; i++) {
    await writer.upsert([
      { product: { id: `live${i}`, title: 'Hat' } },
      { product: { id: 'p7999', title: `Hat ${i}` } },
    ]);
    await writer.remove([`live${i - 1}`]);
    if (isRunning) written = i + 1;
  }
  const { added, unchanged } = JSON.parse(await ended) as ImportSummary;
  assert.ok(written > 2, `${written} were written meanwhile`);
  assert.deepEqual([added, unchanged], [7999, 1]);
  const titles = titlesIn(folder);
  assert.match(titles.p7999, /^Hat/);
  assert.equal(Object.keys(titles).length, 8001);
});

test('an import that is killed while others write has lost nothing of theirs', async (t) => {
  const folder = temporaryFolder(t);
  const random = createRandom(11);
  const catalog = await writeCatalog(folder, 600, random);
  const workspace = join(folder, 'shop.vitrine');
  await importInto(folder, writeBelow(folder, 'first.jsonl', jsonLines([{ id: 'p0', title: 'Shirt 0' }])));
  const writer = await writerOf(t, folder);
  const photo = await plainPhoto('blue');
  const written: string[] = [];
  for (let round = 0; round < 3; round++) {
    let isGone = false;
    const { child, ended } = await otherImport(folder, catalog);
    void ended.then(() => (isGone = true));
    setTimeout(() => child.kill('SIGKILL'), 20 + random.next() * 150);
    for (let i = 0; !isGone; i++) {
      const id = `live${round}-${i}`;
      await writer.upsert([{ product: { id, title: 'Hat' }, photos: [Buffer.concat([photo, Buffer.from(id)])] }]);
      written.push(id);
    }
    assert.deepEqual((await checkWorkspace(workspace)).problems, []);
  }
  await importInto(folder, catalog);
  const products = new Map(productsIn(folder).map((stored) => [stored.product.id as string, stored]));
  assert.equal(products.size, 600 + written.length);
  for (const id of written) assert.ok((products.get(id)?.photos[0].slot ?? -1) >= 0, id);
  assert.deepEqual((await checkWorkspace(workspace)).problems, []);
});

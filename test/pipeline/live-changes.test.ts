import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import sharp from 'sharp';
import { checkWorkspace } from '../../indexer/check-workspace.js';
import { indexCatalog } from '../../indexer/embed-catalog.js';
import { openCatalogWriter, type LiveCatalogWriter } from '../../indexer/live-changes.js';
import { withCatalogLock } from '../../indexer/lock.js';
import { trainModel } from '../../indexer/train/index.js';
import { LockedError } from '../../src/errors.js';
import { openCatalog } from '../../src/open-catalog.js';
import { openDatabase } from '../../src/storage/database.js';
import { workspacePaths } from '../../src/storage/workspace.js';
import { temporaryFolder } from './import-fixture.js';
import { TINY_RECIPE, importGarments } from './training-fixture.js';

const QUICK = { ...TINY_RECIPE, encoder: { ...TINY_RECIPE.encoder, epochs: 1 } };

const photoOf = (color: string): Promise<Buffer> =>
  sharp({ create: { width: 32, height: 32, channels: 3, background: color } })
    .png()
    .toBuffer();

async function writerOf(t: TestContext, workspace: string): Promise<LiveCatalogWriter> {
  const writer = await openCatalogWriter(workspace, { waitMs: 100 });
  t.after(() => writer.close());
  return writer;
}

test('a product that is written is found by the next search, by words and by its photo, and kept by the next index', async (t) => {
  const workspace = await importGarments(temporaryFolder(t), 24, QUICK);
  await trainModel({ workspace });
  await indexCatalog({ workspace });
  const catalog = await openCatalog(workspace);
  t.after(() => catalog.close());
  const writer = await writerOf(t, workspace);
  const nearest = async (photo: Buffer): Promise<string> =>
    (await catalog.search({ photo: Uint8Array.from(photo) }, { modes: ['image'], limit: 1 })).hits[0].id;
  assert.equal((await catalog.search({ words: 'umbrella' })).total, 0);

  const [orange, lime] = [await photoOf('#ff8000'), await photoOf('#80ff00')];
  const umbrella = { id: 'new', title: 'orange umbrella', color: 'Orange', price: 12 };
  assert.deepEqual(await writer.upsert([{ product: umbrella, photos: [orange] }]), [{ id: 'new', status: 'added' }]);
  assert.deepEqual(await writer.upsert([{ product: umbrella, photos: [orange] }]), [
    { id: 'new', status: 'unchanged' },
  ]);
  assert.equal((await catalog.search({ words: 'umbrella' })).hits[0].id, 'new');
  assert.equal((await catalog.search({ filters: ['price<20'] })).total, 1);
  assert.equal(await nearest(orange), 'new');

  const [changed] = await writer.upsert([{ product: { ...umbrella, price: 15 }, photos: [lime] }]);
  assert.equal(changed.status, 'changed');
  assert.equal(await nearest(lime), 'new');
  const { embedded, indexes } = await indexCatalog({ workspace });
  assert.deepEqual([embedded, indexes.image.vectors], [0, 25]);
  assert.equal((await catalog.status()).indexes?.image.vectors, 25);
  assert.equal(await nearest(lime), 'new');
  const { photos } = catalog.product('new')!;
  assert.deepEqual([photos.length, catalog.photoFile('new', 0)?.file], [1, photos[0].file]);
  assert.equal(catalog.photoFile('new', 1), undefined);

  assert.deepEqual(await writer.remove(['new', 'nobody']), [
    { id: 'new', status: 'removed' },
    { id: 'nobody', status: 'unknown' },
  ]);
  assert.equal((await catalog.search({ words: 'umbrella' })).total, 0);
  assert.notEqual(await nearest(lime), 'new');
});

test('another model is taken over with its indexes, and rolled back, while searches go on', async (t) => {
  const workspace = await importGarments(temporaryFolder(t), 24, QUICK);
  const first = (await trainModel({ workspace })).model;
  await indexCatalog({ workspace });
  const catalog = await openCatalog(workspace);
  t.after(() => catalog.close());
  const second = (await trainModel({ workspace, seed: 8 })).model;
  assert.equal((await catalog.status()).model, first);
  const searching = (async (): Promise<void> => {
    for (let i = 0; i < 40; i++) {
      assert.ok((await catalog.search({ words: 'red shirt' })).hits.length > 0);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  await indexCatalog({ workspace });
  assert.equal((await catalog.status()).model, second);
  await indexCatalog({ workspace, model: first });
  assert.equal((await catalog.status()).model, first);
  await searching;
});

test('what cannot be a product is refused by its field, and what is wrong with a photo is told', async (t) => {
  const writer = await writerOf(t, join(temporaryFolder(t), 'new.vitrine'));
  const outcomes = await writer.upsert([
    { product: { id: 'a', title: 'Boots' } },
    { product: { id: 'b' } },
    { product: 'no object' },
    { product: { id: 'c', title: 'Hat', price: 'cheap' } },
    { product: { id: 'a', title: 'Boots of leather' } },
    { product: { id: 'd', title: 'Scarf', images: ['../../etc/passwd'] } },
  ]);
  assert.deepEqual(
    outcomes.map(({ id, status, problem }) => [id, status, problem?.field]),
    [
      ['a', 'unchanged', undefined],
      ['b', 'refused', 'title'],
      [null, 'refused', undefined],
      ['c', 'refused', 'price'],
      ['a', 'added', undefined],
      ['d', 'added', 'images'],
    ],
  );
});

test('a writer waits for another one, and says who it is when that takes too long', async (t) => {
  const workspace = join(temporaryFolder(t), 'shop.vitrine');
  const writer = await writerOf(t, workspace);
  await withCatalogLock(workspacePaths(workspace), 'import', async () => {
    await assert.rejects(
      writer.upsert([{ product: { id: 'a', title: 'Hat' } }]),
      (error: unknown) => error instanceof LockedError && error.message.includes("'import'"),
    );
  });
  assert.equal((await writer.upsert([{ product: { id: 'a', title: 'Hat' } }]))[0].status, 'added');
});

test('a writer that is killed has written each product as a whole or not at all', async (t) => {
  const workspace = join(temporaryFolder(t), 'shop.vitrine');
  const module = new URL('../../indexer/live-changes.js', import.meta.url).href;
  const photo = (await photoOf('#ff8000')).toString('base64');
  const script = `const { openCatalogWriter } = await import('${module}');
    const writer = await openCatalogWriter('${workspace}');
    const photo = Buffer.from('${photo}', 'base64');
    for (let i = 0; ; i++) {
      await writer.upsert([1, 2, 3].map((n) => ({
        product: { id: 'p' + (n * i) % 50, title: 'Product ' + i, color: 'Red' },
        photos: [Buffer.concat([photo, Buffer.from(String(i))])] })));
      if (i % 5 === 4) await writer.remove(['p' + i % 50]);
      if (i === 0) console.log('ready');
    }`;
  for (const afterMs of [30, 170, 60]) {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), afterMs));
    await new Promise((resolve) => child.once('exit', resolve));
    assert.deepEqual((await checkWorkspace(workspace)).problems, []);
    const database = openDatabase(workspacePaths(workspace).database, { readOnly: true });
    const counts = database.prepare(
      `SELECT (SELECT count(*) FROM products) AS products, (SELECT count(DISTINCT row) FROM photos) AS pictured,
         (SELECT count(*) FROM product_values) AS filterValues, (SELECT count(*) FROM photos) AS photos,
         (SELECT count(*) FROM photos JOIN pixels USING (content_hash)) AS stored`,
    );
    const { products, ...others } = counts.get() as Record<string, number>;
    assert.deepEqual(others, { pictured: products, filterValues: products, photos: products, stored: products });
    database.close();
  }
});

import assert from 'node:assert/strict';
import { readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openCatalogReader } from '../../src/catalog/reader.js';
import { CancelledError, NotFoundError, UsageError } from '../../src/errors.js';
import { openPhotoStore } from '../../src/image/photo-store.js';
import { createRandom } from '../../src/random.js';
import { workspacePaths } from '../../src/storage/workspace.js';
import {
  importInto,
  jsonLines,
  plainPhoto,
  problemsOf,
  productsIn,
  queryIn,
  temporaryFolder,
  writeBelow,
  writeCatalog,
} from './import-fixture.js';

const COLUMNS = { id: 'id', title: 'title', category: 'category', price: 'price', images: 'images' };

test('an import counts what it did, and the same import again does nothing', async (t) => {
  const folder = temporaryFolder(t);
  const catalog = await writeCatalog(folder, 300, createRandom(1));
  const { seconds, ...first } = await importInto(folder, catalog);
  assert.ok(seconds > 0);
  assert.deepEqual(first, {
    ...{ read: 300, added: 300, changed: 0, unchanged: 0, removed: 0, refused: 0, problems: null },
    ...{ notPublished: 0, notRemoved: null, warnings: [], columns: COLUMNS, lists: {} },
    photos: { stored: 300, unchanged: 0, missing: 0, broken: 0, refused: 0 },
  });
  const database = join(folder, 'shop.vitrine/catalog.sqlite');
  const before = readFileSync(database);
  assert.deepEqual(
    { ...(await importInto(folder, catalog)), seconds: 0 },
    {
      ...{ read: 300, added: 0, changed: 0, unchanged: 300, removed: 0, refused: 0, problems: null },
      ...{ notPublished: 0, notRemoved: null, warnings: [], columns: COLUMNS, lists: {} },
      photos: { stored: 0, unchanged: 300, missing: 0, broken: 0, refused: 0 },
      seconds: 0,
    },
  );
  assert.ok(before.equals(readFileSync(database)), 'nothing was written to the database');
});

test('photos are stored in the order of the catalog, once for each content, as the store shows them', async (t) => {
  const folder = temporaryFolder(t);
  for (const [name, color] of [
    ['a', 'red'],
    ['b', 'blue'],
    ['c', 'red'],
  ]) {
    writeBelow(folder, `${name}.png`, await plainPhoto(color));
  }
  const images = ['a.png', 'b.png', 'c.png'];
  const catalog = writeBelow(folder, 'catalog.jsonl', jsonLines([{ id: 'a', title: 'A', images }]));
  await importInto(folder, catalog);
  const [{ photos }] = productsIn(folder);
  assert.deepEqual(
    photos.map(({ slot }) => slot),
    [0, 1, 0],
  );
  assert.deepEqual(
    photos.map(({ position, source, width, height, status }) => [position, source, width, height, status]),
    [
      [0, 'a.png', 6, 8, 'stored'],
      [1, 'b.png', 6, 8, 'stored'],
      [2, 'c.png', 6, 8, 'stored'],
    ],
  );
  assert.equal(photos[0].file, join(folder, 'a.png'));
  const store = openPhotoStore(workspacePaths(join(folder, 'shop.vitrine')).photos(8));
  assert.equal(store.count, 2);
  const middle = (slot: number): number[] => [...store.read([slot]).subarray((4 * 8 + 4) * 3, (4 * 8 + 4) * 3 + 3)];
  assert.deepEqual(
    [middle(0), middle(1)],
    [
      [255, 0, 0],
      [0, 0, 255],
    ],
  );
  store.close();
});

test('changed rows and changed photos are told apart, and only those are written', async (t) => {
  const folder = temporaryFolder(t);
  const products = ['a', 'b', 'c'].map((id) => ({ id, title: `Hat ${id}`, color: 'Red', image: `${id}.png` }));
  for (const { image } of products) writeBelow(folder, image, await plainPhoto('red'));
  const catalog = writeBelow(folder, 'catalog.jsonl', jsonLines(products));
  await importInto(folder, catalog);
  writeBelow(
    folder,
    'catalog.jsonl',
    jsonLines([products[0], { ...products[1], title: 'Scarf', color: 'Blue' }, products[2]]),
  );
  writeBelow(folder, 'c.png', await plainPhoto('green'));
  const again = await importInto(folder, catalog);
  assert.deepEqual([again.added, again.changed, again.unchanged], [0, 1, 2]);
  assert.deepEqual(again.photos, { stored: 1, unchanged: 2, missing: 0, broken: 0, refused: 0 });
  const stored = productsIn(folder);
  assert.deepEqual(
    stored.map(({ row, product }) => [row, product.title]),
    [
      [1, 'Hat a'],
      [2, 'Scarf'],
      [3, 'Hat c'],
    ],
  );
  assert.deepEqual(
    stored.map(({ photos }) => photos[0].slot),
    [0, 0, 1],
  );
  assert.equal(queryIn(folder, `SELECT group_concat(rowid) FROM product_words WHERE product_words MATCH 'hat'`), '1,3');
  assert.equal(queryIn(folder, `SELECT group_concat(rowid) FROM product_words WHERE product_words MATCH 'scarf'`), '2');
  assert.equal(
    queryIn(folder, `SELECT group_concat(row) FROM product_values WHERE name = 'color' AND value = 'Blue'`),
    '2',
  );
});

test('products that the sources no longer have stay, until they are pruned', async (t) => {
  const folder = temporaryFolder(t);
  const all = ['a', 'b', 'c'].map((id) => ({ id, title: `Hat ${id}`, color: id }));
  const catalog = writeBelow(folder, 'catalog.jsonl', jsonLines(all));
  await importInto(folder, catalog);
  writeBelow(folder, 'catalog.jsonl', jsonLines([all[1]]));
  assert.deepEqual([(await importInto(folder, catalog)).removed, productsIn(folder).length], [0, 3]);
  const pruned = await importInto(folder, catalog, { pruneAll: true });
  assert.deepEqual([pruned.removed, pruned.unchanged], [2, 1]);
  assert.deepEqual(
    productsIn(folder).map(({ product }) => product.id),
    ['b'],
  );
  assert.equal(queryIn(folder, `SELECT group_concat(rowid) FROM product_words WHERE product_words MATCH 'hat'`), '2');
  assert.equal(queryIn(folder, 'SELECT count(*) FROM product_values'), 1);
  writeBelow(folder, 'catalog.jsonl', jsonLines(all));
  await importInto(folder, catalog);
  assert.deepEqual(
    productsIn(folder).map(({ row }) => row),
    [2, 4, 5],
    'a row number is never given twice',
  );
});

test('a product whose row is bad now is not pruned: its source still has it', async (t) => {
  const folder = temporaryFolder(t);
  const other = { id: 'b', title: 'B' };
  const catalog = writeBelow(folder, 'catalog.jsonl', jsonLines([{ id: 'a', title: 'A', price: 5 }, other]));
  await importInto(folder, catalog);
  writeBelow(folder, 'catalog.jsonl', jsonLines([{ id: 'a', title: 'A', price: 'abc' }, other]));
  const again = await importInto(folder, catalog, { prune: true });
  assert.deepEqual([again.refused, again.removed], [1, 0]);
  assert.equal(productsIn(folder)[0].product.price, 5);
});

test('several sources are one catalog, each with photos in its own folder', async (t) => {
  const folder = temporaryFolder(t);
  writeBelow(folder, 'one/a.png', await plainPhoto('red'));
  writeBelow(folder, 'two/a.png', await plainPhoto('blue'));
  const one = writeBelow(folder, 'one/catalog.jsonl', jsonLines([{ id: 'a', title: 'A', image: 'a.png' }]));
  const two = writeBelow(folder, 'two/catalog.csv', 'id,title,image\nb,B,a.png\na,Again,a.png\n');
  const summary = await importInto(folder, [one, two], { prune: true });
  assert.deepEqual([summary.added, summary.refused, summary.photos.stored], [2, 1, 2]);
  const [problem] = problemsOf(summary);
  assert.deepEqual([problem.file, problem.line, problem.id, problem.field], [two, 3, 'a', 'id']);
  assert.match(problem.reason, /line 1 of .*one\/catalog\.jsonl/);
});

test('a photo that was missing is stored when it has come, and one that went is missing', async (t) => {
  const folder = temporaryFolder(t);
  writeBelow(folder, 'a.png', await plainPhoto('red'));
  const products = [{ id: 'a', title: 'A', images: ['a.png', 'b.png'] }];
  const catalog = writeBelow(folder, 'catalog.jsonl', jsonLines(products));
  assert.deepEqual((await importInto(folder, catalog)).photos, {
    stored: 1,
    unchanged: 0,
    missing: 1,
    broken: 0,
    refused: 0,
  });
  writeBelow(folder, 'b.png', await plainPhoto('blue'));
  rmSync(join(folder, 'a.png'));
  assert.deepEqual((await importInto(folder, catalog)).photos, {
    stored: 1,
    unchanged: 0,
    missing: 1,
    broken: 0,
    refused: 0,
  });
  const [{ photos }] = productsIn(folder);
  assert.deepEqual(
    photos.map(({ status, slot }) => [status, slot]),
    [
      ['missing', -1],
      ['stored', 1],
    ],
  );
});

test('photos are read below --photos when it is given', async (t) => {
  const folder = temporaryFolder(t);
  writeBelow(folder, 'pictures/a.png', await plainPhoto('red'));
  const catalog = writeBelow(folder, 'lists/catalog.jsonl', jsonLines([{ id: 'a', title: 'A', image: 'a.png' }]));
  const summary = await importInto(folder, catalog, { photosFolder: join(folder, 'pictures') });
  assert.equal(summary.photos.stored, 1);
});

test('another photo size makes another store, and the reader can be asked for either', async (t) => {
  const folder = temporaryFolder(t);
  const catalog = await writeCatalog(folder, 20, createRandom(2));
  await importInto(folder, catalog);
  const larger = await importInto(folder, catalog, { photoSize: 16 });
  assert.deepEqual([larger.unchanged, larger.photos.stored], [20, 20]);
  const paths = workspacePaths(join(folder, 'shop.vitrine'));
  const slots = [undefined, 8, 16, 32].map((photoSize) => {
    const reader = openCatalogReader(paths, { photoSize });
    const photos = [...reader.photos()].map(({ slot }) => slot);
    assert.equal(reader.counts().storedPhotos, photos.filter((slot) => slot >= 0).length);
    reader.close();
    return photos.join();
  });
  assert.equal(slots[0], slots[1]);
  assert.equal(slots[1], slots[2]);
  assert.equal(new Set(slots[3].split(',')).size, 1);
  assert.equal(statSync(paths.photos(16)).size, openPhotoStore(paths.photos(8)).count * 16 * 16 * 3);
});

test('a pixel store that lost its end is completed', async (t) => {
  const folder = temporaryFolder(t);
  const catalog = await writeCatalog(folder, 40, createRandom(3));
  await importInto(folder, catalog);
  const store = workspacePaths(join(folder, 'shop.vitrine')).photos(8);
  const whole = readFileSync(store);
  truncateSync(store, whole.length - 5 * 8 * 8 * 3 - 7);
  const again = await importInto(folder, catalog);
  assert.ok(again.photos.stored >= 6);
  assert.equal(again.unchanged, 40);
  assert.ok(whole.equals(readFileSync(store)));
});

test('a cancelled import keeps what was written and goes on later', async (t) => {
  const folder = temporaryFolder(t);
  const catalog = await writeCatalog(folder, 600, createRandom(4));
  const cancel = new AbortController();
  const onProgress = (): void => {
    cancel.abort();
  };
  await assert.rejects(importInto(folder, catalog, { signal: cancel.signal, onProgress }), CancelledError);
  const count = productsIn(folder).length;
  assert.ok(count > 0 && count < 600, `${count} products are in`);
  const rest = await importInto(folder, catalog);
  assert.deepEqual([rest.added, rest.unchanged], [600 - count, count]);
});

test('what cannot be imported at all makes no workspace', async (t) => {
  const folder = temporaryFolder(t);
  await assert.rejects(importInto(folder, []), UsageError);
  await assert.rejects(importInto(folder, join(folder, 'none.csv')), NotFoundError);
  await assert.rejects(importInto(folder, writeBelow(folder, 'a.jsonl', ''), { photoSize: 1e9 }), UsageError);
  assert.throws(() => statSync(join(folder, 'shop.vitrine')));
});

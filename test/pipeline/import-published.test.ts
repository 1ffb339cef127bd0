import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { openCatalogWriter } from '../../indexer/live-changes.js';
import { openCatalog } from '../../src/open-catalog.js';
import { importInto, jsonLines, productsIn, temporaryFolder, writeBelow } from './import-fixture.js';

const mug = (id: string, fields: object = {}): object => ({ id, title: `Mug ${id}`, price: 20, ...fields });

const idsIn = (folder: string): string[] => productsIn(folder).map(({ product }) => product.id);

test('what is not published is counted, and nobody finds it', async (t) => {
  const folder = temporaryFolder(t);
  const products = [mug('1'), mug('2', { status: 'draft' }), mug('3', { published: false }), mug('4', { stock: 0 })];
  const summary = await importInto(folder, writeBelow(folder, 'a.jsonl', jsonLines(products)));
  assert.deepEqual(
    [summary.read, summary.added, summary.notPublished, summary.refused, summary.problems],
    [4, 2, 2, 0, null],
  );
  const catalog = await openCatalog(join(folder, 'shop.vitrine'));
  t.after(() => catalog.close());
  const { hits } = await catalog.search({ words: 'mug' });
  assert.deepEqual(
    hits.map(({ id }) => id),
    ['1', '4'],
  );
  assert.equal((await catalog.search({ filters: ['availability=out of stock'] })).total, 1);
});

test('a product that is not published any more is removed, also without --prune', async (t) => {
  const folder = temporaryFolder(t);
  const file = writeBelow(folder, 'a.jsonl', jsonLines(['1', '2', '3'].map((id) => mug(id))));
  await importInto(folder, file);
  writeBelow(folder, 'a.jsonl', jsonLines([mug('1', { status: 'archived' }), mug('2')]));
  const summary = await importInto(folder, file);
  assert.deepEqual([summary.notPublished, summary.removed, summary.unchanged], [1, 1, 1]);
  assert.deepEqual(idsIn(folder), ['2', '3']);
  writeBelow(folder, 'a.jsonl', jsonLines([mug('1'), mug('2')]));
  assert.equal((await importInto(folder, file)).added, 1);
});

test('a draft hides no product that another row has published', async (t) => {
  const folder = temporaryFolder(t);
  for (const order of [
    [mug('1', { status: 'draft' }), mug('1')],
    [mug('1'), mug('1', { status: 'draft' })],
  ]) {
    const { notPublished, refused } = await importInto(folder, writeBelow(folder, 'a.jsonl', jsonLines(order)));
    assert.deepEqual([notPublished, refused, idsIn(folder)], [1, 0, ['1']]);
  }
});

test('a product that is written as not published is removed, and of two in one call the later counts', async (t) => {
  const folder = temporaryFolder(t);
  await importInto(folder, writeBelow(folder, 'a.jsonl', jsonLines(['1', '2', '3'].map((id) => mug(id)))));
  const writer = await openCatalogWriter(join(folder, 'shop.vitrine'));
  t.after(() => writer.close());
  const outcomes = await writer.upsert(
    [mug('1', { published: false }), mug('2', { published: false }), mug('2'), mug('4', { status: 'draft' })].map(
      (product) => ({ product }),
    ),
  );
  assert.deepEqual(outcomes, [
    { id: '1', status: 'notPublished' },
    { id: '2', status: 'notPublished' },
    { id: '2', status: 'unchanged' },
    { id: '4', status: 'notPublished' },
  ]);
  assert.deepEqual(idsIn(folder), ['2', '3']);
});

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { openCatalogReader } from '../../../src/catalog/reader.js';
import { createRandom } from '../../../src/random.js';
import { openDatabase } from '../../../src/storage/database.js';
import { workspacePaths } from '../../../src/storage/workspace.js';
import { importInto, jsonLines, temporaryFolder, writeBelow, writeCatalog } from '../../pipeline/import-fixture.js';

const PRODUCTS = [
  {
    ...{ id: 'a', title: 'Red shirt', description: 'Soft', category: 'Apparel > Topwear > Shirts', brand: 'Acme' },
    ...{ gender: 'Men', color: 'Red', season: 'Summer', usage: 'Casual', price: 19.9, currency: 'EUR' },
    ...{ url: 'https://shop/a', attributes: { Fit: 'Slim' }, images: [] },
    boxes: [{ label: 'shirt', query: 'red shirt', box: [1, 2, 3, 4] }],
  },
  { id: 'b', title: 'Blue hat', attributes: {}, images: [] },
];

test('products come back as they went in, by row, by id and one after another', async (t) => {
  const folder = temporaryFolder(t);
  await importInto(folder, writeBelow(folder, 'a.jsonl', jsonLines(PRODUCTS)));
  const reader = openCatalogReader(workspacePaths(join(folder, 'shop.vitrine')));
  const all = [...reader.products()];
  assert.deepEqual(
    all.map(({ product }) => product),
    PRODUCTS,
  );
  assert.deepEqual(reader.product('b'), all[1]);
  assert.deepEqual(reader.productByRow(all[0].row), all[0]);
  assert.deepEqual([reader.product('c'), reader.productByRow(99)], [undefined, undefined]);
  assert.notEqual(all[0].hash, all[1].hash);
  reader.close();
});

test('a walk over many pages misses nothing, while others read on the same connection', async (t) => {
  const folder = temporaryFolder(t);
  await importInto(folder, await writeCatalog(folder, 1300, createRandom(1)));
  const reader = openCatalogReader(workspacePaths(join(folder, 'shop.vitrine')));
  const ids: string[] = [];
  for (const { product, row, photos } of reader.products()) {
    ids.push(product.id);
    assert.equal(photos.length, 1);
    assert.equal(photos[0].row, row);
    if (row % 500 === 0) assert.equal(reader.productByRow(row - 1)?.row, row - 1);
  }
  assert.deepEqual(
    ids,
    Array.from({ length: 1300 }, (_, i) => `p${i}`),
  );
  assert.deepEqual(reader.counts(), { products: 1300, photos: 1300, storedPhotos: 1300 });
  assert.equal([...reader.photos()].length, 1300);
  reader.close();
});

test('filters know the fields, the attributes and every prefix of the category', async (t) => {
  const folder = temporaryFolder(t);
  await importInto(folder, writeBelow(folder, 'a.jsonl', jsonLines(PRODUCTS)));
  const database = openDatabase(join(folder, 'shop.vitrine/catalog.sqlite'), { readOnly: true });
  const values = database.prepare<{ name: string; value: string }>(
    'SELECT name, value FROM product_values ORDER BY 1, 2',
  );
  assert.deepEqual(
    values.all().map(({ name, value }) => `${name}=${value}`),
    [
      ...['Fit=Slim', 'brand=Acme', 'category=Apparel', 'category=Apparel > Topwear'],
      ...['category=Apparel > Topwear > Shirts', 'color=Red', 'gender=Men', 'season=Summer', 'usage=Casual'],
    ],
  );
  database.close();
});

test('words stand in the index as their stems, in their columns', async (t) => {
  const folder = temporaryFolder(t);
  await importInto(folder, writeBelow(folder, 'a.jsonl', jsonLines(PRODUCTS)));
  const database = openDatabase(join(folder, 'shop.vitrine/catalog.sqlite'), { readOnly: true });
  const find = (query: string): unknown[] =>
    database
      .prepare<{ rowid: number }>('SELECT rowid FROM product_words WHERE product_words MATCH ?')
      .all(query)
      .map(({ rowid }) => rowid);
  assert.deepEqual(find('shirt'), [1]);
  assert.deepEqual(find('category : topwear'), [1]);
  assert.deepEqual(find('attributes : (fit AND slim AND acm AND summer)'), [1]);
  assert.deepEqual(find('description : soft'), [1]);
  assert.deepEqual(find('title : soft'), []);
  database.close();
});

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { migrateCatalog } from '../../../src/catalog/schema.js';
import { filterValues, wordTexts } from '../../../src/catalog/searchable.js';
import { indexedTexts } from '../../../src/indexes/indexed-texts.js';
import type { Product } from '../../../src/product.js';
import { SearchIndex } from '../../../src/search/search-index.js';
import { search } from '../../../src/search/search.js';
import { openDatabase, type Database } from '../../../src/storage/database.js';
import { temporaryFolder } from '../../pipeline/import-fixture.js';
import { product } from './small-catalog.js';

const PRODUCTS = [
  product('dress', 'Red dresses', { category: 'Apparel > Dress' }),
  product('knife', 'Kitchen knives', { category: 'Kitchen' }),
  product('tea', 'Зелёный чай'),
];

/** A catalog as version 3 has left it: FTS5's own tokenizer has made the words. */
function writeVersion3(file: string, products: readonly Product[]): Database {
  const database = openDatabase(file, { readOnly: false });
  migrateCatalog(database, file, { indexedTexts, upTo: 3 });
  for (const [i, own] of products.entries()) {
    database
      .prepare('INSERT INTO products (row, id, hash, document) VALUES (?, ?, ?, ?)')
      .run(i + 1, own.id, own.id, JSON.stringify(own));
    database
      .prepare('INSERT INTO product_words (rowid, title, category, attributes, description) VALUES (?, ?, ?, ?, ?)')
      .run(i + 1, ...wordTexts(own));
    for (const [name, value] of filterValues(own)) {
      database.prepare('INSERT INTO product_values (name, value, row) VALUES (?, ?, ?)').run(name, value, i + 1);
    }
  }
  return database;
}

async function found(index: SearchIndex, words: string): Promise<string[]> {
  const { hits } = await search(index, { words }, { modes: ['words'] });
  return hits.map(({ id }) => String(id));
}

test('the words of a catalog of version 3 are found, and made again when its tables are brought up to date', async (t) => {
  const file = join(temporaryFolder(t), 'catalog.sqlite');
  const writer = writeVersion3(file, PRODUCTS);
  const reader = openDatabase(file, { readOnly: true });
  const index = new SearchIndex({ database: reader });
  assert.deepEqual(await found(index, 'red dress'), ['dress']);
  assert.deepEqual(await found(index, 'knives'), ['knife']);

  migrateCatalog(writer, file, { indexedTexts });
  assert.ok(Number(writer.pragma('user_version')) > 3);
  assert.deepEqual(await found(index, 'red dress'), ['dress'], 'who had it open follows');
  assert.deepEqual(await found(index, 'knife'), ['knife']);
  assert.deepEqual(await found(index, 'зеленый'), ['tea']);
  assert.deepEqual(await found(new SearchIndex({ database: reader }), 'knife'), ['knife']);
  reader.close();
  writer.close();
});

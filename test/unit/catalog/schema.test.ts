import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { openCatalogReader } from '../../../src/catalog/reader.js';
import { migrateCatalog, requireReadableCatalog } from '../../../src/catalog/schema.js';
import { indexedTexts } from '../../../src/indexes/indexed-texts.js';
import { BadInputError, NotReadyError } from '../../../src/errors.js';
import { openDatabase } from '../../../src/storage/database.js';
import { workspacePaths } from '../../../src/storage/workspace.js';
import { temporaryFolder } from '../../pipeline/import-fixture.js';

test('the tables are made once, and made again they stay as they are', (t) => {
  const file = join(temporaryFolder(t), 'catalog.sqlite');
  const database = openDatabase(file, { readOnly: false });
  migrateCatalog(database, file, { indexedTexts });
  database.exec(`INSERT INTO products (id, hash, document) VALUES ('a', '', '{}')`);
  migrateCatalog(database, file, { indexedTexts });
  assert.equal(requireReadableCatalog(database, file), 5);
  assert.deepEqual(database.prepare('SELECT count(*) AS n FROM products').get(), { n: 1 });
  database.close();
});

test('a database without tables says to import first', (t) => {
  const paths = workspacePaths(temporaryFolder(t));
  openDatabase(paths.database, { readOnly: false }).close();
  assert.throws(() => openCatalogReader(paths), NotReadyError);
});

test('a catalog of a newer version is not touched', (t) => {
  const file = join(temporaryFolder(t), 'catalog.sqlite');
  const database = openDatabase(file, { readOnly: false });
  database.exec('PRAGMA user_version = 99');
  assert.throws(() => {
    migrateCatalog(database, file, { indexedTexts });
  }, BadInputError);
  assert.deepEqual(database.prepare(`SELECT count(*) AS n FROM sqlite_schema`).get(), { n: 0 });
  database.close();
});

test('photos of an older catalog are kept, and numbers of photos that are gone are not given out again', (t) => {
  const file = join(temporaryFolder(t), 'catalog.sqlite');
  const database = openDatabase(file, { readOnly: false });
  migrateCatalog(database, file, { indexedTexts, upTo: 3 });
  const document = JSON.stringify({ id: 'a', title: 'A', attributes: {}, images: [] });
  const insert = (position: number, status: string): string =>
    `INSERT INTO photos (row, position, source, file, signature, content_hash, width, height, status, main_score)
     VALUES (1, ${position}, 'a.jpg', '/a.jpg', 's', 'h', 3, 4, '${status}', 0.5);`;
  database.exec(`INSERT INTO products (id, hash, document) VALUES ('a', '', '${document}'); ${insert(0, 'stored')} ${insert(1, 'broken')}
    DELETE FROM photos WHERE position = 1;`);
  const before = database.prepare('SELECT * FROM photos').all();
  migrateCatalog(database, file, { indexedTexts });
  assert.deepEqual(database.prepare('SELECT * FROM photos').all(), before);
  database.exec(insert(1, 'refused'));
  assert.deepEqual(database.prepare('SELECT photo, status FROM photos').all(), [
    { photo: 1, status: 'stored' },
    { photo: 3, status: 'refused' },
  ]);
  assert.deepEqual(database.prepare('PRAGMA foreign_key_check').all(), []);
  database.exec('DELETE FROM products');
  assert.deepEqual(database.prepare('SELECT count(*) AS n FROM photos').get(), { n: 0 });
  database.close();
});

test('removing a product removes its photos and its filter values', (t) => {
  const file = join(temporaryFolder(t), 'catalog.sqlite');
  const database = openDatabase(file, { readOnly: false });
  migrateCatalog(database, file, { indexedTexts });
  database.exec(`
    INSERT INTO products (id, hash, document) VALUES ('a', '', '{}');
    INSERT INTO product_values (name, value, row) VALUES ('color', 'Red', 1);
    INSERT INTO photos (row, position, source, file, signature, content_hash, width, height, status)
      VALUES (1, 0, 'a.jpg', '', '', '', 0, 0, 'missing');
    DELETE FROM products;`);
  const counts = database.prepare(
    'SELECT (SELECT count(*) FROM photos) AS photos, (SELECT count(*) FROM product_values) AS filterValues',
  );
  assert.deepEqual(counts.get(), { photos: 0, filterValues: 0 });
  database.close();
});

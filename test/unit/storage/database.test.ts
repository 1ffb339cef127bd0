import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { DamagedError, explainNativeError, NotInstalledError, NotReadyError } from '../../../src/errors.js';
import { openDatabase } from '../../../src/storage/database.js';
import { temporaryFolder, writeBelow } from '../../pipeline/import-fixture.js';

test('a transaction that throws leaves nothing behind', (t) => {
  const database = openDatabase(join(temporaryFolder(t), 'a.sqlite'), { readOnly: false });
  database.exec('CREATE TABLE numbers (n INTEGER)');
  const insert = database.prepare('INSERT INTO numbers VALUES (?)');
  assert.throws(() =>
    database.transaction(() => {
      insert.run(1);
      throw new Error('no');
    }),
  );
  database.transaction(() => insert.run(2));
  assert.deepEqual(database.prepare('SELECT n FROM numbers').all(), [{ n: 2 }]);
  database.close();
});

test('a reader sees what a writer has committed, and cannot write', (t) => {
  const file = join(temporaryFolder(t), 'a.sqlite');
  const writer = openDatabase(file, { readOnly: false });
  writer.exec('CREATE TABLE numbers (n INTEGER)');
  const reader = openDatabase(file, { readOnly: true });
  writer.exec('INSERT INTO numbers VALUES (7)');
  assert.deepEqual(reader.prepare('SELECT n FROM numbers').get(), { n: 7 });
  assert.throws(() => {
    reader.exec('INSERT INTO numbers VALUES (8)');
  });
  reader.close();
  writer.close();
});

test('reading a catalog that was never made says to import first', (t) => {
  const file = join(temporaryFolder(t), 'none.sqlite');
  assert.throws(
    () => openDatabase(file, { readOnly: true }),
    (error: unknown) => error instanceof NotReadyError && error.remedy?.includes('import') === true,
  );
});

test('a file that is no database is told to be damaged', (t) => {
  const file = writeBelow(temporaryFolder(t), 'a.sqlite', 'this is a letter, not a database. '.repeat(40));
  assert.throws(() => openDatabase(file, { readOnly: true }), DamagedError);
});

test('a package that was not compiled is told with what to run', () => {
  const missing = explainNativeError(new Error('Could not locate the bindings file. Tried:\n a\n b'), 'better-sqlite3');
  assert.ok(missing instanceof NotInstalledError);
  assert.match(missing.message, /^better-sqlite3 was not compiled when Vitrine was installed \(run 'npm rebuild /);
  assert.doesNotMatch(missing.message, /\n/);
  const older = explainNativeError(
    Object.assign(new Error('was compiled against a different Node.js version'), { code: 'ERR_DLOPEN_FAILED' }),
    'hnswlib-node',
  );
  assert.ok(older instanceof NotInstalledError && older.reason.includes('another version of Node'));
  const other = new Error('disk I/O error');
  assert.equal(explainNativeError(other, 'better-sqlite3'), other);
});

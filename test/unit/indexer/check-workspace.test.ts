import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { checkWorkspace } from '../../../indexer/check-workspace.js';
import { workspaceStatus } from '../../../indexer/workspace-status.js';
import { migrateCatalog } from '../../../src/catalog/schema.js';
import { indexedTexts } from '../../../src/indexes/indexed-texts.js';
import { openDatabase } from '../../../src/storage/database.js';
import { workspacePaths } from '../../../src/storage/workspace.js';
import type { WorkspacePaths } from '../../../src/storage/workspace.js';

const folder = mkdtempSync(join(tmpdir(), 'vitrine-check-'));
after(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A workspace of one product with one photo of 2 x 2 pixels, a model and no indexes. */
function makeWorkspace(name: string): WorkspacePaths {
  const paths = workspacePaths(join(folder, name));
  mkdirSync(paths.model('m1'), { recursive: true });
  mkdirSync(join(paths.root, 'photos'));
  const database = openDatabase(paths.database, { readOnly: false });
  migrateCatalog(database, paths.database, { indexedTexts });
  database.exec(`
    INSERT INTO products (row, id, hash, document) VALUES (1, 'a', 'h', '{"id":"a","title":"Shirt","attributes":{},"images":["a.jpg"]}');
    INSERT INTO product_words (rowid, title) VALUES (1, 'Shirt');
    INSERT INTO photos (row, position, source, file, signature, content_hash, width, height, status)
      VALUES (1, 0, 'a.jpg', '/a.jpg', '', 'c', 2, 2, 'stored');
    INSERT INTO pixels VALUES (2, 'c', 0);
    INSERT INTO settings VALUES ('photo_size', '2');`);
  database.close();
  writeFileSync(paths.photos(2), new Uint8Array(12));
  writeFileSync(join(paths.model('m1'), 'weights.bin'), 'weights');
  writeFileSync(join(paths.model('m1'), 'card.json'), '{"epochs": 3}');
  const checksum = createHash('sha256').update('weights').digest('hex');
  const manifest = { version: 1, model: 'm1', checksums: { 'models/m1/weights.bin': checksum } };
  writeFileSync(paths.manifest, JSON.stringify(manifest));
  return paths;
}

test('a workspace that does not exist is sound and empty', async () => {
  const { sound, files, problems, unused } = await checkWorkspace(join(folder, 'nowhere'));
  assert.deepEqual({ sound, files, problems, unused }, { sound: true, files: 0, problems: [], unused: [] });
});

test('a whole workspace is sound', async () => {
  const { sound, files, bytes, problems } = await checkWorkspace(makeWorkspace('whole').root);
  assert.deepEqual({ sound, files, bytes, problems }, { sound: true, files: 1, bytes: 7, problems: [] });
});

test('one changed byte of a model is found, and the remedy is to train again', async () => {
  const paths = makeWorkspace('changed');
  writeFileSync(join(paths.model('m1'), 'weights.bin'), 'weightz');
  const { sound, problems } = await checkWorkspace(paths.root);
  assert.equal(sound, false);
  assert.deepEqual(problems, [
    {
      file: 'models/m1/weights.bin',
      reason: 'the content is not what was written',
      remedy: "run 'vitrine train' again",
    },
  ]);
});

test('a model folder that is gone is found', async () => {
  const paths = makeWorkspace('gone');
  rmSync(paths.model('m1'), { recursive: true });
  const { problems } = await checkWorkspace(paths.root);
  assert.deepEqual(
    problems.map(({ file }) => file),
    ['models/m1', 'models/m1/weights.bin'],
  );
});

test('a pixel store that was cut short is found', async () => {
  const paths = makeWorkspace('short');
  truncateSync(paths.photos(2), 11);
  const { problems } = await checkWorkspace(paths.root);
  assert.equal(problems[0]?.reason, '1 photos are recorded, 0 are stored');
});

test('products without their text in the full-text index are found', async () => {
  const paths = makeWorkspace('textless');
  const database = openDatabase(paths.database, { readOnly: false });
  database.exec('DELETE FROM product_words WHERE rowid = 1');
  database.close();
  const { problems } = await checkWorkspace(paths.root);
  assert.equal(problems[0]?.reason, '1 products, but 0 texts in the full-text index');
});

test('a database that is no database is a finding, not a crash', async () => {
  const paths = makeWorkspace('scrambled');
  writeFileSync(paths.database, 'not SQLite at all, but long enough to look like something '.repeat(40));
  const { sound, problems } = await checkWorkspace(paths.root);
  assert.equal(sound, false);
  assert.equal(problems[0]?.file, 'catalog.sqlite');
});

test('a manifest that cannot be read is a finding', async () => {
  const paths = makeWorkspace('unreadable');
  writeFileSync(paths.manifest, '{');
  const { problems } = await checkWorkspace(paths.root);
  assert.equal(problems[0]?.file, 'manifest.json');
});

test('former models and what a killed writer left are unused, not damage', async () => {
  const paths = makeWorkspace('former');
  mkdirSync(paths.model('m0'));
  writeFileSync(join(paths.model('m0'), 'weights.bin'), 'old weights');
  writeFileSync(join(paths.root, 'manifest.json.4711.tmp'), 'half');
  const { sound, unused } = await checkWorkspace(paths.root);
  assert.equal(sound, true);
  assert.deepEqual(unused, [
    { file: 'manifest.json.4711.tmp', bytes: 4 },
    { file: 'models/m0', bytes: 11 },
  ]);
});

test('a raised signal stops the check', async () => {
  await assert.rejects(checkWorkspace(makeWorkspace('stopped').root, { signal: AbortSignal.abort() }), {
    code: 'cancelled',
  });
});

test('the status of a workspace names what is there and what to do next', async () => {
  const empty = await workspaceStatus(join(folder, 'nowhere'));
  assert.deepEqual([empty.exists, empty.catalog, empty.next], [false, null, 'import SOURCE']);
  assert.equal(empty.model?.shipped ?? true, true, 'where there is a model, it is the shipped one');
  const { catalog, model, indexes, next, engine } = await workspaceStatus(makeWorkspace('described').root);
  assert.deepEqual(catalog, { products: 1, photos: 1, storedPhotos: 1, photoSize: 2 });
  assert.deepEqual(model, { id: 'm1', epochs: 3, shipped: false, detectors: [] });
  assert.deepEqual([indexes, next], [null, 'index']);
  assert.equal(typeof engine.name, 'string');
});

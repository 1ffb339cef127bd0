import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeManifest } from '../../../indexer/atomic-file.js';
import { NotFoundError, NotReadyError } from '../../../src/errors.js';
import { findModel } from '../../../src/storage/model-folder.js';
import { modelFingerprint, shippedModel } from '../../../src/storage/shipped.js';
import { workspacePaths } from '../../../src/storage/workspace.js';
import { temporaryFolder, writeBelow } from '../../pipeline/import-fixture.js';

test('a workspace uses its own model, and the shipped one only where it has none', async (t) => {
  const folder = temporaryFolder(t);
  writeBelow(folder, 'shipped/fashion/model.json', '{}');
  const paths = workspacePaths(join(folder, 'shop.vitrine'));
  const { id, folder: place, fingerprint } = findModel(paths, undefined, join(folder, 'shipped'));
  assert.deepEqual([id, place], ['fashion', join(folder, 'shipped', 'fashion')]);
  assert.match(fingerprint ?? '', /^[0-9a-f]{16}$/);
  await writeManifest(paths, { model: 'own' });
  assert.deepEqual(findModel(paths, undefined, join(folder, 'shipped')), { id: 'own', folder: paths.model('own') });
  assert.equal(findModel(paths, 'fashion', join(folder, 'shipped')).folder, join(folder, 'shipped', 'fashion'));
});

test('with neither an own model nor a shipped one there is nothing to use', (t) => {
  const folder = temporaryFolder(t);
  assert.throws(() => findModel(workspacePaths(folder), undefined, folder), NotReadyError);
  assert.throws(() => findModel(workspacePaths(folder), 'fashion', folder), NotFoundError);
});

test('a model of the workspace hides a shipped one of the same name; a folder is named by its path', (t) => {
  const folder = temporaryFolder(t);
  writeBelow(folder, 'shipped/fashion/model.json', '{}');
  writeBelow(folder, 'shop.vitrine/models/fashion/model.json', '{}');
  const paths = workspacePaths(join(folder, 'shop.vitrine'));
  assert.equal(findModel(paths, 'fashion', join(folder, 'shipped')).fingerprint, undefined);
  const path = join(folder, 'shipped', 'fashion');
  assert.deepEqual(findModel(paths, path, folder), { id: 'fashion', folder: path });
});

test('two versions of a shipped model have the same name and other fingerprints', (t) => {
  const folder = temporaryFolder(t);
  writeBelow(folder, 'fashion/model.json', '{"version":2}');
  const first = modelFingerprint(join(folder, 'fashion'));
  writeBelow(folder, 'fashion/model.json', '{"version":3}');
  assert.notEqual(modelFingerprint(join(folder, 'fashion')), first);
  assert.equal(shippedModel('../fashion', folder), undefined, 'a name is no path');
});

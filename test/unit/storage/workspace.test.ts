import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeManifest } from '../../../indexer/atomic-file.js';
import { DamagedError } from '../../../src/errors.js';
import { readManifest, workspacePaths } from '../../../src/storage/workspace.js';
import { temporaryFolder, writeBelow } from '../../pipeline/import-fixture.js';

test('a workspace without a manifest uses nothing yet', (t) => {
  assert.deepEqual(readManifest(workspacePaths(temporaryFolder(t))), { version: 1 });
});

test('a change of the manifest keeps the other fields, and undefined removes one', async (t) => {
  const paths = workspacePaths(temporaryFolder(t));
  await writeManifest(paths, { model: 'a', embeddings: 'b' });
  await writeManifest(paths, { model: 'c', checksums: { 'models/c/weights.bin': '00' } });
  assert.deepEqual(readManifest(paths), {
    ...{ version: 1, model: 'c', embeddings: 'b' },
    checksums: { 'models/c/weights.bin': '00' },
  });
  await writeManifest(paths, { embeddings: undefined });
  assert.equal(readManifest(paths).embeddings, undefined);
});

for (const [what, text] of [
  ['no JSON', '{'],
  ['of another version', '{"version":2}'],
  ['with an unknown field', '{"version":1,"modell":"x"}'],
]) {
  test(`a manifest that is ${what} is told to be damaged, with what to do`, (t) => {
    const root = temporaryFolder(t);
    writeBelow(root, 'manifest.json', text);
    assert.throws(
      () => readManifest(workspacePaths(root)),
      (error: unknown) => error instanceof DamagedError && error.remedy?.includes('build') === true,
    );
  });
}

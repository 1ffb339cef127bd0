import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { build } from '../../indexer/build.js';
import { indexCatalog } from '../../indexer/embed-catalog.js';
import { importCatalog } from '../../indexer/import/index.js';
import { trainModel } from '../../indexer/train/index.js';
import { NotReadyError } from '../../src/errors.js';
import { readEmbeddings } from '../../src/indexes/embedding-files.js';
import { readManifest, workspacePaths } from '../../src/storage/workspace.js';
import { temporaryFolder } from './import-fixture.js';
import { TINY_RECIPE, importGarments, writeGarments } from './training-fixture.js';

const QUICK = { ...TINY_RECIPE, encoder: { ...TINY_RECIPE.encoder, epochs: 1 } };

test('only what is new or changed is embedded again', async (t) => {
  const folder = temporaryFolder(t);
  const workspace = await importGarments(folder, 40, QUICK);
  await assert.rejects(indexCatalog({ workspace }), NotReadyError);
  const { model } = await trainModel({ workspace });
  const first = await indexCatalog({ workspace });
  assert.equal(first.model, model);
  assert.deepEqual([first.embedded, first.reused], [80, 0]);
  assert.equal(first.indexes.image.vectors, 40);
  const second = await indexCatalog({ workspace });
  assert.deepEqual([second.embedded, second.reused], [0, 80]);

  const catalog = join(folder, 'garments.jsonl');
  const lines = readFileSync(catalog, 'utf8').trimEnd().split('\n');
  const changed = { ...(JSON.parse(lines[3]) as object), title: 'orange umbrella' };
  writeFileSync(catalog, [...lines.slice(1, 3), JSON.stringify(changed), ...lines.slice(4)].join('\n'));
  await importCatalog({ workspace, sources: [catalog], photoSize: 32, prune: true });
  const third = await indexCatalog({ workspace });
  assert.deepEqual([third.embedded, third.reused], [1, 77]);
  const paths = workspacePaths(workspace);
  const { images, texts } = readEmbeddings(paths.embedding(readManifest(paths).embeddings!));
  assert.deepEqual([images.rows, texts.rows], [39, 39]);
});

test('vectors that are reused are those that would be made anew', async (t) => {
  const folder = temporaryFolder(t);
  const workspace = await importGarments(folder, 24, QUICK);
  await trainModel({ workspace });
  await importCatalog({ workspace, sources: [await writeGarments(folder, 32)], photoSize: 32 });
  const paths = workspacePaths(workspace);
  const vectors = async (): Promise<Float32Array> => {
    await indexCatalog({ workspace });
    return readEmbeddings(paths.embedding(readManifest(paths).embeddings!)).images.data;
  };
  const grown = await vectors();
  for (const name of readdirSync(paths.embeddings)) writeFileSync(join(paths.embeddings, name, 'hashes.bin'), '');
  await importCatalog({ workspace, sources: [await writeGarments(folder, 31)], photoSize: 32, prune: true });
  const anew = await vectors();
  assert.ok(anew.every((value, i) => Math.abs(value - grown[i]) < 1e-6));
});

test('build does what is stale, and nothing the second time', async (t) => {
  const folder = temporaryFolder(t);
  const workspace = join(folder, 'shop.vitrine');
  await assert.rejects(build({ workspace }), NotReadyError);
  await writeGarments(folder, 24);
  const recipe = { ...QUICK, import: { source: 'garments.jsonl' } };
  await importGarments(folder, 24, recipe);
  const first = await build({ workspace });
  assert.equal(first.import?.unchanged, 24);
  assert.equal(first.train.unchanged, false);
  assert.equal(first.index.embedded, 48);
  const second = await build({ workspace });
  assert.equal(second.train.unchanged, true);
  assert.equal(second.train.model, first.train.model);
  assert.equal(second.index.embedded, 0);
});

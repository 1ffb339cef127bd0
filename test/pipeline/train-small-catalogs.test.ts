import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { importCatalog } from '../../indexer/import/index.js';
import { indexCatalog } from '../../indexer/embed-catalog.js';
import { trainModel } from '../../indexer/train/index.js';
import { exportBranch } from '../../indexer/export-branch.js';
import { NotReadyError, UsageError } from '../../src/errors.js';
import { jsonLines, plainPhoto, temporaryFolder, writeBelow } from './import-fixture.js';
import { TINY_RECIPE, importGarments } from './training-fixture.js';

const QUICK = { ...TINY_RECIPE, encoder: { ...TINY_RECIPE.encoder, epochs: 1 } };

test('three products without category, two of them with a photo, are enough to train, embed and export', async (t) => {
  const folder = temporaryFolder(t);
  const workspace = join(folder, 'shop.vitrine');
  for (const color of ['red', 'blue']) writeBelow(folder, `${color}.png`, await plainPhoto(color));
  const products = ['red', 'blue', 'green'].map((id) => ({ id, title: `${id} thing`, images: [`${id}.png`] }));
  await importCatalog({ workspace, sources: [writeBelow(folder, 'few.jsonl', jsonLines(products))], photoSize: 32 });
  writeFileSync(join(workspace, 'vitrine.json'), JSON.stringify(QUICK));
  const { losses } = await trainModel({ workspace });
  assert.ok(Number.isFinite(losses.total));
  const { embedded, indexes } = await indexCatalog({ workspace });
  assert.equal(embedded, 5);
  assert.equal(indexes.image.vectors, 2);
  const { outputs } = await exportBranch({ workspace, branch: 'image', file: join(folder, 'image.onnx') });
  assert.deepEqual(outputs, [{ name: 'embeddings', shape: ['batch', 8] }]);
});

test('nothing to train on, or photos of another size, is said with what to do', async (t) => {
  const folder = temporaryFolder(t);
  const workspace = await importGarments(folder, 8, QUICK);
  writeFileSync(join(workspace, 'vitrine.json'), JSON.stringify({ encoder: { photoSize: 64 } }));
  await assert.rejects(
    trainModel({ workspace }),
    (error) => error instanceof NotReadyError && error.message.includes('import'),
  );
  await assert.rejects(trainModel({ workspace: join(folder, 'empty.vitrine') }), NotReadyError);
});

test('a training starts from another model when the shapes agree, and says so when they do not', async (t) => {
  const folder = temporaryFolder(t);
  const workspace = await importGarments(folder, 24, QUICK);
  const { model } = await trainModel({ workspace });
  const further = await trainModel({ workspace, from: model });
  assert.notEqual(further.model, model);
  assert.ok(further.losses.total > 0);
  writeFileSync(join(workspace, 'vitrine.json'), JSON.stringify({ encoder: { ...QUICK.encoder, embeddingSize: 16 } }));
  await assert.rejects(trainModel({ workspace, from: model }), UsageError);
});

test('--resume without a stopped training is refused', async (t) => {
  const folder = temporaryFolder(t);
  const workspace = await importGarments(folder, 8, QUICK);
  await assert.rejects(trainModel({ workspace, resume: true }), NotReadyError);
});

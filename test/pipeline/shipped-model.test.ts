import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { indexCatalog } from '../../indexer/embed-catalog.js';
import { importCatalog } from '../../indexer/import/index.js';
import { workspaceStatus } from '../../indexer/workspace-status.js';
import { readDetector, trainedRecipes } from '../../src/detection/format.js';
import { readPositionPrior } from '../../src/detection/position-prior.js';
import { readModel } from '../../src/encoder/format.js';
import { openCatalog } from '../../src/open-catalog.js';
import { shippedModel } from '../../src/storage/shipped.js';
import { temporaryFolder } from './import-fixture.js';
import { writeGarments } from './training-fixture.js';

const folder = shippedModel();
const skip = folder === undefined ? 'this copy has no shipped model' : false;

function filesOf(place: string): string[] {
  return readdirSync(place).flatMap((name) => {
    const path = join(place, name);
    return statSync(path).isDirectory() ? filesOf(path) : [path];
  });
}

test('the shipped model is whole: its files are what their checksums say, and 12 MB at most', { skip }, () => {
  const { card, vocabulary } = readModel(folder!);
  assert.equal(card.name, 'fashion');
  assert.match(card.licence, /research and evaluation/);
  assert.deepEqual(trainedRecipes(folder!), ['heatmap']);
  assert.ok(readDetector(folder!, 'heatmap').labels.length > 10);
  assert.ok(readPositionPrior(folder!) !== undefined);
  const bytes = filesOf(folder!).reduce((sum, file) => sum + statSync(file).size, 0);
  assert.ok(bytes <= 12e6, `${bytes} bytes`);
  assert.ok(vocabulary.words.every((word) => word.split(' ').length <= 2));
});

test('the shipped model comes with its terms, for people and for programs', { skip }, () => {
  assert.match(readFileSync(join(folder!, 'README.md'), 'utf8'), /not under Apache-2\.0/);
  const notice = join(folder!, '../../../NOTICE');
  assert.ok(existsSync(notice));
  assert.match(readFileSync(notice, 'utf8'), /data\/models\/fashion/);
});

test('a workspace without a model of its own is embedded by the shipped one, and says so', { skip }, async (t) => {
  const place = temporaryFolder(t);
  const workspace = join(place, 'shop.vitrine');
  await importCatalog({ workspace, sources: [await writeGarments(place, 16)] });
  const summary = await indexCatalog({ workspace, threads: 1 });
  assert.deepEqual([summary.model, summary.shipped, summary.embedded], ['fashion', true, 32]);
  assert.equal((await indexCatalog({ workspace, threads: 1 })).reused, 32);
  const { model, next } = await workspaceStatus(workspace);
  assert.deepEqual([model?.id, model?.shipped, next], ['fashion', true, null]);
  const catalog = await openCatalog(workspace);
  t.after(() => catalog.close());
  const photo = join(place, 'images/0.png');
  const { hits } = await catalog.search({ photo }, { limit: 1 });
  assert.equal(hits[0].title, 'red shirt');
  assert.equal((await catalog.status()).model, 'fashion');
  const detected = await catalog.detect(photo, { words: 'red shirt', limit: 1, hits: 2 });
  assert.deepEqual([detected.model, detected.recipe], ['fashion', 'heatmap']);
  assert.ok(detected.boxes.every((box) => box.hits.length > 0));
});

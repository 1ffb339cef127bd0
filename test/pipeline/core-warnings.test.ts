import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { indexCatalog } from '../../indexer/embed-catalog.js';
import { writeManifest } from '../../indexer/atomic-file.js';
import { trainModel } from '../../indexer/train/index.js';
import { openCatalog, type CatalogSearchResult } from '../../src/open-catalog.js';
import { readManifest, workspacePaths } from '../../src/storage/workspace.js';
import { importInto, jsonLines, temporaryFolder, writeBelow } from './import-fixture.js';
import { TINY_RECIPE, importGarments } from './training-fixture.js';

/** What an answer warns of, one sentence a line. */
const told = ({ warnings }: CatalogSearchResult): string => warnings.map(({ text }) => text).join('\n');

const QUICK = { ...TINY_RECIPE, encoder: { ...TINY_RECIPE.encoder, epochs: 1 } };

test('an answer says which model and engine gave it, and what was left out or may be wrong', async (t) => {
  const folder = temporaryFolder(t);
  const workspace = await importGarments(folder, 24, QUICK);
  const paths = workspacePaths(workspace);
  const untrained = await openCatalog(workspace);
  const byWords = await untrained.search({ words: 'red shirt' });
  assert.deepEqual([byWords.model, byWords.engine], [null, null]);
  assert.match(told(byWords), /^Only words were compared: no model/u);
  assert.deepEqual((await untrained.search({ words: 'red shirt' }, { modes: ['words'] })).warnings, []);
  assert.deepEqual((await untrained.search({ everything: true })).warnings, []);
  await untrained.close();

  const { model } = await trainModel({ workspace });
  await indexCatalog({ workspace });
  const catalog = await openCatalog(workspace);
  t.after(() => catalog.close());
  const whole = await catalog.search({ words: 'red shirt' });
  assert.deepEqual([whole.model, whole.warnings], [model, []]);
  assert.equal(typeof whole.engine, 'string');
  const alone = await catalog.search({ words: 'red shirt' }, { modes: ['words'] });
  assert.deepEqual([alone.model, alone.engine, alone.warnings], [null, null, []]);
  assert.match(
    told(await catalog.search({ words: 'qwzxv' })),
    /^Only words were compared: the model knows none[^\n]+\nNo product here has the word 'qwzxv'\.$/u,
  );

  const photo = await sharp({
    create: {
      width: 300,
      height: 300,
      channels: 3,
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
      background: 'red',
    },
  })
    .jpeg()
    .toBuffer();
  assert.deepEqual((await catalog.search({ photo: Uint8Array.from(photo) })).warnings, []);
  const damaged = Uint8Array.from(photo);
  damaged.fill(0xff, photo.length / 2, photo.length / 2 + 20);
  assert.match(told(await catalog.search({ photo: damaged })), /^The photo is damaged in places/u);
  const chosen = await catalog.search(
    { photo: Uint8Array.from(photo), box: [0, 0, 9, 9] },
    { modes: ['words', 'image'] },
  );
  assert.match(told(chosen), /^Only 9 x 9 pixels[^\n]+\nWords were not compared/u);

  assert.deepEqual(
    chosen.warnings.map(({ code, audience }) => [code, audience]),
    [
      ['photo-small', 'shopper'],
      ['words-not-compared', 'operator'],
    ],
  );

  const late = [{ id: 'late', title: 'late red shirt' }];
  await importInto(folder, writeBelow(folder, 'late.jsonl', jsonLines(late)), {
    workspace,
    photoSize: QUICK.encoder.photoSize,
  });
  assert.match(told(await catalog.search({ words: 'shirt' })), /^One product has no vectors yet/u);
  await indexCatalog({ workspace });
  const indexed = await catalog.search({ words: 'shirt' });
  assert.deepEqual([indexed.total > 0, indexed.warnings], [true, []]);

  const { indexes, ...rest } = readManifest(paths);
  await writeManifest(paths, { ...rest, indexes: 'nowhere' });
  const version = catalog.version();
  assert.match(told(await catalog.search({ words: 'shirt' })), /^A newer index cannot be used/u);
  assert.equal(catalog.version(), version);
  await writeManifest(paths, { ...rest, indexes });
  assert.deepEqual((await catalog.search({ words: 'shirt' })).warnings, []);
  assert.notEqual(catalog.version(), version);
});

test('who keeps a catalog up to date beside its questions gets a new index a moment later, and the old one until then', async (t) => {
  const folder = temporaryFolder(t);
  const workspace = await importGarments(folder, 24, QUICK);
  await trainModel({ workspace });
  await indexCatalog({ workspace });
  const catalog = await openCatalog(workspace);
  t.after(() => catalog.close());
  while (catalog.keepUp());
  while (await catalog.warmUp());
  const before = (await catalog.status()).indexes?.image.vectors ?? 0;
  const photo = await sharp({ create: { width: 40, height: 40, channels: 3, background: 'lime' } })
    .png()
    .toBuffer();
  writeBelow(folder, 'lime.png', photo);
  const rows = Array.from({ length: 60 }, (_, i) => ({ id: `late${i}`, title: `lime hat ${i}`, images: ['lime.png'] }));
  await importInto(folder, writeBelow(folder, 'late.jsonl', jsonLines(rows)), {
    workspace,
    photoSize: QUICK.encoder.photoSize,
  });
  assert.ok(catalog.keepUp(), 'sixty products are followed in more than one part');
  assert.equal((await catalog.search({ words: 'lime' })).total, 60, 'and by a question at once');
  await indexCatalog({ workspace });
  const searching = catalog.search({ words: 'lime hat' });
  for (let i = 0; i < 500 && (await catalog.status()).indexes?.image.vectors === before; i++) {
    catalog.keepUp();
    assert.equal((await catalog.search({ words: 'lime hat' }, { modes: ['words'] })).total, 60);
    await sleep(5);
  }
  assert.equal((await catalog.status()).indexes?.image.vectors, before + 60);
  assert.equal((await searching).total >= 60, true);
});

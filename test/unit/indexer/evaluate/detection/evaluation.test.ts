import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { learnPositionPrior } from '../../../../../src/detection/position-prior.js';
import {
  measureDetector,
  type MeasuredDetector,
  type Rivals,
} from '../../../../../indexer/evaluate/detection/evaluation.js';
import { photosToMeasure, type MeasuredPhotos } from '../../../../../indexer/evaluate/detection/measured-photos.js';
import { contactSheet } from '../../../../../indexer/evaluate/detection/contact-sheet.js';
import { CancelledError } from '../../../../../src/errors.js';
import { temporaryFolder } from '../../../../pipeline/import-fixture.js';
import { coatsAreLeft, writeMarkedPhotos } from './marked-photos.js';

const NO_RIVALS: Rivals = { prior: undefined, detectors: [], skipped: { 'recipe b': 'not trained in this model' } };

async function measured(
  t: TestContext,
  rivals: Rivals = NO_RIVALS,
): Promise<MeasuredDetector & { readonly photos: MeasuredPhotos['photos'] }> {
  const photos = await photosToMeasure(await writeMarkedPhotos(temporaryFolder(t)), {});
  return { ...(await measureDetector(coatsAreLeft(), photos, { rivals })), photos: photos.photos };
}

test('every box is a query; the broken photo is named, the one without boxes passed over', async (t) => {
  const { figures } = await measured(t);
  assert.deepEqual([figures.recipe, figures.photos, figures.queries], ['heatmap', 2, 4]);
  assert.deepEqual(
    figures.broken.map(({ id }) => id),
    ['broken'],
  );
  assert.match(figures.broken[0].reason, /broken\.webp: this is no JPEG/);
});

test('the first box is right for one coat of two; either shoe is right for both queries', async (t) => {
  const { all, largest } = (await measured(t)).figures;
  assert.deepEqual(all['0.5'], { top1: 0.25, top3: 0.75, top5: 0.75, top10: 0.75, meanIou: 0.25 });
  assert.deepEqual(largest['0.7'], { top1: 0.5, top3: 0.5, top5: 0.5, top10: 0.5, meanIou: 0.5 });
});

test('figures stand by label, by share of the photo, and by kind', async (t) => {
  const { labels, sizes, kinds } = (await measured(t)).figures;
  assert.deepEqual(
    Object.entries(labels).map(([label, { queries, ...at }]) => [label, queries, at['0.5'].top1, at['0.5'].top3]),
    [
      ['coat', 2, 0.5, 0.5],
      ['shoes', 2, 0, 1],
    ],
  );
  assert.deepEqual(
    Object.entries(sizes).map(([size, { queries }]) => [size, queries]),
    [
      ['under 1 %', 2],
      ['above 15 %', 2],
    ],
  );
  assert.deepEqual([kinds.plain.queries, kinds.mirrored['0.5'].top1], [3, 0]);
});

test('the recall of the proposals is the ceiling of their ranking', async (t) => {
  const { proposals, ceiling } = (await measured(t)).figures;
  // Half of the photo against the whole: intersection over union .5.
  assert.deepEqual(proposals.recall['0.5'], { '10': 1, '50': 1, '100': 1, '300': 1, '1000': 1 });
  assert.equal(proposals.recall['0.7']['300'], 0.75);
  assert.deepEqual([ceiling.proposals, ceiling.all['0.7'], ceiling.largest['0.7']], [300, 0.75, 0.5]);
  assert.deepEqual(ceiling.labels, { coat: { '0.5': 1, '0.7': 0.5 }, shoes: { '0.5': 1, '0.7': 1 } });
});

test('simple answers are measured on the same queries', async (t) => {
  const { baselines, skipped } = (await measured(t)).figures;
  assert.deepEqual(Object.keys(baselines), ['random proposals', 'largest proposal', 'centre box', 'whole photo']);
  assert.equal(baselines['whole photo'].all['0.5'].top1, 0.5);
  assert.equal(baselines['centre box'].all['0.5'].top1, 0);
  // The whole photo first, then its left half, then the shoes.
  assert.deepEqual(baselines['largest proposal'].all['0.7'], {
    top1: 0,
    top3: 0.75,
    top5: 0.75,
    top10: 0.75,
    meanIou: 0.2525,
  });
  assert.deepEqual(skipped, { 'recipe b': 'not trained in this model' });
});

test('a stored prior answers with and without the label of the query', async (t) => {
  const coat = { label: 'coat', box: { x1: 0, y1: 0, x2: 1, y2: 2 } };
  const shoes = { label: 'shoes', box: { x1: 0.5, y1: 1.6, x2: 0.6, y2: 1.8 } };
  const prior = learnPositionPrior([
    { width: 2, height: 2, boxes: [coat, shoes] },
    { width: 2, height: 2, boxes: [coat] },
  ]);
  const { baselines } = (await measured(t, { ...NO_RIVALS, prior })).figures;
  assert.equal(baselines['position prior'].all['0.5'].top1, 0.25);
  assert.equal(baselines['position prior by label'].all['0.5'].top1, 0.75);
});

test('a rival recipe is opened, measured and closed', async (t) => {
  const rival = { ...coatsAreLeft(), recipe: 'a' as const };
  const { baselines } = (
    await measured(t, { ...NO_RIVALS, detectors: [{ recipe: 'a', open: () => Promise.resolve(rival) }] })
  ).figures;
  assert.equal(baselines['recipe a'].all['0.5'].top1, 0.25);
  assert.ok(baselines['recipe a'].millisecondsPerPhoto!.median > 0);
  assert.equal(rival.closed, true);
});

test('a raised signal stops between photos', async (t) => {
  const photos = await photosToMeasure(await writeMarkedPhotos(temporaryFolder(t)), {});
  const signal = AbortSignal.abort();
  await assert.rejects(measureDetector(coatsAreLeft(), photos, { rivals: NO_RIVALS, signal }), CancelledError);
});

test('the contact sheet shows every query once, loads nothing, and escapes what it is told', async (t) => {
  const { figures, run, photos } = await measured(t);
  const page = await contactSheet({ model: '<model>', engine: 'none', ...figures }, { photos, run });
  assert.equal(page.match(/<figure class="case /g)?.length, 4);
  assert.equal(page.match(/href="data:image\/webp;base64,/g)?.length, 2);
  assert.doesNotMatch(page, /https?:|<script|<model>/);
  assert.match(page, /&lt;model&gt;/);
  assert.match(page, /red coat<\/b> <em class="right">/);
  // Coat 1 right; shoes twice 'right: no. 2'; coat 2 could have been found.
  assert.equal(page.match(/right: no\. 2/g)?.length, 2);
  assert.equal(page.match(/· not among ten/g)?.length, 1);
});

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { test } from 'node:test';
import type { Box } from '../../../src/box.js';
import {
  encodePositionPrior,
  learnPositionPrior,
  positionPriorFile,
  priorBoxes,
  readPositionPrior,
  type BoxedGarments,
} from '../../../src/detection/position-prior.js';
import { DamagedError } from '../../../src/errors.js';
import { temporaryFolder } from '../../pipeline/import-fixture.js';

const box = (x1: number, y1: number, x2: number, y2: number): Box => ({ x1, y1, x2, y2 });

/** Skirts: three about the lower middle, two in the left corner, one at the right edge. Hats: one at the top. */
const PHOTOS: readonly BoxedGarments[] = [
  { width: 100, height: 200, boxes: [{ label: 'skirt', box: box(40, 100, 60, 160) }] },
  { width: 100, height: 200, boxes: [{ label: 'skirt', box: box(0, 0, 20, 60) }] },
  // The same places in a photo of half the size, and one that is a tenth lower.
  {
    width: 50,
    height: 100,
    boxes: [
      { label: 'skirt', box: box(20, 50, 30, 80) },
      { label: 'skirt', box: box(20, 53, 30, 83) },
      { label: 'skirt', box: box(0, 0, 10, 30) },
    ],
  },
  {
    width: 100,
    height: 200,
    boxes: [
      { label: 'skirt', box: box(90, 100, 100, 120) },
      { label: 'hat', box: box(40, 0, 60, 20) },
    ],
  },
];

test('the place that hits most garments of a label comes first, then what hits most of the rest', () => {
  const prior = learnPositionPrior(PHOTOS);
  const found = priorBoxes(prior, { width: 1000, height: 1000 }, 'skirt');
  assert.deepEqual(
    found.map(({ box: { x1, y1, x2, y2 } }) => [x1, y1, x2, y2].map(Math.round)),
    [
      [400, 500, 600, 800],
      [0, 0, 200, 300],
      [900, 500, 1000, 600],
    ],
  );
  assert.deepEqual(
    found.map(({ score }) => score),
    [0.5, 0.3333, 0.1667],
  );
});

test('a wanted overlap has places of its own: what is a tenth lower is missed at .9', () => {
  const prior = learnPositionPrior(PHOTOS, { overlaps: [0.5, 0.9] });
  const strict = priorBoxes(prior, { width: 100, height: 100 }, 'skirt', { iou: 0.9 });
  assert.equal(strict.length, 4);
  assert.deepEqual(
    strict.map(({ score }) => score),
    [0.3333, 0.3333, 0.1667, 0.1667],
  );
});

test('without a label, and for one that was never seen, any garment counts', () => {
  const prior = learnPositionPrior(PHOTOS, { places: 2 });
  const any = priorBoxes(prior, { width: 100, height: 100 });
  assert.equal(any.length, 2);
  assert.deepEqual(any[0].score, 0.4286);
  assert.deepEqual(priorBoxes(prior, { width: 100, height: 100 }, 'kilt'), any);
  assert.deepEqual(priorBoxes(prior, { width: 100, height: 100 }, 'constructor'), any);
});

test('no photos make a prior without places', () => {
  assert.deepEqual(priorBoxes(learnPositionPrior([]), { width: 10, height: 10 }, 'hat'), []);
});

test('a prior is read from the model as it was written', (t) => {
  const folder = temporaryFolder(t);
  const file = positionPriorFile(folder);
  const prior = learnPositionPrior(PHOTOS);
  assert.equal(readPositionPrior(folder), undefined);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, encodePositionPrior(prior));
  assert.deepEqual(readPositionPrior(folder), prior);
});

test('a damaged prior is refused with its file', (t) => {
  const folder = temporaryFolder(t);
  const file = positionPriorFile(folder);
  mkdirSync(dirname(file), { recursive: true });
  for (const text of ['{', '{}', '{"version":1,"photos":1,"boxes":1,"covers":[],"more":1}']) {
    writeFileSync(file, text);
    assert.throws(
      () => readPositionPrior(folder),
      (error: unknown) => error instanceof DamagedError && error.place.file === file,
    );
  }
});

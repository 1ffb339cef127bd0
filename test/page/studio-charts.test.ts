import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linearScale, roundDomain, roundValues } from '../../server/page/studio/charts/scales.js';
import { curvesOf } from '../../server/page/studio/models/curves.js';
import { measureOf, metricsGroups, validationGroups } from '../../server/page/studio/models/measures.js';

test('a scale leads from the domain to the pixels, also upside down', () => {
  const { at, ticks } = linearScale([0, 4], [200, 0], 4);
  assert.deepEqual([at(0), at(1), at(4)], [200, 150, 0]);
  assert.deepEqual(ticks, [0, 1, 2, 3, 4]);
});

test('ticks are 1, 2 or 5 times a power of ten, without the noise of binary fractions', () => {
  assert.deepEqual(roundValues([0, 1], 5), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  assert.deepEqual(roundValues([1, 16], 8), [2, 4, 6, 8, 10, 12, 14, 16]);
  assert.deepEqual(roundValues([0, 2300], 5), [0, 500, 1000, 1500, 2000]);
});

test('a domain holds all values and ends with round ones; one value alone still has a height', () => {
  assert.deepEqual(roundDomain([0, 3.97]), [0, 4]);
  assert.deepEqual(roundDomain([-0.3, 0.12], 4), [-0.3, 0.2]);
  assert.deepEqual(roundDomain([7]), [0, 7]);
  assert.deepEqual(roundDomain([]), [0, 1]);
});

const history = [
  { epoch: 1, losses: { total: 4, infoNce: 3, contrastive: 0 }, validation: { 'textToImage.recallAt10': 0.3 } },
  { epoch: 2, losses: { total: 2, infoNce: 1, contrastive: 0 } },
];

test('curves have a value or a gap for each epoch; a loss that was never used has none', () => {
  const { epochs, losses, validation } = curvesOf(history);
  assert.deepEqual(epochs, [1, 2]);
  assert.deepEqual(
    losses.map(({ values }) => values),
    [
      [4, 2],
      [3, 1],
    ],
  );
  assert.deepEqual(validation, [{ name: 'text finds photo, among 10', values: [0.3, undefined] }]);
});

test('measures have a name, a unit and a meaning, and unknown ones keep their name', () => {
  assert.deepEqual(measureOf('recallAt10', 0.9597), {
    ...{ name: 'Among 10', value: '96.0 %', meaning: 'Share of queries whose right answer is among the first 10.' },
  });
  assert.equal(measureOf('largest top1 at .5', 0.9272).value, '92.7 %');
  assert.match(measureOf('top3 at .7', 0.5).meaning, /one of the first 3 boxes overlaps the garment by \.7/);
  assert.deepEqual(measureOf('moon phase', 3), { name: 'moon phase', value: '3', meaning: '' });
});

test('measures stand together by what they were measured on', () => {
  const groups = validationGroups({ 'textToImage.mrr': 0.5, 'imageToText.mrr': 0.25, 'textToImage.medianRank': 2 });
  assert.deepEqual(
    groups.map(({ title, measures }) => [title, measures.map(({ value }) => value)]),
    [
      ["A product's text finds its photo", ['0.5', '2']],
      ["A product's photo finds its text", ['0.25']],
    ],
  );
  const nested = metricsGroups('all', { 'shop/val': { mrr: 1 }, queries: 7, note: 'text' });
  assert.deepEqual(
    nested.map(({ title, measures }) => [title, measures.length]),
    [
      ['all', 1],
      ['shop/val', 1],
    ],
  );
  assert.deepEqual(metricsGroups('none', undefined), []);
});

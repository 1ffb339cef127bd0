import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linearScale, roundDomain, roundValues } from '../../server/page/studio/charts/scales.js';
import { curvesOf } from '../../server/page/studio/models/curves.js';
import type { Model } from '../../server/requests/models.js';
import { comparisonOf } from '../../server/page/studio/models/comparable-models.js';
import { measuredPlaces } from '../../server/page/studio/models/measured-places.js';
import { measureOf } from '../../server/page/studio/models/measures.js';

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

test('measures stand together by what they were measured on, with how many that were', () => {
  const places = measuredPlaces({
    kind: 'own',
    validation: { 'textToImage.medianRank': 2, 'textToImage.medianRankPercent': 0.5, 'imageToText.mrr': 0.25 },
    card: {
      metrics: {
        'fashion/val, text to image': { medianRank: 3, medianRankPercent: 0.0679 },
        'fashion/val, categories of photos': { top: 0.9 },
        'street/val, detection': { queries: 746, 'top1 at .5': 0.7 },
        'shop, the second one': { mrr: 1 },
        note: 'text',
      },
    },
    detectors: [{ recipe: 'heatmap', card: { metrics: { queries: 324, top1: 0.7 } } }],
  });
  assert.deepEqual(
    places.map(({ title, extent, groups }) => [title, extent, groups.map((group) => group.title)]),
    [
      [
        'Products of this catalog that were held back from training',
        '400 products',
        ["A product's text finds its photo", "A product's photo finds its text"],
      ],
      ['fashion/val', '4,418 products', ["A product's text finds its photo", 'The category of a photo is told']],
      ['street/val', '746 texts', ['A text finds its garment in a photo']],
      ['shop', '', ['the second one']],
      [
        'Photos that were held back from training the detector (heatmap)',
        '324 texts',
        ['A text finds its garment in a photo'],
      ],
    ],
  );
});

test('a model that comes with Vitrine was not measured on this catalog; a card may say nothing', () => {
  const [place] = measuredPlaces({ kind: 'shipped', validation: { mrr: 1 }, card: null, detectors: [] });
  assert.match(place.title, /the catalog that it learned from/);
  assert.deepEqual(measuredPlaces({ kind: 'own', validation: null, card: {}, detectors: [] }), []);
  const [unnamed] = measuredPlaces({ kind: 'own', validation: null, card: { metrics: { mrr: 1 } }, detectors: [] });
  assert.equal(unnamed.title, 'The card does not say on what');
});

const model = (id: string, hash: string | undefined, recall: number, current = false): Model => ({
  ...{ id, name: id, kind: 'own', current, created: null },
  card: {
    validation: { 'textToImage.recallAt10': recall },
    ...(hash === undefined ? {} : { heldOut: { products: 143, hash } }),
  },
});

test('models compare by what was measured on the same products, never by anything else', () => {
  const models = [model('d', 'x', 0.9), model('c', 'y', 0.99), model('b', 'x', 0.8, true), model('a', undefined, 0.95)];
  assert.deepEqual(comparisonOf(models), {
    products: 143,
    recallAt10: new Map([
      ['d', 0.9],
      ['b', 0.8],
    ]),
  });
  assert.equal(comparisonOf([model('b', 'x', 0.8, true), model('c', 'y', 0.99)]), undefined, 'nothing to compare');
  assert.equal(comparisonOf([model('a', undefined, 0.9, true)]), undefined);
  assert.equal(comparisonOf([]), undefined);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BadInputError } from '../../../src/errors.js';
import { SEARCH_MODES, type Query } from '../../../src/search/query.js';
import { search } from '../../../src/search/search.js';
import type { VectorIndex } from '../../../src/indexes/vector-index.js';
import type { VectorSideParts } from '../../../src/search/vector-side.js';
import { exactSide, product, searchableCatalog, titleVectors, wardrobe } from './small-catalog.js';

const products = wardrobe(4);
const index = searchableCatalog([
  ...products,
  product('free', 'Red shirts without a price', { color: 'Red', attributes: { Color: 'Scarlet' } }),
]);
const NAMES = ['category', 'color', 'gender', 'brand', 'Pattern', 'price'];

const total = async (query: Query, modes = SEARCH_MODES): Promise<number> =>
  (await search(index, query, { modes })).total;

/** What a value of a facet is narrowed by. */
const filterOf = (name: string, value: string): string =>
  `${name}=${name === 'price' ? value.replace('-', '..') : value}`;

const QUERIES: readonly Query[] = [
  { words: 'red shirts' },
  { words: 'women', filters: ['color=Blue', 'color=Red'] },
  { like: 'p004' },
  { everything: true },
];

for (const query of QUERIES) {
  test(`the counts of facets are the totals that their filters leave: ${JSON.stringify(query)}`, async () => {
    const { facets = [] } = await search(index, query, { facets: NAMES });
    assert.deepEqual(
      facets.map(({ name }) => name),
      NAMES,
    );
    for (const { name, values } of facets) {
      const alternatives = (query.filters ?? []).filter((filter) => filter.startsWith(`${name}=`));
      if (alternatives.length > 0) continue;
      for (const { value, count } of values) {
        const narrowed = { ...query, filters: [...(query.filters ?? []), filterOf(name, value)] };
        assert.equal(await total(narrowed), count, `${name} ${value}`);
      }
    }
  });
}

test('facets agree with the answer in every mode', async () => {
  for (const mode of SEARCH_MODES) {
    const { facets = [], total: all } = await search(
      index,
      { words: 'red shirts' },
      { facets: ['gender'], modes: [mode] },
    );
    const counted = facets[0].values.reduce((sum, { count }) => sum + count, 0);
    assert.ok(counted <= all && counted >= all - 1, mode);
  }
});

/** Misses every fifth row, as a graph misses some; among allowed rows it misses none, as one that is exact there. */
function forgetful(side: VectorSideParts): VectorSideParts {
  const { index } = side;
  const seen = Uint32Array.from({ length: index.size }, (_, row) => row).filter((row) => row % 5 !== 0);
  const nearest: VectorIndex['nearest'] = (query, k, { allow = seen } = {}) => index.nearest(query, k, { allow });
  const { kind, size, dimensions } = index;
  return { ...side, index: { kind, size, dimensions, nearest, close: () => undefined } };
}

test('counts are totals also where the index misses some neighbours', async () => {
  const rows = products.map((_, i) => i + 1);
  const side = forgetful(exactSide(titleVectors(products), rows));
  const missing = searchableCatalog(products, { images: side, texts: side });
  for (const modes of [['image'], ['text'], ['text', 'image']] as const) {
    const { facets = [] } = await search(missing, { words: 'red shirts' }, { modes, facets: ['color', 'gender'] });
    const counted = facets.flatMap(({ name, values }) => values.map(({ value, count }) => ({ name, value, count })));
    assert.ok(counted.length > 0);
    for (const { name, value, count } of counted) {
      const { total: left } = await search(missing, { words: 'red shirts', filters: [`${name}=${value}`] }, { modes });
      assert.equal(left, count, `${name}=${value} by ${modes.join()}`);
    }
  }
});

test('the most frequent value comes first, a price in ranges from the least to the greatest', async () => {
  const { facets = [] } = await search(index, { everything: true }, { facets: ['brand', 'price'] });
  assert.deepEqual(facets[0].values, [
    { value: 'Arrow', count: 90 },
    { value: 'Puma', count: 30 },
  ]);
  assert.deepEqual(
    facets[1].values.map(({ value }) => value),
    ['10-20', '20-50', '50-100', '100-200'],
  );
  assert.deepEqual([facets[1].minimum, facets[1].maximum], [10, 129]);
});

test('an attribute of the shop never hides the field of the same name', async () => {
  const { facets = [] } = await search(index, { everything: true }, { facets: ['COLOUR', 'Color'] });
  assert.deepEqual(
    facets.map(({ name }) => name),
    ['color', 'Color'],
  );
  assert.equal(await total({ filters: ['color=red'] }), products.filter(({ color }) => color === 'Red').length + 1);
});

test('a facet that no product has is refused', async () => {
  await assert.rejects(
    search(index, { words: 'red' }, { facets: ['colr'] }),
    (error: unknown) => error instanceof BadInputError && error.place.field === 'facets',
  );
});

test('an answer is sorted by price, page by page, and what has none comes last', async () => {
  const all = await search(index, { words: 'red' }, { limit: 100, withProducts: true });
  for (const [sort, sign] of [
    ['price', 1],
    ['-price', -1],
  ] as const) {
    const { hits, total: found } = await search(index, { words: 'red' }, { limit: 100, sort });
    assert.equal(found, all.total);
    assert.equal(hits.at(-1)?.id, 'free');
    const prices = hits.slice(0, -1).map(({ price }) => sign * (price ?? NaN));
    assert.deepEqual(
      prices,
      prices.toSorted((a, b) => a - b),
    );
    assert.deepEqual(hits.map(({ id }) => id).toSorted(), all.hits.map(({ id }) => id).toSorted());
    const second = await search(index, { words: 'red' }, { limit: 5, offset: 5, sort });
    assert.deepEqual(second.hits, hits.slice(5, 10));
    const scores = new Map(all.hits.map(({ id, score }) => [id, score]));
    for (const { id, score } of hits) assert.equal(score, scores.get(id));
  }
  assert.equal(all.hits[0].product?.title, all.hits[0].title);
  assert.equal(all.hits[0].photoPosition, 0);
});

test('a weight of a search counts for that search alone', async () => {
  const words = await search(index, { words: 'red striped shirts' }, { limit: 5 });
  const byPhoto = await search(index, { words: 'red striped shirts' }, { limit: 5, weights: { words: 0, text: 0 } });
  assert.notDeepEqual(byPhoto.hits, words.hits);
  assert.equal(byPhoto.hits[0].score, byPhoto.hits[0].matched.image);
  const again = await search(index, { words: 'red striped shirts' }, { limit: 5 });
  assert.deepEqual(again.hits, words.hits);
});

test('alternatives are counted as if their own filters were not set, and all others were', async () => {
  const filters = ['color=Red', 'price<100'];
  for (const query of [{ everything: true as const }, { words: 'shirts' }, { like: 'p004' }]) {
    const { alternatives = [], total } = await search(
      index,
      { ...query, filters },
      { alternatives: ['Colour', 'price', 'gender'] },
    );
    const withoutOwn = [['price<100'], ['color=Red'], filters];
    for (const [i, name] of ['color', 'price', 'gender'].entries()) {
      const asked = await search(index, { ...query, filters: withoutOwn[i] }, { facets: [name] });
      assert.deepEqual(alternatives[i], { ...asked.facets?.[0], total: asked.total });
    }
    assert.equal(alternatives[2].total, total);
  }
});

test('an attribute that no product has is no alternative', async () => {
  await assert.rejects(
    search(index, { words: 'red' }, { alternatives: ['colr'] }),
    (error: unknown) => error instanceof BadInputError && error.place.field === 'alternatives',
  );
});

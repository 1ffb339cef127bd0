import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { createCatalogWriter } from '../../../indexer/import/catalog-writer.js';
import { BadInputError, BadPhotoError, NotFoundError, NotReadyError } from '../../../src/errors.js';
import { search } from '../../../src/search/search.js';
import { SearchIndex } from '../../../src/search/search-index.js';
import { SEARCH_SETTINGS, weightedSettings, type SearchSettings } from '../../../src/search/settings.js';
import { databaseOf, exactSide, matrixOf, product, searchableCatalog, wardrobe, wordEncoder } from './small-catalog.js';

const products = wardrobe(4);

/** Everything that is nearer than the catalog at large is let in: random directions have no close neighbours. */
const lenient: SearchSettings = {
  ...SEARCH_SETTINGS,
  text: { ...SEARCH_SETTINGS.text, cutOff: { words: 0, vagueWords: 0, photo: 0, photoAndWords: 0 } },
  image: { ...SEARCH_SETTINGS.image, cutOff: { words: 0, vagueWords: 0, photo: 0, photoAndWords: 0 } },
};
const index = searchableCatalog(products, { settings: lenient });

test('a hit has the fields of the contract', async () => {
  const { hits, total, corrections, confident, milliseconds } = await search(
    index,
    { words: 'red shirts' },
    { limit: 1 },
  );
  assert.deepEqual(Object.keys(hits[0]), ['id', 'title', 'score', 'matched', 'photo', 'category', 'price']);
  assert.deepEqual(Object.keys(hits[0].matched), ['words', 'text', 'image']);
  assert.equal(hits[0].photo, `${hits[0].id}.jpg`);
  assert.ok(hits[0].score > 0.5 && hits[0].score <= 1);
  assert.ok(total >= 1 && milliseconds >= 0);
  assert.deepEqual({ corrections, confident }, { corrections: [], confident: true });
});

test('each mode alone answers, and says that the others were not asked', async () => {
  for (const mode of ['words', 'text', 'image'] as const) {
    const { hits } = await search(index, { words: 'Men Red Shirts' }, { modes: [mode] });
    assert.ok(hits.length > 0);
    for (const other of ['words', 'text', 'image'] as const) {
      assert.equal(hits[0].matched[other] === null, other !== mode);
    }
  }
});

test('what is like a product does not hold the product itself', async () => {
  const { hits } = await search(index, { like: 'p000' }, { limit: 100 });
  assert.ok(hits.length > 0);
  assert.ok(!hits.some(({ id }) => id === 'p000'));
  assert.equal(hits[0].title, products[0].title);
});

test('a product with several photos is one hit, with the photo that is most like the query', async () => {
  const two = product('two', 'Scarf', { images: ['front.jpg', 'back.jpg'] });
  const images = exactSide(matrixOf(['hat', 'zebra', 'scarf', 'coat']), [1, 1, 2, 3]);
  const many = new SearchIndex({
    database: databaseOf([two, product('b', 'Scarf'), product('c', 'Coat')]),
    encoder: () => Promise.resolve(wordEncoder),
    images,
    photos: Uint32Array.of(1, 2, 3, 4),
    settings: {
      ...SEARCH_SETTINGS,
      image: { ...SEARCH_SETTINGS.image, cutOff: { words: -9, vagueWords: -9, photo: -9, photoAndWords: -9 } },
    },
  });
  const { hits } = await search(many, { words: 'zebra' }, { modes: ['image'] });
  assert.deepEqual(hits.map(({ id }) => id).sort(), ['b', 'c', 'two']);
  assert.equal(hits[0].id, 'two');
  assert.equal(hits[0].photo, 'back.jpg');
});

test('a photo without words and words without a photo are both found', async () => {
  const mixed = [product('described', 'Striped scarf'), product('pictured', '-'), product('other', 'Leather belt')];
  const filler = Array.from({ length: 40 }, (_, i) => product(`f${i}`, `Canvas shoe ${i}`));
  const catalog = searchableCatalog([...mixed, ...filler], {
    images: exactSide(matrixOf(['striped scarf', 'leather belt', ...filler.map(({ title }) => title)]), [
      2,
      3,
      ...filler.map((_, i) => i + 4),
    ]),
    texts: undefined,
  });
  const { hits } = await search(catalog, { words: 'striped scarf' });
  assert.deepEqual(
    hits
      .slice(0, 2)
      .map(({ id }) => id)
      .sort(),
    ['described', 'pictured'],
  );
});

test('a photo and words together: the photo says what, the words say which', async () => {
  const photo = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  const shirts = matrixOf(products.map(({ category = '' }) => category));
  const like = searchableCatalog(products, {
    images: exactSide(
      shirts,
      products.map((_, i) => i + 1),
    ),
    encoder: () =>
      Promise.resolve({ ...wordEncoder, embedPhotos: () => Promise.resolve(matrixOf([products[1].category ?? ''])) }),
  });
  const { hits } = await search(like, { photo, words: 'in navy blue' }, { limit: 5 });
  for (const { category, title } of hits) {
    assert.equal(category, products[1].category);
    assert.match(title, /Navy Blue/);
  }
});

test('part of a photo is another query than the whole', async () => {
  const half = { create: { width: 20, height: 40, channels: 3, background: 'blue' } } as const;
  const photo = await sharp({ create: { width: 40, height: 40, channels: 3, background: 'red' } })
    .composite([{ input: await sharp(half).png().toBuffer(), left: 20, top: 0 }])
    .png()
    .toBuffer();
  const scores = async (box?: [number, number, number, number]): Promise<(number | null)[]> =>
    (await search(index, { photo, box }, { modes: ['image'] })).hits.map(({ matched }) => matched.image);
  assert.notDeepEqual(await scores([0, 0, 20, 40]), await scores());
  await assert.rejects(scores([50, 0, 5, 5]), BadInputError);
});

const changed: Readonly<Record<string, (settings: SearchSettings) => SearchSettings>> = {
  'the weight of words': () => weightedSettings({ words: 9, text: 1, image: 1 }),
  'the weight of text': () => weightedSettings({ words: 1, text: 9, image: 1 }),
  'the weight of image': () => weightedSettings({ words: 1, text: 1, image: 9 }),
  'the cut-off of text': (s) => ({
    ...s,
    text: { ...s.text, cutOff: { words: -1, vagueWords: -1, photo: -1, photoAndWords: -1 } },
  }),
  'the cut-off of image': (s) => ({
    ...s,
    image: { ...s.image, cutOff: { words: -1, vagueWords: -1, photo: -1, photoAndWords: -1 } },
  }),
  'the calibration of text': (s) => ({ ...s, text: { ...s.text, calibration: { middle: 0, width: 2 } } }),
  'the calibration of image': (s) => ({ ...s, image: { ...s.image, calibration: { middle: 0, width: 2 } } }),
  'the least number of matches': (s) => ({ ...s, enoughMatches: 1 }),
};

for (const [name, change] of Object.entries(changed)) {
  test(`${name} changes the answer`, async () => {
    const answer = async (settings: SearchSettings): Promise<unknown> => {
      const catalog = searchableCatalog(products, { settings });
      const { hits, related, total } = await search(catalog, { words: 'red striped shirts' }, { related: 100 });
      return { total, hits: [...hits, ...related].map(({ id, score }) => [id, score]) };
    };
    assert.notDeepEqual(await answer(change(SEARCH_SETTINGS)), await answer(SEARCH_SETTINGS));
  });
}

test('without a model words are found, and photos are refused with the remedy', async () => {
  const plain = new SearchIndex({ database: databaseOf(products) });
  assert.ok((await search(plain, { words: 'red shirts' })).hits.length > 0);
  await assert.rejects(search(plain, { photo: 'x.jpg' }), NotReadyError);
  await assert.rejects(search(plain, { words: 'red' }, { modes: ['image'] }), NotReadyError);
  await assert.rejects(search(plain, { like: 'p000' }), NotReadyError);
});

test('what cannot be asked is refused by its field', async () => {
  const refused: [Parameters<typeof search>[1], Parameters<typeof search>[2]][] = [
    [{}, {}],
    [{ words: '  ' }, {}],
    [{ words: 'a' }, { limit: 0 }],
    [{ words: 'a' }, { limit: 101 }],
    [{ words: 'a' }, { limit: 1.5 }],
    [{ words: 'a' }, { offset: -1 }],
    [{ words: 'a' }, { modes: [] }],
    [{ words: 'x'.repeat(401) }, {}],
    [{ box: [0, 0, 1, 1], words: 'a' }, {}],
    [{ photo: 'a.jpg', like: 'p000' }, {}],
    [{ like: 'p000' }, { modes: ['words'] }],
  ];
  for (const [query, options] of refused) await assert.rejects(search(index, query, options), BadInputError);
  await assert.rejects(search(index, { like: 'nobody' }), NotFoundError);
  await assert.rejects(search(index, { photo: Buffer.from('no photo at all') }), BadPhotoError);
  await assert.rejects(search(index, { photo: '/nowhere/a.jpg' }), NotFoundError);
});

test('a product that was removed since the catalog was embedded is not found', async () => {
  const database = databaseOf(products);
  createCatalogWriter(database, 0).removeOthers((id) => id !== 'p001');
  const stale = searchableCatalog(products, { database });
  const { hits, total } = await search(stale, { words: products[1].title }, { limit: 100 });
  assert.ok(!hits.some(({ id }) => id === 'p001'));
  assert.equal(hits.length, Math.min(100, total));
});

test('a search that is cancelled stops', async () => {
  await assert.rejects(search(index, { words: 'red' }, { signal: AbortSignal.abort() }), /cancelled/);
});

test('without words the nearest products are found however far they are, and a filter only takes away', async () => {
  const strict = searchableCatalog(products, {
    settings: {
      ...SEARCH_SETTINGS,
      image: { ...SEARCH_SETTINGS.image, cutOff: { words: 99, vagueWords: 99, photo: 99, photoAndWords: 99 } },
    },
  });
  const asked = { modes: ['image'], limit: 100 } as const;
  const { hits, total } = await search(strict, { words: 'Men Red Shirts' }, asked);
  assert.ok(total >= 24);
  const men = await search(strict, { words: 'Men Red Shirts', filters: ['gender=Men'] }, asked);
  const expected = hits.filter(({ title }) => title.startsWith('Men'));
  assert.deepEqual(
    men.hits.map(({ id }) => id),
    expected.map(({ id }) => id),
  );
});

test('words that name no category find what the texts near them are', async () => {
  const kinds = ['Footwear > Sandals', 'Apparel > Shirts', 'Bags > Handbags'];
  const shop = Array.from({ length: 90 }, (_, i) => product(`s${i}`, `Item ${i}`, { category: kinds[i % 3] }));
  const rows = shop.map((_, i) => i + 1);
  const texts = matrixOf(shop.map(({ category = '' }, i) => `${category} ${category} item${'abcdefgh'[i % 8]}`));
  const catalog = (weight: number): SearchIndex =>
    new SearchIndex({
      database: databaseOf(shop),
      texts: exactSide(texts, rows),
      encoder: () => Promise.resolve({ ...wordEncoder, embedTexts: () => Promise.resolve(matrixOf([kinds[0]])) }),
      settings: { ...SEARCH_SETTINGS, implied: { ...SEARCH_SETTINGS.implied, textCategoryWeight: weight } },
    });
  const { hits } = await search(catalog(1), { words: 'chappals' }, { limit: 20 });
  assert.equal(hits.length, 20);
  assert.ok(hits.every(({ category, matched }) => category === kinds[0] && matched.words === 1));
  const without = await search(catalog(0), { words: 'chappals' }, { limit: 20 });
  assert.ok(without.hits.every(({ matched }) => matched.words === 0));
});

test('a photo that is farther from all others than they are from each other is doubted', async () => {
  const photo = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  const seen = matrixOf(products.map(({ title }) => title));
  const doubts = async (asked: string): Promise<boolean> => {
    const catalog = searchableCatalog(products, {
      images: {
        ...exactSide(
          seen,
          products.map((_, i) => i + 1),
        ),
        familiarity: 0.95,
      },
      encoder: () => Promise.resolve({ ...wordEncoder, embedPhotos: () => Promise.resolve(matrixOf([asked])) }),
    });
    return !(await search(catalog, { photo })).confident;
  };
  assert.equal(await doubts(products[5].title), false);
  assert.equal(await doubts('a volcano at night'), true);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Product } from '../../../src/product.js';
import { search } from '../../../src/search/search.js';
import { WORD_SETTINGS, WordSide, type WordSettings } from '../../../src/search/word-side.js';
import { databaseOf, product, wardrobe } from './small-catalog.js';
import { SearchIndex } from '../../../src/search/search-index.js';

const words = (products: readonly Product[]): SearchIndex => new SearchIndex({ database: databaseOf(products) });

/** Ids as a page lists them: what is asked for, then what is related. */
async function found(index: SearchIndex, text: string): Promise<string[]> {
  const { hits, related } = await search(index, { words: text });
  return [...hits, ...related].map(({ id }) => String(id));
}

const clothes = words([
  product('plain', 'Cotton shirt', { category: 'Apparel > Shirts', color: 'Blue', gender: 'Men' }),
  product('navy', 'Blue and navy blue shirt', { category: 'Apparel > Shirts', color: 'Navy Blue', gender: 'Women' }),
  product('tee', 'Round neck', { category: 'Apparel > Tshirts', color: 'Blue', gender: 'Women' }),
  product('told', 'Bag for your blue shirt', { category: 'Bags > Handbags', color: 'Red', gender: 'Women' }),
  product('rings', 'Silver hoops', { category: 'Jewellery > Earrings', color: 'Silver', gender: 'Women' }),
]);

test("a colour is an exact value: 'blue' is found before 'navy blue'", async () => {
  assert.deepEqual((await found(clothes, 'blue shirt')).slice(0, 2), ['plain', 'navy']);
  assert.equal((await found(clothes, 'navy blue shirt'))[0], 'navy');
});

test('a category is found by its name even where the title does not say it, however it is split', async () => {
  for (const text of ['tshirt', 't-shirts', 'T shirts', 'tee shirts t-shirt']) {
    assert.equal((await found(clothes, text))[0], 'tee', text);
  }
  assert.equal((await found(clothes, 'ear rings'))[0], 'rings');
});

test('words for a gender find it, whatever word the catalog uses', async () => {
  for (const text of ["women's shirt", 'ladies shirt', 'female shirts', 'shirt for women']) {
    assert.equal((await found(clothes, text))[0], 'navy', text);
  }
});

test('a product of the category comes before one that only mentions it', async () => {
  const ids = await found(clothes, 'shirts');
  assert.ok(ids.indexOf('told') > ids.indexOf('plain') || !ids.includes('told'));
});

test('a misspelt word is corrected, and the correction is reported', async () => {
  const { hits, corrections } = await search(clothes, { words: 'bleu shrit' });
  assert.deepEqual(corrections, [
    { from: 'bleu', to: 'blue' },
    { from: 'shrit', to: 'shirt' },
  ]);
  assert.equal(hits[0].id, 'plain');
});

test('a slip that stands in some text itself is still read as the word that was meant', async () => {
  const shop = words([
    product('slip', 'Soft loafers', { description: 'like sandlas' }),
    ...Array.from({ length: 30 }, (_, i) => product(`s${i}`, `Leather sandals ${i}`)),
  ]);
  const { hits, corrections } = await search(shop, { words: 'sandlas' });
  assert.deepEqual(corrections, [{ from: 'sandlas', to: 'sandals' }]);
  assert.match(hits[0].title, /sandals/);
});

test('an unfinished word finds what it begins', async () => {
  assert.equal((await found(clothes, 'handb'))[0], 'told');
});

test('a word of everyday speech finds the category whose texts use it, also where it is not said', async () => {
  const shop = words([
    ...Array.from({ length: 12 }, (_, i) =>
      product(`t${i}`, `Printed top ${i}`, {
        category: 'Apparel > Tshirts',
        description: i < 8 ? 'A tee for every day' : 'Soft cotton',
      }),
    ),
    ...Array.from({ length: 40 }, (_, i) => product(`s${i}`, `Canvas pair ${i}`, { category: 'Footwear > Shoes' })),
  ]);
  const ids = (await search(shop, { words: 'tee' }, { limit: 100 })).hits.map(({ id }) => String(id));
  assert.equal(ids.length, 12);
  assert.ok(ids.includes('t11'));
});

test('empty words are left out, but a query of nothing else still works', async () => {
  assert.deepEqual(await found(clothes, 'a shirt for the'), await found(clothes, 'shirt'));
  assert.deepEqual((await found(clothes, 'for your'))[0], 'told');
});

test('a query that is like nothing finds nothing and says so', async () => {
  const { hits, total, confident } = await search(clothes, { words: 'xqzvw' });
  assert.deepEqual({ hits, total, confident }, { hits: [], total: 0, confident: false });
});

for (const text of [
  '"',
  "'",
  '*',
  '-',
  'AND',
  'NEAR(',
  'title:x',
  'a"b',
  '(',
  ';--',
  '\0',
  '🙂',
  'ß',
  'İ',
  'x'.repeat(400),
]) {
  test(`${JSON.stringify(text.slice(0, 12))} is a query like any other, not syntax`, async () => {
    await search(clothes, { words: text, filters: ['price>=0'] });
  });
}

/** Changes one setting and says whether any score of a few queries changed. */
function changes(change: (settings: WordSettings) => WordSettings): boolean {
  const many = [
    ...wardrobe(),
    product('w1', 'Soft tee for women', {
      category: 'Apparel > Topwear > Tshirts',
      description: 'a striped tee, red red red',
    }),
    product('w2', 'Old tee', {
      category: 'Apparel > Topwear > Tshirts',
      attributes: { Note: 'blue stripes and shirts' },
    }),
    ...Array.from({ length: 6 }, (_, i) =>
      product(`w4${i}`, 'Short sleeves', { category: 'Apparel > Innerwear > Undershirts', description: 'a tee' }),
    ),
    product('w3', 'Very long title of a blue shirt with very many other words', { description: 'mens red shirt' }),
  ];
  const database = databaseOf(many);
  const extent = { count: many.length, rows: many.length + 1 };
  const queries = ['red shirt', 'striped tee', 'blue shirts women', 'tee', 'mens casual shoes striped'];
  const scores = (settings: WordSettings): number[] => {
    const side = new WordSide(database, extent, settings);
    return queries.flatMap((query) => [...side.rank(side.read(query)).scores]);
  };
  const before = scores(WORD_SETTINGS);
  return scores(change(WORD_SETTINGS)).some((score, i) => Math.abs(score - before[i]) > 1e-6);
}

const CHANGES: Readonly<Record<string, (settings: WordSettings) => WordSettings>> = {
  ...Object.fromEntries(
    (['title', 'category', 'attributes', 'description'] as const).map((column) => [
      `the weight of ${column}`,
      (s: WordSettings) => ({ ...s, words: { ...s.words, columns: { ...s.words.columns, [column]: 9 } } }),
    ]),
  ),
  saturation: (s) => ({ ...s, words: { ...s.words, saturation: 9 } }),
  lengthShare: (s) => ({ ...s, words: { ...s.words, lengthShare: 0 } }),
  wordsWithoutValue: (s) => ({ ...s, ranking: { ...s.ranking, wordsWithoutValue: 0.1 } }),
  attributeValue: (s) => ({ ...s, ranking: { ...s.ranking, attributeValue: 0.1 } }),
  textAmongEquals: (s) => ({ ...s, ranking: { ...s.ranking, textAmongEquals: 0.5 } }),
  association: (s) => ({ ...s, ranking: { ...s.ranking, association: 0.1 } }),
  categoryImportance: (s) => ({ ...s, ranking: { ...s.ranking, categoryImportance: 4 } }),
  'the least rarity': (s) => ({ ...s, ranking: { ...s.ranking, rarity: [3, 4] } }),
  'the most rarity': (s) => ({ ...s, ranking: { ...s.ranking, rarity: [0.5, 1] } }),
  'the prior of associations': (s) => ({ ...s, associations: { ...s.associations, prior: 20 } }),
  'the lift of associations': (s) => ({ ...s, associations: { ...s.associations, lift: 50 } }),
};

for (const [name, change] of Object.entries(CHANGES)) {
  test(`${name} changes what is found`, () => {
    assert.ok(changes(change));
  });
}

test('a product whose gender is not said keeps what its words say, where one of another gender loses', async () => {
  const many = (count: number, title: string, fields: Parameters<typeof product>[2]): Product[] =>
    Array.from({ length: count }, (_, i) => product(`${title} ${i}`, `${title} ${i}`, fields));
  const shop = words([
    product('a man', 'Fine gown', { category: 'Dresses', gender: 'Men' }),
    product('nobody', 'Fine gown', { category: 'Dresses' }),
    ...many(12, 'Gown', { category: 'Dresses', gender: 'Women' }),
    ...many(40, 'Shirt', { category: 'Shirts', gender: 'Men' }),
  ]);
  const ids = await found(shop, 'gown');
  assert.ok(ids.indexOf('nobody') < ids.indexOf('a man'));
});

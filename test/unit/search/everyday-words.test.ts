import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Product } from '../../../src/product.js';
import { search, type SearchResult } from '../../../src/search/search.js';
import { SearchIndex } from '../../../src/search/search-index.js';
import { databaseOf, product } from './small-catalog.js';

const several = (count: number, id: string, title: string, fields: Partial<Product> = {}): Product[] =>
  Array.from({ length: count }, (_, i) => product(`${id}${i}`, `${title} ${i}`, fields));

const shop = new SearchIndex({
  database: databaseOf([
    ...several(6, 'sweater', 'Warm knit', { category: 'Apparel > Topwear > Sweaters', color: 'Red' }),
    ...several(6, 'casual', 'Canvas pair', { category: 'Footwear > Shoes > Casual Shoes' }),
    ...several(6, 'sports', 'Running pair', { category: 'Footwear > Shoes > Sports Shoes' }),
    ...several(6, 'track', 'Fleece pair', { category: 'Apparel > Bottomwear > Track Pants' }),
    ...several(6, 'tie', 'Silk tie', { category: 'Apparel > Accessories', description: 'A gift for dad' }),
    ...several(6, 'polo', 'Green polo', { category: 'Apparel > Topwear > Shirts', description: 'with cargo pants' }),
    product('brogue', 'Leather brogue'),
  ]),
});

const ids = ({ hits }: SearchResult): string[] => [...new Set(hits.map(({ id }) => String(id).replace(/\d+$/, '')))];
const asked = (words: string): Promise<SearchResult> => search(shop, { words }, { limit: 50 });
const readings = ({ understood }: SearchResult): string[] =>
  understood.filter(({ kind }) => kind === 'synonym').map(({ text, label }) => `${text}: ${label}`);

test("a thing is found by a word that the catalog never says, and the catalog's own word is told", async () => {
  for (const [words, found, told] of [
    ['jumper', ['sweater'], ['jumper: sweater']],
    ['red jumpers', ['sweater'], ['jumpers: sweater']],
    ['necktie', ['tie'], ['necktie: tie']],
    ['sneakers', ['casual', 'sports'], ['sneakers: shoe']],
    ['tennis shoes', ['casual', 'sports'], []],
    ['sweatpants', ['track'], ['sweatpants: pant']],
  ] as const) {
    const result = await asked(words);
    assert.deepEqual([ids(result).sort(), readings(result)], [[...found], [...told]], words);
    assert.equal(result.confident, true, words);
  }
});

test('the place of the word in the query is told, and as it stands it finds nothing', async () => {
  const words = 'red jumper';
  const { understood } = await asked(words);
  const { start, end } = understood.find(({ kind }) => kind === 'synonym')!;
  assert.equal(words.slice(start, end), 'jumper');
  const literal = await search(shop, { words }, { literal: ['jumper'] });
  assert.deepEqual(readings(literal), []);
  assert.ok(!ids(literal).includes('sweater') || !literal.confident);
});

test('what is called by the very word comes first', async () => {
  const { hits } = await asked('brogues');
  assert.equal(hits[0].id, 'brogue');
  assert.ok(hits.length > 1);
});

test('a thing that the shop does not have is not there, whatever else of the query it has', async () => {
  for (const words of ['washing machine', 'red washing machine', 'red fridge', 'mountain bike', 'leather sofa']) {
    const { total, confident } = await asked(words);
    assert.deepEqual([total, confident], [0, false], words);
  }
});

test('a product whose text only goes along with a thing is not the thing', async () => {
  const result = await asked('cargo pants');
  assert.ok(!ids(result).includes('polo'));
});

test('what describes a product may be unknown', async () => {
  assert.deepEqual(ids(await asked('jumper for the mountain')), ['sweater']);
});

test('persons and animals are no goods', async () => {
  assert.deepEqual(readings(await asked('dog')), []);
  assert.deepEqual(readings(await asked('boxer')), []);
});

test('a word written as one is read as the two that it is elsewhere', async () => {
  const bags = new SearchIndex({ database: databaseOf(several(5, 'bag', 'Blue', { category: 'Luggage > Bags' })) });
  const result = await search(bags, { words: 'bookbag' });
  assert.deepEqual([result.total, readings(result)], [5, ['bookbag: bag']]);
});

test("what the catalog's own texts use a word for is told too", async () => {
  const shirts = new SearchIndex({
    database: databaseOf([
      ...several(12, 'tee', 'Printed top', { category: 'Apparel > Tshirts', description: 'A tee for every day' }),
      ...several(40, 'shoe', 'Canvas pair', { category: 'Footwear > Shoes' }),
    ]),
  });
  const result = await search(shirts, { words: 'tee' });
  assert.deepEqual(readings(result), ['tee: Tshirts']);
  const literal = await search(shirts, { words: 'tee' }, { literal: ['tee'] });
  assert.deepEqual(readings(literal), []);
});

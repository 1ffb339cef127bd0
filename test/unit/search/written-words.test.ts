import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Product } from '../../../src/product.js';
import { search } from '../../../src/search/search.js';
import { SearchIndex } from '../../../src/search/search-index.js';
import { databaseOf, product } from './small-catalog.js';

const shopOf = (products: readonly Product[]): SearchIndex => new SearchIndex({ database: databaseOf(products) });

const shop = shopOf([
  product('tee', 'White T-Shirt', { category: 'Tops' }),
  product('shirt', 'White dress shirt', { category: 'Shirts' }),
  product('ebike', 'City E-Bike 500 Wh', { category: 'Electric' }),
  product('bike', 'Road bike', { category: 'Bikes' }),
  product('line', 'A-line skirt', { category: 'Skirts' }),
  product('xray', 'X-ray apron', { category: 'Medical' }),
  product('ray', 'Sunglasses Ray classic', { category: 'Rays' }),
  product('handbag', 'Leather handbag', { category: 'Bags' }),
  product('bar', 'KitKat bar', { category: 'Sweets' }),
  product('kit', 'Drill kit', { category: 'Tools' }),
  product('powerbank', 'Powerbank 20000', { category: 'Electronics' }),
  product('drill', 'Power drill', { category: 'Tools' }),
  product('paste', 'Tooth paste', { category: 'Care' }),
  product('brush', 'Toothbrush', { category: 'Care' }),
  product('jeans', 'Slim jeans', { category: 'Jeans', attributes: { Size: '32/34' } }),
  product('jeans2', 'Wide jeans', { category: 'Jeans', attributes: { Size: '34/32' } }),
  product('AB-1534/7', 'Ladder', { category: 'Tools', attributes: { MPN: 'NSX40021' } }),
]);

async function asked(words: string, index = shop): Promise<string[]> {
  return (await search(index, { words })).hits.map(({ id }) => String(id));
}

test('a word is found together, apart and with a sign, whichever the catalog writes', async () => {
  for (const [texts, id] of [
    [['tshirt', 't-shirt', 't shirt', 'T-Shirts'], 'tee'],
    [['ebike', 'e-bike', 'e bike', 'E-Bikes'], 'ebike'],
    [['aline', 'a-line', 'a line skirt'], 'line'],
    [['xray', 'x-ray', 'x ray'], 'xray'],
    [['handbag', 'hand bag', 'handbags'], 'handbag'],
    [['kitkat', 'kit kat', 'Kit-Kat'], 'bar'],
    [['powerbank', 'power bank', 'power banks'], 'powerbank'],
    [['toothpaste', 'tooth paste'], 'paste'],
    [['toothbrush', 'tooth brush'], 'brush'],
  ] as const) {
    for (const text of texts) assert.deepEqual(await asked(text), [id], text);
  }
});

test('a word that is read apart or together says so', async () => {
  const { understood } = await search(shop, { words: 'toothpaste' });
  assert.deepEqual(
    understood.map(({ kind, text, label }) => [kind, text, label]),
    [['split', 'toothpaste', 'tooth paste']],
  );
  const literal = await search(shop, { words: 'toothpaste' }, { literal: ['toothpaste'] });
  assert.deepEqual([literal.total, literal.understood], [0, []]);
});

test('a size of two numbers is found however it is written', async () => {
  for (const text of ['32/34', '32 x 34', '32x34', 'jeans 32/34', 'W32 L34', 'w32/l34 jeans']) {
    assert.equal((await asked(text))[0], 'jeans', text);
  }
});

test('an id and an article number are found, and the beginning of either', async () => {
  for (const text of ['AB-1534/7', 'ab1534', 'NSX40021', 'nsx400', 'nsx-400']) {
    assert.deepEqual(await asked(text), ['AB-1534/7'], text);
  }
  assert.deepEqual(await asked('400'), [], 'no part from the middle');
});

test('a slip is corrected, a word with a meaning of its own is at most offered', async () => {
  const boots = shopOf(Array.from({ length: 20 }, (_, i) => product(`b${i}`, `Leather boots ${i}`)));
  const slip = await search(boots, { words: 'boosts bootss' });
  assert.deepEqual(slip.corrections, [{ from: 'bootss', to: 'boots' }]);
  const boats = await search(boots, { words: 'boats' });
  assert.deepEqual([boats.total, boats.corrections, boats.confident], [0, [], false]);
  assert.deepEqual(boats.didYouMean, [{ from: 'boats', to: 'boots' }]);
});

test('a name that few products have is looked for also as most spell it, its own spelling first', async () => {
  const named = shopOf([
    ...Array.from({ length: 20 }, (_, i) => product(`p${i}`, `Philips coffee maker ${i}`)),
    product('own', 'Phillips coffee maker'),
    product('other', 'Bosch coffee maker'),
  ]);
  const { hits, total, understood } = await search(named, { words: 'phillips coffee maker' });
  assert.deepEqual([hits[0].id, total], ['own', 21]);
  assert.deepEqual(
    understood.map(({ kind, label }) => [kind, label]),
    [['synonym', 'philips']],
  );
});

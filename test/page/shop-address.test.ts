import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { placeAt } from '../../server/page/address/paths.js';
import {
  coherent,
  formatAddress,
  isSearching,
  parseAddress,
  searchKey,
  SORTS,
  START,
  type ShopState,
} from '../../server/page/address/shop-address.js';

const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .filter((value) => !/\p{Surrogate}/u.test(value));
const optional = fc.option(text, { nil: undefined });
const categories = fc.array(text, { maxLength: 3 }).map((levels) => `category=${levels.join(' > ')}`);
const side = fc.integer({ min: 1, max: 2000 });

/** Only states that the page can be in, with a stretch of the words that is taken as it stands. */
const states: fc.Arbitrary<ShopState> = fc
  .record({
    words: fc.option(text, { nil: '' }).map((words) => words.trim()),
    literal: fc.constant([] as string[]),
    photo: optional,
    region: fc.option(fc.tuple(fc.nat(2000), fc.nat(2000), side, side), { nil: undefined }),
    garment: optional,
    like: optional,
    filters: fc.uniqueArray(fc.oneof(text, categories), { maxLength: 4 }),
    sort: fc.constantFrom(...SORTS),
    pages: fc.integer({ min: 1, max: 40 }),
    product: optional,
  })
  .map((state) => coherent({ ...state, literal: [state.words.split(' ')[0]] }));

test('an address gives back the state that it was made from', () => {
  fc.assert(
    fc.property(states, (state) => {
      const searched = { ...state, product: undefined };
      assert.deepEqual(parseAddress(formatAddress(searched)), searched);
    }),
    { seed: 7, numRuns: 500 },
  );
});

test('an opened product has an address of its own, which gives back the product alone', () => {
  fc.assert(
    fc.property(states, text, (state, product) => {
      const address = formatAddress({ ...state, product });
      if (product === '.' || product === '..') assert.match(address, /[?&]product=/);
      else assert.equal(address, `/products/${encodeURIComponent(product)}`);
      assert.equal(parseAddress(address).product, product);
    }),
    { seed: 8, numRuns: 300 },
  );
});

test('the start page has no parameters', () => {
  assert.equal(formatAddress(START), '/');
  assert.equal(isSearching(parseAddress('/')), false);
});

test('one category is a path, level by level; several are parameters', () => {
  const category = ['category=Apparel > Tops/Shirts', 'color=Red'];
  assert.equal(
    formatAddress({ ...START, words: 'silk', filters: category }),
    '/categories/Apparel/Tops%2FShirts?q=silk&filter=color%3DRed',
  );
  assert.deepEqual(parseAddress('/categories/Apparel/Tops%2FShirts/?filter=color%3DRed').filters, category);
  assert.deepEqual(parseAddress('/?filter=color%3DRed&filter=category%3DApparel>Tops/Shirts').filters, category);
  const two = ['category=Apparel', 'category=Footwear'];
  assert.equal(formatAddress({ ...START, filters: two }), '/?filter=category%3DApparel&filter=category%3DFootwear');
});

test('a level that a path cannot hold stays a parameter', () => {
  assert.equal(formatAddress({ ...START, filters: ['category=Apparel > ..'] }), '/?filter=category%3DApparel+%3E+..');
});

test('what is taken as it stands belongs to the words that have it', () => {
  const state = parseAddress('/?q=red+sneakers&literal=Sneakers&literal=boats&literal=');
  assert.deepEqual(state.literal, ['Sneakers']);
  assert.equal(formatAddress(state), '/?q=red+sneakers&literal=Sneakers');
  assert.equal(formatAddress({ ...state, words: 'red boots' }), '/?q=red+boots');
});

test('paths of the shop are known from all others', () => {
  for (const path of ['/', '/products/A%2F1', '/products/A/', '/categories/Apparel', '/categories/Apparel/Tops/']) {
    assert.notEqual(placeAt(path), undefined, path);
  }
  for (const path of [
    '/product/1',
    '/products',
    '/products/',
    '/products/a/b',
    '/products/%ff',
    '/categories',
    '/cart',
  ]) {
    assert.equal(placeAt(path), undefined, path);
  }
});

test('an address is read as a person would write it', () => {
  const state = parseAddress('/?q=red+dress&filter=color%3DRed&filter=price%3D..50&sort=-price&pages=3&product=A%2F1');
  assert.equal(state.words, 'red dress');
  assert.deepEqual(state.filters, ['color=Red', 'price=..50']);
  assert.equal(state.sort, '-price');
  assert.equal(state.pages, 3);
  assert.equal(state.product, 'A/1');
});

test('what cannot be read is left out', () => {
  const state = parseAddress('/?q=x&photo=p&region=1,2,three,4&sort=colour&pages=-1&filter=&unknown=1');
  assert.deepEqual(state, {
    ...START,
    words: 'x',
    photo: 'p',
    region: undefined,
    garment: undefined,
    like: undefined,
    product: undefined,
  });
});

test('a region without its photo means nothing, nor does a garment without its region', () => {
  assert.equal(parseAddress('/?region=1,2,30,40').region, undefined);
  assert.equal(parseAddress('/?photo=p&garment=bag').garment, undefined);
  assert.equal(parseAddress('/?photo=p&region=1,2,30,40&garment=bag').garment, 'bag');
});

test('opening a product or showing more is the same search', () => {
  const state = parseAddress('/?q=red');
  assert.equal(searchKey({ ...state, product: '7', pages: 4 }), searchKey(state));
  assert.notEqual(searchKey({ ...state, sort: 'price' }), searchKey(state));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
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
const side = fc.integer({ min: 1, max: 2000 });

/** Only states that the page can be in: a region has a photo, a garment a region, and a photo excludes a likeness. */
const states: fc.Arbitrary<ShopState> = fc
  .record({
    words: fc.option(text, { nil: '' }).map((words) => words.trim()),
    photo: optional,
    region: fc.option(fc.tuple(fc.nat(2000), fc.nat(2000), side, side), { nil: undefined }),
    garment: optional,
    like: optional,
    filters: fc.uniqueArray(text, { maxLength: 4 }),
    sort: fc.constantFrom(...SORTS),
    pages: fc.integer({ min: 1, max: 40 }),
    product: optional,
  })
  .map(coherent);

test('an address gives back the state that it was made from', () => {
  fc.assert(
    fc.property(states, (state) => {
      assert.deepEqual(parseAddress(formatAddress(state)), state);
    }),
    { seed: 7, numRuns: 300 },
  );
});

test('the start page has an empty address', () => {
  assert.equal(formatAddress(START), '');
  assert.equal(isSearching(parseAddress('')), false);
});

test('an address is read as a person would write it', () => {
  const state = parseAddress('?q=red+dress&filter=color%3DRed&filter=price%3D..50&sort=-price&pages=3&product=A%2F1');
  assert.equal(state.words, 'red dress');
  assert.deepEqual(state.filters, ['color=Red', 'price=..50']);
  assert.equal(state.sort, '-price');
  assert.equal(state.pages, 3);
  assert.equal(state.product, 'A/1');
});

test('what cannot be read is left out', () => {
  const state = parseAddress('?q=x&photo=p&region=1,2,three,4&sort=colour&pages=-1&filter=&unknown=1');
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
  assert.equal(parseAddress('?region=1,2,30,40').region, undefined);
  assert.equal(parseAddress('?photo=p&garment=bag').garment, undefined);
  assert.equal(parseAddress('?photo=p&region=1,2,30,40&garment=bag').garment, 'bag');
});

test('opening a product or showing more is the same search', () => {
  const state = parseAddress('?q=red');
  assert.equal(searchKey({ ...state, product: '7', pages: 4 }), searchKey(state));
  assert.notEqual(searchKey({ ...state, sort: 'price' }), searchKey(state));
});

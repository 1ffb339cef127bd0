import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameInShop } from '../../server/page/photo/name-in-shop.js';

const SHOP = [
  'Apparel',
  'Apparel > Topwear',
  'Apparel > Topwear > Jackets',
  'Apparel > Dress > Dresses',
  'Bags > Handbags',
];

test('a garment keeps its name where the shop has such a category, in the singular or the plural', () => {
  assert.equal(nameInShop('dress', SHOP), 'dress');
  assert.equal(nameInShop('bag', SHOP), 'bag');
  assert.equal(nameInShop('shoe', ['Footwear > Casual Shoes']), 'shoe');
  assert.equal(nameInShop('necklace', ['Necklaces & Chains']), 'necklace');
});

test('it takes another name that the shop knows, else none', () => {
  assert.equal(nameInShop('coat', SHOP), 'jacket');
  assert.equal(nameInShop('T-shirt', ['Tops > TShirts']), 'T-shirt');
  assert.equal(nameInShop('hat', SHOP), undefined);
});

test('a shop without categories is asked by the name as it is', () => {
  assert.equal(nameInShop('coat', []), 'coat');
});

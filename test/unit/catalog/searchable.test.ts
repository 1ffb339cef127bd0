import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filterValues } from '../../../src/catalog/searchable.js';
import type { Product } from '../../../src/product.js';

function product(fields: Partial<Product>): Product {
  return { id: '1' as Product['id'], title: 'Tee', attributes: {}, images: [], ...fields };
}

test('each of several values can be filtered by, and every level of the category', () => {
  const values = filterValues(
    product({ color: ['Red', 'Blue'], category: 'Tops > Tees', brand: 'Acme', attributes: { Size: ['S', 'M'] } }),
  );
  assert.deepEqual(values, [
    ['brand', 'Acme'],
    ['color', 'Red'],
    ['color', 'Blue'],
    ['category', 'Tops'],
    ['category', 'Tops > Tees'],
    ['Size', 'S'],
    ['Size', 'M'],
  ]);
});

test('what is in stock, and how much of it, can be filtered by', () => {
  assert.deepEqual(filterValues(product({ availability: 'out of stock', stock: 0 })), [
    ['availability', 'out of stock'],
    ['stock', '0'],
  ]);
});

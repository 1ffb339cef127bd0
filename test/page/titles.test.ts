import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAddress } from '../../server/page/address/shop-address.js';
import { canonicalAddress, titleOf } from '../../server/page/address/titles.js';

const title = (address: string, product?: string): string | undefined => titleOf(parseAddress(address), product);
const canonical = (address: string): string => canonicalAddress(parseAddress(address));

test('each view has a title of its own', () => {
  assert.equal(title('/'), 'Vitrine');
  assert.equal(title('/?q=red+dress&filter=color%3DRed'), 'red dress · Vitrine');
  assert.equal(title('/categories/Apparel/Topwear'), 'Topwear · Vitrine');
  assert.equal(title('/categories/Apparel/Topwear?q=silk'), 'silk in Topwear · Vitrine');
  assert.equal(title('/?photo=p'), 'Search by picture · Vitrine');
  assert.equal(title('/?like=1534'), 'More like this · Vitrine');
  assert.equal(title('/?filter=color%3DRed'), 'Products · Vitrine');
  assert.equal(title('/products/1534', 'Red Dress'), 'Red Dress · Vitrine');
  assert.equal(title('/products/1534'), undefined, 'nothing is said before the name is known');
});

test('one address stands for a view however it is narrowed, ordered, or continued', () => {
  assert.equal(canonical('/'), '/');
  assert.equal(canonical('/?q=red+dress&filter=color%3DRed&sort=price&pages=3'), '/?q=red+dress');
  assert.equal(canonical('/categories/Apparel?filter=color%3DRed&pages=2'), '/categories/Apparel');
  assert.equal(canonical('/?q=red&product=A%2F1'), '/products/A%2F1');
  assert.equal(canonical('/?photo=p&region=1,2,30,40&garment=bag'), '/');
});

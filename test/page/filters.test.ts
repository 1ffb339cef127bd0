import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  chosenAmong,
  chosenValues,
  filterLabel,
  onlyValue,
  priceRange,
  toggleValue,
  withPriceRange,
} from '../../server/page/address/filters.js';
import { branchOf } from '../../server/page/facets/category-branch.js';
import { boundsOf, readBound } from '../../server/page/facets/price-bounds.js';
import { swatchOf } from '../../server/page/facets/swatches.js';

test('a value is chosen and taken back', () => {
  const red = toggleValue([], 'color', 'Red');
  const both = toggleValue(red, 'color', 'Navy Blue');
  assert.deepEqual(both, ['color=Red', 'color=Navy Blue']);
  assert.deepEqual(chosenValues(both, 'color'), ['Red', 'Navy Blue']);
  assert.deepEqual(toggleValue(both, 'color', 'Red'), ['color=Navy Blue']);
});

test('a category replaces the one before it', () => {
  const filters = ['color=Red', 'category=Apparel'];
  assert.deepEqual(onlyValue(filters, 'category', 'Apparel > Shirts'), ['color=Red', 'category=Apparel > Shirts']);
  assert.deepEqual(onlyValue(filters, 'category', undefined), ['color=Red']);
});

test('two bounds of a price are one condition, since two conditions would be alternatives', () => {
  assert.deepEqual(withPriceRange(['price<50', 'color=Red'], { least: 10, most: 50 }), ['color=Red', 'price=10..50']);
  assert.deepEqual(withPriceRange([], { least: 10, most: undefined }), ['price=10..']);
  assert.deepEqual(withPriceRange(['price=10..50'], { least: undefined, most: undefined }), []);
});

test('prices are read however they are written', () => {
  assert.deepEqual(priceRange(['price=10..50']), { least: 10, most: 50 });
  assert.deepEqual(priceRange(['price=..50']), { least: undefined, most: 50 });
  assert.deepEqual(priceRange(['price>=10']), { least: 10 });
  assert.deepEqual(priceRange(['color=Red']), {});
});

test('a chip says the value, the last level of a category, the bounds of a price', () => {
  assert.equal(filterLabel('color=Red'), 'Red');
  assert.equal(filterLabel('category=Apparel > Topwear > Shirts'), 'Shirts');
  assert.equal(filterLabel('price=10..50'), '10 to 50');
  assert.equal(filterLabel('price<50'), 'up to 50');
  assert.equal(filterLabel('price=10..'), 'from 10');
});

const CATEGORIES = ['Apparel', 'Apparel > Topwear', 'Apparel > Topwear > Shirts', 'Apparel > Dress', 'Footwear'].map(
  (value, i) => ({ value, count: 9 - i }),
);

test('categories are a way down from the chosen one', () => {
  assert.deepEqual(branchOf(CATEGORIES, undefined).below, [CATEGORIES[0], CATEGORIES[4]]);
  const { above, below } = branchOf(CATEGORIES, 'Apparel > Topwear');
  assert.deepEqual(above, ['Apparel', 'Apparel > Topwear']);
  assert.deepEqual(below, [CATEGORIES[2]]);
});

test('where everything lies in one department its parts are offered at once', () => {
  const { above, below } = branchOf(CATEGORIES.slice(0, 4), undefined);
  assert.deepEqual(above, ['Apparel']);
  assert.deepEqual(below, [CATEGORIES[1], CATEGORIES[3]]);
});

test('price ranges of the service and amounts of people are read', () => {
  assert.deepEqual(boundsOf('0-50'), { least: 0, most: 50 });
  assert.deepEqual(boundsOf('1000-'), { least: 1000, most: undefined });
  assert.equal(boundsOf('cheap'), undefined);
  assert.equal(readBound('19,90'), 19.9);
  assert.equal(readBound('1 299'), 1299);
  assert.equal(readBound('1,299.50'), 1299.5);
  assert.equal(readBound(''), undefined);
  assert.equal(readBound('-3'), 'wrong');
  assert.equal(readBound('many'), 'wrong');
});

test('a colour is painted by its name, by CSS, by its last word, or not at all', () => {
  const isColor = (text: string): boolean => ['palegreen'].includes(text);
  assert.equal(swatchOf('Navy Blue', isColor), '#1f2c4d');
  assert.equal(swatchOf('Pale Green', isColor), 'palegreen');
  assert.equal(swatchOf('Dusty Pink', isColor), swatchOf('Pink', isColor));
  assert.equal(swatchOf('Gray', isColor), swatchOf('Grey', isColor));
  assert.equal(swatchOf('url(x)', isColor), 'var(--plate)');
});

test('a value is one in whatever letters an address has it', () => {
  const values = [{ value: 'Red' }, { value: 'Crème' }];
  const filters = ['color=red', 'color=CREME', 'color=teal', 'brand=Red'];
  assert.deepEqual(chosenAmong(filters, 'color', values), ['Red', 'Crème', 'teal']);
  assert.deepEqual(toggleValue(filters, 'color', 'Red'), ['color=CREME', 'color=teal', 'brand=Red']);
});

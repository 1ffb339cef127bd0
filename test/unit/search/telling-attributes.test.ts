import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Product } from '../../../src/product.js';
import { parseFilter } from '../../../src/search/filters.js';
import { search } from '../../../src/search/search.js';
import { tellingAttributes } from '../../../src/search/telling-attributes.js';
import { product, searchableCatalog } from './small-catalog.js';

const NECKS = ['Round', 'V', 'Polo', 'Henley'];
const HEELS = ['Flat', 'Block', 'Kitten', 'Stiletto'];

/** What every product of this shop has, and what its kind has. */
function attributesOf(i: number, own: Record<string, string>): Record<string, string> {
  return {
    ...own,
    Year: String(2010 + (Math.floor(i / 4) % 4)),
    Origin: 'India',
    'Article number': `A-${i}`,
    Care: `Wash it at ${i % 2 === 0 ? 'thirty' : 'forty'} degrees and dry it in the shade`,
  };
}

const shirts: Product[] = Array.from({ length: 48 }, (_, i) =>
  product(`shirt-${i}`, 'Plain shirt', {
    ...{ category: 'Apparel > Shirts', price: 10 + i },
    attributes: attributesOf(i, { Neck: NECKS[i % 4], ...(i < 4 ? { Cuff: ['Button', 'Link'][i % 2] } : {}) }),
  }),
);
const shoes: Product[] = Array.from({ length: 48 }, (_, i) =>
  product(`shoe-${i}`, 'Plain shoe', {
    ...{ category: 'Footwear > Shoes', price: 10 + i },
    attributes: attributesOf(100 + i, { Heel: HEELS[i % 4] }),
  }),
);
const index = searchableCatalog([...shirts, ...shoes]);

function tellingOf(filter: string, options: { count?: number; except?: readonly string[]; scoredRows?: number } = {}) {
  return index.atOnce(() => {
    const rows = index.allowed([parseFilter(filter)])?.rows ?? new Uint32Array();
    return tellingAttributes(index, rows, { count: 20, except: ['category'], ...options });
  });
}

test('what a kind has of its own parts it better than what all kinds have', () => {
  assert.deepEqual(tellingOf('category=Shirts'), ['Neck', 'Year']);
  assert.deepEqual(tellingOf('category=Shoes'), ['Heel', 'Year']);
});

test('of both kinds together that tells most which all of them have', () => {
  // Year: 2 bits of all. Neck and Heel: 4 values of an eighth each, 1.5 bits, which half of the products have.
  assert.deepEqual(tellingOf('Origin=India'), ['Year', 'Heel', 'Neck']);
});

test('no attribute tells anything when all have it alike, when each has its own, when few have it, or in sentences', () => {
  const telling = tellingOf('category=Shirts');
  for (const name of ['Origin', 'Article number', 'Cuff', 'Care', 'price']) assert.ok(!telling.includes(name), name);
});

test('of a set that is narrowed to one value of an attribute the others tell', () => {
  assert.deepEqual(tellingOf('Neck=Polo'), ['Year']);
});

test('attributes that are asked for by name are not chosen again, and no more than are wanted', () => {
  assert.deepEqual(tellingOf('category=Shirts', { except: ['category', 'Neck'] }), ['Year']);
  assert.deepEqual(tellingOf('category=Shirts', { count: 1 }), ['Neck']);
  assert.deepEqual(tellingOf('category=Shirts', { count: 0 }), []);
});

test('scores of a part of a set choose as those of the whole do', () => {
  assert.deepEqual(tellingOf('category=Shirts', { scoredRows: 20 }), tellingOf('category=Shirts'));
});

test('one product, or none, leaves nothing to choose', () => {
  assert.deepEqual(tellingOf('Article number=A-7'), []);
  assert.deepEqual(tellingOf('price>1000'), []);
});

test('a search counts what it chose in all that it found, after what was asked for by name', async () => {
  const { facets = [] } = await search(index, { words: 'shirt' }, { facets: ['Year'], autoFacets: 3 });
  assert.deepEqual(
    facets.map(({ name }) => name),
    ['Year', 'Neck'],
  );
  const { facets: named } = await search(index, { words: 'shirt' }, { facets: ['Year', 'Neck'] });
  assert.deepEqual(facets, named);
  const { facets: none } = await search(index, { words: 'shirt' });
  assert.equal(none, undefined);
});

test('what alternatives are asked for is not counted twice', async () => {
  const asked = { alternatives: ['neck'], autoFacets: 3 };
  const { facets = [] } = await search(index, { words: 'shirt', filters: ['Neck=V'] }, asked);
  assert.deepEqual(
    facets.map(({ name }) => name),
    ['Year'],
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCatalogWriter } from '../../../indexer/import/catalog-writer.js';
import { hashProduct } from '../../../indexer/import/product-row.js';
import type { FieldValue, Product } from '../../../src/product.js';
import { foldedValue } from '../../../src/search/folded-value.js';
import { search } from '../../../src/search/search.js';
import { SearchIndex } from '../../../src/search/search-index.js';
import { suggest } from '../../../src/search/suggest.js';
import { databaseOf, product } from './small-catalog.js';

function tee(id: string, fields: Partial<Omit<Product, 'id' | 'title'>>): Product {
  return product(id, `Tee ${id}`, { images: [], ...fields });
}

function indexOf(products: readonly Product[]): SearchIndex {
  return new SearchIndex({ database: databaseOf(products) });
}

async function counts(index: SearchIndex, name: string): Promise<[string, number][]> {
  const { facets = [] } = await search(index, { everything: true }, { facets: [name] });
  return facets[0].values.map(({ value, count }) => [value, count]);
}

async function found(index: SearchIndex, filter: string): Promise<string[]> {
  const { hits } = await search(index, { filters: [filter] }, { limit: 100 });
  return hits.map(({ id }) => id);
}

function colored(...colors: readonly FieldValue[]): Product[] {
  return colors.map((color, i) => tee(`t${i}`, { color }));
}

test('a value in other letters, accents, blanks and marks is the same value', () => {
  const same = [
    ['Red', 'red', 'RED', ' Red ', 'Ｒｅｄ'],
    ['Navy Blue', 'navy  blue', 'NAVY\u00a0BLUE'],
    ['Café', 'cafe', 'CAFE\u0301'],
    ['Weiß', 'weiss', 'WEISS'],
    ['T‑Shirt', 't-shirt'],
    ['Levi’s', "LEVI'S"],
    ['Łódź', 'lodz'],
  ];
  for (const [first, ...others] of same)
    for (const other of others) assert.equal(foldedValue(other), foldedValue(first));
  const different = [
    'Red',
    'Reds',
    'T Shirt',
    'T-Shirt',
    '1,2 m',
    '12 m',
    'カギ',
    'ガキ',
    'й',
    'и',
    '-5',
    '5',
    '🙂',
    '!',
  ];
  assert.equal(new Set(different.map(foldedValue)).size, different.length);
});

test('one value in several spellings is one facet value, shown in the commonest, and any spelling finds all', async () => {
  const index = indexOf(colored('Red', 'red', 'RED', 'Red', 'Blue', 'bleu', 'Bleu ', 'Bleu '));
  assert.deepEqual(await counts(index, 'color'), [
    ['Red', 4],
    ['Bleu ', 3],
    ['Blue', 1],
  ]);
  for (const spelling of ['red', 'RED', 'Red ', 'rEd']) {
    assert.deepEqual(await found(index, `color=${spelling}`), ['t0', 't1', 't2', 't3'], spelling);
  }
});

test('among spellings that are as common, the first by code points is shown', async () => {
  assert.deepEqual(await counts(indexOf(colored('red', 'Red', 'RED')), 'color'), [['RED', 3]]);
});

test('a product with a value in two spellings counts once', async () => {
  const index = indexOf([
    tee('a', { color: 'Red', attributes: { color: 'red' } }),
    tee('b', { color: ['red', 'Blue'] }),
  ]);
  assert.deepEqual(await counts(index, 'color'), [
    ['red', 2],
    ['Blue', 1],
  ]);
  const [red] = index.words.dictionary.valuesOf('color').filter(({ key }) => key === 'red');
  assert.equal(red.documents, 2);
});

test('each of several values is counted and found by itself', async () => {
  const index = indexOf(colored(['Red', 'Blue'], 'Red', ['Blue', 'Green', 'Red']));
  assert.deepEqual(await counts(index, 'color'), [
    ['Red', 3],
    ['Blue', 2],
    ['Green', 1],
  ]);
  assert.deepEqual(await found(index, 'color=blue'), ['t0', 't2']);
});

test('a category is shown in the commonest spelling of each level', async () => {
  const paths = ['Tops > Tees', 'TOPS > Shirts', 'TOPS > shirts', 'tops > shirts', 'Tops > Tees', 'Tops'];
  const index = indexOf(paths.map((category, i) => tee(`t${i}`, { category })));
  assert.deepEqual(await counts(index, 'category'), [
    ['Tops', 6],
    ['Tops > shirts', 3],
    ['Tops > Tees', 2],
  ]);
  assert.deepEqual(await found(index, 'category=SHIRTS'), ['t1', 't2', 't3']);
  assert.deepEqual(await found(index, 'category=tops > tees'), ['t0', 't4']);
});

test('an attribute in two spellings of its name is one attribute', async () => {
  const names = ['Size', 'size', 'Size', 'SIZE'];
  const index = indexOf(names.map((name, i) => tee(`t${i}`, { attributes: { [name]: i % 2 === 0 ? 'M' : 'm' } })));
  assert.deepEqual(index.words.dictionary.names, ['Size']);
  assert.deepEqual(await counts(index, 'SIZE'), [['M', 4]]);
  assert.equal((await found(index, 'size=m')).length, 4);
});

test('when another spelling becomes the commonest, it is the one that is shown', async () => {
  const products = colored('Red', 'Red', 'red').map((own) => ({ ...own, category: 'Tops > Tees' }));
  const database = databaseOf(products);
  const writer = createCatalogWriter(database, 0);
  const index = new SearchIndex({ database });
  const put = (own: Product): void => {
    writer.write([{ product: own, hash: hashProduct(own), known: writer.find(own.id), photos: [] }], new Map());
  };
  assert.deepEqual(await counts(index, 'color'), [['Red', 3]]);
  put(tee('t3', { color: 'red', category: 'TOPS > Tees' }));
  put(tee('t4', { color: ['red', 'Blue'], category: 'TOPS > Tees' }));
  put(tee('t5', { category: 'TOPS > Tees' }));
  put(tee('t6', { category: 'TOPS > Tees' }));
  assert.deepEqual(await counts(index, 'color'), [
    ['red', 5],
    ['Blue', 1],
  ]);
  assert.deepEqual(await counts(index, 'category'), [
    ['TOPS', 7],
    ['TOPS > Tees', 7],
  ]);
  assert.equal((await found(index, 'color=Red')).length, 5);
  assert.equal(suggest(index, 're').completions[0].count, 5);
  writer.remove(['t3', 't4', 't2']);
  assert.deepEqual(await counts(index, 'color'), [['Red', 2]]);
  database.close();
});

test('how many are in stock is no word of the catalog', async () => {
  const index = indexOf([
    tee('a', { availability: 'in stock', stock: 12 }),
    tee('b', { availability: 'out of stock', stock: 0 }),
    tee('c', { attributes: { Size: '12' } }),
  ]);
  assert.deepEqual(
    index.words.read('12').units.flatMap(({ values }) => values.map(({ name }) => name)),
    ['Size'],
  );
  assert.deepEqual(await found(index, 'availability=In Stock'), ['a']);
  assert.deepEqual(await found(index, 'stock>0'), ['a']);
  assert.equal(index.words.spelling().guess('stok'), undefined);
});

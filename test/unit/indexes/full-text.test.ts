import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WORD_COLUMNS } from '../../../src/catalog/searchable.js';
import { FullTextIndex } from '../../../src/indexes/full-text.js';
import { idTerm, indexedTerms } from '../../../src/indexes/indexed-texts.js';
import type { Product } from '../../../src/product.js';
import { databaseOf, product, wardrobe } from '../search/small-catalog.js';

const database = databaseOf([
  product('a', 'Running shoes', { category: 'Footwear > Shoes', description: 'Shoes for runners who run' }),
  product('b', 'Café racer jacket', { attributes: { Fit: 'Slim' } }),
  ...wardrobe(),
]);
const index = new FullTextIndex(database);

test('stems are those of the analyzer: without case, accents and endings', () => {
  assert.deepEqual(index.stems('Running SHOES'), ['run', 'shoe']);
  assert.deepEqual(index.stems('cafe'), index.stems('Café'));
  assert.deepEqual(index.stems('t-shirts'), ['t', 'shirt']);
  assert.deepEqual(index.stems(''), []);
});

test('postings say in which product and column each occurrence stands', () => {
  const { rows, columns, documents } = index.postings('shoe');
  const ofFirst = [...rows].flatMap((row, i) => (row === 1 ? [WORD_COLUMNS[columns[i]]] : []));
  assert.deepEqual(ofFirst.sort(), ['category', 'description', 'kinds', 'title']);
  assert.equal(documents, index.documents('shoe'));
  assert.equal(new Set(rows).size, documents);
  assert.ok(rows.every((row, i) => i === 0 || row >= rows[i - 1]));
});

test('FTS5 holds the terms of the analyzer as they are, and counts the same products', () => {
  database.exec("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', 'product_words', 'row')");
  const vocabulary = database.prepare<{ term: string; documents: number }>(
    'SELECT term, doc AS documents FROM temp.vocabulary',
  );
  const held = new Map(vocabulary.all().map(({ term, documents }) => [term, documents]));
  const expected = new Map<string, number>();
  const products = database.prepare<{ document: string }>('SELECT document FROM products');
  for (const { document } of products.all()) {
    for (const term of new Set(indexedTerms(JSON.parse(document) as Product).flat())) {
      expected.set(term, (expected.get(term) ?? 0) + 1);
    }
  }
  assert.deepEqual([...held].sort(), [...expected].sort());
});

test('an expression finds phrases, beginnings, and what holds any of several', () => {
  const found = (expression: string): number[] => [...new Set(index.postings(expression).rows)];
  assert.deepEqual(found('cafe racer'), [2]);
  assert.deepEqual(found('racer cafe'), []);
  assert.deepEqual(found('jack*').includes(2), true);
  assert.deepEqual(found('cafe racer|run').sort(), [1, 2]);
  for (const expression of ['cafe racer', 'shoe|jacket', 'sho*']) {
    const { rows, columns, documents } = index.postings(expression);
    assert.equal(documents, index.documents(expression), expression);
    assert.equal(new Set(rows).size, documents);
    const places = [...rows].map((row, i) => row * 4 + columns[i]);
    assert.deepEqual(
      places,
      places.toSorted((a, b) => a - b),
    );
  }
});

test('an unknown stem has no postings', () => {
  assert.equal(index.postings('zebra').documents, 0);
  assert.equal(index.documents('zebra'), 0);
});

test('lengths are counted in words, by column', () => {
  assert.equal(index.lengths(0)[1], 2);
  assert.equal(index.lengths(2)[1], 1, 'the id');
  assert.equal(index.lengths(3)[1], 5);
  assert.equal(index.lengths(3)[2], 0);
});

test('products that are written later are followed: how many hold a stem, and how long their texts are', () => {
  const later = new FullTextIndex(database);
  const before = later.documents('shoe');
  const [none, two] = later.occurrences([
    undefined,
    product('z-1', 'Shoe shoes', { color: 'shoe', description: 'run' }),
  ]);
  assert.deepEqual(Object.fromEntries(two), {
    shoe: [2, 0, 1, 0, 1],
    [idTerm('z-1')]: [0, 0, 1, 0, 0],
    run: [0, 0, 0, 1, 0],
  });
  const { words, products } = later.totals(0);
  later.update([{ row: 5000, before: none, after: two }]);
  assert.equal(later.documents('shoe'), before + 1);
  assert.equal(later.lengths(0)[5000], 2);
  assert.deepEqual(later.totals(0), { words: words + 2, products: products + 1 });
  later.update([{ row: 5000, before: two, after: none }]);
  assert.equal(later.documents('shoe'), before);
  assert.deepEqual(later.totals(0), { words, products });
});

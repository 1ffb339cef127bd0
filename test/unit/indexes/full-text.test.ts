import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WORD_COLUMNS } from '../../../src/catalog/searchable.js';
import { FullTextIndex } from '../../../src/indexes/full-text.js';
import { databaseOf, product, wardrobe } from '../search/small-catalog.js';

const database = databaseOf([
  product('a', 'Running shoes', { category: 'Footwear > Shoes', description: 'Shoes for runners who run' }),
  product('b', 'Café racer jacket', { attributes: { Fit: 'Slim' } }),
  ...wardrobe(),
]);
const index = new FullTextIndex(database);

test('stems are those of the tokenizer of the catalog: without case, accents and endings', () => {
  assert.deepEqual(index.stems('Running SHOES'), ['run', 'shoe']);
  assert.deepEqual(index.stems('cafe'), index.stems('Café'));
  assert.deepEqual(index.stemsOfAll(['t-shirts', '', 'a b', 't-shirts']), [
    ['t', 'shirt'],
    [],
    ['a', 'b'],
    ['t', 'shirt'],
  ]);
});

test('postings say in which product and column each occurrence stands', () => {
  const { rows, columns, documents } = index.postings('shoe');
  const ofFirst = [...rows].flatMap((row, i) => (row === 1 ? [WORD_COLUMNS[columns[i]]] : []));
  assert.deepEqual(ofFirst.sort(), ['category', 'description', 'kinds', 'title']);
  assert.equal(documents, index.documents('shoe'));
  assert.equal(new Set(rows).size, documents);
  assert.ok(rows.every((row, i) => i === 0 || row >= rows[i - 1]));
});

test('FTS5 itself counts the same products', () => {
  const vocabulary = database.prepare<{ stem: string; documents: number }>(
    'SELECT term AS stem, doc AS documents FROM product_words_vocabulary',
  );
  for (const { stem, documents } of vocabulary.all()) {
    const [found] = database
      .prepare<{ n: number }>('SELECT count(*) AS n FROM product_words WHERE product_words MATCH ?')
      .all(`"${stem}"`);
    // A stem is stemmed again by MATCH, which for a few words gives another one.
    if (index.stems(stem)[0] === stem) assert.equal(found.n, documents, stem);
  }
});

test('an unknown stem has no postings', () => {
  assert.equal(index.postings('zebra').documents, 0);
  assert.equal(index.documents('zebra'), 0);
});

test('lengths are counted in words, by column', () => {
  assert.equal(index.lengths(0)[1], 2);
  assert.equal(index.lengths(3)[1], 5);
  assert.equal(index.lengths(3)[2], 0);
});

test('products that are written later are followed: how many hold a stem, and how long their texts are', () => {
  const later = new FullTextIndex(database);
  const before = later.documents('shoe');
  const [none, two] = later.occurrences([
    ['', '', '', '', '', ''],
    ['Shoe shoes', '', 'shoe', 'run', 'shoes', ''],
  ]);
  assert.deepEqual(Object.fromEntries(two), { shoe: [2, 0, 1, 0, 1, 0], run: [0, 0, 0, 1, 0, 0] });
  const { words, products } = later.totals(0);
  later.update([{ row: 5000, before: none, after: two }]);
  assert.equal(later.documents('shoe'), before + 1);
  assert.equal(later.lengths(0)[5000], 2);
  assert.deepEqual(later.totals(0), { words: words + 2, products: products + 1 });
  later.update([{ row: 5000, before: two, after: none }]);
  assert.equal(later.documents('shoe'), before);
  assert.deepEqual(later.totals(0), { words, products });
});

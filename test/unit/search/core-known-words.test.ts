import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCatalogWriter } from '../../../indexer/import/catalog-writer.js';
import { hashProduct } from '../../../indexer/import/product-row.js';
import { openChangeLog } from '../../../src/catalog/changes.js';
import { FullTextIndex } from '../../../src/indexes/full-text.js';
import type { Product } from '../../../src/product.js';
import { WordCount } from '../../../src/search/known-words.js';
import { ValueDictionary } from '../../../src/search/value-dictionary.js';
import { databaseOf, product, wardrobe } from './small-catalog.js';

test('words that are counted a page at a time, while products come, change and go, are those of the catalog', () => {
  const database = databaseOf(wardrobe(2));
  const writer = createCatalogWriter(database, 0);
  const log = openChangeLog(database)!;
  const put = (own: Product): void => {
    const photos = own.images.map((source) => ({
      ...{ source, file: '', signature: '', contentHash: source, width: 1, height: 1 },
      ...{ status: 'missing' as const, unchanged: false },
    }));
    writer.write([{ product: own, hash: hashProduct(own), known: writer.find(own.id), photos }], new Map());
  };
  const countOf = (): WordCount =>
    new WordCount(database, new ValueDictionary(database, new FullTextIndex(database), { rows: 1000 }));
  const dictionary = new ValueDictionary(database, new FullTextIndex(database), { rows: 1000 });
  const count = new WordCount(database, dictionary);
  const writes: (() => unknown)[] = [
    () => {
      put(product('p001', 'a zebra early'));
    },
    () => {
      put(product('p030', 'a zebra late'));
    },
    () => {
      put(product('new', 'a quagga last'));
    },
    () => writer.remove(['p002', 'p031']),
    () => {
      put(product('p001', 'no more stripes'));
    },
  ];
  let position = log.position();
  for (let isMore = true; isMore;) {
    writes.shift()?.();
    const changes = log.since(position) ?? [];
    position = log.position();
    dictionary.update(changes);
    count.update(changes);
    isMore = count.next(7);
  }
  assert.equal(writes.length, 0);
  const whole = countOf();
  while (whole.next(1000));
  const sorted = (words: WordCount): string[] =>
    words
      .words()
      .map(({ word, documents }) => `${word} ${documents}`)
      .sort();
  assert.deepEqual(sorted(count), sorted(whole));
  assert.ok(sorted(whole).includes('zebra 1') && sorted(whole).includes('quagga 1'));
});

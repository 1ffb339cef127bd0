import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detectFormat } from '../../../../../indexer/import/formats/formats.js';

const BEGINNINGS: readonly (readonly [format: string, beginning: string])[] = [
  ['jsonl', '{"id":"a"}\n'],
  ['jsonl', ''],
  ['google', '<?xml version="1.0"?><rss>'],
  ['google', 'id\ttitle\tlink\timage_link\tavailability\n'],
  ['google', 'ID\tTitle\tLink\tImage link\tPrice\n'],
  ['shopify', 'Handle,Title,Body (HTML)\n'],
  ['shopify', '"Title","URL handle","Description"\n'],
  ['woocommerce', 'ID,Type,SKU,Name,Published,Categories,Images,Parent\n'],
  ['csv', 'id,title,price\n'],
  ['csv', 'sku;name;image\n'],
  ['tsv', 'id\ttitle\tprice\n'],
];

for (const [format, beginning] of BEGINNINGS) {
  test(`${JSON.stringify(beginning)} begins ${format}`, () => {
    assert.equal(detectFormat('catalog', beginning), format);
  });
}

test('styles.csv of the Fashion Product Images set is known by its name and its headers', () => {
  const header = 'id,gender,masterCategory,subCategory,articleType,baseColour,season,year,usage,productDisplayName\n';
  assert.equal(detectFormat('/set/styles.csv', header), 'fashion-product-images');
  assert.equal(detectFormat('/set/other.csv', header), 'csv');
});

test('one JSON list is refused with a way to make lines of it', () => {
  assert.throws(() => detectFormat('catalog.json', ' [{"id":"a"}]'), /one JSON list.*jq/);
});

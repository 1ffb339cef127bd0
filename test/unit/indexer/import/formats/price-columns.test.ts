import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { rowsOf, type Rows } from './rows-of.js';

function pricesOf({ products }: Rows): (number | undefined)[] {
  return products.map(({ price }) => price);
}

function tableOf(prices: readonly string[], delimiter = ';'): string {
  const rows = prices.map((price, i) => `${i + 1}${delimiter}Kleid ${i}${delimiter}${price}`);
  return [`id${delimiter}title${delimiter}price`, ...rows, ''].join('\n');
}

const GERMAN = ['1.299', '12.500', '1.299 €', '1.299,-', '5', '1.299,00', '49,95'];
const GERMAN_AMOUNTS = [1299, 12500, 1299, 1299, 5, 1299, 49.95];

test('one decimal comma, also in the last row, says that a point before three digits divides thousands', async (t) => {
  assert.deepEqual(pricesOf(await rowsOf(t, tableOf(GERMAN))), GERMAN_AMOUNTS);
  assert.deepEqual(pricesOf(await rowsOf(t, tableOf([...GERMAN].reverse()))), [...GERMAN_AMOUNTS].reverse());
  assert.deepEqual(pricesOf(await rowsOf(t, gzipSync(tableOf(GERMAN)))), GERMAN_AMOUNTS);
});

test('one decimal point says that a comma before three digits divides thousands, and a point does not', async (t) => {
  const prices = ['1,299', '12,500', '1.299', '$1,299', '49.95'];
  assert.deepEqual(pricesOf(await rowsOf(t, tableOf(prices))), [1299, 12500, 1.299, 1299, 49.95]);
});

test('a price with a dash for its cents decides as well', async (t) => {
  assert.deepEqual(pricesOf(await rowsOf(t, tableOf(['1.299', '49,-']))), [1299, 49]);
});

test('a column without a sign is decided by the other prices of its file, and one with signs by itself', async (t) => {
  const { products } = await rowsOf(t, 'id;title;list price;price\n1;A;1.299;1.199,50\n2;B;2.499;2.399,00\n');
  assert.deepEqual(
    products.map(({ price, listPrice }) => [price, listPrice]),
    [
      [1199.5, 1299],
      [2399, 2499],
    ],
  );
});

test('what stays ambiguous is a warning with the column, the first line and the way it was read', async (t) => {
  const { problems, ...rows } = await rowsOf(t, tableOf(['5', '1.299', '12.500']));
  assert.deepEqual(pricesOf({ problems, ...rows }), [5, 1.299, 12.5]);
  assert.deepEqual(
    problems.map(({ kind, code, line, field }) => [kind, code, line, field]),
    [['warning', 'ambiguous-prices', 3, 'price']],
  );
  assert.match(
    problems[0].reason,
    /2 prices of the column 'price' can be read in two ways: '1\.299' was taken as 1\.299/,
  );
});

test('signs of both kinds in one column leave the others in doubt', async (t) => {
  const { problems } = await rowsOf(t, tableOf(['49,95', '39,95', '19.99', '1.299']));
  assert.deepEqual(
    problems.map(({ code, line }) => [code, line]),
    [['ambiguous-prices', 5]],
  );
});

test('prices that can be read in one way only need no warning', async (t) => {
  for (const prices of [['5', '12.50'], ['1.234.567'], ['$1,299'], ['¥1,299'], ["1'299.-"], ['0.999']]) {
    assert.deepEqual((await rowsOf(t, tableOf(prices))).problems, [], prices.join());
  }
});

test('currencies without cents have no decimal mark', async (t) => {
  assert.deepEqual(pricesOf(await rowsOf(t, tableOf(['1.299 ₫', '12.500 Ft', '1.299 KWD']))), [1299, 12500, 1.299]);
});

test('the formats of shops are decided in the same way', async (t) => {
  const shopify = await rowsOf(t, 'Handle,Title,Variant Price\na,A,1.299\nb,B,"49,95"\n');
  assert.deepEqual(pricesOf(shopify), [1299, 49.95]);
  const woo = await rowsOf(
    t,
    'ID,Type,SKU,Name,Regular price,Categories,Parent\n1,variable,A,A,,,\n2,variation,B,B,1.299,,A\n3,variation,C,C,2.999,,A\n4,simple,D,D,"49,95",,\n',
  );
  assert.deepEqual(pricesOf(woo), [1299, 49.95]);
  const item = (id: string, price: string): string =>
    `<item><id>${id}</id><title>A</title><price>${price}</price></item>`;
  const feed = await rowsOf(t, `<rss><channel>${item('a', '1.299 EUR')}${item('b', '49,95 EUR')}</channel></rss>`);
  assert.deepEqual(pricesOf(feed), [1299, 49.95]);
  const json = await rowsOf(t, '{"id":"a","title":"A","price":"1.299"}\n{"id":"b","title":"B","price":"49,95"}\n');
  assert.deepEqual(pricesOf(json), [1299, 49.95]);
});

test('a number in JSON is what it says', async (t) => {
  const rows = '{"id":"a","title":"A","price":1.299}\n{"id":"b","title":"B","price":"49,95"}\n';
  assert.deepEqual(pricesOf(await rowsOf(t, rows)), [1.299, 49.95]);
});

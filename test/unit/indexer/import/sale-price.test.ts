import assert from 'node:assert/strict';
import { test } from 'node:test';
import { priceOfToday, type StatedPrices } from '../../../../indexer/import/sale-price.js';
import { openSource } from '../../../../indexer/import/formats/formats.js';

import { parseProductRow } from '../../../../indexer/import/product-row.js';
import { temporaryFolder, writeBelow } from '../../../pipeline/import-fixture.js';
import { rowsOf } from './formats/rows-of.js';

const TODAY = new Date('2024-05-15T12:00:00Z');
const PRICE = { amount: 20, currency: 'EUR' };
const SALE = { amount: 15 };

function paid(stated: StatedPrices): [price: number | undefined, listPrice: number | undefined] {
  const { price, listPrice } = priceOfToday(stated, TODAY);
  return [price?.amount, listPrice];
}

test('the sale price is what a buyer pays, and the price is what it was before', () => {
  assert.deepEqual(paid({ price: PRICE, salePrice: SALE }), [15, 20]);
  assert.deepEqual(paid({ listPrice: PRICE, salePrice: SALE }), [15, 20]);
  assert.deepEqual(paid({ salePrice: SALE }), [15, undefined]);
  assert.equal(priceOfToday({ price: PRICE, salePrice: SALE }, TODAY).price?.currency, 'EUR');
});

test('a list price is one only when it is higher', () => {
  assert.deepEqual(paid({ price: SALE, listPrice: PRICE }), [15, 20]);
  assert.deepEqual(paid({ price: PRICE, listPrice: PRICE }), [20, undefined]);
  assert.deepEqual(paid({ price: PRICE, listPrice: SALE }), [20, undefined]);
  assert.deepEqual(paid({ listPrice: PRICE }), [20, undefined]);
  assert.deepEqual(paid({ price: PRICE, salePrice: SALE, listPrice: { amount: 30 } }), [15, 30]);
});

test('a sale price of nothing is none, and one that is no reduction is a doubt', () => {
  assert.deepEqual(paid({ price: PRICE, salePrice: { amount: 0 } }), [20, undefined]);
  assert.deepEqual(paid({ price: PRICE, salePrice: { amount: 20 } }), [20, undefined]);
  const higher = priceOfToday({ price: PRICE, salePrice: { amount: 25 } }, TODAY);
  assert.deepEqual([higher.price?.amount, higher.doubt], [20, 'the sale price 25 is higher than the price 20']);
  const foreign = priceOfToday({ price: PRICE, salePrice: { amount: 15, currency: 'USD' } }, TODAY);
  assert.deepEqual([foreign.price?.amount, foreign.doubt], [20, 'the sale price is in USD, the price in EUR']);
});

const DAYS: readonly (readonly [dates: Partial<StatedPrices>, isOn: boolean])[] = [
  [{ saleDates: '2024-05-01T00:00-0800/2024-05-31T23:59-0800' }, true],
  [{ saleDates: '2024-05-01 / 2024-05-14' }, false],
  [{ saleDates: '2024-05-01/2024-05-15' }, true],
  [{ saleDates: '2024-05-16T00:00Z/2024-05-31T00:00Z' }, false],
  [{ saleDates: '/2024-05-31' }, true],
  [{ saleDates: '2024-05-16/' }, false],
  [{ saleStart: '2024-05-01', saleEnd: '2024-05-15' }, true],
  [{ saleStart: '2024-05-16' }, false],
  [{ saleEnd: '2024-05-14 23:59:59' }, false],
  [{ saleStart: '01.05.2024', saleEnd: '20240520' }, true],
  [{ saleStart: '1714521600' }, true],
  [{ saleDates: '2024-05-15T14:00+0300/2024-05-15T16:00+03:00' }, true],
  [{}, true],
];

for (const [dates, isOn] of DAYS) {
  test(`on 15 May 2024 at noon the sale of ${JSON.stringify(dates)} is ${isOn ? 'on' : 'not on'}`, () => {
    assert.deepEqual(paid({ price: PRICE, salePrice: SALE, ...dates }), isOn ? [15, 20] : [20, undefined]);
  });
}

test('days that cannot be read leave the price without the sale, with a doubt', () => {
  const { price, doubt } = priceOfToday({ price: PRICE, salePrice: SALE, saleEnd: 'soon' }, TODAY);
  assert.deepEqual([price?.amount, doubt], [20, "the days of the sale 'soon' cannot be read"]);
});

test('each format names its sale in its own way', async (t) => {
  const table = await rowsOf(t, 'id,title,price,sale_price\n1,A,20,15\n2,B,20,\n');
  const special = await rowsOf(t, 'sku;name;price;special_price\n1;A;20;15\n2;B;20;\n');
  const google = await rowsOf(
    t,
    'id\ttitle\tlink\timage_link\tprice\tsale_price\tsale_price_effective_date\n' +
      '1\tA\tu\ti\t20 EUR\t15 EUR\t2000-01-01/2100-01-01\n2\tB\tu\ti\t20 EUR\t15 EUR\t2000-01-01/2001-01-01\n',
  );
  const shopify = await rowsOf(
    t,
    'Handle,Title,Variant Price,Variant Compare At Price\n1,A,15,20\n1,,18,30\n2,B,20,0\n',
  );
  const woo = await rowsOf(
    t,
    'ID,Type,SKU,Name,Sale price,Regular price,Date sale price ends,Categories,Parent\n' +
      '1,variable,1,A,,,,,\n3,variation,3,A3,15,20,,,1\n4,variation,4,A4,10,30,2001-01-01,,1\n2,simple,2,B,15,20,2001-01-01,,\n',
  );
  for (const { products } of [table, special, google, shopify, woo]) {
    assert.deepEqual(
      products.map(({ price, listPrice }) => [price, listPrice]),
      [
        [15, 20],
        [20, undefined],
      ],
    );
  }
});

test('a sale or list price that cannot be read is left out with a doubt, and costs no product', async (t) => {
  const source = writeBelow(temporaryFolder(t), 'a.csv', 'id,title,price,sale_price,MSRP\n1,A,20,soon,N/A\n');
  const { rows } = await openSource(source, {});
  for await (const row of rows) {
    assert.equal(row.kind, 'row');
    const parsed = parseProductRow(row);
    assert.equal(parsed.kind, 'product');
    const { product, doubts = [] } = parsed;
    assert.deepEqual([product.price, product.listPrice], [20, undefined]);
    assert.deepEqual(
      doubts.map(({ field, reason }) => [field, reason]),
      [
        ['salePrice', "'soon' is no price, and was left out"],
        ['listPrice', "'N/A' is no price, and was left out"],
      ],
    );
  }
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePrice } from '../../../../indexer/import/price.js';

const PRICES: readonly (readonly [text: string | number, amount: number, currency?: string])[] = [
  [19.9, 19.9],
  [0, 0],
  ['19.90', 19.9],
  ['$1,299.00', 1299, 'USD'],
  ['15.00 USD', 15, 'USD'],
  ['USD 15', 15, 'USD'],
  ['1.299,00 €', 1299, 'EUR'],
  ['1 299,50 EUR', 1299.5, 'EUR'],
  ["CHF 1'299.50", 1299.5, 'CHF'],
  ['₹1,23,456', 123456, 'INR'],
  ['Rs. 895', 895, 'INR'],
  ['1,299', 1299],
  ['12,5', 12.5],
  ['0,999', 0.999],
  ['1,234,567.89', 1234567.89],
  ['1.234.567', 1234567],
  ['£5.-', 5, 'GBP'],
  ['.5', 0.5],
];

for (const [text, amount, currency] of PRICES) {
  test(`${JSON.stringify(text)} is ${amount} ${currency ?? ''}`, () => {
    assert.deepEqual(parsePrice(text), { amount, ...(currency === undefined ? {} : { currency }) });
  });
}

for (const text of [
  'abc',
  '',
  '-5',
  '5 - 7',
  '5 USD EUR',
  '5 bananas',
  '1.2.3',
  '1,2,3',
  '1,234.5,6',
  '--',
  NaN,
  -1,
  Infinity,
]) {
  test(`${JSON.stringify(text)} is no price`, () => {
    assert.equal(parsePrice(text), undefined);
  });
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { availabilityText, hindrance } from '../../server/page/design/availability.js';
import { numberLocale } from '../../server/page/design/locale.js';
import { money } from '../../server/page/design/words.js';
import { readBound } from '../../server/page/facets/price-bounds.js';
import { commonCurrency } from '../../server/page/search/common-currency.js';

/** With plain spaces instead of those that do not break. */
const plain = (text: string): string => text.replace(/\p{Zs}/gu, ' ');

test('an amount has the sign of its currency and the separators of its reader', () => {
  assert.equal(money(1299, 'EUR', 'en'), '€1,299');
  assert.equal(plain(money(1299.5, 'EUR', 'de')), '1.299,50 €');
  assert.equal(money(129900, 'INR', 'en-IN'), '₹1,29,900');
  assert.equal(plain(money(19.9, 'PLN', 'pl')), '19,90 zł');
  assert.equal(money(1500, 'JPY', 'en'), '¥1,500');
  assert.equal(plain(money(4.5, 'KWD', 'en')), 'KWD 4.500', 'some currencies have three digits');
});

test('without a known currency an amount stays what the catalog says', () => {
  assert.equal(money(1299, null, 'en'), '1,299');
  assert.equal(money(19.9, undefined, 'de'), '19,90');
  assert.equal(money(19.9, '€', 'en'), '19.90 €');
});

test('numbers are written in the first language that the visitor prefers and the browser knows', () => {
  assert.equal(numberLocale(['de-CH', 'en'], 'en'), 'de-CH');
  assert.equal(numberLocale(['tlh', 'fr'], 'en'), 'fr');
  assert.equal(numberLocale([], 'nl'), 'nl');
  assert.equal(numberLocale(['not a language'], ''), 'en');
});

test('bounds are read as the reader writes amounts', () => {
  assert.equal(readBound('1.299', 'de'), 1299);
  assert.equal(readBound('1.299', 'en'), 1.299);
  assert.equal(readBound('1,299', 'en'), 1299);
  assert.equal(readBound('1.299,50', 'en'), 1299.5);
  assert.equal(readBound('1.299.500', 'en'), 1299500);
  assert.equal(readBound("1'299.50", 'de-CH'), 1299.5);
  assert.equal(readBound('19,9', 'en'), 19.9);
  assert.equal(readBound('1.2,3.4', 'en'), 'wrong');
});

test('amounts beside a list have a currency only when all its prices share it', () => {
  const hit = (price: number | null, currency: string | null) => ({ price, currency });
  assert.equal(commonCurrency([hit(1, 'EUR'), hit(2, 'EUR'), hit(null, null)]), 'EUR');
  assert.equal(commonCurrency([hit(1, 'EUR'), hit(2, 'USD')]), undefined);
  assert.equal(commonCurrency([hit(1, 'EUR'), hit(2, null)]), undefined);
  assert.equal(commonCurrency([]), undefined);
});

test('shoppers are told what cannot simply be bought', () => {
  assert.equal(availabilityText({ availability: 'out of stock' }), 'Out of stock');
  assert.equal(availabilityText({ stock: 0 }), 'Out of stock');
  assert.equal(availabilityText({ availability: 'in stock', stock: 0 }), 'In stock', 'what the catalog says counts');
  assert.equal(availabilityText({ availability: null }), undefined);
  assert.equal(hindrance({ availability: 'in stock' }), undefined);
  assert.equal(hindrance({ availability: 'preorder' }), 'Can be pre-ordered');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAvailability, saleOf } from '../../../../indexer/import/sale.js';

const saleOfFields = (fields: object): ReturnType<typeof saleOf> => saleOf(new Map(Object.entries(fields)));

test('availability is read as feeds, shops and schema.org write it', () => {
  const written = {
    'in stock': [
      'in_stock',
      'In Stock',
      'InStock',
      'https://schema.org/InStock',
      '1',
      'yes',
      'true',
      'auf Lager',
      'En stock',
    ],
    'out of stock': [
      'out of stock',
      'OutOfStock',
      'http://schema.org/SoldOut',
      '0',
      'no',
      'Sold out',
      'épuisé',
      'Agotado',
    ],
    preorder: ['preorder', 'pre_order', 'https://schema.org/PreOrder', 'PreSale'],
    backorder: [
      'backorder',
      'onbackorder',
      'schema.org/BackOrder'.replace('schema', 'https://schema'),
      'Made to order',
    ],
  };
  for (const [state, texts] of Object.entries(written)) {
    for (const text of texts) assert.equal(parseAvailability(text), state, text);
  }
  for (const text of ['', 'in 3 weeks', 'London']) assert.equal(parseAvailability(text), undefined, text);
});

test('stock is a number, and says what is available where nothing else does', () => {
  assert.deepEqual(saleOfFields({ stock: '12' }), {
    ...{ hiddenBy: undefined, availability: 'in stock', stock: 12, names: new Set(['stock']) },
  });
  assert.equal(saleOfFields({ 'Stock quantity': 0 }).availability, 'out of stock');
  assert.equal(saleOfFields({ stock: '-2', availability: 'backorder' }).availability, 'backorder');
  assert.equal(saleOfFields({ stock: '2,5' }).stock, 2.5);
  assert.equal(saleOfFields({ stock: 'in stock' }).availability, 'in stock');
});

test('what cannot be read is left to be an attribute', () => {
  for (const fields of [
    { stock: { here: 3 } },
    { availability: 'in 3 weeks' },
    { status: 'refurbished' },
    { active: 'noise' },
  ]) {
    assert.deepEqual(saleOfFields(fields), {
      ...{ hiddenBy: undefined, availability: undefined, stock: undefined, names: new Set() },
    });
  }
});

const HIDDEN = [
  ...[{ published: false }, { published: '0' }, { Published: 'FALSE' }, { is_published: -1 }, { published: 'private' }],
  ...[{ status: 'draft' }, { Status: 'Archived' }, { status: 'trash' }, { 'Product status': 'Disabled' }],
  ...[{ visibility: 'hidden' }, { visibility: 'Not Visible Individually' }, { 'Visibility in catalog': 'hidden' }],
  ...[{ isDraft: true }, { archived: 'yes' }, { enabled: false }, { is_active: 0 }],
];
const SHOWN = [
  ...[
    { published: true },
    { published: 1 },
    { status: 'active' },
    { status: 'publish' },
    { visibility: 'Catalog, Search' },
  ],
  ...[{ visibility: 'catalog' }, { visibility: 'search' }, { draft: false }, { enabled: 'yes' }, { status: '' }, {}],
  ...[{ status: 'refurbished' }, { 'Status of matter': 'draft' }, { tags: 'hidden' }],
];

test('what no shopper may see is hidden, whichever field says so', () => {
  for (const fields of HIDDEN) assert.notEqual(saleOfFields(fields).hiddenBy, undefined, JSON.stringify(fields));
  for (const fields of SHOWN) assert.equal(saleOfFields(fields).hiddenBy, undefined, JSON.stringify(fields));
  assert.equal(saleOfFields({ Status: 'draft' }).hiddenBy, 'Status is draft');
});

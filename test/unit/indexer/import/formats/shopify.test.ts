import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowsOf } from './rows-of.js';

const OLD = `Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Grams,Variant Inventory Policy,Variant Price,Image Src,Image Position,Google Shopping / Gender,Variant Image,Fabric (product.metafields.shopify.fabric),Status
tee,Tee,<p>Soft</p>,Acme,Apparel > Tops,Shirt,"new, cotton",TRUE,Color,Red,Size,S,T-R-S,150.0,deny,19.90,https://cdn/1.jpg,1,unisex,https://cdn/red.jpg,Cotton,active
tee,,,,,,,,,Blue,,S,T-B-S,150.0,deny,18.50,https://cdn/2.jpg,2,,,,
tee,,,,,,,,,,,,,,,,https://cdn/3.jpg,3,,,,
cap,Cap,,Acme,,Hat,,TRUE,Title,Default Title,,,C,0.0,deny,9.00,,,,,,active
`;

const NEW = `Title,URL handle,Description,Vendor,Product category,Type,Tags,Published on online store,Status,SKU,Barcode,Option1 name,Option1 value,Option2 name,Option2 value,Price,Weight value (grams),Inventory tracker,Product image URL,Image position,Variant image URL,Google Shopping / Gender,Fabric (product.metafields.shopify.fabric)
Tee,tee,<p>Soft</p>,Acme,Apparel > Tops,Shirt,"new, cotton",TRUE,active,T-R-S,,Color,Red,Size,S,19.90,150.0,shopify,https://cdn/1.jpg,1,https://cdn/red.jpg,unisex,Cotton
,tee,,,,,,,,T-B-S,,,Blue,,S,18.50,150.0,shopify,https://cdn/2.jpg,2,,,
,,,,,,,,,,,,,,,,,,https://cdn/3.jpg,3,,,
Cap,cap,,Acme,,Hat,,TRUE,active,C,,Title,Default Title,,,9.00,0.0,shopify,,,,,
`;

const TEE = {
  ...{ id: 'tee', title: 'Tee', description: 'Soft', category: 'Apparel > Tops', brand: 'Acme' },
  ...{ gender: 'unisex', color: ['Red', 'Blue'], price: 18.5 },
  images: ['https://cdn/1.jpg', 'https://cdn/2.jpg', 'https://cdn/3.jpg', 'https://cdn/red.jpg'],
};

const TEE_ATTRIBUTES = {
  ...{ Color: ['Red', 'Blue'], Size: 'S', Type: 'Shirt', Tags: ['new', 'cotton'], SKU: ['T-R-S', 'T-B-S'] },
  ...{ 'Weight (g)': '150.0', Fabric: 'Cotton' },
};

for (const [name, table] of [
  ['older', OLD],
  ['newer', NEW],
]) {
  test(`${name} headers: the rows of a handle are one product, continuation rows add variants and photos`, async (t) => {
    const { products, lines } = await rowsOf(t, table);
    const [tee, cap] = products;
    const { attributes, ...fields } = tee;
    assert.deepEqual(fields, TEE);
    assert.deepEqual({ ...attributes }, TEE_ATTRIBUTES);
    assert.deepEqual(cap, {
      ...{ id: 'cap', title: 'Cap', category: 'Hat', brand: 'Acme', price: 9, images: [] },
      attributes: { Type: 'Hat', SKU: 'C' },
    });
    assert.deepEqual(lines, [2, 5]);
  });
}

test('a product of one colour has that colour', async (t) => {
  const { products } = await rowsOf(t, 'Handle,Title,Option1 Name,Option1 Value\na,A,Colour,Red\n');
  assert.equal(products[0].color, 'Red');
});

test('a price that cannot be read refuses the product', async (t) => {
  const { products, problems } = await rowsOf(t, 'Handle,Title,Variant Price\na,A,5\na,,ask us\nb,B,6\n');
  assert.deepEqual(
    products.map(({ id }) => id),
    ['b'],
  );
  assert.deepEqual(
    problems.map(({ id, line, field }) => [id, line, field]),
    [['a', 2, 'price']],
  );
});

const VARIANTS = `Handle,Title,Published,Status,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Option3 Name,Option3 Value,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Fabric (product.metafields.shopify.fabric),Care (product.metafields.custom.care)
shirt,Shirt,true,active,Size,S,Color,"White, off",Fit,Slim,1,shopify,0,deny,cotton; linen,cold; dry
shirt,,,,,M,,Blue,,Slim,2,shopify,3,deny,,
shirt,,,,,L,,Blue,,Wide,3,shopify,-1,deny,,
gone,Gone,true,active,Title,Default Title,,,,,4,shopify,0,deny,,
later,Later,true,active,Title,Default Title,,,,,5,shopify,-2,continue,,
always,Always,true,active,Title,Default Title,,,,,6,,0,deny,,
unsaid,Unsaid,true,active,Title,Default Title,,,,,7,shopify,,deny,,
`;

test('options have the values of all variants, a comma in one of them is no divider', async (t) => {
  const { products } = await rowsOf(t, VARIANTS);
  assert.deepEqual(products[0].color, ['White, off', 'Blue']);
  const { Size, Color, Fit, Fabric, Care } = products[0].attributes;
  assert.deepEqual(Size, ['S', 'M', 'L']);
  assert.deepEqual(Color, ['White, off', 'Blue']);
  assert.deepEqual(Fit, ['Slim', 'Wide']);
  assert.deepEqual([Fabric, Care], [['cotton', 'linen'], 'cold; dry']);
});

test('a product is in stock when a variant is, when nobody counts, and when it is sold anyway', async (t) => {
  const { products } = await rowsOf(t, VARIANTS);
  assert.deepEqual(
    products.map(({ id, availability, stock }) => [id, availability, stock]),
    [
      ['shirt', 'in stock', 2],
      ['gone', 'out of stock', 0],
      ['later', 'backorder', -2],
      ['always', 'in stock', 0],
      ['unsaid', undefined, undefined],
    ],
  );
});

test('drafts, archived products and those that no shop shows are not published', async (t) => {
  const rows = 'on,On,TRUE,active\ndraft,D,TRUE,draft\nold,O,true,Archived\noff,F,FALSE,active\nlink,L,true,unlisted\n';
  const older = await rowsOf(t, `Handle,Title,Published,Status\n${rows}`);
  const newer = await rowsOf(t, `URL handle,Title,Published on online store,Status\n${rows}`);
  for (const { products, hidden } of [older, newer]) {
    assert.deepEqual(
      products.map(({ id, attributes }) => [id, attributes]),
      [['on', {}]],
    );
    assert.deepEqual(hidden, ['draft', 'old', 'off', 'link']);
  }
});

test('a row without a handle before any product is refused', async (t) => {
  const { problems } = await rowsOf(t, 'Handle,Title\n,A\nb,B\n');
  assert.deepEqual(
    problems.map(({ line, field }) => [line, field]),
    [[2, 'Handle']],
  );
});

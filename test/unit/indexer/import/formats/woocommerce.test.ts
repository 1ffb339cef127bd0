import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowsOf } from './rows-of.js';

const EXPORT = `ID,Type,SKU,Name,Published,"Short description",Description,"In stock?","Weight (kg)","Sale price","Regular price",Categories,Tags,Images,Parent,"Attribute 1 name","Attribute 1 value(s)","Attribute 1 visible","Attribute 2 name","Attribute 2 value(s)"
11,"variation, virtual",HOOD-B,"Hoodie - Blue",1,,,1,,,42,,,https://shop/b.jpg,HOOD,Color,Blue,,,
10,variable,HOOD,Hoodie,1,Short,"Long\\ntext",1,0.5,,,"Clothing, Clothing > Hoodies, Sale",warm,"https://shop/h.jpg, https://shop/h2.jpg",,Color,"Blue, Green",1,Size,"S, M"
12,variation,HOOD-G,"Hoodie - Green",1,,,1,,,45,,,,id:10,Color,Green,,Material,Wool
13,simple,CAP,Cap,1,,,1,0,8,9,Clothing > Hats,,,,Color,Red,1,,
14,variation,LOST,Lost,1,,,1,,,5,,,,GONE,,,,,
`;

test('variations are part of the product they name, wherever they stand', async (t) => {
  const { products, lines } = await rowsOf(t, EXPORT);
  assert.deepEqual(products[0], {
    ...{ id: 'HOOD', title: 'Hoodie', description: 'Short\nLong\ntext', category: 'Clothing > Hoodies', price: 42 },
    images: ['https://shop/h.jpg', 'https://shop/h2.jpg', 'https://shop/b.jpg'],
    attributes: {
      ...{
        'More categories': 'Sale',
        Tags: 'warm',
        Weight: '0.5',
        Color: 'Blue, Green',
        Size: 'S, M',
        Material: 'Wool',
      },
    },
  });
  assert.deepEqual(lines, [3, 5]);
});

test('a simple product has its only colour, the price of its sale, and the regular one as what it was before', async (t) => {
  const { products } = await rowsOf(t, EXPORT);
  assert.deepEqual(products[1], {
    ...{ id: 'CAP', title: 'Cap', category: 'Clothing > Hats', color: 'Red', price: 8, listPrice: 9, images: [] },
    attributes: { Color: 'Red' },
  });
});

test('a variation whose product is not in the file is refused', async (t) => {
  const { problems } = await rowsOf(t, EXPORT);
  assert.deepEqual(
    problems.map(({ kind, line, id, field }) => [kind, line, id, field]),
    [['refused', 6, 'LOST', 'Parent']],
  );
});

test('a product without a SKU is known by its number, and a comma in a category is written with a backslash', async (t) => {
  const { products } = await rowsOf(t, 'ID,Type,SKU,Name,Categories\n9,simple,,Socks,"Socks\\, tights > Wool"\n');
  assert.deepEqual([products[0].id, products[0].category], ['9', 'Socks, tights > Wool']);
});

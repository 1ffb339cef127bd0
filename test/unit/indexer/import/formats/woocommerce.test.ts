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
    ...{ color: ['Blue', 'Green'], availability: 'in stock' },
    images: ['https://shop/h.jpg', 'https://shop/h2.jpg', 'https://shop/b.jpg'],
    attributes: {
      ...{
        'More categories': 'Sale',
        Tags: 'warm',
        Weight: '0.5',
        Color: ['Blue', 'Green'],
        Size: ['S', 'M'],
        Material: 'Wool',
      },
    },
  });
  assert.deepEqual(lines, [3, 5]);
});

test('a simple product has its only colour, the price of its sale, and the regular one as what it was before', async (t) => {
  const { products } = await rowsOf(t, EXPORT);
  assert.deepEqual(products[1], {
    ...{
      id: 'CAP',
      title: 'Cap',
      category: 'Clothing > Hats',
      color: 'Red',
      price: 8,
      listPrice: 9,
      availability: 'in stock',
      images: [],
    },
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

const ROPES = `ID,Type,SKU,Name,Published,"Visibility in catalog","In stock?",Stock,"Regular price",Tags,Parent,"Attribute 1 name","Attribute 1 value(s)","Attribute 2 name","Attribute 2 value(s)"
1,variable,ROPE,Rope,1,visible,1,,,"soft, ""strong, light""",,Length,"1\\,2 m, 1\\,5 m",Color,"Red, Blue"
2,variation,ROPE-12,Rope - 12,1,visible,0,0,10,,ROPE,Length,"1\\,2 m",Color,Red
3,variation,ROPE-15,Rope - 15,1,visible,1,4,12,,id:1,Length,"1,5 m",Color,Green
4,variation,ROPE-20,Rope - 20,0,visible,1,9,8,,ROPE,Length,"2\\,0 m",Color,Black
5,simple,MUG,Mug,1,catalog,0,,5,,,Material,Clay,,
6,simple,CUP,Cup,1,search,backorder,,5,,,Material,Clay,,
7,variable,SOLD,Sold,1,visible,1,,,,,Length,1 m,,
8,variation,SOLD-1,Sold - 1,1,visible,0,0,5,,SOLD,Length,1 m,,
9,simple,DRAFT,Draft,-1,visible,1,,5,,,,,,
10,simple,PRIVATE,Private,0,visible,1,,5,,,,,,
11,simple,HIDDEN,Hidden,1,hidden,1,,5,,,,,,
`;

test('a comma that belongs to a value is none of the list, on variations either', async (t) => {
  const { products } = await rowsOf(t, ROPES);
  const { Length, Color, Tags } = products[0].attributes;
  assert.deepEqual(Length, ['1,2 m', '1,5 m']);
  assert.deepEqual(Color, ['Red', 'Blue', 'Green']);
  assert.deepEqual(Tags, ['soft', 'strong, light']);
  assert.deepEqual(products[0].color, ['Red', 'Blue', 'Green']);
  assert.equal(products[0].price, 10);
});

test('what is in stock is said by the product, else by its variations', async (t) => {
  const { products, hidden } = await rowsOf(t, ROPES);
  assert.deepEqual(
    products.map(({ id, availability, stock }) => [id, availability, stock]),
    [
      ['ROPE', 'in stock', 4],
      ['MUG', 'out of stock', undefined],
      ['CUP', 'backorder', undefined],
      ['SOLD', 'out of stock', 0],
    ],
  );
  assert.deepEqual(hidden, ['DRAFT', 'PRIVATE', 'HIDDEN']);
});

test('photos may have commas in their names', async (t) => {
  const images = {
    'https://shop/12_High_Street,_Rome.jpg': ['https://shop/12_High_Street,_Rome.jpg'],
    'https://shop/12\\,_Rome.jpg, https://shop/b.jpg': ['https://shop/12,_Rome.jpg', 'https://shop/b.jpg'],
    'https://shop/a.jpg?w=8&h=6,https://shop/b?id=5,https://shop/c': [
      ...['https://shop/a.jpg?w=8&h=6', 'https://shop/b?id=5', 'https://shop/c'],
    ],
    'a.jpg,b.png': ['a.jpg', 'b.png'],
    'a, b.png': ['a', 'b.png'],
  };
  for (const [cell, expected] of Object.entries(images)) {
    const { products } = await rowsOf(t, `ID,Type,SKU,Name,Images\n1,simple,A,A,"${cell}"\n`);
    assert.deepEqual(products[0].images, expected);
  }
});

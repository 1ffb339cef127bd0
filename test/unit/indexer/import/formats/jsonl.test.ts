import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { rowsOf } from './rows-of.js';

const FULL = {
  ...{ id: 7, title: ' Shirt ', description: 'Blue', category: 'Apparel>Topwear > Shirts', brand: 'Acme' },
  ...{ gender: 'Men', color: 'Blue', season: 'Summer', usage: 'Casual', year: 2011, price: '$1,299.00' },
  ...{ url: 'https://shop/7', attributes: { Fit: 'Slim', Care: ['wash', 'dry'] }, stock: { here: 3 } },
  ...{ nothing: null, images: ['a.jpg', 'b.jpg', 'a.jpg'] },
};

test('every field has its place, and unknown ones become attributes in the order of the row', async (t) => {
  const { products } = await rowsOf(t, JSON.stringify(FULL));
  assert.deepEqual(products, [
    {
      ...{ id: '7', title: 'Shirt', description: 'Blue', category: 'Apparel > Topwear > Shirts', brand: 'Acme' },
      ...{ gender: 'Men', color: 'Blue', season: 'Summer', usage: 'Casual', price: 1299, currency: 'USD' },
      ...{ url: 'https://shop/7', images: ['a.jpg', 'b.jpg'] },
      attributes: { year: '2011', Fit: 'Slim', Care: ['wash', 'dry'], stock: '{"here":3}' },
    },
  ]);
  assert.deepEqual(Object.keys(products[0].attributes), ['year', 'Fit', 'Care', 'stock']);
});

test('a list is several values, each once; a list of one is that value', async (t) => {
  const lists = { color: ['Red', ' Blue ', 'Red'], gender: ['Women'], season: [], usage: [null, 'Casual'] };
  const attributes = { Size: ['S', 'M', ''], Length: ['1,2 m'], Pockets: [1, 2], Nested: [['a']] };
  const { products } = await rowsOf(t, JSON.stringify({ id: 'a', title: 'A', ...lists, attributes }));
  assert.deepEqual(products, [
    {
      ...{ id: 'a', title: 'A', color: ['Red', 'Blue'], gender: 'Women', usage: 'Casual', images: [] },
      attributes: { Size: ['S', 'M'], Length: '1,2 m', Pockets: ['1', '2'], Nested: '[["a"]]' },
    },
  ]);
});

test('image is one photo, and boxes keep what is known of them', async (t) => {
  const box = { label: 'vest', color: 'black', query: 'black vest', box: [1, 2, 3.5, 4], area: 0.2, ambiguous: true };
  const { products } = await rowsOf(t, JSON.stringify({ id: 'a', image: 'a.jpg', boxes: [box] }));
  assert.deepEqual(products[0].images, ['a.jpg']);
  assert.deepEqual(products[0].boxes, [
    { label: 'vest', color: 'black', query: 'black vest', box: [1, 2, 3.5, 4], ambiguous: true },
  ]);
});

test('a product without a title is named by its first box, else by its category, else refused', async (t) => {
  const box = { label: 'vest', query: 'black vest', box: [1, 2, 3, 4] };
  const rows = [{ id: 'a', boxes: [box], category: 'X > Y' }, { id: 'b', category: 'X > Y' }, { id: 'c' }];
  const { products, problems } = await rowsOf(t, rows.map((row) => JSON.stringify(row)).join('\n'));
  assert.deepEqual(
    products.map(({ title }) => title),
    ['black vest', 'Y'],
  );
  assert.deepEqual(
    problems.map(({ id, field, line }) => [id, field, line]),
    [['c', 'title', 3]],
  );
});

test('gzipped lines are known by their first bytes, and blank lines are passed over', async (t) => {
  const lines = '{"id":"a","title":"A"}\r\n\r\n{"id":"b","title":"B"}';
  const { products, lines: numbers } = await rowsOf(t, gzipSync(lines), { format: 'jsonl' });
  assert.deepEqual(
    products.map(({ id }) => id),
    ['a', 'b'],
  );
  assert.deepEqual(numbers, [1, 3]);
});

test('columns rename fields', async (t) => {
  const columns = { title: 'name', photo: 'picture', Fit: 'shape' };
  const { products } = await rowsOf(t, '{"id":"a","name":"A","picture":"a.jpg","shape":"slim"}', { columns });
  assert.deepEqual(products, [{ id: 'a', title: 'A', attributes: { Fit: 'slim' }, images: ['a.jpg'] }]);
});

const REFUSED: readonly (readonly [row: string, field: string | undefined])[] = [
  ['{"title":"no id"}', 'id'],
  ['{"id":"  ","title":"A"}', 'id'],
  ['{"id":12345678901234567890,"title":"A"}', 'id'],
  ['{"id":"a","title":"A","price":"abc"}', 'price'],
  ['{"id":"a","title":"A","price":-3}', 'price'],
  ['{"id":"a","title":{"en":"A"}}', 'title'],
  ['{"id":"a","title":"A","images":[3]}', 'images'],
  ['{"id":"a","title":"A","attributes":["x"]}', 'attributes'],
  ['{"id":"a","title":"A","currency":"euros"}', 'currency'],
  ['{"id":"a","title":"A","boxes":[{"label":"x","query":"y","box":[1,2,0,4]}]}', 'boxes.0.box.2'],
  ['{"id":"a",', undefined],
  ['["a"]', undefined],
  ['7', undefined],
];

for (const [row, field] of REFUSED) {
  test(`${row} is refused with its line and its field, and the next row goes in`, async (t) => {
    const { products, problems } = await rowsOf(t, `${row}\n{"id":"good","title":"Good"}\n`, { format: 'jsonl' });
    assert.deepEqual(
      products.map(({ id }) => id),
      ['good'],
    );
    assert.equal(problems.length, 1);
    assert.deepEqual([problems[0].kind, problems[0].line, problems[0].field], ['refused', 1, field]);
    assert.ok(problems[0].reason.length > 0 && (problems[0].remedy ?? '').length > 0);
  });
}

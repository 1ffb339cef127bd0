import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BadInputError } from '../../../../../src/errors.js';
import { rowsOf } from './rows-of.js';

test('headers are understood in whatever case and spelling, and the others become attributes', async (t) => {
  const { products } = await rowsOf(
    t,
    'SKU,Product Name,Colour,Price,Image URL,Sleeve Length\ns1,"Shirt, long",Red,"1,299.00",a.jpg,long\n',
  );
  assert.deepEqual(products, [
    {
      ...{ id: 's1', title: 'Shirt, long', color: 'Red', price: 1299 },
      ...{ attributes: { 'Sleeve Length': 'long' }, images: ['a.jpg'] },
    },
  ]);
});

test('the best header takes the field and the second best stays an attribute', async (t) => {
  const { products } = await rowsOf(t, 'sku,id,name,title\ns1,1,N,T\n');
  assert.deepEqual(products, [{ id: '1', title: 'T', attributes: { sku: 's1', name: 'N' }, images: [] }]);
});

test('the recipe says which header holds which field, and the displaced one is kept', async (t) => {
  const columns = { id: 'sku', title: 'name', photo: 'picture file' };
  const { products } = await rowsOf(t, 'sku;name;title;picture file\ns1;N;T;a, b.jpg\n', { columns });
  assert.deepEqual(products, [{ id: 's1', title: 'N', attributes: { 'title (column)': 'T' }, images: ['a, b.jpg'] }]);
});

test('a header of the recipe that does not exist is told with those that do', async (t) => {
  await assert.rejects(
    rowsOf(t, 'sku,name\n1,A\n', { columns: { id: 'article' } }),
    (error: unknown) => error instanceof BadInputError && /'article'.*'sku', 'name'/.test(error.message),
  );
});

test('a table without a column for the id is refused as a whole', async (t) => {
  await assert.rejects(
    rowsOf(t, 'name,price\nA,1\n', { format: 'csv' }),
    /no column holds the product's id.*'name', 'price'/,
  );
});

test('tabs, semicolons and bars divide cells as well', async (t) => {
  for (const mark of ['\t', ';', '|', ',']) {
    const { products } = await rowsOf(t, `id${mark}title\n1${mark}A\n`);
    assert.deepEqual(
      products.map(({ title }) => title),
      ['A'],
    );
  }
});

test('images are a JSON list or paths between bars, commas or semicolons', async (t) => {
  const { products } = await rowsOf(
    t,
    'id,title,images\n1,A,"[""a,1.jpg""]"\n2,B,"a,1.jpg|b.jpg"\n3,C,"a.jpg, b.jpg"\n',
  );
  assert.deepEqual(
    products.map(({ images }) => images),
    [['a,1.jpg'], ['a,1.jpg', 'b.jpg'], ['a.jpg', 'b.jpg']],
  );
});

test('a quoted cell may hold lines, and the next row still has its true line', async (t) => {
  const { products, lines } = await rowsOf(t, 'id,title\n1,"two\nlines"\n\n2,B\n');
  assert.equal(products[0].title, 'two\nlines');
  assert.deepEqual(lines, [2, 5]);
});

test('a quote in the middle of a cell is a quote', async (t) => {
  const { products } = await rowsOf(t, 'id\ttitle\n1\t5" nail\n2\tB\n');
  assert.deepEqual(
    products.map(({ title }) => title),
    ['5" nail', 'B'],
  );
});

test('attributes and boxes may be JSON in a cell, and bad JSON is refused with its column', async (t) => {
  const { products, problems } = await rowsOf(t, 'id,title,attributes\n1,A,"{""Fit"":""Slim""}"\n2,B,{Fit}\n');
  assert.deepEqual(
    products.map(({ attributes }) => attributes),
    [{ Fit: 'Slim' }],
  );
  assert.deepEqual(
    problems.map(({ line, field }) => [line, field]),
    [[3, 'attributes']],
  );
});

test('two columns of one name are two attributes', async (t) => {
  const { products } = await rowsOf(t, 'id,title,size,size\n1,A,S,36\n');
  assert.deepEqual(products[0].attributes, { size: 'S', 'size 2': '36' });
});

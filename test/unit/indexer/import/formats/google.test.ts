import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BadInputError } from '../../../../../src/errors.js';
import { rowsOf } from './rows-of.js';

const EXPECTED = {
  ...{ id: 'G1', title: 'Tom & Jerry shirt', description: 'Soft', category: 'Apparel > Shirts', brand: 'Acme' },
  ...{ gender: 'male', color: 'Red', price: 15, currency: 'USD', url: 'https://shop/g1' },
  images: ['https://shop/g1.jpg', 'https://shop/g1-b.jpg', 'https://shop/g1-c.jpg'],
};

const TSV = `id\ttitle\tdescription\tlink\timage_link\tadditional_image_link\tprice\tavailability\tbrand\tgender\tcolor\tproduct_type\titem_group_id
G1\tTom & Jerry shirt\tSoft\thttps://shop/g1\thttps://shop/g1.jpg\thttps://shop/g1-b.jpg,https://shop/g1-c.jpg\t15.00 USD\tin_stock\tAcme\tmale\tRed\tApparel > Shirts\tGROUP
`;

test('a feed of tab-separated values', async (t) => {
  const { products } = await rowsOf(t, TSV);
  assert.deepEqual(products, [{ ...EXPECTED, availability: 'in stock', attributes: { item_group_id: 'GROUP' } }]);
});

test('headers with blanks and without a prefix mean the same', async (t) => {
  const { products } = await rowsOf(t, TSV.replaceAll('_link', ' link').replace('item_group_id', 'Item Group ID'));
  assert.deepEqual(products, [{ ...EXPECTED, availability: 'in stock', attributes: { item_group_id: 'GROUP' } }]);
});

const ITEM = `
  <g:id>G1</g:id><title><![CDATA[Tom & Jerry shirt]]></title><g:description>Soft</g:description>
  <link>https://shop/g1</link>
  <g:image_link>https://shop/g1.jpg</g:image_link>
  <g:additional_image_link>https://shop/g1-b.jpg</g:additional_image_link>
  <g:additional_image_link>https://shop/g1-c.jpg</g:additional_image_link>
  <g:price>15.00 USD</g:price><g:brand>Acme</g:brand><g:gender>male</g:gender><g:color>Red</g:color>
  <g:product_type>Apparel &gt; Shirts</g:product_type><g:item_group_id>GROUP</g:item_group_id>
  <g:shipping><g:country>US</g:country><g:price>6.49 USD</g:price></g:shipping>`;

test('an RSS feed, with elements in elements as one text', async (t) => {
  const rss = `<?xml version="1.0"?><rss xmlns:g="http://base.google.com/ns/1.0" version="2.0"><channel>
    <title>Shop</title><link>https://shop</link><item>${ITEM}</item>
    <item><g:id>G2</g:id><title>No price</title><g:price>soon</g:price></item></channel></rss>`;
  const { products, problems } = await rowsOf(t, rss);
  assert.deepEqual(products, [{ ...EXPECTED, attributes: { item_group_id: 'GROUP', shipping: 'US, 6.49 USD' } }]);
  assert.deepEqual(
    problems.map(({ id, field }) => [id, field]),
    [['G2', 'price']],
  );
});

test('an Atom feed, whose link is an attribute', async (t) => {
  const entry = ITEM.replace('<link>https://shop/g1</link>', '<link rel="alternate" href="https://shop/g1"/>');
  const { products } = await rowsOf(t, `<feed xmlns:g="http://base.google.com/ns/1.0"><entry>${entry}</entry></feed>`);
  assert.deepEqual(products, [{ ...EXPECTED, attributes: { item_group_id: 'GROUP', shipping: 'US, 6.49 USD' } }]);
});

test('without a product type a written google_product_category is the category, a number is not', async (t) => {
  const table = 'id\ttitle\tlink\timage_link\tgoogle_product_category\n1\tA\tl\ti\tApparel > Hats\n2\tB\tl\ti\t1604\n';
  const { products } = await rowsOf(t, table);
  assert.deepEqual(
    products.map(({ category }) => category),
    ['Apparel > Hats', undefined],
  );
  assert.equal(products[1].attributes.google_product_category, '1604');
});

test('an entity that XML does not know is one of HTML', async (t) => {
  const { products } = await rowsOf(t, '<rss><item><id>1</id><title>a&nbsp;b</title></item></rss>');
  assert.equal(products[0].title, 'a b');
});

test('colours and materials are parted by slashes, what comes several times has several values', async (t) => {
  const rss = `<rss><item><id>1</id><title>A</title><g:color>Red/ Blue</g:color><g:material>60/40 cotton/wool</g:material>
    <g:gender>male</g:gender><g:gender>female</g:gender><g:size>S</g:size><g:size>M</g:size><g:pattern>a/b</g:pattern>
    <g:availability>https://schema.org/OutOfStock</g:availability></item></rss>`;
  const { products } = await rowsOf(t, rss.replace('<rss>', '<rss xmlns:g="http://base.google.com/ns/1.0">'));
  assert.deepEqual(products, [
    {
      ...{ id: '1', title: 'A', gender: ['male', 'female'], color: ['Red', 'Blue'], availability: 'out of stock' },
      ...{ images: [], attributes: { material: ['60/40 cotton', 'wool'], size: ['S', 'M'], pattern: 'a/b' } },
    },
  ]);
});

test('XML that breaks off is told with its line, after the items before it', async (t) => {
  const broken = '<rss>\n<item><id>1</id><title>A</title></item>\n<item><id>2</id></tilte></item></rss>';
  await assert.rejects(
    rowsOf(t, broken),
    (error: unknown) =>
      error instanceof BadInputError && error.place.line === 3 && error.message.includes('well-formed'),
  );
});

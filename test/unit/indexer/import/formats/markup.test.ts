import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readProduct } from '../../../../../indexer/live/product-input.js';
import type { Product } from '../../../../../src/product.js';
import { workspacePaths } from '../../../../../src/storage/workspace.js';
import { rowsOf } from './rows-of.js';

const WRITTEN = {
  id: 'a&amp;b',
  title: 'Rock &amp; Roll <b>T-Shirt</b> 12&quot;',
  brand: 'H&amp;M',
  category: 'Body Care &gt; Perfume &amp; Cologne',
  color: 'Black &amp; White',
  description: '<p>Airy &eacute;t&eacute;</p><script>alert(1)</script><ul><li>100% linen</li><li>R&amp;D</li></ul>',
  material: 'Cotton &amp;amp; Silk &#8211; 100&#37;',
  url: 'https://shop.example/?a=1&amp;b=2',
};

const READ: Product = {
  id: 'a&amp;b' as Product['id'],
  title: 'Rock & Roll T-Shirt 12"',
  description: 'Airy été\n\n- 100% linen\n- R&D',
  category: 'Body Care > Perfume & Cologne',
  brand: 'H&M',
  color: 'Black & White',
  url: 'https://shop.example/?a=1&amp;b=2',
  attributes: { material: 'Cotton & Silk – 100%' },
  images: [],
};

function csvOf(product: object): string {
  const quoted = (texts: readonly string[]): string => texts.map((text) => `"${text.replaceAll('"', '""')}"`).join(',');
  return `${quoted(Object.keys(product))}\n${quoted(Object.values(product) as string[])}\n`;
}

function xmlOf(product: object): string {
  const elements = Object.entries(product).map(([name, text]) => `<g:${name}><![CDATA[${String(text)}]]></g:${name}>`);
  const names = elements.join('').replaceAll('g:url', 'g:link').replaceAll('g:category', 'g:product_type');
  return `<rss xmlns:g="http://base.google.com/ns/1.0"><channel><item>${names}</item></channel></rss>`;
}

test('HTML is read as plain text, whatever format it comes in', async (t) => {
  for (const source of [JSON.stringify(WRITTEN), csvOf(WRITTEN), xmlOf(WRITTEN)]) {
    const { products } = await rowsOf(t, source);
    assert.deepEqual(products, [READ], source);
  }
});

test('a product that is written by itself is read as an import reads it', async () => {
  assert.deepEqual(await readProduct(workspacePaths('/nowhere'), { product: WRITTEN }), { product: READ });
});

test('names and lists of attributes are plain too', async (t) => {
  const attributes = {
    'Size &amp; Fit': ['S &lt; M', '<i>M</i>', '<p></p>'],
    Care: '<ul><li>cold</li><li>dry</li></ul>',
  };
  const { products } = await rowsOf(t, JSON.stringify({ id: '1', title: 'A', attributes }));
  assert.deepEqual(products[0].attributes, { 'Size & Fit': ['S < M', 'M'], Care: 'cold, dry' });
});

test('what only looks like markup is text', async (t) => {
  const title = 'Size <10 cm> box & co; R&D kit a<b';
  const { products } = await rowsOf(t, JSON.stringify({ id: '1', title, description: 'size < 3 and > 1\n  plain' }));
  assert.deepEqual([products[0].title, products[0].description], [title, 'size < 3 and > 1\n  plain']);
});

test('a title of markup alone is none', async (t) => {
  const { problems } = await rowsOf(t, JSON.stringify({ id: '1', title: '<p>&nbsp;</p>' }));
  assert.deepEqual(
    problems.map(({ field }) => field),
    ['title'],
  );
});

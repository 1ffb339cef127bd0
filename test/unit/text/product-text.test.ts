import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Product } from '../../../src/product.js';
import { parseTagSeries, productFields, productText } from '../../../src/text/product-text.js';

function product(fields: Partial<Product>): Product {
  return { id: '1' as Product['id'], title: 'Blue Shirt', attributes: {}, images: [], ...fields };
}

test('a series of tags is read, whatever stands between them', () => {
  const tags = [
    ['Item Type', 'Suits'],
    ['Material', 'Polyester'],
  ];
  assert.deepEqual(parseTagSeries('Item Type: Suits // Material: Polyester')?.tags, tags);
  assert.deepEqual(parseTagSeries('Item Type:Suits | Material : Polyester')?.tags, tags);
  assert.deepEqual(parseTagSeries('Item Type: Suits\nMaterial: Polyester\n')?.tags, tags);
});

test('the series of the reference is read whole', () => {
  const series = parseTagSeries(
    'Item Type: Suits // Model Number: Suits,Men Suits,903C1220 // Front Style: Pleated // is_customized: Yes // ' +
      'Occasion: Wedding, Prom, Party,Formal, Business, Stage Clothes, Anniversary  // Color: Black // Gender: Men',
  );
  assert.equal(series?.rest, '');
  assert.deepEqual(
    series.tags.map(([name]) => name),
    ['Item Type', 'Model Number', 'Front Style', 'is_customized', 'Occasion', 'Color', 'Gender'],
  );
});

test('a description is no series, also with a colon in it', () => {
  assert.equal(parseTagSeries('Satisfy your summer needs. Care: machine wash.'), undefined);
  assert.equal(parseTagSeries('An easy fitting, straight leg pant.\nWith pockets.\nNote: runs small.'), undefined);
});

test('an address is no tag', () => {
  assert.deepEqual(parseTagSeries('Site: https://example.com/a // Color: Red')?.tags, [
    ['Site', 'https://example.com/a'],
    ['Color', 'Red'],
  ]);
});

test('several values of a field are one tag, and read as a list', () => {
  const own = product({ color: ['Red', 'Blue'], attributes: { Size: ['S', 'M'], Fit: 'Slim' } });
  assert.equal(productText(own), 'Blue Shirt // Red, Blue // Size: S, M // Fit: Slim');
});

test('a product falls into title, tags and description', () => {
  const fields = productFields(
    product({
      brand: 'Acme',
      color: 'Blue',
      description: '<p>Soft &amp; warm</p>',
      attributes: { Neck: 'Round', Fit: '' },
    }),
  );
  assert.equal(fields.title, 'Blue Shirt');
  assert.deepEqual(fields.tags, [
    ['brand', 'Acme'],
    ['color', 'Blue'],
    ['Neck', 'Round'],
  ]);
  assert.equal(fields.description.trim(), 'Soft & warm');
});

test('tags that stand in the description join the tags', () => {
  const fields = productFields(product({ description: 'Material: Silk // Collar: Mandarin' }));
  assert.deepEqual(fields.tags, [
    ['Material', 'Silk'],
    ['Collar', 'Mandarin'],
  ]);
  assert.equal(fields.description, '');
});

test('the whole text holds every field once', () => {
  const text = productText(
    product({
      ...{ category: 'Apparel > Shirts', brand: 'Acme', gender: 'Men', color: 'Navy', season: 'Fall', usage: 'Casual' },
      ...{ description: 'Soft.', attributes: { Neck: 'Round' } },
    }),
  );
  assert.equal(text, 'Blue Shirt // Acme // Apparel > Shirts // Navy // Men // Fall // Casual // Neck: Round // Soft.');
});

test('a product of a title alone is its title', () => {
  assert.equal(productText(product({})), 'Blue Shirt');
});

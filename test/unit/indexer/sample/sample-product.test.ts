import assert from 'node:assert/strict';
import { test } from 'node:test';
import { categoryLevels } from '../../../../src/product.js';
import { createRandom } from '../../../../src/random.js';
import { PHOTO_HEIGHT, PHOTO_WIDTH } from '../../../../indexer/sample/scene.js';
import { CATEGORIES } from '../../../../indexer/sample/design.js';
import { spreadCategories } from '../../../../indexer/sample/draw-sample.js';
import { KINDS } from '../../../../indexer/sample/kinds/index.js';
import { CLOTH_COLORS } from '../../../../indexer/sample/palette.js';
import { wornShot } from '../../../../indexer/sample/photo.js';
import { inventDesign } from '../../../../indexer/sample/product-design.js';
import { inventProduct } from '../../../../indexer/sample/product.js';
import { attributesOf } from '../../../../indexer/sample/texts/facts.js';

const products = CATEGORIES.flatMap((category, i) => [
  inventProduct(category, { number: i + 1, seed: 5 }),
  inventProduct(category, { number: i + 101, seed: 5 }),
]);

test('the same seed and number give the same product, texts and drawings', () => {
  for (const [i, category] of CATEGORIES.entries()) {
    assert.deepEqual(inventProduct(category, { number: i + 1, seed: 5 }), products[2 * i]);
  }
  assert.notDeepEqual(inventProduct('dress', { number: 1, seed: 6 }), inventProduct('dress', { number: 1, seed: 5 }));
});

test('a sample of 32 products has all 32 categories, one of 320 ten of each', () => {
  assert.equal(new Set(spreadCategories(32, 1)).size, 32);
  const counts = new Map<string, number>();
  for (const category of spreadCategories(320, 1)) counts.set(category, (counts.get(category) ?? 0) + 1);
  assert.deepEqual([...new Set(counts.values())], [10]);
});

test('each category has a path of three levels of its own', () => {
  for (const kind of KINDS) assert.equal(categoryLevels(kind.path).length, 3, kind.path);
  assert.equal(new Set(KINDS.map(({ path }) => path)).size, CATEGORIES.length);
});

test('there are some twenty colours of cloth and their words are not shared', () => {
  assert.ok(CLOTH_COLORS.length >= 20);
  const words = CLOTH_COLORS.flatMap(({ name, synonyms }) => [name, ...synonyms]);
  assert.equal(new Set(words).size, words.length);
});

test('a product has an id, a title, a category, a price and a photo', () => {
  for (const { product, photos } of products) {
    assert.match(product.id, /^S\d{5}$/);
    assert.ok(product.title.trim().length > 8, product.title);
    assert.ok(product.price !== undefined && product.price > 0);
    assert.equal(product.images.length, photos.length);
    for (const [name, value] of Object.entries(product.attributes)) assert.ok(name !== '' && value !== '');
    assert.doesNotMatch(`${product.title} ${product.description ?? ''}`, /undefined|NaN|\[object| {2}/);
  }
});

test('attributes, colour and gender are those the drawing was made from', () => {
  for (const { product, design } of products) {
    assert.equal(product.color, design.fabric.color.name);
    assert.equal(product.gender, design.gender);
    assert.equal(product.attributes.Material, design.fabric.material);
    assert.equal(product.attributes.Pattern, design.fabric.pattern);
    const values = Object.values(attributesOf(design));
    for (const value of Object.values(design.details)) {
      assert.ok(values.includes(value) || /^(None|Regular|No .*)$/.test(value), value);
    }
  }
});

test('a drawing has only finite numbers and no definition that it lacks', () => {
  for (const { photos } of products) {
    for (const { svg } of photos) {
      assert.doesNotMatch(svg, /NaN|undefined|Infinity/);
      const defined = new Set([...svg.matchAll(/ id="(\w+)"/g)].map(([, id]) => id));
      for (const [, id] of svg.matchAll(/url\(#(\w+)\)/g)) assert.ok(defined.has(id), id);
    }
  }
});

test('boxes lie inside the photo, largest first, and the main one names the product', () => {
  for (const { product, design } of products) {
    const boxes = product.boxes ?? [];
    assert.ok(boxes.length > 0);
    for (const {
      box: [x, y, width, height],
      query,
      label,
    } of boxes) {
      assert.ok(x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= PHOTO_WIDTH && y + height <= PHOTO_HEIGHT);
      assert.ok(query.endsWith(label));
    }
    const areas = boxes.map(({ box: [, , width, height] }) => width * height);
    assert.deepEqual(
      areas,
      [...areas].sort((a, b) => b - a),
    );
    assert.ok(boxes.length > 1 || boxes[0].label === design.category);
  }
});

test('a worn dress comes with other garments, each in a box', () => {
  const design = inventDesign('dress', createRandom('worn'), { seed: 'worn' });
  const photo = wornShot(design, { seed: 'photo' });
  assert.ok(photo !== undefined);
  const labels = photo.boxes.map(({ label }) => label);
  assert.ok(labels.includes('dress') && labels.length >= 2, labels.join());
  assert.equal(new Set(labels).size, labels.length);
});

test('earrings and umbrellas are not shown on a figure', () => {
  const random = createRandom('jewels');
  const designs = Array.from({ length: 60 }, (_, i) => inventDesign('jewelry', random, { seed: String(i) }));
  for (const design of designs) {
    const worn = wornShot(design, { seed: 'photo' }) !== undefined;
    assert.equal(worn, ['Necklace', 'Pendant'].includes(design.details.style));
  }
});

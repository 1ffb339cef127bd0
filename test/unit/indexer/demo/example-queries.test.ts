import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseExampleQueries } from '../../../../indexer/demo/example-queries.js';
import type { Product, ProductId } from '../../../../src/product.js';
import { createRandom } from '../../../../src/random.js';

const KINDS = ['Polo', 'Dress', 'Boots', 'Skirt'];
const COLORS = ['Navy', 'Red', 'Green', 'White'];

/** Six products of each colour and kind; every third is striped, every eighth photo shows two garments. */
const PRODUCTS: readonly Product[] = KINDS.flatMap((kind) =>
  COLORS.flatMap((color) =>
    Array.from({ length: 6 }, (_, i) => ({
      id: `${kind}-${color}-${i}` as ProductId,
      title: `${color} ${kind}`,
      category: `Apparel > ${kind}`,
      color,
      attributes: { Pattern: i % 2 === 0 ? 'Striped' : 'Plain' },
      images: ['a.jpg'],
      boxes:
        i === 0
          ? [
              { label: kind, query: kind, box: [0, 0, 40, 40] as const },
              { label: 'Belt', color: 'Black', query: 'belt', box: [0, 40, 40, 20] as const },
              { label: 'Ring', query: 'ring', box: [0, 0, 3, 3] as const },
            ]
          : undefined,
    })),
  ),
);

test('queries name what the catalog holds, in different colours and kinds', () => {
  const { words } = chooseExampleQueries(PRODUCTS, createRandom(1), { count: 3 });
  assert.equal(words.length, 4); // three colours and the one pattern
  const colourQueries = words.slice(0, 3).map((text) => text.split(' '));
  for (const [color, kind] of colourQueries) {
    assert.ok(COLORS.some((name) => name.toLowerCase() === color));
    assert.ok(KINDS.some((name) => name.toLowerCase() === kind));
  }
  assert.equal(new Set(colourQueries.flat()).size, 6);
  assert.match(words[3], /^striped /);
});

test('a change asks for a colour that the product has not, and its kind has', () => {
  for (const { id, words } of chooseExampleQueries(PRODUCTS, createRandom(2)).changes) {
    const product = PRODUCTS.find((candidate) => candidate.id === id)!;
    const colorOf = ({ color }: Product): string => String(color).toLowerCase();
    assert.notEqual(words, colorOf(product));
    assert.ok(PRODUCTS.some((other) => colorOf(other) === words && other.category === product.category));
  }
});

test('a part of a photo is one garment of several, and large enough to see', () => {
  const { regions } = chooseExampleQueries(PRODUCTS, createRandom(3), { count: 2 });
  assert.equal(regions.length, 2);
  for (const { label, box } of regions) {
    assert.notEqual(label, 'ring');
    assert.ok(box[2] * box[3] >= 800);
  }
});

test('the same seed chooses the same queries, another one others', () => {
  const choose = (seed: number): unknown => chooseExampleQueries(PRODUCTS, createRandom(seed));
  assert.deepEqual(choose(7), choose(7));
  assert.notDeepEqual(choose(7), choose(8));
});

test('a catalog with nothing to ask for gives no queries instead of failing', () => {
  const bare: Product = { id: 'x' as ProductId, title: 'x', attributes: {}, images: [] };
  assert.deepEqual(chooseExampleQueries([bare], createRandom(1)), { words: [], photos: [], changes: [], regions: [] });
});

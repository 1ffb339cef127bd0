import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Availability } from '../../../src/product.js';
import { search } from '../../../src/search/search.js';
import { SEARCH_SETTINGS } from '../../../src/search/settings.js';
import { product, searchableCatalog } from './small-catalog.js';

const STATES: readonly (Availability | undefined)[] = ['out of stock', 'in stock', undefined, 'backorder', 'preorder'];

const products = Array.from({ length: 40 }, (_, i) =>
  product(`p${String(i).padStart(2, '0')}`, i % 3 === 0 ? 'Red shirt' : 'Red cotton shirt with stripes', {
    ...{ color: 'Red', price: 100 - i, availability: STATES[i % STATES.length] },
  }),
);
const parts = { settings: { ...SEARCH_SETTINGS, outOfStockLast: true } };
const index = searchableCatalog(products, parts);
const usual = searchableCatalog(products);

const goneOf = (id: string): boolean => products.find((own) => own.id === id)?.availability === 'out of stock';

for (const sort of ['relevance', 'price', '-price'] as const) {
  for (const query of [{ words: 'red shirt' }, { everything: true } as const]) {
    test(`what is out of stock comes last, in the same order as before (${sort}, ${JSON.stringify(query)})`, async () => {
      const before = await search(usual, query, { sort, limit: 100 });
      const after = await search(index, query, { sort, limit: 100, facets: ['availability'] });
      assert.ok(before.hits.slice(0, 30).some(({ id }) => goneOf(id)));
      const expected = [...before.hits.filter(({ id }) => !goneOf(id)), ...before.hits.filter(({ id }) => goneOf(id))];
      assert.deepEqual(after.hits, expected);
      assert.equal(after.total, before.total);
      const pages = [];
      for (let offset = 0; offset < after.total; offset += 7) {
        pages.push(...(await search(index, query, { sort, limit: 7, offset })).hits);
      }
      assert.deepEqual(pages, after.hits);
    });
  }
}

test('a catalog that says nothing about its stock is in the order that it always has', async () => {
  const unsaid = products.map((own) => ({ ...own, availability: undefined }));
  const { hits } = await search(searchableCatalog(unsaid, parts), { words: 'red shirt' }, { limit: 100 });
  assert.deepEqual(hits, (await search(searchableCatalog(unsaid), { words: 'red shirt' }, { limit: 100 })).hits);
});

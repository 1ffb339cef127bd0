import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { search, type SearchResult } from '../../src/search/search.js';
import type { Query, SearchOptions } from '../../src/search/query.js';
import { searchableCatalog, wardrobe } from '../unit/search/small-catalog.js';

const products = wardrobe(5);
const index = searchableCatalog(products);

const words = fc
  .subarray(['red', 'navy', 'blue', 'shirts', 'tshirt', 'shoes', 'men', 'women', 'puma', 'striped', 'bleu', 'qqq'], {
    minLength: 1,
    maxLength: 4,
  })
  .map((chosen) => chosen.join(' '));
const filters = fc.subarray(
  [
    'color=Red',
    'color=Blue',
    'gender=Men',
    'category=Apparel',
    'category=Shirts',
    'price<60',
    'Pattern=Striped',
    'brand=Puma',
  ],
  { maxLength: 3 },
);
const query: fc.Arbitrary<Query> = fc.oneof(
  fc.record({ words, filters }),
  fc.record({ like: fc.constantFrom('p000', 'p017', 'p101'), filters }),
  filters.filter((some) => some.length > 0).map((some) => ({ filters: some })),
);

async function everyPage(asked: Query, size: number): Promise<SearchResult['hits']> {
  const hits: SearchResult['hits'][number][] = [];
  for (let offset = 0; ; offset += size) {
    const page = await search(index, asked, { limit: size, offset });
    hits.push(...page.hits);
    if (offset + size >= page.total) return hits;
  }
}

test('the pages of an answer hold each of its products once, in the order of one long page, and as many as the total', async () => {
  await fc.assert(
    fc.asyncProperty(query, fc.integer({ min: 7, max: 60 }), async (asked, size) => {
      const { hits, total } = await search(index, asked, { limit: 100 });
      const paged = await everyPage(asked, size);
      assert.equal(paged.length, total);
      assert.equal(new Set(paged.map(({ id }) => id)).size, total);
      assert.deepEqual(paged.slice(0, 100), hits);
      for (let i = 1; i < paged.length; i++) {
        const [before, after] = [paged[i - 1], paged[i]];
        // Scores are shown with four digits, and ranked as 32-bit floats.
        assert.ok(before.score > after.score - 1.5e-4);
        if (asked.words === undefined && asked.like === undefined) assert.ok(before.id < after.id);
      }
    }),
    { seed: 7, numRuns: 60 },
  );
});

test('a filtered answer is the whole of the answer that passes the filter', async () => {
  await fc.assert(
    fc.asyncProperty(words, filters, async (text, some) => {
      const all = await everyPage({ words: text }, 100);
      const allowed = new Set(
        (await everyPage({ filters: some.length > 0 ? some : ['price>=0'] }, 100)).map(({ id }) => id),
      );
      const filtered = await everyPage({ words: text, filters: some }, 100);
      const expected = all.filter(({ id }) => allowed.has(id));
      assert.deepEqual(
        filtered.map(({ id }) => id),
        expected.map(({ id }) => id),
      );
    }),
    { seed: 7, numRuns: 60 },
  );
});

test('alternatives of a filter add up to the whole', async () => {
  await fc.assert(
    fc.asyncProperty(words, async (text) => {
      const total = async (...some: string[]): Promise<number> =>
        (await search(index, { words: text, filters: some })).total;
      assert.equal((await total('gender=Men')) + (await total('gender=Women')), await total());
      assert.equal(await total('gender=Men', 'gender=Women'), await total());
      assert.equal((await total('price<50')) + (await total('price>=50')), await total());
    }),
    { seed: 7, numRuns: 40 },
  );
});

test('the same question has the same answer', async () => {
  const options: SearchOptions = { limit: 50 };
  await fc.assert(
    fc.asyncProperty(query, async (asked) => {
      const [first, second] = [await search(index, asked, options), await search(index, asked, options)];
      assert.deepEqual({ ...second, milliseconds: 0 }, { ...first, milliseconds: 0 });
    }),
    { seed: 7, numRuns: 20 },
  );
});

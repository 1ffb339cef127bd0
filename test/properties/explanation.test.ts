import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Explanation } from '../../src/search/explanation.js';
import type { Query, SearchOptions } from '../../src/search/query.js';
import { search } from '../../src/search/search.js';
import { product, searchableCatalog, wardrobe } from '../unit/search/small-catalog.js';

const index = searchableCatalog([
  ...wardrobe(4),
  product('told', 'Very soft tee with a long title of many words', {
    category: 'Apparel > Topwear > Tshirts',
    description: 'a striped tee for men, red red red',
  }),
  product('bare', 'Red shirt'),
  product('light', 'Light bulb for the light bulb lamp', { attributes: { Note: 'blue light' } }),
  ...Array.from({ length: 8 }, (_, i) =>
    product(`tee${i}`, `Plain tee ${i}`, { category: 'Apparel > Innerwear > Undershirts', gender: 'Men' }),
  ),
]);

const OPERATIONS: Readonly<Record<string, (parts: readonly number[]) => number>> = {
  sum: (parts) => parts.reduce((sum, part) => sum + part, 0),
  product: (parts) => parts.reduce((product, part) => product * part, 1),
  quotient: ([dividend, divisor]) => dividend / divisor,
  difference: ([minuend, subtrahend]) => minuend - subtrahend,
  logistic: ([exponent]) => 1 / (1 + Math.exp(-exponent)),
};

/** Every number is what its description says of its parts; @returns how many numbers there are */
function requireTrue({ value, description, details }: Explanation): number {
  assert.ok(Number.isFinite(value), description);
  const [, operation] = /, (\w+) of$/u.exec(description) ?? [];
  assert.equal(details === undefined, operation === undefined, description);
  if (details === undefined || operation === undefined) return 1;
  const combined = OPERATIONS[operation](details.map((part) => part.value));
  assert.ok(Math.abs(combined - value) <= 1e-9 * Math.max(1, Math.abs(value)), `${description}: ${combined}, ${value}`);
  return 1 + details.reduce((count, part) => count + requireTrue(part), 0);
}

const words = fc
  .subarray(
    [
      ...['red', 'navy', 'blue', 'shirts', 'tee', 'shoes', 'men', 'women', 'puma', 'striped', 'bleu', 'qqq', 'light'],
      ...['bulb', 'lamp', 'soft', 'not black', 'under 60', 'cheap', 'for dad', '2'],
    ],
    { minLength: 1, maxLength: 4 },
  )
  .map((chosen) => chosen.join(' '));

const query: fc.Arbitrary<Query> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ words, filters: fc.subarray(['gender=Men', 'price<90'], { maxLength: 1 }) }) },
  fc.record({ like: fc.constantFrom('p000', 'p017', 'told') }),
  fc.record({ like: fc.constantFrom('p001', 'p016'), words }),
  fc.record({ filters: fc.constant(['color=Red']) }),
);
const modes: fc.Arbitrary<SearchOptions['modes']> = fc.constantFrom(
  undefined,
  ['words', 'image'] as const,
  ['words', 'text', 'image'] as const,
  ['image', 'text'] as const,
);

test('the explanation of a hit comes to its score, and each number in it to what its description says', async () => {
  let numbers = 0;
  await fc.assert(
    fc.asyncProperty(query, modes, async (asked, chosen) => {
      const { hits, related } = await search(index, asked, { modes: chosen, limit: 100, explain: true });
      for (const { id, score, matched, explanation } of [...hits, ...related]) {
        assert.ok(explanation !== undefined);
        const about = `${JSON.stringify(asked)} ${id} ${JSON.stringify(matched)} ${JSON.stringify(explanation)}`;
        assert.ok(Math.abs(explanation.value - score) <= 1e-4, about);
        numbers += requireTrue(explanation);
      }
    }),
    { seed: 7, numRuns: 150 },
  );
  assert.ok(numbers > 10_000);
});

test('nothing is explained that was not asked for, and an explanation changes nothing', async () => {
  const plain = await search(index, { words: 'red tee' });
  assert.ok(plain.hits.every((hit) => !('explanation' in hit)));
  const { hits } = await search(index, { words: 'red tee' }, { explain: true });
  assert.deepEqual(
    hits.map((hit) => Object.fromEntries(Object.entries(hit).filter(([name]) => name !== 'explanation'))),
    plain.hits,
  );
});

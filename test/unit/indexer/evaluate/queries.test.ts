import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { evaluateQueries } from '../../../../indexer/evaluate/queries.js';
import { BadInputError } from '../../../../src/errors.js';
import { wardrobe } from '../../search/small-catalog.js';

const folder = mkdtempSync(join(tmpdir(), 'vitrine-queries-'));
after(() => {
  rmSync(folder, { recursive: true, force: true });
});

const catalog = join(folder, 'catalog.jsonl');
writeFileSync(
  catalog,
  wardrobe()
    .map((product) => JSON.stringify(product))
    .join('\n'),
);

function queriesFile(name: string, queries: readonly unknown[]): string {
  const file = join(folder, name);
  writeFileSync(file, queries.map((query) => JSON.stringify(query)).join('\n'));
  return file;
}

test('judged queries by ids and by fields, in kinds, with photo-but-colour apart', async () => {
  const queries = queriesFile('some.jsonl', [
    { id: '1', kind: 'colour', text: 'red shirts', where: { color: 'Red', category: 'Apparel > Topwear > Shirts' } },
    { id: '2', kind: 'colour', text: 'anything', where: [{ color: 'Chartreuse' }] },
    { id: '3', kind: 'gender', text: 'women', where: [{ gender: 'Women' }, { gender: 'Girls' }] },
    { id: '4', kind: 'photo-but-colour', text: 'in red', photo: 'p001', relevant: { p002: 2 } },
  ]);
  const { queries: count, all, kinds, milliseconds } = await evaluateQueries({ queries, catalog });
  assert.equal(count, 4);
  assert.deepEqual(Object.keys(kinds), ['colour', 'gender', 'photo-but-colour']);
  assert.equal(kinds.colour.queries, 2);
  assert.equal(kinds.colour.ndcgAt10, 0.5);
  assert.equal(kinds.gender.ndcgAt10, 1);
  assert.ok(Math.abs(all.ndcgAt10 - 2 / 3) < 1e-12);
  assert.ok(all.precisionAt10 > 0 && all.recallAt50 > 0);
  assert.ok(milliseconds.median <= milliseconds.p99);
});

test('the sets of queries by words are precise and whole, in the order of prices too', async () => {
  const shirts = { category: 'Apparel > Topwear > Shirts' };
  const queries = queriesFile('sets.jsonl', [
    { id: '1', kind: 'colour', text: 'red shirts', where: { color: 'Red', ...shirts } },
    { id: '2', kind: 'category', text: 'shirts', where: { color: 'Red', ...shirts } },
    { id: '3', kind: 'colour', text: 'shirts', where: { color: 'Chartreuse' } },
    { id: '4', kind: 'photo', text: 'in red', photo: 'p001', relevant: { p002: 2 } },
  ]);
  const { sets } = await evaluateQueries({ queries, catalog });
  assert.equal(sets?.queries, 2, 'without the photo, and the one that nothing is right for');
  assert.equal(sets.recall, 1);
  assert.ok(sets.precision > 0.5 && sets.precision < 1, 'all shirts are more than the red ones');
  assert.ok(sets.timesTheRelevant > 1);
  assert.ok(sets.byPriceNdcgAt10 > 0.5 && sets.byPriceNdcgAt10 < 1);
  const photo = queriesFile('one.jsonl', [{ id: '1', kind: 'photo', photo: 'p001', relevant: { p002: 1 } }]);
  assert.equal((await evaluateQueries({ queries: photo, catalog })).sets, null);
});

test('a photo without words finds nothing where photos cannot be searched', async () => {
  const queries = queriesFile('photo.jsonl', [{ id: '1', kind: 'photo', photo: 'p001', relevant: { p002: 1 } }]);
  const { all } = await evaluateQueries({ queries, catalog, modes: ['words'] });
  assert.deepEqual(all, { ndcgAt10: 0, precisionAt10: 0, recallAt50: 0 });
});

test('a query without judgements is refused with its line', async () => {
  const queries = queriesFile('bad.jsonl', [
    { id: '1', kind: 'a', text: 'b', where: {} },
    { id: '2', kind: 'a', text: 'b' },
  ]);
  await assert.rejects(evaluateQueries({ queries, catalog }), (error: unknown) => {
    assert.ok(error instanceof BadInputError);
    assert.equal(error.place.line, 2);
    return true;
  });
});

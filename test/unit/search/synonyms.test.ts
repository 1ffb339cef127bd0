import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Synonyms } from '../../../src/catalog/synonym-list.js';
import { writeSynonyms } from '../../../src/catalog/synonyms.js';
import { search, type SearchResult } from '../../../src/search/search.js';
import { SearchIndex } from '../../../src/search/search-index.js';
import { SEARCH_SETTINGS } from '../../../src/search/settings.js';
import { SynonymTable } from '../../../src/search/synonyms.js';
import { stems } from '../../../src/text/analyzer.js';
import { databaseOf, product } from './small-catalog.js';

const tableOf = (list: Synonyms): SynonymTable => new SynonymTable(list, stems);

test('two-way words stand for each other, one-way words only for what is behind them', () => {
  const table = tableOf([['sneakers', 'trainers', 'gym shoes'], { from: 'jumper', to: ['sweater', 'pullover'] }]);
  assert.deepEqual(table.of(stems('sneaker')), ['trainers', 'gym shoes']);
  assert.deepEqual(table.of(stems('gym shoe')), ['sneakers', 'trainers']);
  assert.deepEqual(table.of(stems('jumpers')), ['sweater', 'pullover']);
  assert.deepEqual(table.of(stems('sweater')), []);
  assert.equal(table.longestPhrase, 2);
});

test('entries for one word add up, and no word is its own synonym', () => {
  const table = tableOf([['sofa', 'couch', 'sofas'], { from: 'sofa', to: ['settee'] }]);
  assert.deepEqual(table.of(stems('sofa')), ['couch', 'settee']);
});

test('what is no entry is refused with what to write', () => {
  for (const entry of ['jumper', ['alone'], { from: 'a' }, { from: '', to: ['b'] }, ['a', 'x'.repeat(101)]]) {
    const { success, error } = Synonyms.safeParse([entry]);
    assert.equal(success, false, JSON.stringify(entry));
    assert.match(error.issues[0].message, /write \["jumper", "sweater"\]/);
  }
  assert.equal(Synonyms.safeParse(Array.from({ length: 10_001 }, () => ['a', 'b'])).success, false);
});

const products = [
  product('sweater', 'Warm sweater', { category: 'Apparel > Sweaters' }),
  product('knit', 'Soft knit', { category: 'Apparel > Sweaters' }),
  product('zyx', 'Zyx lamp', { category: 'Home > Lamps' }),
  product('red', 'Red pullover', { category: 'Apparel > Pullovers', color: 'Red' }),
];

const ids = ({ hits }: SearchResult): string[] => hits.map(({ id }) => String(id)).sort();

test('the list counts in both directions, names values, and is told with its place', async () => {
  const synonyms: Synonyms = [['woolly thing', 'sweater'], { from: 'glow', to: ['zyx', 'lamps'] }];
  const index = new SearchIndex({ database: databaseOf(products), settings: { ...SEARCH_SETTINGS, synonyms } });
  const words = 'a woolly thing for me';
  const result = await search(index, { words });
  assert.deepEqual(ids(result), ['knit', 'sweater']);
  const told = result.understood.find(({ kind }) => kind === 'synonym')!;
  assert.deepEqual([words.slice(told.start, told.end), told.label], ['woolly thing', 'sweater']);
  assert.deepEqual(ids(await search(index, { words: 'glow' })), ['zyx']);
  assert.deepEqual(ids(await search(index, { words: 'lamps' })), ['zyx'], 'as before');
});

test('the longest phrase wins, and a stretch that is meant as it stands is no synonym', async () => {
  const synonyms: Synonyms = [
    { from: 'woolly', to: ['pullover'] },
    { from: 'woolly thing', to: ['sweater'] },
  ];
  const index = new SearchIndex({ database: databaseOf(products), settings: { ...SEARCH_SETTINGS, synonyms } });
  assert.deepEqual(ids(await search(index, { words: 'woolly thing' })), ['knit', 'sweater']);
  assert.deepEqual(ids(await search(index, { words: 'woolly' })), ['red']);
  const literal = await search(index, { words: 'woolly thing' }, { literal: ['woolly thing'] });
  assert.deepEqual(
    literal.understood.filter(({ kind }) => kind === 'synonym'),
    [],
  );
});

test('a list that is written counts from the next search on, beside that of the recipe', async () => {
  const database = databaseOf(products);
  const settings = { ...SEARCH_SETTINGS, synonyms: [{ from: 'glow', to: ['zyx'] }] };
  const index = new SearchIndex({ database, settings });
  assert.deepEqual(ids(await search(index, { words: 'woolly' })), []);
  const before = index.version;
  writeSynonyms(database, [['woolly', 'sweater']]);
  assert.deepEqual(ids(await search(index, { words: 'woolly' })), ['knit', 'sweater']);
  assert.ok(index.version > before);
  assert.deepEqual(ids(await search(index, { words: 'glow' })), ['zyx']);
  writeSynonyms(database, []);
  assert.deepEqual(ids(await search(index, { words: 'woolly' })), []);
});

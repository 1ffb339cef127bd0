import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';
import { BadInputError } from '../../src/errors.js';
import type { ImportSummary } from '../../indexer/import/index.js';
import { importInto, jsonLines, problemsOf, productsIn, temporaryFolder, writeBelow } from './import-fixture.js';

interface Row {
  readonly id: string;
  readonly title: string;
  readonly price: string;
}

function rows(from: number, to: number): Row[] {
  return Array.from({ length: to - from + 1 }, (_, i) => ({
    id: `p${from + i}`,
    title: `Shirt ${from + i}`,
    price: '9.50',
  }));
}

function csv(list: readonly Row[]): string {
  return ['id,title,price', ...list.map(({ id, title, price }) => `${id},${title},${price}`), ''].join('\n');
}

/** A folder with a catalog of 100 products in it. */
async function shop(t: TestContext): Promise<string> {
  const folder = temporaryFolder(t);
  await importInto(folder, writeBelow(folder, 'all.jsonl', jsonLines(rows(1, 100))));
  return folder;
}

function prune(folder: string, content: string | Buffer, name = 'next.csv'): Promise<ImportSummary> {
  return importInto(folder, writeBelow(folder, name, content), { prune: true });
}

test('a fifth of the catalog may go, and no more unless somebody says so', async (t) => {
  const folder = await shop(t);
  const tooMany = await prune(folder, csv(rows(1, 79)));
  assert.deepEqual([tooMany.removed, tooMany.notRemoved?.count, productsIn(folder).length], [0, 21, 100]);
  assert.match(tooMany.notRemoved!.reason, /21 of 100 products \(21 %\) would be removed.*--prune-all removes them/);
  const fifth = await prune(folder, csv(rows(1, 80)));
  assert.deepEqual([fifth.removed, fifth.notRemoved, productsIn(folder).length], [20, null, 80]);
  const all = await importInto(folder, join(folder, 'next.csv'), { pruneAll: true });
  assert.deepEqual([all.removed, all.notRemoved], [0, null]);
  const few = writeBelow(folder, 'few.csv', csv(rows(1, 3)));
  assert.equal((await importInto(folder, few, { pruneAll: true })).removed, 77);
});

test('what the import adds does not make the part that would go smaller', async (t) => {
  const folder = await shop(t);
  const summary = await prune(folder, csv(rows(201, 900)));
  assert.deepEqual([summary.added, summary.removed, summary.notRemoved?.count], [700, 0, 100]);
});

/** Sources whose end, or an id in them, is not there; each has all products of the shop but the last. */
const GAPS: readonly (readonly [what: string, name: string, content: string, says: RegExp])[] = [
  ['a cut line', 'next.csv', `${csv(rows(1, 98))}p99,Shi`, /next\.csv, line 100: the file is cut off in this row/],
  [
    'a cut line of JSON',
    'next.jsonl',
    `${jsonLines(rows(1, 98))}{"id":"p99","ti`,
    /next\.jsonl, line 99: this is no JSON/,
  ],
  [
    'a quote that is never closed',
    'next.csv',
    csv(rows(1, 99)).replace('Shirt 50', '"Shirt 50'),
    /line 51: the quote before 'Shirt 50/,
  ],
  [
    'a text that is cut off',
    'next.csv',
    `${csv(rows(1, 98))}p99,"A long text\nof lines`,
    /line 100: the quote before 'A long text'/,
  ],
  [
    'a broken row over several lines',
    'next.csv',
    csv(rows(1, 99)).replace('p50,Shirt 50,9.50\np51,Shirt 51,9.50', 'p50,"Shirt 50,9.50\np51,"Shirt 51,"9.50"'),
    /line 51: the row has 2 cells/,
  ],
  [
    'a row without an id',
    'next.csv',
    csv(rows(1, 99)).replace('p50,', ','),
    /1 row was refused without an id.*line 51/,
  ],
  [
    'a row that is no JSON',
    'next.jsonl',
    jsonLines(rows(1, 99)).replace('{"id":"p50"', 'id:p50'),
    /1 row was refused without an id.*line 50/,
  ],
  [
    'a broken row of a table whose ids come last',
    'next.csv',
    `title,id\n${rows(1, 99)
      .map(({ id }) => `Shirt,${id}\n`)
      .join('')}a,b,c\n`,
    /line 101/,
  ],
];

for (const [what, name, content, says] of GAPS) {
  test(`${what} holds a prune back, which says why`, async (t) => {
    const folder = await shop(t);
    const { removed, notRemoved } = await prune(folder, content, name);
    assert.equal(removed, 0);
    assert.match(notRemoved!.reason, says);
    assert.equal(productsIn(folder).filter(({ product }) => /^p\d+$/.test(product.id)).length, 100);
    const all = await importInto(folder, join(folder, name), { pruneAll: true });
    assert.equal(all.removed, 0, 'it is not known what the source has, however much may go');
  });
}

test('a file that is cut off in the middle of a letter holds a prune back, and its other letters stay what they are', async (t) => {
  const folder = await shop(t);
  const whole = Buffer.from(
    csv([
      ...rows(1, 97),
      { id: 'p98', title: 'Рубашка', price: '5' },
      { id: 'p99', title: 'Рубашка', price: '9.50' },
    ]).replace(/,9\.50\n$/, ''),
  );
  const list =
    'id,price,title\n' +
    rows(1, 98)
      .map(({ id }) => `${id},5,Рубашка\n`)
      .join('');
  for (const bytes of [whole.subarray(0, -1), Buffer.from(`${list}p99,5,Рубашка`).subarray(0, -1)]) {
    const { refused, warnings, notRemoved } = await prune(folder, bytes);
    assert.equal(refused, 1);
    assert.equal(warnings.filter(({ code }) => code === 'encoding').length, 0);
    assert.match(notRemoved!.reason, /line 100: the file is cut off in this row/);
  }
});

test('a broken row whose id can be read keeps its product, and the others may go', async (t) => {
  const folder = await shop(t);
  const summary = await prune(folder, csv(rows(1, 99)).replace('p50,Shirt 50,9.50', 'p50,Shirt 50,9.50,more'));
  assert.deepEqual([summary.refused, summary.removed, summary.notRemoved], [1, 1, null]);
  assert.equal(productsIn(folder).length, 99);
});

test('a product whose id a spreadsheet may have rounded stays, also when the rounded one is in already', async (t) => {
  const folder = temporaryFolder(t);
  const own = ['1234567890123', '1234567890777', '9876543210123'].map((id) => ({ id, title: 'A', price: '5' }));
  await importInto(folder, writeBelow(folder, 'all.csv', csv([...rows(1, 20), ...own])));
  const rounded = csv([...rows(1, 20), { id: '1,23457E+12', title: 'A', price: '5' }]).replace(
    '1,23457E+12',
    '"1,23457E+12"',
  );
  for (let time = 0; time < 2; time++) {
    const { removed, notRemoved } = await prune(folder, rounded);
    assert.deepEqual([removed, notRemoved?.count], [0, 3]);
    assert.match(notRemoved!.reason, /the id '1234567890123' may be '1,23457E\+12' in a source.*and 1 others likewise/);
  }
});

test('where nothing would go, nothing is held back', async (t) => {
  const folder = await shop(t);
  const summary = await prune(folder, `${csv(rows(1, 100))}p101,Shi`);
  assert.deepEqual([summary.refused, summary.removed, summary.notRemoved], [1, 0, null]);
});

test('a source without a product stops everything before anything is written, wherever it stands', async (t) => {
  const folder = temporaryFolder(t);
  const good = writeBelow(folder, 'good.csv', csv(rows(1, 5)));
  for (const content of ['', 'id,title\n', '<html><body>Busy</body></html>', '{"error":"Busy"}', gzipSync('')]) {
    const bad = writeBelow(folder, 'bad.csv', content);
    for (const sources of [[good, bad], [bad, good], [bad]]) {
      await assert.rejects(importInto(folder, sources), BadInputError);
      await assert.rejects(importInto(folder, sources, { prune: true }), /no product was removed/);
    }
  }
  assert.equal(existsSync(join(folder, 'shop.vitrine')), false);
});

test('a source whose rows are all refused is an error with the first of them; the others are in, and nothing goes', async (t) => {
  const folder = await shop(t);
  const bad = writeBelow(folder, 'bad.csv', 'id,title,price\nx,X,soon\ny,Y,later\n');
  const good = writeBelow(folder, 'good.csv', csv(rows(1, 99).concat(rows(200, 200))));
  await assert.rejects(importInto(folder, [bad, good], { prune: true }), (error: unknown) => {
    assert.ok(error instanceof BadInputError);
    assert.deepEqual([error.place.file, error.place.line, error.place.field], [bad, 2, 'price']);
    assert.match(error.message, /no product: all of its 2 rows were refused; the first: 'soon' is no price/);
    assert.match(error.message, /import-problems\.jsonl has them all; no product was removed/);
    return true;
  });
  assert.equal(productsIn(folder).length, 101);
});

test('one source with a gap holds back what another source would let go', async (t) => {
  const folder = await shop(t);
  const first = writeBelow(folder, 'first.csv', csv(rows(1, 50)));
  const second = writeBelow(folder, 'second.csv', `${csv(rows(51, 98))}p99,Shi`);
  const held = await importInto(folder, [first, second], { prune: true });
  assert.deepEqual([held.removed, held.notRemoved?.count], [0, 1]);
  const whole = writeBelow(folder, 'second.csv', csv(rows(51, 99)));
  assert.equal((await importInto(folder, [first, whole], { prune: true })).removed, 1);
});

test('an import says which column it took for what, by file where they differ, and what no product has', async (t) => {
  const folder = temporaryFolder(t);
  const one = writeBelow(folder, 'one.csv', 'SKU,Product Name,Price (EUR),Fit\na,A,5,slim\n');
  const alone = await importInto(folder, one);
  const columns = { SKU: 'id', 'Product Name': 'title', 'Price (EUR)': 'price', Fit: 'attributes' };
  assert.deepEqual(alone.columns, columns);
  assert.deepEqual(
    alone.warnings.map(({ code }) => code),
    ['no-photo', 'no-category'],
  );
  const two = writeBelow(folder, 'two.csv', 'id;titel;kategorie;kosten;bild\nb;B;Hats;7;\n');
  const both = await importInto(folder, [one, two]);
  assert.deepEqual(both.columns, {
    [one]: columns,
    [two]: { id: 'id', titel: 'title', kategorie: 'category', kosten: 'attributes', bild: 'image' },
  });
  assert.deepEqual(
    both.warnings.map(({ code, text }) => [code, text.split(';')[0]]),
    [
      ['no-photo', 'one.csv: no product has a photo'],
      ['no-category', 'one.csv: no product has a category'],
      ['no-price', 'two.csv: no product has a price'],
      ['no-photo', 'two.csv: no product has a photo'],
    ],
  );
  assert.match(both.warnings[3].text, /the column 'bild' is empty/);
});

test('rounded numbers are a warning by column', async (t) => {
  const folder = temporaryFolder(t);
  const table = 'id;title;price;gtin\n1,23457E+12;A;5;4,00633E+12\n="0013";B;5;4,00634E+12\n';
  const { warnings, problems } = await importInto(folder, writeBelow(folder, 'a.csv', table));
  assert.deepEqual(
    warnings.filter(({ code }) => code === 'rounded-numbers').map(({ text }) => text.split(' (')[0]),
    [
      "a.csv, line 2: the value '1,23457E+12' of 'id' is rounded by a spreadsheet, and no longer what the shop has",
      "a.csv, line 2: 2 values of 'gtin' such as '4,00633E+12' are rounded by a spreadsheet, and no longer what the shop has",
    ],
  );
  assert.equal(problems, null);
  assert.deepEqual(
    productsIn(folder).map(({ product }) => product.id),
    ['1,23457E+12', '0013'],
  );
});

test('a doubtful sale is told with its row', async (t) => {
  const folder = temporaryFolder(t);
  const table = 'id,title,price,sale_price\n1,A,20,25\n';
  const [problem] = problemsOf(await importInto(folder, writeBelow(folder, 'a.csv', table)));
  assert.deepEqual([problem.kind, problem.line, problem.id, problem.field], ['warning', 2, '1', 'salePrice']);
  assert.equal(productsIn(folder)[0].product.price, 20);
});

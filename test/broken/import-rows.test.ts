import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { BadInputError } from '../../src/errors.js';
import {
  importInto,
  jsonLines,
  problemsOf,
  productsIn,
  queryIn,
  temporaryFolder,
  writeBelow,
} from '../pipeline/import-fixture.js';

function titlesIn(folder: string): string[] {
  return productsIn(folder).map(({ product }) => product.title);
}

test('a gzip that is cut off is told with its line; what stands before is in, and nothing is pruned', async (t) => {
  const folder = temporaryFolder(t);
  const old = writeBelow(folder, 'old.jsonl', jsonLines([{ id: 'old', title: 'Old' }]));
  await importInto(folder, old);
  const rows = Array.from({ length: 3000 }, (_, i) => ({ id: `p${i}`, title: `Title ${(i * 7919) % 3001} ${i * i}` }));
  const whole = gzipSync(jsonLines(rows));
  const catalog = writeBelow(folder, 'cut.jsonl.gz', whole.subarray(0, Math.floor(whole.length * 0.8)));
  await assert.rejects(importInto(folder, catalog, { prune: true }), (error: unknown) => {
    assert.ok(error instanceof BadInputError);
    assert.match(error.message, /cut\.jsonl\.gz, line \d+: the gzip file is cut off.*no product was removed/);
    return true;
  });
  const ids = productsIn(folder).map(({ product }) => product.id as string);
  assert.ok(
    ids.includes('old') && ids.includes('p0') && ids.length > 1000 && ids.length < 3001,
    `${ids.length} products`,
  );
});

test('a gzip that is damaged, and a file that only begins like one, are told to be damaged', async (t) => {
  const folder = temporaryFolder(t);
  const whole = gzipSync(jsonLines([{ id: 'a', title: 'A' }]));
  whole.fill(0x55, 12, 24);
  for (const bytes of [whole, Buffer.from([0x1f, 0x8b, 1, 2, 3])]) {
    await assert.rejects(importInto(folder, writeBelow(folder, 'bad.jsonl.gz', bytes)), BadInputError);
  }
});

test('a ragged row of a CSV is refused with its line, and the others go in', async (t) => {
  const folder = temporaryFolder(t);
  const csv = 'id,title,price\n1,A,5\n2,B\n3,C,5,extra\n4,D,5\n5,E,5,,\n';
  const summary = await importInto(folder, writeBelow(folder, 'a.csv', csv));
  assert.deepEqual([summary.read, summary.added, summary.refused], [5, 3, 2]);
  assert.deepEqual(titlesIn(folder), ['A', 'D', 'E']);
  const problems = problemsOf(summary);
  assert.deepEqual(
    problems.map(({ kind, line }) => [kind, line]),
    [
      ['refused', 3],
      ['refused', 4],
    ],
  );
  assert.match(problems[0].reason, /2 cells, the header has 3/);
});

test('a row whose quotes leave it with other cells than the header names the quote', async (t) => {
  const folder = temporaryFolder(t);
  const csv = '"id","title","price"\n"1","A","5"\n"2","B,"6"\n"3","C","7"\n';
  const summary = await importInto(folder, writeBelow(folder, 'a.csv', csv));
  assert.deepEqual([summary.read, titlesIn(folder)], [3, ['A', 'C']]);
  const [{ line, id, reason }] = problemsOf(summary);
  assert.deepEqual([line, id], [3, '2']);
  assert.match(reason, /2 cells, the header has 3; a quote stands in 'B,"6'/);
});

test('a quote that is never closed costs its own row, which names the quote, and rows are counted as they stand', async (t) => {
  const folder = temporaryFolder(t);
  const csv = `id,title\n1,A\n2,"B\n${Array.from({ length: 10 }, (_, i) => `${i + 3},C\n`).join('')}`;
  const summary = await importInto(folder, writeBelow(folder, 'a.csv', csv));
  assert.deepEqual([summary.read, summary.added, summary.refused], [12, 11, 1]);
  const [problem] = problemsOf(summary);
  assert.deepEqual([problem.line, problem.id, problem.field], [3, '2', 'title']);
  assert.match(problem.reason, /the quote before 'B' is never closed/);
  assert.deepEqual(
    summary.warnings.filter(({ code }) => code === 'unclosed-quote').map(({ text }) => text),
    [
      "a.csv, line 3: the quote before 'B' is never closed (close the quote, or write it twice where it stands for itself)",
    ],
  );
});

for (const [what, encode] of [
  ['UTF-8', (text: string) => Buffer.from(`\ufeff${text}`)],
  ['UTF-16, little end first', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16, big end first', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
] as const) {
  test(`a byte-order mark of ${what} is no part of the first field`, async (t) => {
    const folder = temporaryFolder(t);
    await importInto(folder, writeBelow(folder, 'a.csv', encode('id,title\n1,Café\n')));
    const lines = await importInto(folder, writeBelow(folder, 'a.jsonl', encode('{"id":"2","title":"紺色"}\n')));
    assert.deepEqual([titlesIn(folder), lines.problems], [['Café', '紺色'], null]);
  });
}

test('Latin-1 bytes are read as Windows-1252 with a warning, and UTF-8 lines beside them stay right', async (t) => {
  const folder = temporaryFolder(t);
  const bytes = Buffer.concat([
    Buffer.from('id,title\n1,Crème\n'),
    Buffer.from('2,Café ', 'latin1'),
    Buffer.from([0x80, 10]),
  ]);
  const summary = await importInto(folder, writeBelow(folder, 'a.csv', bytes));
  assert.deepEqual(titlesIn(folder), ['Crème', 'Café €']);
  assert.deepEqual([summary.refused, problemsOf(summary).length], [0, 1]);
  const [warning] = problemsOf(summary);
  assert.deepEqual([warning.kind, warning.line], ['warning', 3]);
  assert.match(warning.reason, /Windows-1252/);
});

const LAUGHS = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">${Array.from(
  { length: 9 },
  (_, i) => `<!ENTITY ${'bcdefghij'[i]} "${`&${'abcdefghi'[i]};`.repeat(10)}">`,
).join('')}]><rss><channel><item><id>1</id><title>&j;</title></item></channel></rss>`;

test('XML that declares entities is refused before any is unfolded', async (t) => {
  const folder = temporaryFolder(t);
  const feed = writeBelow(folder, 'feed.xml', LAUGHS);
  await assert.rejects(importInto(folder, feed), /declares entities of its own/);
  assert.equal(existsSync(`${folder}/shop.vitrine`), false);
});

test('XML that asks for a file does not get it', async (t) => {
  const folder = temporaryFolder(t);
  const secret = writeBelow(folder, 'secret', 'the secret');
  const xml = `<!DOCTYPE rss SYSTEM "file://${secret}"><rss><item><id>1</id><title>&secret; A</title></item></rss>`;
  await importInto(folder, writeBelow(folder, 'feed.xml', xml));
  assert.deepEqual(titlesIn(folder), ['&secret; A']);
});

test('XML without an end to its item is refused without keeping all of it', async (t) => {
  const folder = temporaryFolder(t);
  const feed = writeBelow(folder, 'feed.xml', `<rss><item><title>${`${'x'.repeat(1023)}\n`.repeat(17 * 1024)}`);
  await assert.rejects(importInto(folder, feed), /more than 16 MB without the end of an item/);
});

test('ids may be any Unicode text, and those that only look alike are different products', async (t) => {
  const folder = temporaryFolder(t);
  const ids = [
    'シャツ-1',
    '👗',
    'é',
    'e\u0301',
    '../../etc/passwd',
    "'; DROP TABLE products; --",
    'A',
    'a',
    '\u202eabc',
    'x y',
    '%_',
    '__proto__',
  ];
  await importInto(folder, writeBelow(folder, 'a.jsonl', jsonLines(ids.map((id) => ({ id, title: id })))));
  assert.deepEqual(
    productsIn(folder).map(({ product }) => product.id),
    ids,
  );
});

test('ids that are no text are refused: half a surrogate pair, a zero character, a thousand and one characters, steps of a path', async (t) => {
  const folder = temporaryFolder(t);
  const rows = [
    '{"id":"\\ud800","title":"A"}',
    '{"id":"a\\u0000b","title":"B"}',
    `{"id":"${'x'.repeat(1001)}","title":"C"}`,
    '{"id":".","title":"D"}',
    '{"id":"..","title":"E"}',
    '{"id":"good","title":"Good"}',
  ];
  const summary = await importInto(folder, writeBelow(folder, 'a.jsonl', rows.join('\n')));
  assert.deepEqual([summary.refused, problemsOf(summary).map(({ field }) => field)], [5, Array(5).fill('id')]);
});

test('ten thousand attributes on one product are kept, searchable and filterable', async (t) => {
  const folder = temporaryFolder(t);
  const attributes = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`name ${i}`, `value${i}`]));
  const rows = [
    { id: 'a', title: 'A', attributes: { ...attributes } },
    { id: 'b', title: 'B' },
  ];
  await importInto(folder, writeBelow(folder, 'a.jsonl', jsonLines(rows)));
  const [{ product }] = productsIn(folder);
  assert.equal(Object.keys(product.attributes).length, 10_000);
  assert.equal(queryIn(folder, 'SELECT count(*) FROM product_values WHERE row = 1'), 10_000);
  assert.equal(
    queryIn(folder, `SELECT rowid FROM product_words WHERE product_words MATCH 'attributes : value9999'`),
    1,
  );
});

test('attributes may be called like the inside of JavaScript', async (t) => {
  const folder = temporaryFolder(t);
  const row = '{"id":"a","title":"A","__proto__":"p","constructor":"c","attributes":{"__proto__":"q","toString":"t"}}';
  await importInto(folder, writeBelow(folder, 'a.jsonl', row));
  assert.deepEqual(Object.entries(productsIn(folder)[0].product.attributes), [
    ['__proto__', 'q'],
    ['constructor', 'c'],
    ['toString', 't'],
  ]);
});

test('prices as text are read, and what is no price is refused with what to write', async (t) => {
  const folder = temporaryFolder(t);
  const prices = ['$1,299.00', '15.00 USD', 'abc', '1.299,00 €', ''];
  const rows = prices.map((price, i) => ({ id: `p${i}`, title: 'A', price }));
  const summary = await importInto(folder, writeBelow(folder, 'a.jsonl', jsonLines(rows)));
  const stored = productsIn(folder).map(({ product: { price, currency } }) => [price, currency]);
  assert.deepEqual(stored, [
    [1299, 'USD'],
    [15, 'USD'],
    [1299, 'EUR'],
    [undefined, undefined],
  ]);
  const [problem] = problemsOf(summary);
  assert.deepEqual(problem, {
    ...{ kind: 'refused', file: `${folder}/a.jsonl`, line: 3, id: 'p2', field: 'price' },
    ...{ reason: "'abc' is no price", remedy: 'write 19.90 or 19.90 EUR' },
  });
});

test('a binary file is refused row by row or as a whole, never imported', async (t) => {
  const folder = temporaryFolder(t);
  const bytes = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 73 + (i >> 3)) % 256));
  await assert.rejects(importInto(folder, writeBelow(folder, 'a.bin', bytes)), BadInputError);
});

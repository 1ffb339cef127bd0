import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createRandom } from '../../../../../src/random.js';
import { RowSplitter, type SplitRow } from '../../../../../indexer/import/formats/row-splitter.js';

/** Rows as [kind, line, cells], of a text that comes in pieces of this many characters. */
function split(text: string, { delimiter = ',', pieces = text.length } = {}): [string, number, readonly string[]][] {
  const splitter = new RowSplitter({ delimiter });
  const rows: SplitRow[] = [];
  for (let at = 0; at < text.length; at += pieces) rows.push(...splitter.push(text.slice(at, at + pieces)));
  rows.push(...splitter.end());
  return rows.map(({ kind, line, cells }) => [kind, line, cells]);
}

function linesOf(text: string, kind: 'cells' | 'unclosed'): number[] {
  return split(text).flatMap(([of, line]) => (of === kind ? [line] : []));
}

const HEADER = 'id,title,price,color\n';

/** Rows 'FROM,Bag FROM,10,Red' and so on. */
function bags(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, i) => `${from + i},Bag ${from + i},10,Red\n`).join('');
}

test('a quote that the next quoted cell seems to close costs its own row only', () => {
  const text = `${HEADER}${bags(1, 3)}4,"15 inch bag,10,Red\n${bags(5, 9)}10,"Bag, ten",10,Red\n${bags(11, 12)}`;
  assert.deepEqual(linesOf(text, 'unclosed'), [5]);
  assert.deepEqual(linesOf(text, 'cells'), [1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13]);
});

test('the row of a quote that is never closed keeps the cells before the quote', () => {
  const [, row] = split(`${HEADER}4,"15 inch bag,10,Red\n${bags(5, 9)}`);
  assert.deepEqual(row, ['unclosed', 2, ['4', '"15 inch bag']]);
});

test('a quote that is never closed costs one row wherever it stands: in the first row, the last, the first cell', () => {
  assert.deepEqual(linesOf(`${HEADER}1,"Bag,10,Red\n${bags(2, 90)}`, 'unclosed'), [2]);
  assert.deepEqual(linesOf(`${HEADER}${bags(1, 9)}10,"Bag,10,Red`, 'unclosed'), [11]);
  assert.deepEqual(linesOf(`${HEADER}${bags(1, 3)}"4,Bag,10,Red\n${bags(5, 9)}`, 'unclosed'), [5]);
  const two = `${HEADER}${bags(1, 3)}4,"Bag,10,Red\n${bags(5, 9)}10,"Bag,10,Red\n${bags(11, 12)}`;
  assert.deepEqual(linesOf(two, 'unclosed'), [5, 11]);
  assert.equal(linesOf(two, 'cells').length, 11);
});

test('slips in rows that follow one another cost these rows only', () => {
  const text = `${HEADER}${bags(1, 3)}4,"A,10,Red\n5,"B,10,Red\n6,"C,10,Red\n${bags(7, 9)}`;
  assert.deepEqual(linesOf(text, 'unclosed'), [5, 6, 7]);
});

test('a slip before a row over several lines does not cost that row', () => {
  const text = `${HEADER}${bags(1, 3)}4,Bag,"10,Red\n5,"Two\nlines",10,Red\n${bags(6, 9)}`;
  for (const pieces of [3, 1000]) {
    assert.deepEqual(
      split(text, { pieces }).map(([kind, line]) => [kind, line]),
      [1, 2, 3, 4, 5, 6, 8, 9, 10, 11].map((line) => [line === 5 ? 'unclosed' : 'cells', line]),
    );
  }
});

test('an inch sign at the end of a cell does not hide the rows before it', () => {
  const text = `${HEADER}${bags(1, 5)}6,"Bag,10,Red\n${bags(7, 9)}10,Bag 15",10,Red\n${bags(11, 12)}`;
  assert.deepEqual(linesOf(text, 'unclosed'), [7]);
  assert.equal(linesOf(text, 'cells').length, 12);
});

test('a cell over several lines is one cell, also when its lines look like rows by their commas', () => {
  const texts = [
    'Soft\nand warm',
    'Colours:\nred, green, blue, black\nsizes:\nS, M, L, XL\n',
    'One, two, three, four\nfive, six, seven, eight',
    'He said ""yes"",\nand ""no""\n\n\nat last',
    '\n\n',
    '"","",""\n"","",""',
  ];
  for (const text of texts) {
    const rows = split(`${HEADER}${bags(1, 5)}6,"${text}",10,Red\n${bags(7, 9)}`);
    assert.deepEqual(rows[6], ['cells', 7, ['6', text.replaceAll('""', '"').trim(), '10', 'Red']]);
    assert.equal(rows.length, 10);
  }
});

test('a text of two columns with a comma in each line stays one cell', () => {
  const text = Array.from({ length: 40 }, (_, i) => `word ${i}, and more`).join('\n');
  const rows = split(`id,text\n1,a\n2,b\n3,c\n4,"${text}"\n5,d\n`);
  assert.deepEqual(
    rows.map(([kind, line]) => [kind, line]),
    [1, 2, 3, 4, 5, 45].map((line) => ['cells', line]),
  );
});

test('a text that is cut off is part of its row, not rows of its own', () => {
  const rows = split(`${HEADER}${bags(1, 5)}6,"A long text\nwith lines\nthat end in the mid`);
  assert.deepEqual(rows[6], ['unclosed', 7, ['6', '"A long text']]);
  assert.equal(rows.length, 7);
});

test('a quote within a cell is a quote, and so are two of them around the beginning of a cell', () => {
  assert.deepEqual(split('a,b\n5" nail,"5" nail\n"5" nail, x",y\n').slice(1), [
    ['cells', 2, ['5" nail', '"5" nail']],
    ['cells', 3, ['5" nail, x', 'y']],
  ]);
});

test('what Excel keeps from being a number is a quoted cell', () => {
  assert.deepEqual(split('a,b\n="0,13",x\n').slice(1), [['cells', 2, ['0,13', 'x']]]);
});

test('the line that names the delimiter is no row', () => {
  for (const line of ['sep=;', '"sep=;"', 'SEP=;;;']) {
    assert.deepEqual(split(`${line}\r\na;b\r\n`, { delimiter: ';' }), [['cells', 2, ['a', 'b']]]);
  }
});

test('many quotes that nothing closes are looked for once', () => {
  const text = `a,b\n${'"x\n'.repeat(100_000)}`;
  assert.equal(split(text, { pieces: 65_536 }).length, 1 + 100_000 - 63);
});

const cell = fc.string({ unit: fc.constantFrom('a', 'b', '1', ' ', ',', '"', '\n'), maxLength: 8 });

test('what is written by the rules is read as it was, in whatever pieces it comes', () => {
  const tables = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(tables, fc.integer({ min: 1, max: 9 }), (rows, pieces) => {
      const header = ['x', 'y', 'z'];
      const text = [header, ...rows]
        .map((cells) => cells.map((value) => `"${value.replaceAll('"', '""')}"`).join(','))
        .join('\r\n');
      const expected = rows.map((cells) => cells.map((value) => value.trim())).filter((cells) => cells.join('') !== '');
      const found = split(text, { pieces }).slice(1);
      assert.deepEqual(
        found.map(([kind, , cells]) => [kind, cells]),
        expected.map((cells) => ['cells', cells]),
      );
    }),
    { seed: 7, numRuns: 2000 },
  );
});

/** A cell as programs write it: in quotes where it must be, and sometimes where it need not be. */
function written(value: string, isQuoted: boolean): string {
  return isQuoted || /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

const TITLES = ['Shirt', 'Shirt', 'Bag, red', '15" bag', 'Long\nshirt'];
const TEXTS = ['Soft', 'a, b and c', 'line one\nline two, three\nv, w, x, y, z', ''];

test('whatever rows have slips, each row without one is read', () => {
  const random = createRandom(3);
  for (let table = 0; table < 300; table++) {
    const whole = new Set<string>();
    const lines = Array.from({ length: 5 + random.integer(60) }, (_, i) => {
      const cells = [`${random.pick(TITLES)} ${i}`, random.pick(TEXTS), `${random.integer(90)}.50`, 'Red'];
      const row = [String(i), ...cells.map((cell) => written(cell, random.integer(8) === 0))];
      const isSlip = random.integer(25) === 0;
      if (isSlip) row[1 + random.integer(2)] = '"Shirt';
      else whole.add(String(i));
      return row.join(',');
    });
    const rows = split(`id,title,text,price,color\n${lines.join('\n')}\n`).slice(1);
    const read = rows.flatMap(([kind, , cells]) => (kind === 'cells' && cells.length === 5 ? [cells[0]] : []));
    assert.deepEqual(
      [...whole].filter((id) => !read.includes(id)),
      [],
    );
  }
});

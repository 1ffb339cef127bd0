import assert from 'node:assert/strict';
import { test } from 'node:test';
import { printable, printableJson, printableLines, shortened } from '../../src/printable.js';

const HOSTILE = [
  ['\x1b[2J', '\\x1b[2J'],
  ['a\rb', 'a\\rb'],
  ['a\nb\tc', 'a\\nb\\tc'],
  ['\0\x07\x7f', '\\x00\\x07\\x7f'],
  ['\x9b31m', '\\x9b31m'],
  ['gpj.\u202etxt', 'gpj.\\u202etxt'],
  ['\u2066isolated\u2069', '\\u2066isolated\\u2069'],
  ['a\u2028b', 'a\\u2028b'],
  ['half \ud83d', 'half \\ud83d'],
] as const;

test('what moves a cursor or turns a line around is shown, not done', () => {
  for (const [text, shown] of HOSTILE) assert.equal(printable(text), shown);
});

test('ordinary texts of all scripts stay as they are', () => {
  for (const text of ['Rock \u2019n\u2019 Roll, 50\u00a0€', 'שמלה \u200fאדומה', '赤い👗', 'café', 'a\\nb', '👩‍👧']) {
    assert.equal(printable(text), text);
  }
});

test('of a text of several lines the line breaks stay, and nothing else', () => {
  assert.equal(printableLines('a\n\tb\r\x1b[0m'), 'a\n\tb\\r\\x1b[0m');
});

test('JSON shows none of them and means the same', () => {
  for (const [text] of HOSTILE) {
    for (const indent of [undefined, 2]) {
      const json = printableJson({ [text]: [text] }, indent);
      assert.deepEqual(JSON.parse(json), { [text]: [text] });
      assert.equal(printableLines(json), json);
    }
  }
});

test('a long name loses its middle, and a megabyte of it costs nothing', () => {
  assert.equal(shortened('short.jpg'), 'short.jpg');
  assert.equal(shortened('0123456789', 7), '0123…89');
  const long = shortened(`data:image/png;base64,${'A'.repeat(1_000_000)}`);
  assert.equal(long.length, 120);
  assert.match(long, /^data:image\/png;base64,A+…A+$/);
  assert.equal(Array.from(shortened('👗'.repeat(500), 9)).length, 9);
});

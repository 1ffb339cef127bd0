import assert from 'node:assert/strict';
import { test } from 'node:test';
import { durationInWords, openProgressDisplay } from '../../../bin/terminal/progress.js';
import { pairs, table } from '../../../bin/terminal/table.js';

test('a table aligns words to the left and numbers to the right, and cuts what is too long', () => {
  const drawn = table(
    ['id', 'title', 'price'],
    [
      ['a', 'Navy blue shirt with long sleeves', 1299],
      ['b', '紺色のシャツ', undefined],
    ],
    [4, 12],
  );
  assert.equal(
    drawn,
    ['id  title         price', '───────────────────────', 'a   Navy blue s…  1,299', 'b   紺色のシャツ'].join('\n'),
  );
});

test('a cell cannot move the cursor or leave its line', () => {
  const drawn = table(['id'], [['a\x1b[2K\u202e\nb']]);
  assert.equal(drawn.split('\n').at(-1), 'a\\x1b[2K\\u202e b');
  assert.equal(pairs([['photo', 'a\rb']]), 'photo  a\\rb');
});

test('pairs are aligned, and those without a value left out', () => {
  assert.equal(
    pairs([
      ['products', 1200],
      ['model', undefined],
      ['engine', 'cpu'],
    ]),
    'products  1,200\nengine    cpu',
  );
});

test('durations read as people say them', () => {
  assert.deepEqual([0.4, 59, 60, 125, 3600, 4800].map(durationInWords), [
    '0 s',
    '59 s',
    '1 min',
    '2 min 5 s',
    '1 h',
    '1 h 20 min',
  ]);
});

test('where there is no terminal, progress is a line every few seconds, with the time left', async () => {
  const lines: string[] = [];
  let nowMs = 0;
  const display = await openProgressDisplay({ write: (text) => lines.push(text) }, { now: () => nowMs });
  for (const done of [0, 10, 20, 30, 40, 100]) {
    display.show({ step: 'train', done, total: 100, detail: `loss ${done}` });
    nowMs += 2000;
  }
  display.show({ step: 'index', done: 5 });
  assert.deepEqual(lines, [
    'train: 0 % (0/100), loss 0\n',
    'train: 30 % (30/100), 14 s left, loss 30\n',
    'train: 100 % (100/100), loss 100\n',
    'index: 5\n',
  ]);
});

test('time left counts only what this run did: a resumed one does not start at nothing', async () => {
  const lines: string[] = [];
  let nowMs = 0;
  const display = await openProgressDisplay({ write: (text) => lines.push(text) }, { now: () => nowMs });
  display.show({ step: 'train', done: 90, total: 100 });
  nowMs = 10_000;
  display.show({ step: 'train', done: 95, total: 100 });
  assert.equal(lines[1], 'train: 95 % (95/100), 10 s left\n');
});

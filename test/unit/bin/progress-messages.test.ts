import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openProgressMessages, type ProgressMessage } from '../../../bin/terminal/progress-messages.js';

test('programs hear of the beginning and the end of each step, and some times a second between them', () => {
  const messages: ProgressMessage['progress'][] = [];
  let nowMs = 0;
  const display = openProgressMessages(({ progress }) => messages.push(progress), { now: () => nowMs });
  for (let done = 0; done <= 100; done++) {
    display.show({ step: 'train', done, total: 100, detail: 'epoch 1/1' });
    nowMs += 50;
  }
  display.show({ step: 'train', done: 100, total: 100 });
  display.show({ step: 'index', done: 5 });
  assert.deepEqual(
    messages.slice(0, 3).map(({ done }) => done),
    [0, 4, 8],
  );
  assert.deepEqual(messages.at(-2), { step: 'train', done: 100, total: 100, detail: 'epoch 1/1', secondsLeft: null });
  assert.deepEqual(messages.at(-1), { step: 'index', done: 5, total: null, detail: null, secondsLeft: null });
  const half = messages.find(({ done }) => done === 52);
  assert.equal(half?.secondsLeft, 2);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLimit } from '../../../../indexer/import/concurrency-limit.js';
import { CancelledError } from '../../../../src/errors.js';

test('no more than the limit runs at a time, in the order of the calls', async () => {
  const limit = createLimit(3);
  let running = 0;
  let most = 0;
  const begun: number[] = [];
  const work = Array.from({ length: 20 }, (_, i) =>
    limit(async () => {
      begun.push(i);
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      if (i === 5) throw new Error('one fails');
      return i;
    }),
  );
  const results = await Promise.allSettled(work);
  assert.equal(most, 3);
  assert.deepEqual(
    begun,
    Array.from({ length: 20 }, (_, i) => i),
  );
  assert.deepEqual(
    results.flatMap(({ status }, i) => (status === 'rejected' ? [i] : [])),
    [5],
  );
});

test('a raised signal stops what has not begun', async () => {
  const cancel = new AbortController();
  const limit = createLimit(1, cancel.signal);
  const first = limit(() => new Promise((resolve) => setTimeout(resolve, 5, 'done')));
  const second = limit(() => Promise.resolve('never'));
  cancel.abort();
  assert.equal(await first, 'done');
  await assert.rejects(second, CancelledError);
});

import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { CancelledError } from '../../../src/errors.js';
import { WorkerPool } from '../../../src/workers/pool.js';

function openPool(context: TestContext, threads = 1, module = './errands.js'): WorkerPool {
  const pool = new WorkerPool({ module: new URL(module, import.meta.url), threads });
  context.after(() => pool.close());
  return pool;
}

test('a worker runs an exported function and its result comes back', async (context) => {
  const pool = openPool(context, 2);
  const results = await Promise.all([1, 2, 3, 4].map((n) => pool.run(Float32Array.of(n), { name: 'double' })));
  assert.deepEqual(
    results,
    [2, 4, 6, 8].map((n) => Float32Array.of(n)),
  );
});

test('the work is done outside the main thread', async (context) => {
  assert.ok((await openPool(context).run<undefined, number>(undefined, { name: 'whichThread' })) > 0);
});

test('a transferred buffer is moved, not copied', async (context) => {
  const numbers = Float32Array.of(1, 2, 3);
  const doubled = await openPool(context).run(numbers, { name: 'double', transfer: [numbers.buffer] });
  assert.deepEqual(doubled, Float32Array.of(2, 4, 6));
  assert.equal(numbers.byteLength, 0);
});

test('what the function throws reaches the caller, and the pool goes on', async (context) => {
  const pool = openPool(context);
  await assert.rejects(pool.run('too far', { name: 'complain' }), { name: 'RangeError', message: 'too far' });
  assert.deepEqual(await pool.run(Float32Array.of(1), { name: 'double' }), Float32Array.of(2));
});

test('a function that the module does not have is an error', async (context) => {
  await assert.rejects(openPool(context).run(1, { name: 'nothing' }), /nothing/);
});

test('a module that does not exist is an error for the run and for those behind it', async (context) => {
  const pool = openPool(context, 1, './nowhere.js');
  const runs = await Promise.allSettled([pool.run(1), pool.run(2), pool.run(3)]);
  assert.deepEqual(
    runs.map(({ status }) => status),
    ['rejected', 'rejected', 'rejected'],
  );
});

test('a worker that exits rejects what waits for it, and the next run gets a new worker', async (context) => {
  const pool = openPool(context);
  const waiting = Promise.allSettled([pool.run(3, { name: 'die' }), pool.run(Float32Array.of(1), { name: 'double' })]);
  const [died, behind] = await waiting;
  assert.equal(died.status, 'rejected');
  assert.match(String(died.reason), /exit code 3/);
  assert.equal(behind.status, 'rejected');
  assert.deepEqual(await pool.run(Float32Array.of(1), { name: 'double' }), Float32Array.of(2));
});

test('an uncaught error in a worker rejects the run with that error', async (context) => {
  const pool = openPool(context);
  await assert.rejects(pool.run(undefined, { name: 'crash' }), /out of the blue/);
  assert.deepEqual(await pool.run(Float32Array.of(1), { name: 'double' }), Float32Array.of(2));
});

test('a raised signal ends a run that would never end', async (context) => {
  const pool = openPool(context);
  const stop = new AbortController();
  const endless = pool.run(undefined, { name: 'spin', signal: stop.signal });
  setTimeout(() => {
    stop.abort();
  }, 50);
  await assert.rejects(endless, CancelledError);
  assert.deepEqual(await pool.run(Float32Array.of(1), { name: 'double' }), Float32Array.of(2));
});

test('a signal that is raised already starts nothing', async (context) => {
  await assert.rejects(openPool(context).run(1, { name: 'spin', signal: AbortSignal.abort() }), CancelledError);
});

test('closing rejects what still runs, and a closed pool takes nothing more', async (context) => {
  const pool = openPool(context);
  const endless = assert.rejects(pool.run(undefined, { name: 'spin' }), /closed/);
  await pool.close();
  await endless;
  await assert.rejects(pool.run(1, { name: 'whichThread' }), /closed/);
});

test('a pool needs at least one thread', () => {
  assert.throws(() => new WorkerPool({ module: new URL('./errands.js', import.meta.url), threads: 0 }), RangeError);
});

import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { after, test } from 'node:test';
import { Crew, type CrewOptions } from '../../server/answering/crew.js';
import { CancelledError, NotFoundError, VitrineError } from '../../src/errors.js';
import type { ErrandQuestions } from './errand-worker.js';

const crews: Crew<ErrandQuestions>[] = [];
after(() => Promise.all(crews.map((crew) => crew.close())));

function crewOf(options: Partial<CrewOptions> = {}): Crew<ErrandQuestions> {
  const crew = new Crew<ErrandQuestions>({
    module: new URL('./errand-worker.js', import.meta.url),
    ...{ workerData: 'here', threads: 1, waiting: 8, timeLimitMs: 10_000 },
    first: { name: 'place', input: undefined },
    ...options,
  });
  crews.push(crew);
  return crew;
}

const codeOf = (code: string) => (error: unknown) => error instanceof Error && 'code' in error && error.code === code;

test('a question is answered by a thread that keeps what it knows', async () => {
  const crew = crewOf();
  assert.equal(await crew.ask('place', undefined), 'here');
  assert.equal(await crew.ask('count', undefined), 1);
  assert.equal(await crew.ask('count', undefined), 2);
});

test('an error of ours arrives with its code, field and remedy; any other as it is', async () => {
  const crew = crewOf();
  await assert.rejects(crew.ask('miss', 'hat'), (error) => {
    assert.ok(error instanceof VitrineError && !(error instanceof NotFoundError));
    assert.deepEqual([error.code, error.status, error.place.field, error.remedy], ['not-found', 404, 'id', 'look']);
    return true;
  });
  await assert.rejects(crew.ask('stumble', undefined), /tripped/);
});

test('a thread that dies fails its own question with 503, and another one takes the next', async () => {
  const crew = crewOf();
  await assert.rejects(crew.ask('die', undefined), codeOf('unavailable'));
  assert.equal(await crew.ask('count', undefined), 1);
});

test('a thread that takes too long is replaced', async () => {
  const crew = crewOf({ timeLimitMs: 2500 });
  await crew.ask('place', undefined);
  await assert.rejects(crew.ask('hang', undefined), codeOf('unavailable'));
  assert.equal(await crew.ask('count', undefined), 1);
});

test('a question that waits is taken back at once, and one that runs is told', async () => {
  const crew = crewOf();
  const [running, waiting] = [new AbortController(), new AbortController()];
  const first = crew.ask('wait', undefined, { signal: running.signal });
  const second = crew.ask('count', undefined, { signal: waiting.signal });
  waiting.abort();
  await assert.rejects(second, CancelledError);
  running.abort();
  await assert.rejects(first, CancelledError);
  assert.equal(await crew.ask('count', undefined), 1, 'the thread is free again, and was not asked to count before');
});

test('one signal may go with any number of questions: what is answered listens to it no more', async () => {
  const crew = crewOf();
  const { signal } = new AbortController();
  for (let i = 0; i < 3; i++) await crew.ask('count', undefined, { signal });
  assert.equal(getEventListeners(signal, 'abort').length, 0);
});

test('more questions than may wait are refused', async () => {
  const crew = crewOf({ waiting: 1 });
  await crew.ask('place', undefined);
  const stop = new AbortController();
  const running = crew.ask('wait', undefined, { signal: stop.signal });
  const waiting = crew.ask('count', undefined);
  await assert.rejects(crew.ask('count', undefined), codeOf('unavailable'));
  stop.abort();
  await assert.rejects(running, CancelledError);
  assert.equal(await waiting, 1);
});

test('closing waits for the answer that is on its way', async () => {
  const crew = crewOf();
  await crew.ask('place', undefined);
  const answer = crew.ask('slow', undefined);
  await crew.close();
  assert.equal(await answer, 'done');
  await assert.rejects(crew.ask('count', undefined), codeOf('unavailable'));
});

test('buffers that are named move to the thread', async () => {
  const crew = crewOf();
  const bytes = new Uint8Array([1, 2, 3]);
  assert.equal(await crew.ask('sum', bytes, { transfer: [bytes.buffer] }), 6);
  assert.equal(bytes.length, 0);
});

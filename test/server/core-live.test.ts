import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startWriting } from '../../server/answering/writing.js';
import type { SearchAnswer } from '../../server/requests/index.js';
import { folderOfTests, smallWorkspace, startService } from './service-fixture.js';

const workspace = await smallWorkspace(folderOfTests());
const service = await startService(workspace, { threads: 2, writing: startWriting({ workspace }) });

/** Questions that are asked at the same time, so that both threads answer some. */
const AT_ONCE = 8;

async function totals(words: string): Promise<Set<number>> {
  const questions = Array.from({ length: AT_ONCE }, async (_, i) => {
    // The same question and others: a thread may remember the one, and must think about the others.
    const response = await service.get(`/v1/search?q=${words}&limit=${1 + (i % 3)}`);
    assert.equal(response.status, 200);
    return ((await response.json()) as SearchAnswer).total;
  });
  return new Set(await Promise.all(questions));
}

const write = (method: string, path: string, body?: string, type = 'application/json'): Promise<Response> =>
  service.get(path, { method, ...(body === undefined ? {} : { body, headers: { 'content-type': type } }) });

test('a product is found by every thread as soon as it is written, and by none as soon as it is deleted', async () => {
  for (let i = 0; i < 15; i++) {
    const body = JSON.stringify({ title: 'xylophone case', color: `shade ${i}` });
    assert.deepEqual(await totals('xylophone'), new Set([0]));
    assert.equal((await write('PUT', `/v1/products/x${i}`, body)).status, 200);
    assert.deepEqual(await totals('xylophone'), new Set([1]), `after PUT ${i}`);
    assert.equal((await write('DELETE', `/v1/products/x${i}`)).status, 204);
    assert.deepEqual(await totals('xylophone'), new Set([0]), `after DELETE ${i}`);
    assert.equal((await service.get(`/v1/products/x${i}`)).status, 404);
  }
});

test('while products are written and deleted in bulk, no thread shows one that was deleted, or misses one that is in', async () => {
  const size = 120;
  let isOver = false;
  const searching = (async (): Promise<void> => {
    while (!isOver) {
      for (const total of await totals('bassoon')) assert.ok(total <= size);
      for (const total of await totals('shirt')) assert.equal(total, 3);
    }
  })();
  for (let round = 0; round < 3; round++) {
    const lines = Array.from({ length: size }, (_, i) =>
      JSON.stringify({ id: `b${i}`, title: `bassoon ${i} ${round}` }),
    );
    const response = await write('POST', '/v1/products', lines.join('\n'), 'application/x-ndjson');
    assert.equal((await response.text()).trim().split('\n').length, size);
    assert.deepEqual(await totals('bassoon'), new Set([size]));
    for (let start = 0; start < size; start += 40) {
      const ids = Array.from({ length: 40 }, (_, i) => `b${start + i}`);
      const deleted = await Promise.all(ids.map((id) => write('DELETE', `/v1/products/${id}`)));
      assert.ok(deleted.every(({ status }) => status === 204));
    }
    assert.deepEqual(await totals('bassoon'), new Set([0]));
  }
  isOver = true;
  await searching;
});

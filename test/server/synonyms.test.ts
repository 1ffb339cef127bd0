import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SearchAnswer, SynonymsAnswer } from '../../server/requests/index.js';
import { startWriting } from '../../server/answering/writing.js';
import { folderOfTests, smallWorkspace, startService } from './service-fixture.js';

const workspace = await smallWorkspace(folderOfTests());
const service = await startService(workspace, { threads: 2, writing: startWriting({ workspace }) });
await service.answering.ready();

const put = (body: unknown): Promise<Response> =>
  service.get('/v1/synonyms', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const listed = async (): Promise<SynonymsAnswer> =>
  (await (await service.get('/v1/synonyms')).json()) as SynonymsAnswer;
const found = async (words: string): Promise<SearchAnswer> =>
  (await (await service.get(`/v1/search?q=${encodeURIComponent(words)}`)).json()) as SearchAnswer;

/** Asks both threads, of which the same answer may be remembered. */
async function totals(words: string): Promise<number[]> {
  const asked = await Promise.all(Array.from({ length: 8 }, () => found(words)));
  return [...new Set(asked.map(({ total }) => total))];
}

test('synonyms that are put count in every thread from then on, and are told with the answer', async () => {
  assert.deepEqual(await listed(), { synonyms: [], recipe: [] });
  assert.deepEqual(await totals('zyxgown'), [0]);
  const synonyms = [['zyxgown', 'dress'], { from: 'twopiece', to: ['shirt', 'skirt'] }];
  assert.equal((await put({ synonyms })).status, 204);
  assert.deepEqual(await listed(), { synonyms, recipe: [] });
  assert.deepEqual(await totals('zyxgown'), [3]);
  assert.deepEqual(await totals('twopiece'), [6]);
  const { understood } = await found('red zyxgown');
  assert.deepEqual(
    understood.filter(({ kind }) => kind === 'synonym').map(({ text, label }) => [text, label]),
    [['zyxgown', 'dress']],
  );
});

test('synonyms are kept by the catalog, replaced as a whole, and removed', async () => {
  assert.equal((await put({ synonyms: [['zyxgown', 'skirt']] })).status, 204);
  const again = await startService(workspace, {});
  assert.deepEqual(await (await again.get('/v1/synonyms')).json(), { synonyms: [['zyxgown', 'skirt']], recipe: [] });
  assert.deepEqual(await totals('twopiece'), [0]);
  assert.equal((await service.get('/v1/synonyms', { method: 'DELETE' })).status, 204);
  assert.deepEqual(await totals('zyxgown'), [0]);
});

test('what is no list is refused, and the old one stays', async () => {
  await put({ synonyms: [['zyxgown', 'dress']] });
  for (const body of [
    {},
    { synonyms: 'dress' },
    { synonyms: [['alone']] },
    { synonyms: [{ from: 'a' }] },
    { synonyms: [['a', 'x'.repeat(101)]] },
    { synonyms: [], more: 1 },
  ]) {
    const response = await put(body);
    assert.equal(response.status, 400, JSON.stringify(body));
    const { detail, field } = (await response.json()) as { detail: string; field?: string };
    assert.ok(`${field ?? ''} ${detail}`.includes('synonyms') || 'more' in body, detail);
  }
  assert.deepEqual((await listed()).synonyms, [['zyxgown', 'dress']]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { defineRoute } from '../../server/route.js';
import { folderOfTests, problemOf, smallWorkspace, startService } from './service-fixture.js';

const workspace = await smallWorkspace(folderOfTests());
const [READ, WRITE] = ['read-key-0123456789', 'write-key-0123456789'];
const bearer = (key: string): RequestInit => ({ headers: { authorization: `Bearer ${key}` } });

const writing = defineRoute({
  ...{ id: 'write', method: 'put', url: '/v1/written', tag: 'test', access: 'write', summary: 'Writes' },
  answer: { kind: 'json', schema: z.object({}), description: 'Done.' },
  handle: () => ({}),
});

test('with keys, reading needs one, and writing needs one that may', async () => {
  const service = await startService(workspace, { keys: { readKeys: [READ], writeKeys: [WRITE] }, routes: [writing] });
  const put = (init: RequestInit) => service.get('/v1/written', { method: 'PUT', ...init });
  const missing = await service.get('/v1/status');
  assert.equal(missing.headers.get('www-authenticate'), 'Bearer');
  assert.deepEqual(await problemOf(missing), { status: 401, code: 'unauthorized' });
  assert.deepEqual(await problemOf(await service.get('/v1/status', bearer('wrong'))), {
    status: 401,
    code: 'unauthorized',
  });
  assert.equal((await service.get('/v1/status', bearer(READ))).status, 200);
  assert.equal((await service.get('/v1/status', bearer(WRITE))).status, 200);
  assert.deepEqual(await problemOf(await put(bearer(READ))), { status: 403, code: 'forbidden' });
  assert.equal((await put(bearer(WRITE))).status, 200);
  assert.equal((await service.get('/metrics')).status, 401);
  assert.equal((await service.get('/healthz')).status, 200);
  assert.ok(!service.log.join('').includes(READ), 'keys never go into the log');
});

test('without keys, a page from elsewhere may not write, however it was led here', async () => {
  const service = await startService(workspace, { routes: [writing] });
  const put = (headers: Record<string, string>) => service.get('/v1/written', { method: 'PUT', headers });
  assert.equal((await put({})).status, 200);
  assert.equal((await put({ origin: 'http://localhost:5173' })).status, 200);
  assert.equal((await put({ origin: 'https://evil.example' })).status, 403);
  assert.equal((await put({ origin: 'null' })).status, 403);
});

test('requests beyond the rate are refused, and told when to come again', async () => {
  const service = await startService(workspace, { rate: { perMinute: 3, countsThisMachine: true } });
  const statuses = [];
  for (let i = 0; i < 5; i++) statuses.push(await service.get('/v1/status'));
  assert.deepEqual(
    statuses.map(({ status }) => status),
    [200, 200, 200, 429, 429],
  );
  assert.ok(Number(statuses[4].headers.get('retry-after')) > 0);
  assert.equal((await problemOf(statuses[4])).code, 'too-many-requests');
  assert.equal((await service.get('/healthz')).status, 200);
});

test('this machine is not counted unless asked', async () => {
  const service = await startService(workspace, { rate: { perMinute: 1, countsThisMachine: false } });
  for (let i = 0; i < 4; i++) assert.equal((await service.get('/v1/status')).status, 200);
});

test('pages of other sites may ask only where they are named', async () => {
  const origin = 'https://shop.example';
  const closed = await startService(workspace);
  const open = await startService(workspace, { cors: [origin] });
  const allowed = async (service: typeof open, from: string): Promise<string | null> =>
    (await service.get('/v1/status', { headers: { origin: from } })).headers.get('access-control-allow-origin');
  assert.equal(await allowed(closed, origin), null);
  assert.equal(await allowed(open, origin), origin);
  assert.equal(await allowed(open, 'https://evil.example'), null);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { defineRoute } from '../../server/route.js';
import { exchange, NOBODY, problemOf, startService, statusOf, type TestOptions } from './service-fixture.js';

const [READ, WRITE] = ['read-key-0123456789', 'write-key-0123456789'];
const bearer = (key: string): RequestInit => ({ headers: { authorization: `Bearer ${key}` } });

const done = {
  answer: { kind: 'json', schema: z.object({}), description: 'Done.' },
  handle: () => ({}),
} as const;
const routes = [
  defineRoute({
    ...{ id: 'read', method: 'get', url: '/v1/read', tag: 'test', access: 'read', summary: 'Reads' },
    ...done,
  }),
  defineRoute({
    ...{ id: 'ask', method: 'post', url: '/v1/asked', tag: 'test', access: 'read', summary: 'Asks' },
    ...done,
  }),
  defineRoute({
    ...{ id: 'write', method: 'put', url: '/v1/written', tag: 'test', access: 'write', summary: 'Writes' },
    ...done,
  }),
];

/** A service of these three routes, without a catalog. */
const opened = (options: TestOptions = {}) => startService('', { answering: NOBODY, routes, ...options });

test('with keys, reading needs one, and writing needs one that may', async () => {
  const service = await opened({ keys: { readKeys: [READ], writeKeys: [WRITE] } });
  const put = (init: RequestInit) => service.get('/v1/written', { method: 'PUT', ...init });
  const missing = await service.get('/v1/read');
  assert.equal(missing.headers.get('www-authenticate'), 'Bearer');
  assert.deepEqual(await problemOf(missing), { status: 401, code: 'unauthorized' });
  assert.deepEqual(await problemOf(await service.get('/v1/read', bearer('wrong'))), {
    status: 401,
    code: 'unauthorized',
  });
  assert.equal((await service.get('/v1/read', bearer(READ))).status, 200);
  assert.equal((await service.get('/v1/read', bearer(WRITE))).status, 200);
  assert.deepEqual(await problemOf(await put(bearer(READ))), { status: 403, code: 'forbidden' });
  assert.equal((await put(bearer(WRITE))).status, 200);
  assert.equal((await service.get('/metrics')).status, 401);
  assert.equal((await service.get('/healthz')).status, 200);
  assert.ok(!service.log.join('').includes(READ), 'keys never go into the log');
});

test('without keys, what a proxy passes on gets no answer: behind one, every request comes from this machine', async () => {
  const service = await opened();
  for (const [name, value] of [
    ['x-forwarded-for', '203.0.113.7'],
    ['x-forwarded-for', '127.0.0.1'],
    ['x-forwarded-for', ''],
    ['forwarded', 'for=203.0.113.7'],
    ['x-real-ip', '203.0.113.7'],
    ['x-forwarded-host', 'shop.example'],
    ['via', '1.1 gate'],
  ]) {
    const refused = await service.get('/v1/read', { headers: { [name]: value } });
    assert.deepEqual(await problemOf(refused), { status: 401, code: 'unauthorized' }, name);
    assert.equal((await service.get('/metrics', { headers: { [name]: value } })).status, 401, name);
    assert.equal((await service.get('/healthz', { headers: { [name]: value } })).status, 200, name);
  }
  const old = await exchange(service.port, [`GET /v1/read HTTP/1.0\r\nhost: 127.0.0.1:${service.port}\r\n\r\n`]);
  assert.match(old, /^HTTP\/1\.1 401 /, 'nginx as it comes adds no header, and speaks HTTP/1.0');
  const trusting = await opened({ trustProxy: 1 });
  assert.equal((await trusting.get('/v1/read', { headers: { 'x-forwarded-for': '127.0.0.1' } })).status, 401);
  assert.equal((await trusting.get('/v1/read')).status, 200);
});

test('without keys, a page that was led here under a name of its own gets no answer', async () => {
  const { port } = await opened();
  const asHost = (host: string) => statusOf(port, '/v1/read', { headers: { host } });
  for (const host of ['localhost', `localhost:${port}`, '127.0.0.1', '127.9.9.9:80', `[::1]:${port}`, 'LOCALHOST']) {
    assert.equal(await asHost(host), 200, host);
  }
  for (const host of ['evil.example', `evil.example:${port}`, 'localhost.evil.example', '127.0.0.1.evil.example']) {
    assert.equal(await asHost(host), 403, host);
  }
});

test('without keys, pages of other sites can neither write nor send photos', async () => {
  const service = await opened();
  const put = (headers: Record<string, string>) => service.get('/v1/written', { method: 'PUT', headers });
  assert.equal((await put({})).status, 200);
  assert.equal((await put({ origin: 'http://localhost:5173' })).status, 200);
  assert.equal((await put({ origin: service.url, 'sec-fetch-site': 'same-origin' })).status, 200);
  assert.equal((await put({ origin: 'https://evil.example' })).status, 403);
  assert.equal((await put({ origin: 'null' })).status, 403);
  assert.equal((await put({ 'sec-fetch-site': 'cross-site' })).status, 403);
  const form = new FormData(); // a browser sends it to anywhere, without asking first
  const send = (origin: string) => service.get('/v1/asked', { method: 'POST', body: form, headers: { origin } });
  assert.deepEqual(await problemOf(await send('https://evil.example')), {
    ...{ status: 403, code: 'forbidden', field: 'origin' },
  });
  assert.equal((await send(service.url)).status, 200);
});

test('without keys, a site that may ask may send photos, and still not write', async () => {
  const origin = 'https://shop.example';
  const service = await opened({ cors: [origin] });
  const send = (path: string, method: string) => service.get(path, { method, headers: { origin } });
  assert.equal((await send('/v1/asked', 'POST')).status, 200);
  assert.equal((await send('/v1/written', 'PUT')).status, 403);
});

test('who asks is whom the trusted proxies name: for the log and for the rate', async () => {
  const keys = { readKeys: [READ], writeKeys: [] };
  const rate = { perMinute: 1, countsThisMachine: false };
  const asked = async (trustProxy: number | string[], forwarded: string): Promise<string> => {
    const service = await opened({ keys, rate, trustProxy });
    await service.get('/v1/read', { headers: { 'x-forwarded-for': forwarded } });
    const line = service.log.map((text) => JSON.parse(text) as { msg: string; client?: string });
    return line.find(({ msg }) => msg === 'answered')?.client ?? '';
  };
  assert.equal(await asked(0, '203.0.113.7'), '127.0.0.1');
  assert.equal(await asked(1, '198.51.100.1, 203.0.113.7'), '203.0.113.7', 'what the client claims is not believed');
  assert.equal(await asked(2, '198.51.100.1, 203.0.113.7'), '198.51.100.1');
  assert.equal(await asked(['loopback', '10.0.0.0/8'], '198.51.100.1, 203.0.113.7, 10.1.2.3'), '203.0.113.7');
  assert.equal(await asked(['10.0.0.0/8'], '203.0.113.7'), '127.0.0.1', 'this proxy is not among those that are named');
  assert.equal(await asked(1, '203.0.113.7:51234'), '203.0.113.7');
  assert.equal(await asked(1, '[2001:db8::7]:51234'), '2001:db8::7');
  assert.equal(await asked(1, 'unknown'), '127.0.0.1');

  const service = await opened({ keys, rate, trustProxy: 1 });
  const from = async (client: string): Promise<number> =>
    (await service.get('/v1/read', { headers: { 'x-forwarded-for': client } })).status;
  const statuses = [await from('203.0.113.7'), await from('203.0.113.7'), await from('203.0.113.8')];
  assert.deepEqual(statuses, [401, 429, 401], 'each client has a rate of its own');
});

test('a proxy that is not trusted is told of in the log, once', async () => {
  const service = await opened();
  for (let i = 0; i < 3; i++) await service.get('/v1/read', { headers: { 'x-forwarded-for': '203.0.113.7' } });
  assert.equal(service.log.filter((line) => line.includes('--trust-proxy')).length, 1);
});

test('requests beyond the rate are refused, and told when to come again', async () => {
  const service = await opened({ rate: { perMinute: 3, countsThisMachine: true } });
  const statuses = [];
  for (let i = 0; i < 5; i++) statuses.push(await service.get('/v1/read'));
  assert.deepEqual(
    statuses.map(({ status }) => status),
    [200, 200, 200, 429, 429],
  );
  assert.ok(Number(statuses[4].headers.get('retry-after')) > 0);
  assert.equal((await problemOf(statuses[4])).code, 'too-many-requests');
  assert.equal((await service.get('/healthz')).status, 200);
});

test('this machine is not counted unless asked', async () => {
  const service = await opened({ rate: { perMinute: 1, countsThisMachine: false } });
  for (let i = 0; i < 4; i++) assert.equal((await service.get('/v1/read')).status, 200);
});

test('pages of other sites may ask only where they are named', async () => {
  const origin = 'https://shop.example';
  const closed = await opened();
  const open = await opened({ cors: [origin] });
  const allowed = async (service: typeof open, from: string): Promise<string | null> =>
    (await service.get('/v1/read', { headers: { origin: from } })).headers.get('access-control-allow-origin');
  assert.equal(await allowed(closed, origin), null);
  assert.equal(await allowed(open, origin), origin);
  assert.equal(await allowed(open, 'https://evil.example'), null);
});

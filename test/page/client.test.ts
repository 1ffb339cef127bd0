import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient, ProblemError, UnreachableError } from '../../server/client/index.js';

interface Sent {
  readonly url: string;
  readonly init: RequestInit;
}

/** A client of a service that answers everything with one response, and what was sent to it. */
function clientOf(respond: () => Response | Promise<Response>) {
  const sent: Sent[] = [];
  const fetch = async (input: Parameters<typeof globalThis.fetch>[0], init: RequestInit = {}): Promise<Response> => {
    assert.ok(typeof input === 'string');
    sent.push({ url: input, init });
    return respond();
  };
  return { client: createClient({ baseUrl: 'http://shop.example/', key: 'secret', fetch }), sent };
}

const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

test('a search by words is a GET with repeated parameters and the key', async () => {
  const { client, sent } = clientOf(() => json({ total: 3 }));
  const answer = await client.search({
    words: 'red & dress',
    filters: ['color=Red', 'price<50'],
    modes: ['words', 'text'],
  });
  assert.equal(answer.total, 3);
  assert.equal(
    sent[0].url,
    'http://shop.example/v1/search?q=red+%26+dress&filter=color%3DRed&filter=price%3C50&modes=words%2Ctext',
  );
  assert.deepEqual(sent[0].init.headers, { authorization: 'Bearer secret' });
});

test('a search by photo sends the question before the photo', async () => {
  const { client, sent } = clientOf(() => json({}));
  await client.search({ photo: new Blob(['jpeg'], { type: 'image/jpeg' }), region: [1, 2, 30, 40], words: 'red' });
  const { body, method, headers } = sent[0].init;
  assert.ok(body instanceof FormData);
  assert.deepEqual([...body.keys()], ['query', 'photo']);
  assert.deepEqual(JSON.parse(body.get('query') as string), { words: 'red', region: [1, 2, 30, 40] });
  assert.equal(method, 'POST');
  assert.deepEqual(headers, { authorization: 'Bearer secret' });
});

test('weights are sent as JSON', async () => {
  const { client, sent } = clientOf(() => json({}));
  await client.search({ words: 'red', weights: { image: 0 } });
  assert.deepEqual(JSON.parse(sent[0].init.body as string), { words: 'red', weights: { image: 0 } });
});

test('an id may hold a slash and a question mark', async () => {
  const { client, sent } = clientOf(() => json({ id: 'a/b?c' }));
  await client.product('a/b?c');
  assert.equal(sent[0].url, 'http://shop.example/v1/products/a%2Fb%3Fc');
  assert.equal(
    client.photoUrl('a/b', { position: 2, size: 320 }),
    'http://shop.example/v1/products/a%2Fb/photos/2?size=320',
  );
});

test('a problem document becomes an error that carries it', async () => {
  const problem = {
    type: '/docs#problem-usage',
    title: 'No',
    status: 400,
    detail: 'limit is too large',
    code: 'usage',
  };
  const { client } = clientOf(() => json({ ...problem, remedy: 'write 1 to 100', requestId: 'r1' }, 400));
  await assert.rejects(client.search({ words: 'x' }), (error) => {
    assert.ok(error instanceof ProblemError);
    assert.equal(error.status, 400);
    assert.equal(error.message, 'limit is too large: write 1 to 100');
    return true;
  });
});

test('an error page of something in between is a problem too', async () => {
  const { client } = clientOf(() => new Response('<h1>Bad gateway</h1>', { status: 502, statusText: 'Bad Gateway' }));
  await assert.rejects(
    client.status(),
    (error) => error instanceof ProblemError && error.problem.title === 'Bad Gateway',
  );
});

test('no answer is told apart from being stopped', async () => {
  const { client } = clientOf(() => Promise.reject(new TypeError('fetch failed')));
  await assert.rejects(client.status(), UnreachableError);
  const stopped = AbortSignal.abort();
  await assert.rejects(client.status({ signal: stopped }), TypeError);
});

test('products are sent as lines and answered line by line', async () => {
  const lines = '{"line":1,"id":"a","status":"added"}\n{"line":2,"id":"b","status":"unchanged"}\n';
  const { client, sent } = clientOf(() => new Response(lines));
  const told: string[] = [];
  for await (const { id, status } of client.putProducts([
    { id: 'a', title: 'A' },
    { id: 'b', title: 'B' },
  ])) {
    told.push(`${id ?? ''} ${status}`);
  }
  assert.deepEqual(told, ['a added', 'b unchanged']);
  assert.equal(sent[0].init.body, '{"id":"a","title":"A"}\n{"id":"b","title":"B"}\n');
});

test('events of a job are read however the network cuts them', async () => {
  const text =
    ': hello\n\nevent: progress\ndata: {"step":"train","done":1,"total":2}\n\nevent: log\ndata: {"text":\ndata: "ü"}\n\n';
  const bytes = new TextEncoder().encode(text);
  for (const size of [1, 7, bytes.length]) {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.subarray(at, at + size));
        controller.close();
      },
    });
    const { client } = clientOf(() => new Response(body));
    const events: unknown[] = [];
    for await (const event of client.jobEvents('7')) events.push(event);
    assert.deepEqual(events, [
      { event: 'progress', data: { step: 'train', done: 1, total: 2 } },
      { event: 'log', data: { text: 'ü' } },
    ]);
  }
});

import assert from 'node:assert/strict';
import { request, type IncomingMessage } from 'node:http';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { startWriting } from '../../server/answering/writing.js';
import { openBackstage } from '../../server/backstage.js';
import type { Job, SearchAnswer } from '../../server/requests/index.js';
import { folderOfTests, smallWorkspace, startService } from './service-fixture.js';

const folder = folderOfTests();
const workspace = await smallWorkspace(folder);
const script = fileURLToPath(new URL('./fake-vitrine.js', import.meta.url));
const backstage = openBackstage({ workspace, folders: [], script });
after(() => backstage.close());
const writing = startWriting({ workspace });
const service = await startService(workspace, { routes: backstage.routes, writing });

interface Sent {
  readonly method?: string;
  readonly body?: string;
  readonly type?: string;
  readonly encoding?: string;
}

/** An answer as it came over the wire, with the pieces in which it came. */
function asSent(
  path: string,
  { method = 'GET', body, type, encoding = 'gzip, br' }: Sent = {},
): Promise<{
  readonly message: IncomingMessage;
  readonly pieces: AsyncIterator<Buffer>;
}> {
  return new Promise((resolve, reject) => {
    const headers = { 'accept-encoding': encoding, ...(type === undefined ? {} : { 'content-type': type }) };
    const sent = request({ host: '127.0.0.1', port: service.port, path, method, headers, agent: false }, (message) => {
      resolve({ message, pieces: message[Symbol.asyncIterator]() as AsyncIterator<Buffer> });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function wholeOf(pieces: AsyncIterator<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) parts.push(next.value);
  return Buffer.concat(parts);
}

/** The next piece of an answer as text; empty at its end. */
async function nextText(pieces: AsyncIterator<Buffer, unknown>): Promise<string> {
  const { value, done } = await pieces.next();
  return done === true ? '' : value.toString();
}

test('an answer is compressed as the client can read it, and says on what that depends', async () => {
  const plain = await asSent('/v1/search?q=red', { encoding: 'identity' });
  const expected = JSON.parse((await wholeOf(plain.pieces)).toString()) as SearchAnswer;
  assert.equal(plain.message.headers['content-encoding'], undefined);
  for (const [encoding, unpack] of [
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const) {
    const { message, pieces } = await asSent('/v1/search?q=red', { encoding });
    assert.equal(message.headers['content-encoding'], encoding);
    assert.match(message.headers.vary ?? '', /accept-encoding/i);
    const { hits } = JSON.parse(unpack(await wholeOf(pieces)).toString()) as SearchAnswer;
    assert.deepEqual(hits, expected.hits);
  }
});

test('what is small is sent as it is', async () => {
  const { message, pieces } = await asSent('/v1/suggest?q=zzzz');
  assert.equal(message.headers['content-encoding'], undefined);
  await wholeOf(pieces);
});

test('photos, which are compressed already, are not compressed again', async () => {
  const { message, pieces } = await asSent('/v1/products/1534/photos/0');
  const bytes = await wholeOf(pieces);
  assert.equal(message.headers['content-encoding'], undefined);
  assert.equal(Number(message.headers['content-length']), bytes.length);
});

test('events are told as they happen, not when there are many', async () => {
  const body = JSON.stringify({ kind: 'train', options: { recipe: 'reference' } });
  const ordered = await asSent('/v1/jobs', { method: 'POST', body, type: 'application/json', encoding: 'identity' });
  const { id } = JSON.parse((await wholeOf(ordered.pieces)).toString()) as Job;
  const { message, pieces } = await asSent(`/v1/jobs/${id}/events`);
  assert.equal(message.headers['content-encoding'], undefined);
  let told = '';
  while (!told.includes('event: progress')) told += await nextText(pieces);
  const cancelled = await asSent(`/v1/jobs/${id}`, { method: 'DELETE' });
  await wholeOf(cancelled.pieces);
  assert.match((await wholeOf(pieces)).toString(), /event: failed/);
});

test('lines of products are answered one by one, not when all of them are there', async () => {
  const lines = Array.from({ length: 3 }, (_, i) => `${JSON.stringify({ id: `line-${i}`, title: 'red hat' })}\n`);
  const sent = request({
    ...{ host: '127.0.0.1', port: service.port, path: '/v1/products', method: 'POST', agent: false },
    headers: { 'accept-encoding': 'gzip', 'content-type': 'application/x-ndjson' },
  });
  const answered = new Promise<IncomingMessage>((resolve) => sent.once('response', resolve));
  sent.write(lines[0]);
  const message = await answered;
  assert.equal(message.headers['content-encoding'], undefined);
  const pieces = message[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  assert.match(await nextText(pieces), /"id":"line-0"/);
  sent.end(lines.slice(1).join(''));
  assert.match((await wholeOf(pieces)).toString(), /line-2/);
});

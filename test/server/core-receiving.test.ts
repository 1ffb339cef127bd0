import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import { folderOfTests, problemOf, smallWorkspace, startService, type TestService } from './service-fixture.js';

const workspace = await smallWorkspace(folderOfTests());

/** A photo that says to be of so many bytes and of which no more than some arrive. */
async function unfinished(service: TestService, { says, sends }: { says: number; sends: number }): Promise<Socket> {
  const socket = connect(service.port, '127.0.0.1');
  socket.on('error', () => undefined);
  const head = `POST /v1/search HTTP/1.1\r\nhost: localhost:${service.port}\r\ncontent-type: image/jpeg\r\n`;
  socket.write(`${head}content-length: ${says}\r\n\r\n`);
  socket.write(Buffer.alloc(sends));
  await sleep(100);
  return socket;
}

const upload = (service: TestService, bytes: number): Promise<Response> =>
  service.get('/v1/search', { method: 'POST', headers: { 'content-type': 'image/jpeg' }, body: Buffer.alloc(bytes) });

async function requireRefused(response: Response): Promise<void> {
  assert.ok(Number(response.headers.get('retry-after')) > 0);
  assert.deepEqual(await problemOf(response), { status: 503, code: 'unavailable' });
}

async function statusSoon(ask: () => Promise<Response>, wanted: number): Promise<void> {
  for (let i = 0; i < 100; i++) {
    const { status } = await ask();
    if (status === wanted) return;
    await sleep(20);
  }
  assert.fail(`never ${wanted}, but ${(await ask()).status}`);
}

test('no more bodies than a number are received at a time; the next is told to come again', async () => {
  const service = await startService(workspace, { receiving: { bodies: 2, bytes: 1_000_000 } });
  const sockets = [
    await unfinished(service, { says: 5000, sends: 10 }),
    await unfinished(service, { says: 5000, sends: 10 }),
  ];
  await requireRefused(await upload(service, 100));
  await requireRefused(
    await service.get('/v1/search', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"words": "hat"}',
    }),
  );
  assert.equal((await service.get('/v1/search?q=hat')).status, 200, 'what has no body is answered');
  sockets[0].destroy();
  await statusSoon(() => upload(service, 100), 409); // nothing is trained, but it was read as a whole
  sockets[1].destroy();
});

test('no more bytes than a number are kept, of forms and of bare photos, until they are answered', async () => {
  const service = await startService(workspace, { receiving: { bodies: 10, bytes: 100_000 } });
  await unfinished(service, { says: 90_000, sends: 100 }); // what it says is not set aside
  const socket = await unfinished(service, { says: 90_000, sends: 80_000 });
  await requireRefused(await upload(service, 30_000));
  const form = new FormData();
  form.set('photo', new Blob([Buffer.alloc(30_000)]));
  await requireRefused(await service.get('/v1/detect', { method: 'POST', body: form }));
  await requireRefused(
    await service.get('/v1/search', {
      method: 'POST',
      headers: { 'content-type': 'image/jpeg' },
      duplex: 'half',
      body: new Blob([Buffer.alloc(200_000)]).stream(), // nobody knows how long it is
    }),
  );
  socket.destroy();
  await statusSoon(() => upload(service, 30_000), 409);
});

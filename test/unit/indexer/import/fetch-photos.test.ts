import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { createPhotoFetcher, type FetchOptions } from '../../../../indexer/import/fetch-photos.js';
import { BadPhotoError, CancelledError, NotFoundError } from '../../../../src/errors.js';
import {
  importInto,
  jsonLines,
  plainPhoto,
  problemsOf,
  productsIn,
  temporaryFolder,
  writeBelow,
} from '../../../pipeline/import-fixture.js';

type Answers = Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => void>>;

interface Shop {
  readonly origin: string;
  readonly port: number;
  readonly asked: string[];
}

async function openShop(t: TestContext, answers: Answers): Promise<Shop> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const answer = answers[request.url ?? ''];
    if (answer === undefined) response.writeHead(404).end();
    else answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, port, asked };
}

function fetcherIn(t: TestContext, options: Partial<FetchOptions> = {}): (url: string) => Promise<string> {
  return createPhotoFetcher({ folder: temporaryFolder(t), allowHosts: ['127.0.0.1'], ...options });
}

test('a photo is fetched once, also when it is asked for twice at the same time', async (t) => {
  const { origin, asked } = await openShop(t, { '/a.jpg': (_, response) => response.end('pixels') });
  const fetchPhoto = fetcherIn(t);
  const [first, second] = await Promise.all([fetchPhoto(`${origin}/a.jpg`), fetchPhoto(`${origin}/a.jpg`)]);
  assert.equal(await fetchPhoto(`${origin}/a.jpg`), first);
  assert.equal(first, second);
  assert.equal(readFileSync(first, 'utf8'), 'pixels');
  assert.deepEqual(asked, ['/a.jpg']);
});

test('a local address is not asked unless its host is allowed, with or without the port', async (t) => {
  const { origin, port, asked } = await openShop(t, { '/a.jpg': (_, response) => response.end('pixels') });
  for (const allowHosts of [[], ['localhost'], [`127.0.0.1:${port + 1}`]]) {
    await assert.rejects(
      fetcherIn(t, { allowHosts })(`${origin}/a.jpg`),
      /private or local.*--allow-host 127\.0\.0\.1/,
    );
  }
  assert.deepEqual(asked, []);
  await fetcherIn(t, { allowHosts: [`127.0.0.1:${port}`] })(`${origin}/a.jpg`);
});

test('other ways of writing a local address do not help', async (t) => {
  const { port, asked } = await openShop(t, { '/a.jpg': (_, response) => response.end('pixels') });
  const fetchPhoto = fetcherIn(t, { allowHosts: [] });
  for (const host of ['2130706433', '0x7f.1', '127.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0']) {
    await assert.rejects(fetchPhoto(`http://${host}:${port}/a.jpg`), BadPhotoError, host);
  }
  assert.deepEqual(asked, []);
});

test('a name with one private address among public ones is refused', async (t) => {
  const resolveHost = (): Promise<{ address: string; family: number }[]> =>
    Promise.resolve([
      { address: '8.8.8.8', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ]);
  await assert.rejects(fetcherIn(t, { resolveHost })('http://shop.example/a.jpg'), /10\.0\.0\.1/);
});

test('the connection goes to the address that was checked, whatever the name says later', async (t) => {
  const { port, asked } = await openShop(t, { '/a.jpg': (_, response) => response.end('pixels') });
  let questions = 0;
  const resolveHost = (): Promise<{ address: string; family: number }[]> => {
    questions++;
    return Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
  };
  await fetcherIn(t, { resolveHost, allowHosts: ['shop.example'] })(`http://shop.example:${port}/a.jpg`);
  assert.equal(questions, 1);
  assert.deepEqual(asked, ['/a.jpg']);
});

test('redirects are followed, but not to local addresses, other protocols, or for ever', async (t) => {
  const to = (location: string) => (_: IncomingMessage, response: ServerResponse) =>
    response.writeHead(302, { location }).end();
  const shop = await openShop(t, {
    '/here': to('/a.jpg'),
    '/a.jpg': (_, response) => response.end('pixels'),
    '/inside': to('http://10.0.0.1/a.jpg'),
    '/file': to('file:///etc/passwd'),
    '/loop': to('/loop'),
  });
  const fetchPhoto = fetcherIn(t);
  assert.equal(readFileSync(await fetchPhoto(`${shop.origin}/here`), 'utf8'), 'pixels');
  await assert.rejects(fetchPhoto(`${shop.origin}/inside`), /private or local/);
  await assert.rejects(fetchPhoto(`${shop.origin}/file`), /file:.* is not fetched/);
  await assert.rejects(fetchPhoto(`${shop.origin}/loop`), /more than 5 redirects/);
});

test('a photo that is too large is not kept, whether the server says so or not', async (t) => {
  const large = Buffer.alloc(2000);
  const { origin } = await openShop(t, {
    '/told': (_, response) => response.writeHead(200, { 'content-length': 2000 }).end(large),
    '/untold': (_, response) => response.end(large),
  });
  const fetchPhoto = fetcherIn(t, { maxBytes: 1999 });
  for (const path of ['/told', '/untold']) await assert.rejects(fetchPhoto(origin + path), BadPhotoError);
});

test('a server that does not answer, or says no, leaves the photo missing', async (t) => {
  const { origin } = await openShop(t, { '/slow': () => undefined });
  await assert.rejects(fetcherIn(t, { timeoutMs: 60 })(`${origin}/slow`), NotFoundError);
  await assert.rejects(fetcherIn(t)(`${origin}/none`), /answers 404/);
  await assert.rejects(fetcherIn(t, { allowHosts: ['localhost'] })('http://localhost:1/a.jpg'), NotFoundError);
});

test('a cancelled import stops fetching', async (t) => {
  const { origin } = await openShop(t, { '/slow': () => undefined });
  const cancel = new AbortController();
  const fetching = fetcherIn(t, { signal: cancel.signal })(`${origin}/slow`);
  setTimeout(() => {
    cancel.abort();
  }, 30);
  await assert.rejects(fetching, CancelledError);
});

test('an import fetches photos only when it is told to, and goes on when one cannot be had', async (t) => {
  const photo = await plainPhoto('red');
  const { origin } = await openShop(t, { '/a.png': (_, response) => response.end(photo) });
  const folder = temporaryFolder(t);
  const images = [`${origin}/a.png`, `${origin}/none.png`];
  const catalog = writeBelow(folder, 'catalog.jsonl', jsonLines([{ id: 'a', title: 'A', images }]));
  const offline = await importInto(folder, catalog);
  assert.deepEqual([offline.photos.missing, offline.added], [2, 1]);
  assert.match(problemsOf(offline)[0].remedy ?? '', /--fetch-photos/);
  const refused = await importInto(folder, catalog, { fetchPhotos: true });
  assert.deepEqual([refused.photos.refused, refused.photos.stored], [2, 0]);
  const fetched = await importInto(folder, catalog, { fetchPhotos: true, allowHosts: ['127.0.0.1'] });
  assert.deepEqual([fetched.photos.stored, fetched.photos.missing, fetched.unchanged], [1, 1, 1]);
  const [stored] = productsIn(folder)[0].photos;
  assert.deepEqual([stored.source, stored.status, stored.slot], [images[0], 'stored', 0]);
  assert.ok(stored.file.startsWith(`${folder}/shop.vitrine/photos/fetched/`));
});

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { createPhotoFetcher, RefusedAddressError, type FetchOptions } from '../../../../indexer/import/fetch-photos.js';
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

import { quickClock } from './quick-clock.js';

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

for (const status of [429, 502, 503, 504]) {
  test(`a photo whose server answers ${status} at first is asked for again, after the pause that it names`, async (t) => {
    const clock = quickClock();
    let left = 2;
    const { origin, asked } = await openShop(t, {
      '/a.jpg': (_, response) => {
        if (left-- > 0) response.writeHead(status, { 'retry-after': '7' }).end();
        else response.end('pixels');
      },
    });
    assert.equal(readFileSync(await fetcherIn(t, { clock })(`${origin}/a.jpg`), 'utf8'), 'pixels');
    assert.deepEqual([asked.length, clock.slept], [3, [7000, 7000]]);
  });
}

test('a server that stays busy is told as what it is, and other answers are not asked for twice', async (t) => {
  const clock = quickClock();
  const answer =
    (status: number, headers = {}) =>
    (_: IncomingMessage, response: ServerResponse) => {
      response.writeHead(status, headers).end();
    };
  const shops = {
    busy: await openShop(t, { '/a.jpg': answer(503) }),
    strict: await openShop(t, { '/a.jpg': answer(429, { 'retry-after': '7200' }), '/b.jpg': answer(200) }),
    gone: await openShop(t, { '/a.jpg': answer(410) }),
  };
  const fetchPhoto = fetcherIn(t, { clock });
  await assert.rejects(fetchPhoto(`${shops.busy.origin}/a.jpg`), (error: unknown) => {
    assert.ok(error instanceof NotFoundError);
    assert.match(error.message, /answers 503 \(service unavailable\), 6 times \(try again later/);
    return true;
  });
  assert.deepEqual([shops.busy.asked.length, clock.slept], [6, [1000, 2000, 4000, 8000, 16_000]]);
  await assert.rejects(
    fetchPhoto(`${shops.strict.origin}/a.jpg`),
    /answers 429 \(too many requests\); it is not asked again for 120 minutes/,
  );
  await assert.rejects(fetchPhoto(`${shops.strict.origin}/b.jpg`), /has been busy; it is not asked again for 120 min/);
  await assert.rejects(fetchPhoto(`${shops.gone.origin}/a.jpg`), /answers 410 \(gone\)/);
  assert.deepEqual([shops.strict.asked, shops.gone.asked], [['/a.jpg'], ['/a.jpg']]);
});

test('a cancelled import does not wait for a busy server', async (t) => {
  const { origin } = await openShop(t, {
    '/a.jpg': (_, response) => response.writeHead(503, { 'retry-after': '50' }).end(),
  });
  const cancel = new AbortController();
  const sleep = (_: number, signal?: AbortSignal): Promise<void> =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => {
        reject(new Error('woken'));
      });
      cancel.abort();
    });
  const fetching = fetcherIn(t, { signal: cancel.signal, clock: { now: () => 0, sleep } })(`${origin}/a.jpg`);
  await assert.rejects(fetching, CancelledError);
});

test('a photo is taken by what its bytes are, whatever type its server says', async (t) => {
  const photo = await plainPhoto('red');
  const types = ['image/jpg', 'image/pjpeg', 'application/octet-stream', 'text/html', undefined];
  const { origin } = await openShop(
    t,
    Object.fromEntries(
      types.map((type, i) => [
        `/${i}`,
        (_, response) => response.writeHead(200, type === undefined ? {} : { 'content-type': type }).end(photo),
      ]),
    ),
  );
  const fetchPhoto = fetcherIn(t);
  for (const i of types.keys()) assert.deepEqual(readFileSync(await fetchPhoto(`${origin}/${i}`)), photo);
});

test('a page or nothing in the place of a photo is told and not kept: the photo may come another time', async (t) => {
  const pages = ['<!doctype html><title>Just a moment</title>', '{"error": "no such photo"}', ''];
  const photo = await plainPhoto('red');
  let isThere = false;
  const { origin } = await openShop(
    t,
    Object.fromEntries(pages.map((page, i) => [`/${i}`, (_, response) => response.end(isThere ? photo : page)])),
  );
  const fetchPhoto = fetcherIn(t);
  await assert.rejects(fetchPhoto(`${origin}/0`), /the server sends a web page in the place of a photo/);
  await assert.rejects(fetchPhoto(`${origin}/1`), /sends JSON in the place of a photo/);
  await assert.rejects(fetchPhoto(`${origin}/2`), /sends nothing/);
  isThere = true;
  for (const i of pages.keys()) assert.deepEqual(readFileSync(await fetchPhoto(`${origin}/${i}`)), photo);
});

test('a photo that is cut in the middle leaves no file behind', async (t) => {
  const folder = temporaryFolder(t);
  const { origin } = await openShop(t, {
    '/a.jpg': (_, response) => {
      response.writeHead(200, { 'content-length': 5000 }).write(Buffer.alloc(2000, 1));
      response.socket?.destroySoon();
    },
  });
  await assert.rejects(fetcherIn(t, { folder })(`${origin}/a.jpg`), NotFoundError);
  assert.deepEqual(
    readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()),
    [],
  );
});

test('a redirect is checked like the first address, in every spelling of a local one', async (t) => {
  const inside = await openShop(t, { '/secret': (_, response) => response.end('pixels') });
  const hosts = ['127.0.0.1', '127.1', '2130706433', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '0', 'rebound.example'];
  const targets = [
    ...hosts.map((host) => `http://${host}:${inside.port}/secret`),
    ...['//169.254.169.254/latest/meta-data', 'http://[fd00::1]/', 'http://[64:ff9b::a00:1]/', 'file:///etc/passwd'],
  ];
  const shop = await openShop(
    t,
    Object.fromEntries(
      targets.map((location, i) => [`/${i}`, (_, response) => response.writeHead(302, { location }).end()]),
    ),
  );
  const resolveHost = (host: string): Promise<{ address: string; family: number }[]> =>
    Promise.resolve([{ address: host === 'shop.example' ? '127.0.0.1' : '::ffff:127.0.0.1', family: 4 }]);
  const fetchPhoto = fetcherIn(t, { allowHosts: [`shop.example:${shop.port}`], resolveHost });
  for (const [i, target] of targets.entries()) {
    const wanted = fetchPhoto(`http://shop.example:${shop.port}/${i}`);
    await assert.rejects(wanted, RefusedAddressError, target);
  }
  assert.equal(shop.asked.length, targets.length);
  assert.deepEqual(inside.asked, []);
});

test('a name that turns to a local address between two photos is refused, also on a connection that was kept', async (t) => {
  const { port, asked } = await openShop(t, {
    '/a.jpg': (_, response) => response.end('pixels'),
    '/b.jpg': (_, response) => response.end('pixels'),
  });
  let isChecked = true;
  const resolveHost = (): Promise<{ address: string; family: number }[]> =>
    Promise.resolve([{ address: isChecked ? '127.0.0.1' : '10.0.0.1', family: 4 }]);
  const allowHosts = ['shop.example'];
  const folder = temporaryFolder(t);
  await fetcherIn(t, { folder, resolveHost, allowHosts })(`http://shop.example:${port}/a.jpg`);
  isChecked = false;
  const another = fetcherIn(t, { folder, resolveHost, allowHosts: [] });
  await assert.rejects(another(`http://shop.example:${port}/b.jpg`), RefusedAddressError);
  assert.deepEqual(asked, ['/a.jpg']);
});

test('a resolver that never answers is not waited for', async (t) => {
  await openShop(t, {}); // a timeout alone keeps no process alive
  const resolveHost = (): Promise<never> => new Promise(() => undefined);
  await assert.rejects(fetcherIn(t, { resolveHost, timeoutMs: 30 })('http://shop.example/a.jpg'), /no answer within/);
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

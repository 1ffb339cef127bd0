import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import sharp from 'sharp';
import { z } from 'zod';
import { startWriting } from '../../server/answering/writing.js';
import { defineRoute } from '../../server/route.js';
import { ROOT } from '../architecture/source-tree.js';
import { folderOfTests, problemOf, smallWorkspace, startService, type TestService } from './service-fixture.js';

const folder = folderOfTests();
const workspace = await smallWorkspace(folder);
const service = await startService(workspace, { writing: startWriting({ workspace }) });

interface Answer {
  readonly hits: readonly {
    id: string;
    title: string;
    photo: string | null;
    brand: string | null;
    currency: string | null;
    color: string | readonly string[] | null;
    availability: string | null;
  }[];
  readonly total: number;
  readonly facets: readonly { name: string; values: readonly { value: string; count: number }[] }[];
}
const search = async (query: string): Promise<Answer> =>
  (await service.get(`/v1/search?${query}`)).json() as Promise<Answer>;

test('a search by words tells hits, their photos, the total and facets that agree with it', async () => {
  const { hits, total, facets } = await search('q=red+dress&facet=color&limit=100');
  assert.equal(hits[0].title, 'red dress');
  assert.deepEqual(
    [hits[0].brand, hits[0].currency, hits[0].photo],
    ['Ada', 'EUR', `/v1/products/${hits[0].id}/photos/0`],
  );
  assert.equal(hits.length, total);
  const red = facets[0].values.find(({ value }) => value === 'red')?.count;
  assert.equal((await search('q=red+dress&filter=color%3Dred')).total, red);
});

test('the words of a query are told as they were read, and may be taken literally', async () => {
  interface Told extends Answer {
    readonly understood: readonly { kind: string; text: string; start: number; end: number; filter?: string }[];
    readonly ignored: readonly { text: string; reason: string }[];
    readonly warnings: readonly { code: string; audience: string }[];
  }
  const words = ' dress  under 40, not red qwertz';
  const told = (await search(`q=${encodeURIComponent(words)}&facet=color`)) as Told;
  assert.deepEqual(
    told.understood.map(({ kind, text, filter }) => [kind, text, filter]),
    [
      ['category', 'dress', 'category=Apparel > dress'],
      ['price', 'under 40', 'price<40'],
      ['not', 'not red', undefined],
    ],
  );
  for (const { text, start, end } of told.understood) assert.equal(words.slice(start, end), text);
  assert.deepEqual(told.ignored, [{ text: 'qwertz', start: 26, end: 32, reason: 'unknown' }]);
  assert.ok(told.warnings.some(({ code, audience }) => code === 'words-unknown' && audience === 'shopper'));
  assert.ok(!told.facets[0].values.some(({ value }) => value === 'red'));

  const literal = 'literal=under+40&literal=not+red';
  const plain = (await search(`q=dress+under+40+not+red&${literal}`)) as Told;
  assert.deepEqual(
    plain.understood.map(({ kind }) => kind),
    ['category'],
  );
  const body = { words: 'dress under 40 not red', literal: ['under 40', 'not red'] };
  const posted = await service.get('/v1/search', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  assert.equal(((await posted.json()) as Told).total, plain.total);
  const counted = async (query: string): Promise<number> =>
    ((await (await service.get(`/v1/facets?q=dress+under+40+not+red&${query}`)).json()) as Told).total;
  assert.equal(await counted(literal), plain.total);
  assert.notEqual(await counted(''), plain.total);
});

test('a search tells why each hit has its score when it is asked, and as many related products as it is asked', async () => {
  interface Explained {
    readonly hits: readonly { score: number; explanation?: { value: number; details?: unknown[] } }[];
    readonly related: readonly unknown[];
  }
  const asked = async (query: string): Promise<Explained> =>
    (await (await service.get(`/v1/search?q=red+dress&${query}`)).json()) as Explained;
  for (const { score, explanation } of (await asked('explain=true')).hits) {
    assert.ok(Math.abs((explanation?.value ?? NaN) - score) <= 1e-4);
    assert.ok((explanation?.details?.length ?? 0) > 0);
  }
  assert.ok((await asked('explain=false')).hits.every(({ explanation }) => explanation === undefined));
  assert.equal((await service.get('/v1/search?q=dress&explain=yes')).status, 400);
  assert.deepEqual((await asked('related=0')).related, []);
  assert.ok((await asked('related=2&limit=100')).related.length <= 2);
});

test('alternatives to a choice are counted with the same search', async () => {
  const { total, alternatives } = (await (
    await service.get('/v1/search?q=dress&filter=color%3Dred&alternative=color&alternative=category')
  ).json()) as Answer & { alternatives: (Answer['facets'][number] & { total: number })[] };
  const [color, category] = alternatives;
  assert.deepEqual(color.values.map(({ value }) => value).sort(), ['blue', 'green', 'red']);
  assert.equal(color.total, (await search('q=dress')).total);
  assert.equal(category.total, total);
});

test('nothing asked shows everything, page by page, each product once', async () => {
  const all = await search('limit=100&sort=price');
  const offsets = Array.from({ length: Math.ceil(all.total / 10) }, (_, page) => 10 * page);
  const pages = await Promise.all(offsets.map((offset) => search(`limit=10&sort=price&offset=${offset}`)));
  assert.deepEqual(
    pages.flatMap(({ hits }) => hits.map(({ id }) => id)),
    all.hits.map(({ id }) => id),
  );
  assert.equal(new Set(all.hits.map(({ id }) => id)).size, all.total);
});

test('typing is completed, and shows products', async () => {
  const { completions, products } = (await (await service.get('/v1/suggest?q=sh')).json()) as {
    completions: { text: string }[];
    products: { title: string }[];
  };
  assert.ok(
    completions.some(({ text }) => text.startsWith('sh')),
    JSON.stringify(completions),
  );
  assert.ok(products.length > 0);
});

test('a photo is served as small as asked, never larger than it is, and only once', async () => {
  const path = '/v1/products/1534/photos/0';
  const small = await service.get(`${path}?size=100`);
  assert.deepEqual(await sizeOf(small), [75, 100]);
  assert.deepEqual(await sizeOf(await service.get(`${path}?size=1024`)), [300, 400]);
  const etag = small.headers.get('etag')!;
  const again = await service.get(`${path}?size=100`, { headers: { 'if-none-match': etag } });
  assert.deepEqual([again.status, await again.text()], [304, '']);
  const head = await service.get(path, { method: 'HEAD' });
  assert.deepEqual([head.status, await head.text()], [200, '']);
});

async function sizeOf(response: Response): Promise<[number, number]> {
  const { width, height, format } = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
  assert.equal(format, 'webp');
  return [width, height];
}

test('a product that is put is found by the next search, and a deleted one is not', async () => {
  const headers = { 'content-type': 'application/json' };
  const put = (body: object): Promise<Response> =>
    service.get('/v1/products/new%2F1', { method: 'PUT', headers, body: JSON.stringify(body) });
  assert.deepEqual(await (await put({ title: 'turquoise kimono', price: 3 })).json(), { id: 'new/1', status: 'added' });
  assert.deepEqual(
    (await search('q=turquoise+kimono')).hits.map(({ id }) => id),
    ['new/1'],
  );
  assert.equal(
    ((await (await put({ title: 'turquoise kimono', price: 3 })).json()) as { status: string }).status,
    'unchanged',
  );
  assert.equal(((await (await put({ title: 'turquoise robe' })).json()) as { status: string }).status, 'changed');
  assert.equal((await problemOf(await put({ id: 'other', title: 'x' }))).status, 400);
  assert.equal((await problemOf(await put({ title: '' }))).status, 400);
  assert.equal((await service.get('/v1/products/new%2F1', { method: 'DELETE' })).status, 204);
  assert.equal((await service.get('/v1/products/new%2F1')).status, 404);
});

test('a product may have several values, a stock, and texts with markup; what is not published is found no more', async () => {
  const headers = { 'content-type': 'application/json' };
  const put = async (body: object): Promise<unknown> =>
    (await service.get('/v1/products/kimono', { method: 'PUT', headers, body: JSON.stringify(body) })).json();
  const kimono = {
    ...{ title: 'Caf&eacute; <b>kimono</b>', color: ['Teal', 'Amber'], availability: 'out of stock', stock: 0 },
    attributes: { Size: ['S', 'M', 's'], Care: 'cold' },
  };
  assert.deepEqual(await put(kimono), { id: 'kimono', status: 'added' });
  const product = (await (await service.get('/v1/products/kimono')).json()) as Record<string, unknown>;
  assert.deepEqual(product, {
    ...{ id: 'kimono', title: 'Café kimono', color: ['Teal', 'Amber'], availability: 'out of stock', stock: 0 },
    ...{ attributes: { Size: ['S', 'M'], Care: 'cold' }, images: [], photos: [] },
  });
  const { hits, facets } = await search('filter=color=AMBER&filter=size=m&facet=Size&facet=availability');
  assert.deepEqual(
    hits.map(({ id, color, availability }) => [id, color, availability]),
    [['kimono', ['Teal', 'Amber'], 'out of stock']],
  );
  assert.deepEqual(
    facets.map(({ values }) => values.map(({ value }) => value)),
    [['M', 'S'], ['out of stock']],
  );
  assert.deepEqual(await put({ ...kimono, published: false }), { id: 'kimono', status: 'notPublished' });
  assert.equal((await service.get('/v1/products/kimono')).status, 404);
});

test('products as lines are answered line by line; a bad one does not keep the others out', async () => {
  const lines = [
    '{"id":"a1","title":"amber coat"}',
    '',
    '{"id":',
    '{"id":"a2"}',
    '{"id":"a3","title":"amber hat"}',
    '[]',
  ];
  const response = await service.get('/v1/products', {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: lines.join('\n'),
  });
  const answers = (await response.text())
    .trim()
    .split('\n')
    .map(
      (line) => JSON.parse(line) as { line: number; id: string | null; status: string; problem?: { field?: string } },
    );
  assert.deepEqual(
    answers.map(({ line, id, status }) => [line, id, status]),
    [
      [1, 'a1', 'added'],
      [3, null, 'refused'],
      [4, 'a2', 'refused'],
      [5, 'a3', 'added'],
      [6, null, 'refused'],
    ],
  );
  assert.equal(answers[2].problem?.field, 'title');
  assert.equal((await search('q=amber')).total, 2);
});

test('what searches needs a model, and says so while there is none', async () => {
  assert.equal((await problemOf(await service.get('/v1/products/1534/similar'))).status, 409);
});

test('a workspace without a catalog is alive, not ready, and becomes ready', async () => {
  const empty = await startService(join(folder, 'empty.vitrine'));
  assert.equal((await empty.get('/healthz')).status, 200);
  assert.deepEqual(await problemOf(await empty.get('/readyz')), { status: 503, code: 'unavailable' });
  assert.ok((await problemOf(await empty.get('/v1/search?q=red'))).status < 500);
  assert.equal((await service.get('/readyz')).status, 200);
});

test('stopping takes no more requests and finishes those that run', async () => {
  let answer: (() => void) | undefined;
  const slow = defineRoute({
    ...{ id: 'slow', method: 'get', url: '/v1/slow', tag: 'test', access: 'read', summary: 'Slow' },
    answer: { kind: 'json', schema: z.object({}), description: 'Done.' },
    handle: () =>
      new Promise(
        (resolve) =>
          (answer = () => {
            resolve({ done: true });
          }),
      ),
  });
  const stopping: TestService = await startService(workspace, { routes: [slow] });
  const running = stopping.get('/v1/slow');
  while (answer === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
  const closed = stopping.close();
  await assert.rejects(stopping.get('/healthz'));
  answer();
  assert.deepEqual(await (await running).json(), { done: true });
  await closed;
});

test('the command serves until SIGTERM, and then ends well', async () => {
  const script = join(ROOT, 'dist/bin/vitrine.js');
  const service = spawn(process.execPath, [script, 'serve', '--port', '0', '--threads', '1', '--workspace', workspace]);
  let heard = '';
  service.stderr.on('data', (text: Buffer) => (heard += text.toString()));
  const url = async (): Promise<string> => {
    for (;;) {
      const found = /"url":"([^"]+)"/.exec(heard)?.[1];
      if (found !== undefined) return found;
      await once(service.stderr, 'data');
    }
  };
  const answer = await fetch(`${await url()}/v1/search?q=red`);
  assert.equal(answer.status, 200);
  service.kill('SIGTERM');
  const [code] = (await once(service, 'exit')) as [number];
  assert.equal(code, 0);
  assert.match(heard, /"msg":"stopped"/);
});

test('the command refuses other machines without a key', async () => {
  const script = join(ROOT, 'dist/bin/vitrine.js');
  const refused = spawn(process.execPath, [script, 'serve', '--host', '0.0.0.0', '--workspace', workspace]);
  let heard = '';
  refused.stderr.on('data', (text: Buffer) => (heard += text.toString()));
  const [code] = (await once(refused, 'exit')) as [number];
  assert.deepEqual([code, heard.includes('there are no keys')], [2, true]);
});

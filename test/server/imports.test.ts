import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { openBackstage } from '../../server/backstage.js';
import { createClient, ProblemError } from '../../server/client/index.js';
import type { ImportAnswer, Job } from '../../server/requests/index.js';
import { folderOfTests, NOBODY, problemOf, startService } from './service-fixture.js';

/** The command of this package. */
const VITRINE = fileURLToPath(new URL('../../bin/vitrine.js', import.meta.url));

const folder = folderOfTests();
const workspace = join(folder, 'shop.vitrine');
const uploads = join(workspace, 'uploads');
const UPLOAD_BYTES = 64 * 1024;

async function serve(options: Partial<Parameters<typeof openBackstage>[0]> = {}, app: object = {}) {
  const backstage = openBackstage({ workspace, folders: [], script: VITRINE, uploadBytes: UPLOAD_BYTES, ...options });
  after(() => backstage.close());
  return startService(workspace, { routes: backstage.routes, answering: NOBODY, ...app });
}
const service = await serve();
const client = createClient({ baseUrl: service.url });

const ROWS = [
  'id,title,price,currency,category,color,finish',
  'N1,Straw hat,19.90,EUR,Apparel > Hats,Yellow,matt',
  ',No id,5,EUR,Apparel > Hats,Red,matt',
  'N2,Felt hat,abc,EUR,Apparel > Hats,Grey,matt',
  'N3,Rain hat,25,EUR,Apparel > Hats,Blue,shiny',
];
const CSV = `${ROWS.join('\n')}\n`;

function send(body: NonNullable<RequestInit['body']>, type = 'text/csv', query = '?name=hats.csv'): Promise<Response> {
  return service.get(`/v1/imports${query}`, { method: 'POST', body, headers: { 'content-type': type } });
}

async function sent(...words: Parameters<typeof send>): Promise<ImportAnswer> {
  const response = await send(...words);
  assert.equal(response.status, 201, await response.clone().text());
  return (await response.json()) as ImportAnswer;
}

async function finished(id: string): Promise<Job> {
  for (;;) {
    const job = await client.job(id);
    if (job.finished !== null) return job;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

const kept = (): string[] => (existsSync(uploads) ? readdirSync(uploads) : []);

test('a file is looked at before anything is imported: columns, problems, first products', async () => {
  const { upload, preview } = await sent(CSV);
  assert.deepEqual([upload.name, upload.bytes], ['hats.csv', Buffer.byteLength(CSV)]);
  assert.deepEqual([preview.read, preview.refused, preview.notPublished], [4, 2, 0]);
  assert.equal(preview.columns.title, 'title');
  assert.equal(preview.columns.finish, 'attributes');
  const [problem] = preview.problems;
  assert.deepEqual([problem.kind, problem.file, problem.line, problem.field], ['refused', 'hats.csv', 3, 'id']);
  assert.deepEqual(
    preview.first.map(({ id, title }) => [id, title]),
    [
      ['N1', 'Straw hat'],
      ['N3', 'Rain hat'],
    ],
  );
  assert.equal(existsSync(join(workspace, 'catalog.sqlite')), false, 'nothing is written to the catalog');
});

test('what was looked at is imported by a job, and the problems of that import can be read', async () => {
  const { upload } = await sent(CSV);
  const { status } = await finished((await client.startJob({ kind: 'import', options: { upload: upload.id } })).id);
  assert.equal(status, 'done');
  const { total, problems } = await client.importProblems();
  assert.equal(total, 2);
  assert.deepEqual([problems[0].file, problems[0].line, problems[1].field], ['hats.csv', 3, 'price']);
  const catalog = await client.catalog();
  assert.deepEqual([catalog.products, catalog.unindexed], [2, 2]);
});

test('a form, gzipped lines and a name with a path are taken as well', async () => {
  const form = new FormData();
  form.set('file', new Blob([CSV]), '../../etc/C:\\feeds\\.hats.csv');
  const response = await service.get('/v1/imports', { method: 'POST', body: form });
  const { upload } = (await response.json()) as ImportAnswer;
  assert.equal(upload.name, 'hats.csv');
  assert.ok(existsSync(join(uploads, upload.id, 'hats.csv')));
  const lines = gzipSync('{"id": "g", "title": "glove"}\n');
  const { preview } = await sent(new Uint8Array(lines), 'application/gzip', '?name=gloves.jsonl.gz');
  assert.equal(preview.first[0].id, 'g');
});

test('an upload is looked at again as another format, and thrown away', async () => {
  const { upload } = await sent('id;title\nA;hat\n');
  assert.equal((await client.previewImport(upload.id, { format: 'csv' })).preview.read, 1);
  await client.deleteImport(upload.id);
  assert.deepEqual(await problemOf(await service.get(`/v1/imports/${upload.id}`)), {
    ...{ status: 404, code: 'not-found', field: 'upload' },
  });
  await assert.rejects(
    client.startJob({ kind: 'import', options: { upload: upload.id } }),
    (error: unknown) => error instanceof ProblemError && error.status === 404,
  );
});

test('what is no catalog is refused with the reason, and leaves nothing on the disk', async () => {
  const before = kept();
  for (const body of [
    '',
    '<!doctype html><html><body>Not found</body></html>',
    '{"error": "unauthorized"}',
    'id,title\n',
  ]) {
    const { status, code } = await problemOf(await send(body));
    assert.deepEqual([status, code], [400, 'bad-input'], body);
  }
  assert.deepEqual(kept(), before);
});

test('a file is bounded, and half a file is none', async () => {
  const before = kept();
  assert.equal((await problemOf(await send('x'.repeat(UPLOAD_BYTES + 1)))).status, 413);
  await new Promise<void>((resolve) => {
    const options = { host: '127.0.0.1', port: service.port, path: '/v1/imports', method: 'POST', agent: false };
    const headers = { 'content-type': 'text/csv', 'content-length': '5000' };
    const cut = request({ ...options, headers });
    cut.on('error', () => {
      resolve();
    });
    cut.write(CSV, () => setTimeout(() => cut.destroy(new Error('cut off')), 100));
  });
  for (let tries = 0; kept().length > before.length && tries < 200; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.deepEqual(kept(), before);
});

test('only the last uploads are kept', async () => {
  const ids: string[] = [];
  for (let i = 0; i < 9; i++) ids.push((await sent(`id,title\n${i},hat\n`)).upload.id);
  const left = kept();
  assert.ok(left.length <= 7, `${left.length} are left`); // five, and those that a job has read
  assert.ok(left.includes(ids.at(-1)!) && !left.includes(ids[0]));
});

test('an upload needs a write key, as a job does', async () => {
  const keyed = await serve({}, { keys: { readKeys: ['read-key-0123456789'], writeKeys: ['write-key-0123456789'] } });
  const attempt = async (key?: string): Promise<number> => {
    const authorization = key === undefined ? {} : { authorization: `Bearer ${key}` };
    const headers = { 'content-type': 'text/csv', ...authorization };
    return (await keyed.get('/v1/imports', { method: 'POST', body: CSV, headers })).status;
  };
  assert.equal(await attempt(), 401);
  assert.equal(await attempt('read-key-0123456789'), 403);
  assert.equal(await attempt('write-key-0123456789'), 201);
});

test('bodies of other types and forms with other parts are refused', async () => {
  assert.equal((await problemOf(await send('<svg/>', 'image/svg+xml'))).status, 415);
  const form = new FormData();
  form.set('photo', new Blob([CSV]), 'hats.csv');
  const response = await service.get('/v1/imports', { method: 'POST', body: form });
  assert.deepEqual(await problemOf(response), { status: 400, code: 'bad-input' });
});

test('a job names either files of the machine or an upload', async () => {
  for (const options of [{}, { upload: 'a', sources: ['b.csv'] }]) {
    const body = JSON.stringify({ kind: 'import', options });
    const headers = { 'content-type': 'application/json' };
    const response = await service.get('/v1/jobs', { method: 'POST', body, headers });
    assert.deepEqual(await problemOf(response), { status: 400, code: 'bad-input', field: 'options.sources' });
  }
  assert.equal(readFileSync(join(workspace, 'jobs.jsonl'), 'utf8').includes('"upload":"a"'), false);
});

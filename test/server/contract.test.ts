import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import sharp from 'sharp';
import { indexCatalog } from '../../indexer/embed-catalog.js';
import { importCatalog } from '../../indexer/import/index.js';
import { trainModel } from '../../indexer/train/index.js';
import { startWriting } from '../../server/answering/writing.js';
import { openBackstage } from '../../server/backstage.js';
import { jsonLines, writeBelow } from '../pipeline/import-fixture.js';
import { importGarments } from '../pipeline/training-fixture.js';
import type { OpenApi, Operation, Parameter, Schema } from './openapi.js';
import { folderOfTests, startService } from './service-fixture.js';

interface Walked {
  readonly url: string;
  readonly method: string;
  readonly operation: Operation;
}

const folder = folderOfTests();
const workspace = await importGarments(folder, 24);
const extra = {
  id: '1534',
  title: 'red summer dress',
  color: 'red',
  brand: 'Ada',
  price: 40,
  images: ['images/0.png'],
};
await importCatalog({ workspace, sources: [writeBelow(folder, 'extra.jsonl', jsonLines([extra]))], photoSize: 32 });
const { model } = await trainModel({ workspace });
await indexCatalog({ workspace });
const script = fileURLToPath(new URL('./fake-vitrine.js', import.meta.url));
const backstage = openBackstage({ workspace, folders: [], script });
after(() => backstage.close());
const service = await startService(workspace, { writing: startWriting({ workspace }), routes: backstage.routes });
const job = await finishedJob();

const CATALOG = 'id,title\n1534,red summer dress\n';
/** Bodies that are one file, whose parameters stand in the address. */
const FILE_TYPES = ['image/jpeg', 'application/octet-stream', 'text/csv'];

/** Whose examples the document cannot know. */
const PATHS: Readonly<Record<string, string>> = {
  '/v1/jobs/{id}': job,
  '/v1/models/{id}': model,
  '/v1/imports/{id}': await uploadedCatalog(),
};
const BODIES: Readonly<Record<string, object>> = { useModel: { id: model } };

async function uploadedCatalog(): Promise<string> {
  const init = { method: 'POST', body: CATALOG, headers: { 'content-type': 'text/csv' } };
  const { upload } = (await (await service.get('/v1/imports', init)).json()) as { upload: { id: string } };
  return upload.id;
}

async function finishedJob(): Promise<string> {
  const body = JSON.stringify({ kind: 'build' });
  const init = { method: 'POST', body, headers: { 'content-type': 'application/json' } };
  const { id } = (await (await service.get('/v1/jobs', init)).json()) as { id: string };
  for (;;) {
    const { finished } = (await (await service.get(`/v1/jobs/${id}`)).json()) as { finished: string | null };
    if (finished !== null) return id;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const photo = await sharp({ create: { width: 96, height: 128, channels: 3, background: '#b02020' } })
  .jpeg()
  .toBuffer();

const document = (await (await service.get('/openapi.json')).json()) as OpenApi;
const walked: Walked[] = Object.entries(document.paths).flatMap(([url, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ url, method, operation })),
);

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema({ $id: 'api', ...document });
const validatorOf = (schema: Schema): ValidateFunction =>
  ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"api#/components')) as object);
const isProblem = validatorOf({ $ref: '#/components/schemas/Problem' });

const parametersOf = ({ operation }: Walked, place: 'path' | 'query'): readonly Parameter[] =>
  (operation.parameters ?? []).filter((parameter) => parameter.in === place);

/** The example of a parameter as an address writes it. */
function examplesOf({ name, schema, explode }: Parameter): [name: string, value: string][] {
  const example = schema.example ?? schema.items?.example;
  assert.notEqual(example, undefined, `${name} has no example`);
  if (!Array.isArray(example)) return [[name, String(example)]];
  return explode === true ? example.map((value) => [name, String(value)]) : [[name, example.join(',')]];
}

function address(one: Walked, query: readonly (readonly [string, string])[] = []): string {
  const path = parametersOf(one, 'path').reduce(
    (url, parameter) => url.replace(`{${parameter.name}}`, encodeURIComponent(examplesOf(parameter)[0][1])),
    Object.entries(PATHS).reduce((url, [place, id]) => url.replace(place, place.replace('{id}', id)), one.url),
  );
  const needed = parametersOf(one, 'query')
    .filter(({ required, name }) => required === true && !query.some(([given]) => given === name))
    .flatMap(examplesOf);
  const search = new URLSearchParams([...needed, ...query].map(([name, value]): [string, string] => [name, value]));
  return search.size === 0 ? path : `${path}?${search.toString()}`;
}

/** A body for each content type that an operation takes; none when it takes none. */
function bodiesOf({ operation }: Walked): readonly RequestInit[] {
  const { content } = operation.requestBody ?? {};
  if (content === undefined) return [{}];
  return Object.entries(content).map(([type, { schema }]) => {
    if (type === 'image/*') return { body: new Uint8Array(photo), headers: { 'content-type': 'image/jpeg' } };
    if (type === 'multipart/form-data') {
      const form = new FormData();
      if (schema.properties?.file !== undefined) form.set('file', new Blob([CATALOG]), 'products.csv');
      else form.set('photo', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'photo.jpg');
      return { body: form };
    }
    if (FILE_TYPES.includes(type)) return { body: CATALOG, headers: { 'content-type': type } };
    const named = document.components.schemas[schema.$ref?.split('/').at(-1) ?? ''];
    const example = BODIES[operation.operationId] ?? named?.example ?? schema.example;
    assert.notEqual(example, undefined, `${operation.operationId} has no example of its body`);
    return { body: JSON.stringify(example), headers: { 'content-type': type } };
  });
}

async function refusal(url: string, init: RequestInit): Promise<number> {
  const response = await service.get(url, init);
  const body: unknown = await response.json();
  assert.ok(isProblem(body), `${init.method ?? 'GET'} ${url}: ${JSON.stringify(body)}`);
  assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/);
  assert.equal(response.headers.get('x-request-id'), (body as { requestId: string }).requestId);
  return response.status;
}

// What writes comes last: the others ask for the product that the examples name, for its photo, and for the upload.
const LAST = ['uploadImport', 'writeProducts', 'putProduct', 'deleteProduct'];
const inOrder = [...walked].sort(
  (a, b) => LAST.indexOf(a.operation.operationId) - LAST.indexOf(b.operation.operationId),
);

test('the document is OpenAPI 3.1 and tells every route that it should', () => {
  assert.match(document.openapi, /^3\.1\./);
  const told = walked.map(({ method, url }) => `${method} ${url}`);
  for (const route of [
    'get /v1/search',
    'post /v1/search',
    'post /v1/detect',
    'get /v1/products/{id}',
    'put /v1/products/{id}',
    'delete /v1/products/{id}',
    'post /v1/products',
    'get /v1/products/{id}/similar',
    'get /v1/products/{id}/photos/{position}',
    'get /v1/words/{term}',
    'get /v1/suggest',
    'get /v1/facets',
    'get /v1/models',
    'put /v1/models/current',
    'get /v1/map',
    'post /v1/jobs',
    'get /v1/jobs',
    'get /v1/jobs/{id}',
    'get /v1/jobs/{id}/events',
    'delete /v1/jobs/{id}',
    'get /v1/status',
    'post /v1/imports',
    'get /v1/imports/{id}',
    'delete /v1/imports/{id}',
    'get /v1/catalog/problems',
  ]) {
    assert.ok(told.includes(route), `${route} is missing`);
  }
});

for (const one of inOrder.filter(({ method }) => method !== 'delete')) {
  test(`${one.method.toUpperCase()} ${one.url}: each example is answered as the document says`, async () => {
    const [[status, { content = {} }]] = Object.entries(one.operation.responses);
    const addresses = [
      address(one),
      ...parametersOf(one, 'query').map((parameter) => address(one, examplesOf(parameter))),
    ];
    for (const init of bodiesOf(one)) {
      const isRaw = FILE_TYPES.includes(new Headers(init.headers).get('content-type') ?? '');
      const hasBody = init.body !== undefined;
      for (const url of hasBody && !isRaw ? [address(one).split('?')[0]] : addresses) {
        const response = await service.get(url, { method: one.method.toUpperCase(), ...init });
        const text = await response.clone().text();
        assert.equal(String(response.status), status, `${url}: ${text.slice(0, 400)}`);
        const type = (response.headers.get('content-type') ?? '').split(';')[0];
        const told = content[type];
        assert.ok(told !== undefined || Object.keys(content).length === 0, `${url}: ${type} is not in the document`);
        if (told === undefined || !type.includes('json')) continue;
        const isValid = validatorOf(told.schema);
        for (const line of type === 'application/x-ndjson' ? text.trim().split('\n') : [text]) {
          assert.ok(isValid(JSON.parse(line)), `${url}: ${ajv.errorsText(isValid.errors)} in ${line.slice(0, 400)}`);
        }
      }
    }
  });

  test(`${one.method.toUpperCase()} ${one.url}: what is not described is refused`, async () => {
    const [body] = bodiesOf(one).slice(-1);
    const init = { method: one.method.toUpperCase(), ...body };
    if (parametersOf(one, 'query').length > 0 || body.body === undefined) {
      assert.equal(await refusal(address(one, [['nonsense', '1']]), init), 400);
      assert.equal(await refusal(address(one, [['__proto__', '1']]), init), 400);
    }
    for (const parameter of parametersOf(one, 'query')) {
      for (const wrong of wrongValues(parameter)) {
        assert.equal(await refusal(address(one, [[parameter.name, wrong]]), init), 400, `${parameter.name}=${wrong}`);
      }
    }
  });
}

/** Values that a parameter must not take. */
function wrongValues({ schema }: Parameter): string[] {
  const isNumber = schema.type === 'integer' || schema.type === 'number';
  return [
    ...(isNumber ? ['abc', '', '1.5', 'NaN', '1e9', '0x10', ' 1'] : []),
    ...(isNumber && schema.minimum !== undefined ? [String(schema.minimum - 1)] : []),
    ...(isNumber && schema.maximum !== undefined ? [String(schema.maximum + 1)] : []),
    ...(schema.enum !== undefined || schema.items?.enum !== undefined ? ['nonsense'] : []),
    ...(schema.maxLength !== undefined ? ['x'.repeat(schema.maxLength + 1)] : []),
  ];
}

test('a limit is 1 to 100: 0 and 101 are refused, 1 and 100 are not', async () => {
  for (const [limit, status] of [
    ['0', 400],
    ['101', 400],
    ['1', 200],
    ['100', 200],
  ] as const) {
    assert.equal((await service.get(`/v1/search?q=red&limit=${limit}`)).status, status, limit);
    const body = JSON.stringify({ words: 'red', limit: Number(limit) });
    const headers = { 'content-type': 'application/json' };
    assert.equal((await service.get('/v1/search', { method: 'POST', body, headers })).status, status, limit);
  }
});

test('every address answers other methods by 405 with those that it takes', async () => {
  const byUrl = new Map<string, string[]>();
  for (const { url, method } of walked) byUrl.set(url, [...(byUrl.get(url) ?? []), method.toUpperCase()]);
  for (const [url, methods] of byUrl) {
    const one = walked.find((candidate) => candidate.url === url)!;
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'].filter((name) => !methods.includes(name))) {
      const response = await service.get(address(one).split('?')[0], { method });
      assert.equal(response.status, 405, `${method} ${url}`);
      for (const allowed of methods) assert.ok(response.headers.get('allow')?.includes(allowed), `${method} ${url}`);
    }
  }
});

test('what is not there is 404 under /v1 and elsewhere, never a page', async () => {
  for (const path of ['/v1', '/v1/', '/v1/nothing', '/v1/search/', '/v1/Search', '/v2/search', '/nothing.html']) {
    assert.equal(await refusal(path, {}), 404, path);
  }
  assert.equal(await refusal('/v1/products/nobody', {}), 404);
  assert.equal(await refusal('/v1/products/1534/photos/7', {}), 404);
});

test('a product is deleted at once', async () => {
  const one = walked.find(({ operation }) => operation.operationId === 'deleteProduct')!;
  assert.equal((await service.get(address(one), { method: 'DELETE' })).status, 204);
  assert.equal((await service.get('/v1/products/1534')).status, 404);
  assert.equal(await refusal(address(one), { method: 'DELETE' }), 404);
});

test('a job is cancelled, and answers as it is then', async () => {
  const one = walked.find(({ operation }) => operation.operationId === 'cancelJob')!;
  const response = await service.get(address(one), { method: 'DELETE' });
  const isJob = validatorOf(one.operation.responses['202'].content!['application/json'].schema);
  assert.equal(response.status, 202);
  assert.ok(isJob(await response.json()), ajv.errorsText(isJob.errors));
  assert.equal(await refusal('/v1/jobs/nobody', { method: 'DELETE' }), 404);
});

test('the page of the interface needs nothing from elsewhere', async () => {
  const page = await (await service.get('/docs')).text();
  assert.doesNotMatch(page, /<script|src=|@import|url\(|href="(?:https?:)?\/\//);
  for (const { url } of walked) assert.ok(page.includes(url), url);
  for (const [, id] of page.matchAll(/href="#([^"]+)"/g)) assert.ok(page.includes(`id="${id}"`), id);
});

test('metrics count the requests by operation', async () => {
  const text = await (await service.get('/metrics')).text();
  assert.match(text, /vitrine_http_requests_total\{operation="search",status="200"\} \d+/);
  assert.match(text, /vitrine_http_request_duration_seconds_bucket\{le="0\.05",operation="search"\} \d+/);
  assert.match(text, /vitrine_products \d+/);
  assert.match(text, /vitrine_crew_threads\{crew="search"\} 1/);
});

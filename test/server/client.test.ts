import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { build } from 'esbuild';
import type { z } from 'zod';
import { startWriting } from '../../server/answering/writing.js';
import { openBackstage } from '../../server/backstage.js';
import { createClient, type JobEvent, type SearchQuery, type VitrineClient } from '../../server/client/index.js';
import type * as requests from '../../server/requests/index.js';
import { ROOT } from '../architecture/source-tree.js';
import { operationsOf, type OpenApi, type Operation, type Parameter, type Placed } from './openapi.js';
import { folderOfTests, startService } from './service-fixture.js';

const workspace = join(folderOfTests(), 'none.vitrine');
const backstage = openBackstage({ workspace, folders: [], script: '' });
after(() => backstage.close());
const service = await startService(workspace, { writing: startWriting({ workspace }), routes: backstage.routes });
const document = (await (await service.get('/openapi.json')).json()) as OpenApi;
const operations = operationsOf(document);

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema({ $id: 'api', ...document });
function assertFits(schema: object, value: unknown, what: string): void {
  const written = JSON.stringify(schema).replaceAll('"#/components', '"api#/components');
  const isValid = ajv.compile(JSON.parse(written) as object);
  assert.ok(isValid(value), `${what}: ${ajv.errorsText(isValid.errors)} in ${JSON.stringify(value)}`);
}

const photo = new Blob(['jpeg'], { type: 'image/jpeg' });
const search: SearchQuery = {
  words: 'red & dress',
  filters: ['color=Red', 'price<50'],
  facets: ['color', 'brand'],
  modes: ['words', 'image'],
  ...{ sort: '-price', limit: 7, offset: 14 },
};
const product = { title: 'Shirt', price: 3, attributes: { fit: 'slim' }, images: ['a.jpg'] };

async function drained(events: AsyncIterable<unknown>): Promise<unknown[]> {
  const seen: unknown[] = [];
  for await (const event of events) seen.push(event);
  return seen;
}

/** How each operation is asked by the client, with everything that it can be asked with. */
const CALLS: Readonly<Record<string, (client: VitrineClient) => unknown>> = {
  search: (client) => client.search({ ...search, like: 'a/b?c' }),
  searchByBody: async (client) => {
    await client.search({ ...search, weights: { words: 1, text: 0.5, image: 0 } });
    await client.search({ ...search, photo, region: [1, 2, 30, 40] });
    await client.search({ photo });
  },
  detect: async (client) => {
    await client.detect(photo, { text: 'black skirt', limit: 3 });
    await client.detect(new Blob(['a photo whose type nobody knows']));
  },
  suggest: (client) => client.suggest('red dr', { limit: 5 }),
  facets: (client) => client.facets({ words: 'red', filters: ['price<50'], facets: ['color', 'brand'] }),
  product: (client) => client.product('ärmel/ß 1'),
  similar: (client) => client.similar('ärmel/ß 1', { limit: 5 }),
  photo: (client) => fetchOf(client)(client.photoUrl('ärmel/ß 1', { position: 2, size: 320 }), {}),
  putProduct: (client) => client.putProduct('a/b', product),
  deleteProduct: (client) => client.deleteProduct('a/b'),
  writeProducts: (client) =>
    drained(
      client.putProducts([
        { id: 'a', ...product },
        { id: 'b', title: 'B' },
      ]),
    ),
  uploadImport: (client) => client.uploadImport(new Blob(['id,title']), { name: 'ä b.csv', format: 'csv' }),
  previewImport: (client) => client.previewImport('7c1f', { format: 'google' }),
  deleteImport: (client) => client.deleteImport('7c1f'),
  importProblems: (client) => client.importProblems({ limit: 10 }),
  words: (client) => client.nearestWords('navy/blue', { limit: 5 }),
  synonyms: (client) => client.synonyms(),
  setSynonyms: (client) => client.setSynonyms([['sneakers', 'trainers'], { from: 'jumper', to: ['sweater'] }]),
  deleteSynonyms: (client) => client.deleteSynonyms(),
  status: (client) => client.status(),
  startJob: (client) => client.startJob({ kind: 'import', options: { sources: ['a.jsonl'], prune: true } }),
  jobs: (client) => client.jobs(),
  job: (client) => client.job('7f/1'),
  cancelJob: (client) => client.cancelJob('7f'),
  jobEvents: (client) => drained(client.jobEvents('7f')),
  models: (client) => client.models(),
  model: (client) => client.model('e8581169a6d79f23'),
  catalog: (client) => client.catalog(),
  useModel: (client) => client.useModel('e8581169a6d79f23'),
  map: (client) => client.map({ limit: 500 }),
};

/** Operations that the client leaves out, each with its reason: none. */
const LEFT_OUT: Readonly<Record<string, string>> = {};

interface Sent {
  readonly url: URL;
  readonly init: RequestInit;
}

const fetches = new WeakMap<object, typeof globalThis.fetch>();
const fetchOf = (client: object): typeof globalThis.fetch => fetches.get(client)!;

/** What the client sends for a call. */
async function sentBy(call: (client: VitrineClient) => unknown): Promise<Sent[]> {
  const sent: Sent[] = [];
  const fetch: typeof globalThis.fetch = (input, init = {}) => {
    assert.ok(typeof input === 'string');
    sent.push({ url: new URL(input), init });
    return Promise.resolve(new Response('{}'));
  };
  const client = createClient({ baseUrl: 'http://shop.example', fetch });
  fetches.set(client, fetch);
  await call(client);
  return sent;
}

test('the client has a function for every operation, or a reason why not', () => {
  const known = [...Object.keys(CALLS), ...Object.keys(LEFT_OUT)].sort();
  assert.deepEqual(known, operations.map(({ operationId }) => operationId).sort());
});

for (const operation of operations.filter(({ operationId }) => Object.hasOwn(CALLS, operationId))) {
  test(`${operation.operationId}: what the client sends is what the document asks for`, async () => {
    const sent = await sentBy(CALLS[operation.operationId]);
    assert.ok(sent.length > 0);
    for (const { url, init } of sent) {
      assert.equal(init.method ?? 'GET', operation.method);
      assertPath(operation, url);
      assertQuery(operation, url);
      await assertBody(operation, new Request(url, init), init);
    }
  });
}

function assertPath({ url: template, parameters = [] }: Placed, url: URL): void {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const pattern = new RegExp(`^${template.replace(/\{\w+\}/g, '([^/]+)')}$`);
  const parts = pattern.exec(url.pathname)?.slice(1);
  assert.ok(parts !== undefined, `${url.pathname} is not ${template}`);
  for (const [i, name] of names.entries()) {
    const parameter = parameters.find((one) => one.in === 'path' && one.name === name)!;
    const text = decodeURIComponent(parts[i]);
    assertFits(parameter.schema, parameter.schema.type === 'integer' ? Number(text) : text, name);
  }
}

function assertQuery({ parameters = [] }: Operation, url: URL): void {
  const known = parameters.filter((parameter) => parameter.in === 'query');
  for (const name of new Set(url.searchParams.keys())) {
    const parameter = known.find((one) => one.name === name);
    assert.ok(parameter !== undefined, `${name} is not in the document`);
    assertFits(parameter.schema, valueOf(parameter, url.searchParams.getAll(name)), name);
  }
  for (const { name, required } of known)
    assert.ok(required !== true || url.searchParams.has(name), `${name} is missing`);
}

function valueOf({ schema, explode }: Parameter, written: readonly string[]): unknown {
  if (schema.type === 'array') return explode === true ? written : written[0].split(',');
  assert.equal(written.length, 1);
  return schema.type === 'integer' ? Number(written[0]) : written[0];
}

async function assertBody({ requestBody }: Operation, request: Request, init: RequestInit): Promise<void> {
  if (requestBody === undefined) {
    assert.equal(request.body, null);
    return;
  }
  const type = (request.headers.get('content-type') ?? '').split(';')[0];
  const told = requestBody.content[type];
  assert.ok(told !== undefined, `a body of ${type} is not in the document`);
  if (init.body instanceof FormData) {
    const fields = [...init.body].map(([name, value]): [string, unknown] => [name, fieldOf(name, value)]);
    assertFits(told.schema, Object.fromEntries(fields), type);
    return;
  }
  if (init.body instanceof Blob) return; // Bytes have no form.
  const text = await request.text();
  for (const part of type === 'application/x-ndjson' ? text.trim().split('\n') : [text]) {
    assertFits(told.schema, JSON.parse(part), type);
  }
}

function fieldOf(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return '';
  if (name === 'query') return JSON.parse(value) as unknown;
  return name === 'limit' ? Number(value) : value;
}

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type AnswerTo<Name extends keyof VitrineClient> = Awaited<ReturnType<VitrineClient[Name]>>;
type Schema<Name extends keyof typeof requests> = (typeof requests)[Name] extends z.ZodType
  ? z.output<(typeof requests)[Name]>
  : never;

test('the types of the answers are those of the schemas', () => {
  // The compiler is what fails here.
  const same: {
    search: Same<AnswerTo<'search'>, Schema<'SearchAnswer'>>;
    detect: Same<AnswerTo<'detect'>, Schema<'DetectAnswer'>>;
    suggest: Same<AnswerTo<'suggest'>, Schema<'SuggestAnswer'>>;
    facets: Same<AnswerTo<'facets'>, Schema<'FacetsAnswer'>>;
    similar: Same<AnswerTo<'similar'>, Schema<'SearchAnswer'>>;
    product: Same<AnswerTo<'product'>, Schema<'ProductAnswer'>>;
    putProduct: Same<AnswerTo<'putProduct'>, Schema<'UpsertAnswer'>>;
    status: Same<AnswerTo<'status'>, Schema<'StatusAnswer'>>;
    models: Same<AnswerTo<'models'>, Schema<'ModelsAnswer'>>;
    model: Same<AnswerTo<'model'>, Schema<'ModelAnswer'>>;
    catalog: Same<AnswerTo<'catalog'>, Schema<'CatalogAnswer'>>;
    nearestWords: Same<AnswerTo<'nearestWords'>, Schema<'WordsAnswer'>>;
    map: Same<AnswerTo<'map'>, Schema<'MapAnswer'>>;
    synonyms: Same<AnswerTo<'synonyms'>, Schema<'SynonymsAnswer'>>;
    jobs: Same<AnswerTo<'jobs'>, Schema<'JobsAnswer'>>;
    job: Same<AnswerTo<'job'>, Schema<'Job'>>;
    startJob: Same<Parameters<VitrineClient['startJob']>[0], z.input<typeof requests.JobBody>>;
    putBody: Same<Parameters<VitrineClient['putProduct']>[1], z.input<typeof requests.ProductBody>>;
    event: Same<Extract<JobEvent, { event: 'done' }>['data'], Schema<'Job'>>;
  } = {
    ...{ search: true, detect: true, suggest: true, facets: true, similar: true, product: true, putProduct: true },
    ...{
      status: true,
      models: true,
      model: true,
      catalog: true,
      nearestWords: true,
      map: true,
      synonyms: true,
      jobs: true,
      job: true,
      startJob: true,
    },
    ...{ putBody: true, event: true },
  };
  assert.ok(Object.values(same).every(Boolean));
});

test('in a browser the client needs nothing but itself, a few kilobytes', async () => {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(ROOT, 'server/client/index.ts')],
    ...{ bundle: true, write: false, metafile: true, minify: true },
    ...{ platform: 'browser', target: 'es2022', format: 'iife', globalName: 'vitrine', logLevel: 'silent' },
  });
  const inputs = Object.keys(metafile.inputs);
  assert.ok(
    inputs.every((path) => path.includes('server/client/')),
    inputs.join('\n'),
  );
  const [{ text }] = outputFiles;
  assert.ok(text.length < 16_384, `${text.length} bytes`);

  const asked: string[] = [];
  const fetch = (url: string): Promise<Response> => {
    asked.push(url);
    return Promise.resolve(new Response('{"total":3}'));
  };
  const page = createContext({ fetch, URLSearchParams, TextDecoder, FormData, Blob });
  runInContext(`${text}; globalThis.answer = vitrine.createClient().search({ words: 'red' })`, page);
  assert.deepEqual(await (page as { answer: Promise<unknown> }).answer, { total: 3 });
  assert.deepEqual(asked, ['/v1/search?q=red']);
});

/**
 * Seeded nonsense for every operation of the OpenAPI document. Longer, on a catalog of one's own, which is written to:
 *
 *     VITRINE_FUZZ_REQUESTS=5000 VITRINE_FUZZ_SEED=2 VITRINE_FUZZ_WORKSPACE=copy.vitrine npm run test:suite -- server/fuzz
 */
import assert from 'node:assert/strict';
import { Agent, request as openRequest } from 'node:http';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import sharp from 'sharp';
import { startWriting } from '../../server/answering/writing.js';
import { openBackstage } from '../../server/backstage.js';
import { createRandom } from '../../src/random.js';
import { fuzzedRequest, type FuzzedRequest, type FuzzIngredients } from './fuzz-requests.js';
import { operationsOf, type OpenApi, type Placed, type Schema } from './openapi.js';
import { folderOfTests, ODD_IDS, smallWorkspace, startService } from './service-fixture.js';

const {
  VITRINE_FUZZ_REQUESTS: requests = '400',
  VITRINE_FUZZ_SEED: seed = '1',
  VITRINE_FUZZ_WORKSPACE: workspace = await smallWorkspace(folderOfTests()),
} = process.env;

/** Longer than any answer may take. */
const HUNG_MS = 180_000;
const EVENTS_MS = 50;
const CLIENTS = 4;

const script = fileURLToPath(new URL('./fake-vitrine.js', import.meta.url));
const backstage = openBackstage({ workspace, folders: [], script, graceMs: 200 });
after(() => backstage.close());
const service = await startService(workspace, {
  ...{ writing: startWriting({ workspace }), routes: backstage.routes },
  ...{ bodyMs: 3000, listen: { headersMs: 3000 } },
});
const document = (await (await service.get('/openapi.json')).json()) as OpenApi;

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema({ $id: 'api', ...document });
const validators = new Map<string, ValidateFunction>();
function validatorOf(schema: Schema): ValidateFunction {
  const written = JSON.stringify(schema).replaceAll('"#/components', '"api#/components');
  const made = validators.get(written) ?? ajv.compile(JSON.parse(written) as object);
  validators.set(written, made);
  return made;
}

const operator: Placed[] = ['/healthz', '/readyz', '/metrics', '/docs', '/openapi.json', '/', '/studio'].map((url) => ({
  ...{ url, method: 'GET', operationId: url, responses: {} },
}));
const drawn = sharp({ create: { width: 90, height: 120, channels: 3, background: '#b02020' } });
const ingredients: FuzzIngredients = {
  document,
  operations: [...operationsOf(document), ...operator],
  ids: ['1534', '1535', '15970', ...ODD_IDS],
  photos: await Promise.all(
    [drawn.jpeg(), drawn.clone().png(), drawn.clone().webp(), drawn.clone().gif()].map((one) => one.toBuffer()),
  ),
};

interface Heard {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
after(() => {
  agent.destroy();
});

/** @returns undefined when the connection ended without an answer: the client's doing, or a refusal in the middle */
function sent({ method, path, headers, body, isCut }: FuzzedRequest): Promise<Heard | undefined> {
  return new Promise((resolve) => {
    const length =
      body.length > 0 || method === 'POST' || method === 'PUT' ? { 'content-length': String(body.length) } : {};
    const options = { host: '127.0.0.1', port: service.port, method, path, headers: { ...headers, ...length }, agent };
    const outgoing = openRequest(options, (response) => {
      const parts: Buffer[] = [];
      const finish = (): void => {
        const text = Buffer.concat(parts).toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      };
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', finish);
      response.on('error', () => {
        resolve(undefined);
      });
      const isEvents = response.headers['content-type'] === 'text/event-stream';
      if (isEvents) setTimeout(() => outgoing.destroy(), EVENTS_MS);
    });
    outgoing.setTimeout(HUNG_MS, () => {
      resolve({ status: 0, headers: {}, text: 'no answer came' });
      outgoing.destroy();
    });
    outgoing.on('error', () => {
      resolve(undefined);
    });
    if (!isCut) outgoing.end(body);
    else outgoing.write(body.subarray(0, body.length >> 1), () => setTimeout(() => outgoing.destroy(), 5));
  });
}

/** @returns what is wrong with an answer, or undefined */
function complaintOf(asked: FuzzedRequest, heard: Heard): string | undefined {
  const { status, headers, text } = heard;
  if (status === 0 || (status >= 500 && status !== 503)) return 'a failure';
  if (status === 503 && headers['retry-after'] === undefined) return '503 without Retry-After';
  if (asked.method === 'HEAD') return text === '' ? undefined : 'an answer to HEAD has a body';
  if (status >= 400) return complaintOfProblem(heard);
  const isDescribed = asked.method === asked.operation.method && !asked.isBent;
  return isDescribed ? complaintOfAnswer(asked.operation, heard) : undefined;
}

function complaintOfProblem({ status, headers, text }: Heard): string | undefined {
  if (typeOf(headers) !== 'application/problem+json') return `a problem is told as ${typeOf(headers)}`;
  const isProblem = validatorOf({ $ref: '#/components/schemas/Problem' });
  if (!isProblem(JSON.parse(text))) return ajv.errorsText(isProblem.errors);
  return (JSON.parse(text) as { status: number }).status === status ? undefined : 'another status in the problem';
}

function complaintOfAnswer({ responses }: Placed, { status, headers, text }: Heard): string | undefined {
  const schema = responses[status]?.content?.[typeOf(headers)]?.schema;
  if (schema === undefined || !typeOf(headers).includes('json')) return undefined;
  const isValid = validatorOf(schema);
  const lines = typeOf(headers).includes('ndjson') ? text.split('\n').filter((line) => line !== '') : [text];
  const wrong = lines.find((line) => !isValid(JSON.parse(line)));
  return wrong === undefined ? undefined : `${ajv.errorsText(isValid.errors)} in ${wrong.slice(0, 300)}`;
}

function typeOf(headers: Heard['headers']): string {
  return String(headers['content-type'] ?? '').split(';')[0];
}

test(`${requests} requests made of nonsense (seed ${seed}) get answers or problem documents, and the process lives on`, async () => {
  const statuses = new Map<number, number>();
  const complaints: string[] = [];
  const unheard = { cut: 0, whole: 0 };
  const ask = async (i: number): Promise<void> => {
    const one = fuzzedRequest(createRandom(`${seed}/${i}`), ingredients);
    const heard = await sent(one);
    if (heard === undefined) {
      unheard[one.isCut ? 'cut' : 'whole']++;
      return;
    }
    statuses.set(heard.status, (statuses.get(heard.status) ?? 0) + 1);
    const complaint = complaintOf(one, heard);
    if (complaint === undefined) return;
    const address = `${one.method} ${one.path.slice(0, 200)}`;
    complaints.push(`${seed}/${i} ${address}: ${heard.status} ${complaint} ${heard.text.slice(0, 300)}`);
  };
  let next = 0;
  const client = async (): Promise<void> => {
    while (next < Number(requests)) await ask(next++);
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  const told = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${count} x ${status}`);
  console.log(`# ${told.join(', ')}; unheard: ${unheard.cut} cut off by the client, ${unheard.whole} others`);
  assert.deepEqual(complaints, []);
  assert.ok(unheard.whole < Number(requests) / 50, 'answers are heard');
  assert.ok((statuses.get(200) ?? 0) > Number(requests) / 20, 'enough of it gets beyond the checks');
  assert.equal((await service.get('/healthz')).status, 200);
  assert.equal((await service.get('/v1/search?q=red')).status, 200);
});

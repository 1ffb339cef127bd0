import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openBackstage } from '../../server/backstage.js';
import type { Job, JobsAnswer } from '../../server/requests/index.js';
import { createClient } from '../../server/client/index.js';
import { jsonLines, writeBelow } from '../pipeline/import-fixture.js';
import { folderOfTests, NOBODY, problemOf, startService, type TestService } from './service-fixture.js';

const FAKE = fileURLToPath(new URL('./fake-vitrine.js', import.meta.url));

/** The command of this package. */
const VITRINE = fileURLToPath(new URL('../../bin/vitrine.js', import.meta.url));

const folder = folderOfTests();
const workspace = join(folder, 'shop.vitrine');
const incoming = join(folder, 'incoming');
mkdirSync(incoming);

interface Jobbing {
  readonly service: TestService;
  send(method: string, path: string, body?: unknown): Promise<Response>;
  ordered(body: unknown): Promise<Job>;
  until(id: string, ...statuses: Job['status'][]): Promise<Job>;
}

async function jobbing(
  options: Partial<Parameters<typeof openBackstage>[0]> = {},
): Promise<Jobbing & { close(): Promise<void> }> {
  const backstage = openBackstage({ workspace, folders: [incoming], script: FAKE, ...options });
  after(() => backstage.close());
  const service = await startService(workspace, { routes: backstage.routes, answering: NOBODY });
  const send = (method: string, path: string, body?: unknown): Promise<Response> =>
    service.get(path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
  return {
    service,
    send,
    close: () => backstage.close(),
    async ordered(body) {
      const response = await send('POST', '/v1/jobs', body);
      assert.equal(response.status, 202, await response.clone().text());
      return (await response.json()) as Job;
    },
    async until(id, ...statuses) {
      for (;;) {
        const job = (await (await service.get(`/v1/jobs/${id}`)).json()) as Job;
        if (statuses.includes(job.status)) return job;
        assert.equal(job.finished, null, `the job ended: ${JSON.stringify(job)}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}

const train = (recipe: string, more: object = {}) => ({ kind: 'train', options: { recipe, ...more } });

/** The events of a stream until it ends. */
async function eventsIn(response: Response): Promise<{ id: string; event: string; data: unknown }[]> {
  const text = await response.text();
  return text
    .split('\n\n')
    .filter((block) => block.startsWith('id: '))
    .map((block) => {
      const [id, event, data] = block.split('\n').map((line) => line.slice(line.indexOf(': ') + 2));
      return { id, event, data: JSON.parse(data) as unknown };
    });
}

const jobs = await jobbing();

test('a catalog is imported through the service, and the job says how it went', async () => {
  const real = await jobbing({ script: VITRINE });
  writeBelow(
    incoming,
    'catalog.jsonl',
    jsonLines([
      { id: '1', title: 'red shirt' },
      { id: '2', title: 'blue hat' },
    ]),
  );
  const { id, status } = await real.ordered({ kind: 'import', options: { sources: ['catalog.jsonl'], prune: true } });
  assert.ok(status === 'waiting' || status === 'running');
  const { result, exitCode, progress, problem } = await real.until(id, 'done', 'failed');
  assert.deepEqual([exitCode, problem], [0, null]);
  assert.equal((result as { added: number }).added, 2);
  assert.equal(progress?.step, 'import');
  writeBelow(incoming, 'broken.json', '{"seed": "seven"}');
  const failed = await real.ordered({ kind: 'train', options: { recipe: 'broken.json' } });
  const end = await real.until(failed.id, 'failed');
  assert.deepEqual([end.exitCode, end.problem?.code, end.problem?.field], [2, 'bad-recipe', 'seed']);
});

test('events tell of progress and of lines, and end with the job; who comes again gets what is missing', async () => {
  const { id } = await jobs.ordered(train('default'));
  const url = `${jobs.service.url}/v1/jobs/${id}/events`;
  const response = await fetch(url);
  assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/);
  const events = await eventsIn(response);
  assert.deepEqual(events.map(({ event }) => event).sort(), ['done', 'log', 'log', 'progress']);
  assert.equal(events.at(-1)?.event, 'done');
  const { data } = events.find(({ event }) => event === 'progress')!;
  assert.deepEqual(data, { step: 'train', done: 1, total: 4, detail: null, secondsLeft: 3 });
  const done = events.at(-1)?.data as Job;
  assert.deepEqual([done.status, done.log], ['done', ['train begins', 'it is done']]);

  const again = await eventsIn(await fetch(url, { headers: { 'last-event-id': events[1].id } }));
  assert.deepEqual(again, events.slice(2));
  assert.equal((await fetch(url, { headers: { 'last-event-id': events[3].id } })).status, 204);
  const ofAnotherRun = await eventsIn(await fetch(url, { headers: { 'last-event-id': '0a1b2c3d-4' } }));
  assert.equal(ofAnotherRun.length, 4);
});

test('the client for programs follows a job to its end', async () => {
  const client = createClient({ baseUrl: jobs.service.url });
  const { id } = await client.startJob({ kind: 'build' });
  const seen: string[] = [];
  for await (const { event } of client.jobEvents(id)) seen.push(event);
  assert.equal(seen.at(-1), 'done');
});

test('a second writer waits for the first; both can be cancelled', async () => {
  const first = await jobs.ordered(train('reference'));
  await jobs.until(first.id, 'running');
  const second = await jobs.ordered({ kind: 'build' });
  assert.equal((await jobs.until(second.id, 'waiting', 'running')).status, 'waiting');
  const third = await jobs.ordered({ kind: 'build' });
  assert.equal((await jobs.send('DELETE', `/v1/jobs/${second.id}`)).status, 202);
  assert.equal((await jobs.until(second.id, 'cancelled')).started, null);
  while ((await jobs.until(first.id, 'running')).progress === null);
  await jobs.send('DELETE', `/v1/jobs/${first.id}`);
  assert.equal((await jobs.until(first.id, 'cancelled')).exitCode, 130);
  await jobs.until(third.id, 'done');
  const { jobs: list } = (await (await jobs.service.get('/v1/jobs')).json()) as JobsAnswer;
  assert.deepEqual(
    list.slice(0, 3).map(({ id }) => id),
    [third.id, second.id, first.id],
  );
});

test('a command that does not stop when it is asked to is killed', async () => {
  const impatient = await jobbing({ graceMs: 200 });
  const { id } = await impatient.ordered(train('small'));
  while ((await impatient.until(id, 'running')).progress === null);
  await impatient.send('DELETE', `/v1/jobs/${id}`);
  assert.equal((await impatient.until(id, 'cancelled')).exitCode, null);
});

test('why a command failed is told as a problem', async () => {
  const { id } = await jobs.ordered(train('default', { resume: true }));
  const { status, exitCode, problem } = await jobs.until(id, 'failed', 'done');
  assert.deepEqual([status, exitCode], ['failed', 1]);
  assert.equal(problem?.code, 'not-ready');
  assert.equal(problem?.detail, 'nothing to take up');
  assert.notEqual(problem?.requestId, '');
});

test('options that the command does not take are refused before anything runs', async () => {
  const bad: [body: unknown, field: string | undefined][] = [
    [{ kind: 'train', options: { epochs: 0 } }, 'options.epochs'],
    [{ kind: 'train', options: { epochs: '4' } }, 'options.epochs'],
    [{ kind: 'train', options: { workspace: '/tmp' } }, 'options.workspace'],
    [{ kind: 'import', options: { sources: [] } }, 'options.sources'],
    [{ kind: 'import', options: { sources: ['catalog.jsonl'], allowHost: ['10.0.0.1'] } }, 'options.allowHost'],
    [{ kind: 'serve', options: {} }, 'kind'],
    [{ kind: 'index', options: { model: 7 } }, 'options.model'],
  ];
  for (const [body, field] of bad) {
    const response = await jobs.send('POST', '/v1/jobs', body);
    assert.deepEqual(await problemOf(response), { status: 400, code: 'bad-input', field }, JSON.stringify(body));
  }
  for (const options of [{ from: '..' }, { from: 'nobody' }]) {
    const response = await jobs.send('POST', '/v1/jobs', { kind: 'train', options });
    assert.deepEqual(await problemOf(response), { status: 404, code: 'not-found', field: 'options.from' });
  }
  assert.equal((await jobs.send('GET', '/v1/jobs/nobody')).status, 404);
});

test('no path of a request leads out of the folders that are opened for jobs', async () => {
  writeBelow(folder, 'secret.jsonl', '{}');
  symlinkSync(join(folder, 'secret.jsonl'), join(incoming, 'link.jsonl'));
  symlinkSync(dirname(folder), join(incoming, 'up'));
  const outside = ['/etc/passwd', '../secret.jsonl', join(folder, 'secret.jsonl'), 'link.jsonl', 'up', `${incoming}-2`];
  for (const source of outside) {
    const response = await jobs.send('POST', '/v1/jobs', { kind: 'import', options: { sources: [source] } });
    const field = 'options.sources.0';
    assert.deepEqual(await problemOf(response), { status: 403, code: 'forbidden', field }, source);
  }
  const more: [options: object, field: string][] = [
    [{ sources: ['catalog.jsonl'], photos: '/etc' }, 'options.photos'],
    [{ sources: ['catalog.jsonl', '/etc/hosts'] }, 'options.sources.1'],
  ];
  for (const [options, field] of more) {
    const response = await jobs.send('POST', '/v1/jobs', { kind: 'import', options });
    assert.deepEqual(await problemOf(response), { status: 403, code: 'forbidden', field });
  }
  const recipe = await jobs.send('POST', '/v1/jobs', train('/etc/passwd'));
  assert.equal(recipe.status, 403);
  const missing = await jobs.send('POST', '/v1/jobs', { kind: 'import', options: { sources: ['--prune'] } });
  assert.equal(missing.status, 404);
  const closed = await jobbing({ folders: [] });
  const refused = await closed.send('POST', '/v1/jobs', { kind: 'import', options: { sources: ['catalog.jsonl'] } });
  assert.equal(refused.status, 403);
});

test('a service that starts again tells what became of the jobs: those whose service is gone are interrupted', async () => {
  const before = await jobbing();
  const { id } = await before.ordered(train('default'));
  await before.until(id, 'done');
  const running = await before.ordered(train('reference'));
  await before.until(running.id, 'running');
  await before.close();
  const killed = { ...(await before.until(id, 'done')), id: 'killed', status: 'running', finished: null };
  const file = join(workspace, 'jobs.jsonl');
  const writer = { pid: 4_194_303, name: 'serve', host: 'here', started: '1' };
  const line = JSON.stringify({ job: killed, writer: { ...writer, host: hostIn(file) } });
  appendFileSync(file, `${line}\n`);
  const after = await jobbing();
  const statusOf = async (wanted: string): Promise<string> =>
    ((await (await after.service.get(`/v1/jobs/${wanted}`)).json()) as Job).status;
  assert.equal(await statusOf(id), 'done');
  assert.equal(await statusOf(running.id), 'interrupted');
  assert.equal(await statusOf('killed'), 'interrupted');
  const events = await eventsIn(await after.service.get('/v1/jobs/killed/events'));
  assert.deepEqual(
    events.map(({ event }) => event),
    ['failed'],
  );
});

test('when the service stops, streams end with the job', async () => {
  const stopping = await jobbing();
  const { id } = await stopping.ordered(train('reference'));
  while ((await stopping.until(id, 'running')).progress === null);
  const response = await stopping.service.get(`/v1/jobs/${id}/events`);
  await stopping.close();
  const last = (await eventsIn(response)).at(-1);
  assert.deepEqual([last?.event, (last?.data as Job).status], ['failed', 'interrupted']);
});

function hostIn(file: string): string {
  const [first] = readFileSync(file, 'utf8').split('\n');
  return (JSON.parse(first) as { writer: { host: string } }).writer.host;
}

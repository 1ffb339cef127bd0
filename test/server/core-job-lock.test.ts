import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { withLock } from '../../indexer/lock.js';
import { openBackstage } from '../../server/backstage.js';
import type { Job } from '../../server/requests/index.js';
import { workspacePaths } from '../../src/storage/workspace.js';
import { folderOfTests, startService } from './service-fixture.js';

const folder = folderOfTests();
const workspace = join(folder, 'shop.vitrine');
mkdirSync(workspace);
const script = fileURLToPath(new URL('./fake-vitrine.js', import.meta.url));
const backstage = openBackstage({ workspace, folders: [], script });
after(() => backstage.close());
const service = await startService(workspace, { routes: backstage.routes });

const order = async (): Promise<Job> => {
  const headers = { 'content-type': 'application/json' };
  const response = await service.get('/v1/jobs', { method: 'POST', headers, body: '{"kind": "build"}' });
  return (await response.json()) as Job;
};

async function until(id: string, isReached: (job: Job) => boolean): Promise<Job> {
  for (;;) {
    const job = (await (await service.get(`/v1/jobs/${id}`)).json()) as Job;
    if (isReached(job)) return job;
    assert.equal(job.finished, null, JSON.stringify(job));
    await sleep(10);
  }
}

test('a job waits for a command of a terminal, says for which, can be cancelled meanwhile, and runs afterwards', async () => {
  const [first, second] = await withLock(workspacePaths(workspace), 'train', async () => {
    const one = await order();
    const waiting = await until(one.id, ({ waitingFor }) => waitingFor !== undefined);
    assert.deepEqual([waiting.status, waiting.started], ['waiting', null]);
    assert.match(waiting.waitingFor ?? '', new RegExp(`^'train' \\(process ${process.pid} on `, 'u'));
    assert.match(waiting.log.at(-1) ?? '', /^waits for 'train'/u);
    const two = await order();
    await service.get(`/v1/jobs/${one.id}`, { method: 'DELETE' });
    const cancelled = await until(one.id, ({ status }) => status === 'cancelled');
    assert.equal(cancelled.waitingFor, undefined);
    await until(two.id, ({ waitingFor }) => waitingFor !== undefined);
    return [cancelled, two];
  });
  assert.equal(first.started, null);
  const done = await until(second.id, ({ status }) => status === 'done');
  assert.deepEqual([done.exitCode, done.waitingFor], [0, undefined]);
});

test('a command that finds somebody else at work after all is run again', async () => {
  const mark = join(folder, 'was-here');
  const late = join(folder, 'late-vitrine.mjs');
  writeFileSync(
    late,
    `import { existsSync, writeFileSync } from 'node:fs';
    const isFirst = !existsSync(${JSON.stringify(mark)});
    writeFileSync(${JSON.stringify(mark)}, '');
    process.stdout.write(isFirst ? '{"error": {"code": "locked", "reason": "somebody came first"}}' : '{"ran": "twice"}');
    process.exitCode = isFirst ? 1 : 0;
    process.disconnect();`,
  );
  const other = join(folder, 'other.vitrine');
  mkdirSync(other);
  const jobs = openBackstage({ workspace: other, folders: [], script: late });
  after(() => jobs.close());
  const own = await startService(other, { routes: jobs.routes });
  const headers = { 'content-type': 'application/json' };
  const ordered = await own.get('/v1/jobs', { method: 'POST', headers, body: '{"kind": "build"}' });
  const { id } = (await ordered.json()) as Job;
  for (;;) {
    const job = (await (await own.get(`/v1/jobs/${id}`)).json()) as Job;
    if (job.finished === null) await sleep(20);
    else {
      assert.deepEqual([job.status, job.result], ['done', { ran: 'twice' }]);
      assert.ok(job.log.includes('waits for somebody came first'));
      return;
    }
  }
});

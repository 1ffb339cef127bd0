import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { openJobLog } from '../../../indexer/job-log.js';

function workspaceOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-jobs-'));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

test('of each job the last line counts, and a line that was cut is passed over', async (t) => {
  const workspace = workspaceOf(t);
  const log = await openJobLog(workspace);
  assert.deepEqual(log.records, []);
  log.write({ id: 'a', status: 'waiting' });
  log.write({ id: 'b', status: 'waiting' });
  log.write({ id: 'a', status: 'done' });
  appendFileSync(join(workspace, 'jobs.jsonl'), '{"job":{"id":"c","sta');
  const { records } = await openJobLog(workspace);
  assert.deepEqual(
    records.map(({ job, isOfAnother }) => [job.id, job.status, isOfAnother]),
    [
      ['a', 'done', false],
      ['b', 'waiting', false],
    ],
  );
});

test('a job may be running as long as the other process that wrote of it is there', async (t) => {
  const workspace = workspaceOf(t);
  (await openJobLog(workspace)).write({ id: 'a', status: 'running' });
  const file = join(workspace, 'jobs.jsonl');
  const written = readFileSync(file, 'utf8');
  const writtenBy = async (pid: number): Promise<boolean> => {
    writeFileSync(file, written.replace(/"pid":\d+/, `"pid":${pid}`).replace(/"started":"\d*"/, '"started":""'));
    return (await openJobLog(workspace)).records[0].isOfAnother;
  };
  assert.equal(await writtenBy(process.ppid), true);
  assert.equal(await writtenBy(4_194_303), false);
});

test('the log does not grow for ever', async (t) => {
  const workspace = workspaceOf(t);
  const log = await openJobLog(workspace);
  for (let i = 0; i < 30; i++) log.write({ id: `job ${i % 10}`, at: i });
  const { records } = await openJobLog(workspace, { keep: 3 });
  assert.deepEqual(
    records.map(({ job }) => job.at),
    [27, 28, 29],
  );
  assert.equal(readFileSync(join(workspace, 'jobs.jsonl'), 'utf8').trimEnd().split('\n').length, 3);
});

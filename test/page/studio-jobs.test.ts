import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Job } from '../../server/requests/jobs.js';
import { EMPTY_ORDER, jobBodyOf } from '../../server/page/studio/jobs/job-order.js';
import { afterEvent, follow, isOver, logOf, shareDone, withJob } from '../../server/page/studio/jobs/job-progress.js';
import {
  orderText,
  progressText,
  resultText,
  timeLeftText,
  timeText,
} from '../../server/page/studio/jobs/job-words.js';
import { bytesText, durationText, percentText } from '../../server/page/studio/frame/words.js';
import { formatPlace, parsePlace } from '../../server/page/studio/studio-place.js';

const JOB: Job = {
  ...{ id: 'a', kind: 'train', status: 'waiting', options: { epochs: 4, resume: true, from: 'e8581169a6d79f23' } },
  ...{ created: '2026-11-21T08:00:00.000Z', started: null, finished: null },
  ...{ progress: null, result: null, problem: null, exitCode: null, log: [] },
};
const progress = { step: 'train', done: 30, total: 120, detail: 'epoch 1/4', secondsLeft: 95 };

test('progress makes a waiting job a running one; the last event is the job as it ended', () => {
  const running = afterEvent(follow(JOB), { event: 'progress', data: progress });
  assert.deepEqual([running.job.status, running.job.progress], ['running', progress]);
  assert.equal(shareDone(running.job), 0.25);
  assert.equal(isOver(running.job), false);
  const done = afterEvent(running, { event: 'done', data: { ...JOB, status: 'done', result: { epochs: 4 } } });
  assert.deepEqual([done.job.status, isOver(done.job), shareDone(done.job)], ['done', true, 1]);
});

test('nobody knows the share of what has no total', () => {
  assert.equal(shareDone(JOB), undefined);
  assert.equal(shareDone({ ...JOB, progress: { ...progress, total: null } }), undefined);
  assert.equal(shareDone({ ...JOB, progress: { ...progress, done: 200 } }), 1);
});

const told = (kept: string[], ...lines: string[]): readonly string[] =>
  logOf(
    lines.reduce(
      (followed, text) => afterEvent(followed, { event: 'log', data: { text } }),
      follow({ ...JOB, log: kept }),
    ),
  );

test('a log that is told again has no doubles and no gaps', () => {
  assert.deepEqual(told(['1', '2', '3']), ['1', '2', '3']);
  assert.deepEqual(told(['1', '2', '3'], '1', '2'), ['1', '2', '3'], 'while the old lines come again');
  assert.deepEqual(told(['1', '2', '3'], '2', '3', '4'), ['1', '2', '3', '4'], 'when events go less far back');
  assert.deepEqual(told(['2', '3'], '1', '2', '3', '4'), ['1', '2', '3', '4'], 'when events go farther back');
  assert.deepEqual(told([], '1'), ['1']);
  assert.deepEqual(told(['1'], '5', '6'), ['1', '5', '6'], 'lines between were not kept');
});

test('news of a job takes the place of the old', () => {
  const other = { ...JOB, id: 'b' };
  assert.deepEqual(withJob([JOB, other], { ...JOB, status: 'running' })[0].status, 'running');
  assert.deepEqual(
    withJob([JOB], other).map(({ id }) => id),
    ['b', 'a'],
  );
});

test('the form says only what differs from what the command would do by itself', () => {
  assert.deepEqual(jobBodyOf({ ...EMPTY_ORDER, sources: ' a.jsonl \n\n b.csv' }), {
    ...{ kind: 'import', options: { sources: ['a.jsonl', 'b.csv'] } },
  });
  assert.deepEqual(jobBodyOf({ ...EMPTY_ORDER, sources: 'a', format: 'csv', photos: 'p', prune: true }), {
    ...{ kind: 'import', options: { sources: ['a'], format: 'csv', photos: 'p', prune: true } },
  });
  assert.deepEqual(jobBodyOf({ ...EMPTY_ORDER, kind: 'train' }), { kind: 'train', options: {} });
  assert.deepEqual(jobBodyOf({ ...EMPTY_ORDER, kind: 'train', recipe: 'small', epochs: '3', model: 'm' }), {
    ...{ kind: 'train', options: { recipe: 'small', epochs: 3, from: 'm' } },
  });
  assert.deepEqual(jobBodyOf({ ...EMPTY_ORDER, kind: 'index', model: 'm' }), {
    kind: 'index',
    options: { model: 'm' },
  });
  assert.deepEqual(jobBodyOf({ ...EMPTY_ORDER, kind: 'build' }), { kind: 'build', options: {} });
});

test('a job is told in words', () => {
  assert.equal(orderText(JOB), 'epochs 4 · resume · from model e8581169');
  assert.equal(orderText({ ...JOB, options: { sources: ['/a/b.csv', 'c.csv'] } }), 'b.csv, c.csv');
  assert.equal(progressText(JOB), 'Waits for the jobs before it');
  assert.equal(progressText({ ...JOB, waitingFor: "'train' (process 47)" }), "Waits for 'train' (process 47)");
  const running: Job = { ...JOB, status: 'running', progress };
  assert.equal(progressText(running), 'Train, 30 of 120');
  assert.equal(timeLeftText(running), '2 min left in this step');
  assert.equal(timeLeftText(JOB), '');
  const ended = { ...JOB, started: '2026-11-21T08:00:00.000Z', finished: '2026-11-21T08:01:30.000Z' };
  assert.match(timeText(ended), /, 2 min$/);
  assert.equal(
    resultText({ read: 32, problems: null, model: 'e8581169a6d79f23', seconds: 4.2 }),
    'Read 32 · Model e8581169 · Seconds 4 s',
  );
});

test('amounts are written as people read them', () => {
  assert.deepEqual([0, 999, 1000, 698_251_131, 1.4e9].map(bytesText), [
    '0 bytes',
    '999 bytes',
    '1.0 kB',
    '698 MB',
    '1.4 GB',
  ]);
  assert.deepEqual([0.4, 59.6, 95, 3600, 3900].map(durationText), ['0 s', '1 min', '2 min', '1 h', '1 h 5 min']);
  assert.deepEqual([1, 0.99999, 0.00001, 0, 0.5].map(percentText), ['100 %', '99.9 %', '0.1 %', '0 %', '50.0 %']);
});

test('an address leads to a view and back', () => {
  for (const place of [
    { view: 'overview' as const, id: undefined, parameters: {} },
    { view: 'jobs' as const, id: 'a/b c', parameters: {} },
    { view: 'words' as const, id: undefined, parameters: { q: 'navy blue' } },
  ]) {
    const [path, search] = formatPlace(place).split('?');
    assert.deepEqual(parsePlace(path, search), place);
  }
  assert.equal(parsePlace('/studio/nowhere').view, 'overview');
  assert.equal(parsePlace('/studio/models/%E0%A4%A').id, '%E0%A4%A');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Job } from '../../server/requests/jobs.js';
import { EMPTY_ORDER, jobBodyOf } from '../../server/page/studio/jobs/job-order.js';
import { afterEvent, follow, isOver, logOf, shareDone, withJob } from '../../server/page/studio/jobs/job-progress.js';
import { doubtTexts, leavesIndexDue, resultFacts, resultText } from '../../server/page/studio/jobs/job-result.js';
import { orderText, progressText, statusOf, timeLeftText, timeText } from '../../server/page/studio/jobs/job-words.js';
import { studioText } from '../../server/page/studio/frame/studio-text.js';
import { importBody, productFacts, sortedColumns, ticksFor } from '../../server/page/studio/import/import-order.js';
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
  assert.equal(orderText(JOB), '4 epochs · goes on with a stopped training · from model e8581169');
  assert.equal(orderText({ ...JOB, options: { sources: ['/a/b.csv', 'c.csv'] } }), 'b.csv, c.csv');
  assert.equal(
    orderText({ ...JOB, options: { upload: '7c1f', file: 'hats.csv', prune: true } }).split(' · ')[0],
    'hats.csv',
  );
  assert.equal(progressText(JOB), 'Waits for the jobs before it');
  assert.equal(
    progressText({ ...JOB, waitingFor: "'train' (process 47 on shop-1)" }),
    'Waits for “Train”, which was started elsewhere (process 47 on shop-1)',
  );
  const running: Job = { ...JOB, status: 'running', progress };
  assert.equal(progressText(running), 'Learning from photos and texts, 30 of 120');
  assert.equal(progressText({ ...running, progress: null }), 'Starting');
  assert.equal(timeLeftText(running), '2 min left in this step');
  assert.equal(timeLeftText(JOB), '');
  const ended = { ...JOB, started: '2026-11-21T08:00:00.000Z', finished: '2026-11-21T08:01:30.000Z' };
  assert.match(timeText(ended), /, 2 min$/);
});

const imported = { read: 42, added: 38, changed: 0, unchanged: 1, removed: 0, refused: 2, notPublished: 1 };
const photos = { stored: 30, unchanged: 0, missing: 3, broken: 1 };
const done = (result: unknown, kind: Job['kind'] = 'import'): Job => ({ ...JOB, kind, status: 'done', result });

test('what a job has done is a sentence, without what only programs read', () => {
  assert.equal(resultText(done(imported)), '42 products read: 38 added, 1 unchanged, 2 refused, 1 not for sale');
  const trained = { model: 'e8581169a6d79f23', epochs: 4, validation: { 'textToImage.recallAt10': 0.74 } };
  assert.equal(
    resultText(done(trained, 'train')),
    '4 epochs: model e8581169; 74.0 % of the products held back are found among ten',
  );
  const indexed = { model: 'fashion', embedded: 40, reused: 1200 };
  assert.equal(resultText(done(indexed, 'index')), '40 new vectors, 1,200 kept by model fashion');
  assert.match(resultText(done({ import: null, train: trained, index: indexed }, 'build')), /^4 epochs.* · 40 new/);
  assert.equal(resultText(done(null)), '');
  assert.deepEqual(resultFacts({ read: 42, photos, problems: '/shop/reports/problems.jsonl', seconds: 4.2 }), [
    ['Products read', '42'],
    ['Photos stored', '30'],
    ['Photos missing', '3'],
    ['Photos broken', '1'],
    ['Time', '4 s'],
  ]);
});

test('a job that is done says at once what of it should be looked at', () => {
  assert.deepEqual(statusOf(done({ ...imported, refused: 0 })), { name: 'done', tone: 'good' });
  assert.deepEqual(statusOf(done({ ...imported, photos })), {
    ...{ name: 'done, 2 rows refused, 4 photos not taken', tone: 'warn' },
  });
  const held = {
    ...imported,
    refused: 0,
    notRemoved: { count: 200, reason: '200 of 210 would go; --prune-all removes them' },
  };
  assert.equal(statusOf(done(held)).name, 'done, nothing was removed');
  assert.deepEqual(doubtTexts(done({ ...held, warnings: [{ code: 'no-price', text: 'no product has a price' }] })), [
    '200 products were not removed: 200 of 210 would go; “Remove them also when they are more than a fifth of the catalog” removes them',
    'no product has a price',
  ]);
  assert.equal(statusOf({ ...JOB, status: 'interrupted' }).name, 'cut off');
});

test('an import that brought something leaves an indexing due', () => {
  assert.equal(leavesIndexDue(done(imported)), true);
  assert.equal(leavesIndexDue(done({ ...imported, added: 0 })), false);
  assert.equal(leavesIndexDue({ ...done(imported), status: 'failed' }), false);
});

test('what the command line would say is said in the words of the forms', () => {
  assert.equal(
    studioText("run 'vitrine train' without --resume"),
    'start “Train” without “Go on with a training that was stopped”',
  );
  assert.equal(studioText("run 'vitrine import SOURCE' first"), 'start “Import” first');
  assert.equal(
    studioText("see 'vitrine status'; --unknown-thing stays"),
    "see 'vitrine status'; --unknown-thing stays",
  );
});

test('an uploaded file is imported as its preview was ticked', () => {
  const preview = { first: [{ id: '1', title: 'Hat', images: ['https://img.example/a.jpg'] }] };
  const ticks = ticksFor(preview);
  assert.deepEqual([ticks.fetchPhotos, ticks.index, ticks.prune], [true, true, false]);
  assert.equal(ticksFor({ first: [{ id: '1', title: 'Hat', images: ['a.jpg'] }] }).fetchPhotos, false);
  assert.deepEqual(importBody('7c1f', 'auto', { ...ticks, pruneAll: true }), {
    ...{ kind: 'import', options: { upload: '7c1f', fetchPhotos: true } },
  });
  assert.deepEqual(importBody('7c1f', 'csv', { ...ticks, fetchPhotos: false, prune: true, pruneAll: true }), {
    ...{ kind: 'import', options: { upload: '7c1f', format: 'csv', prune: true, pruneAll: true } },
  });
});

test('a preview tells columns apart from attributes, and a product field by field', () => {
  assert.deepEqual(sortedColumns({ SKU: 'id', Finish: 'attributes', Name: 'title' }), {
    fields: [
      ['id', 'SKU'],
      ['title', 'Name'],
    ],
    attributes: ['Finish'],
  });
  const product = { id: '1', title: 'Hat', color: ['Red', 'Blue'], images: ['a.jpg'], attributes: { Finish: 'matt' } };
  assert.deepEqual(productFacts(product), [
    ['id', '1'],
    ['color', 'Red, Blue'],
    ['Finish', 'matt'],
  ]);
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
    { view: 'import' as const, id: undefined, parameters: {} },
    { view: 'words' as const, id: undefined, parameters: { q: 'navy blue' } },
  ]) {
    const [path, search] = formatPlace(place).split('?');
    assert.deepEqual(parsePlace(path, search), place);
  }
  assert.equal(parsePlace('/studio/nowhere').view, 'overview');
  assert.equal(parsePlace('/studio/models/%E0%A4%A').id, '%E0%A4%A');
});

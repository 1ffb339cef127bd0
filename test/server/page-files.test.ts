import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeBelow } from '../pipeline/import-fixture.js';
import { folderOfTests, problemOf, smallWorkspace, startService } from './service-fixture.js';

const folder = folderOfTests();
const workspace = await smallWorkspace(folder);
writeBelow(folder, 'page/index.html', '<!doctype html><title>Vitrine</title>');
writeBelow(folder, 'page/assets/page.js', 'export {};');
const service = await startService(workspace, { page: join(folder, 'page') });

const VIEWS = ['', '/', '/jobs', '/jobs/0b2c', '/models', '/models/e8581169a6d79f23', '/map', '/words'];

test('every view of the studio is the page', async () => {
  for (const path of ['/', ...VIEWS.map((view) => `/studio${view}`)]) {
    const response = await service.get(path);
    assert.equal(response.status, 200, path);
    assert.match(response.headers.get('content-type') ?? '', /^text\/html/);
    assert.match(response.headers.get('content-security-policy') ?? '', /default-src 'self'/);
  }
});

test('whatever else is asked for is not there, and never the page', async () => {
  const paths = [
    '/studios',
    '/studio/nowhere',
    '/studio/map/x',
    '/studio/jobs/a/b',
    '/Studio',
    '/assets/none.js',
    '/v1/studio',
  ];
  for (const path of paths) {
    assert.deepEqual(await problemOf(await service.get(path)), { status: 404, code: 'no-such-path' }, path);
  }
});

test('the page is only read', async () => {
  const response = await service.get('/studio/jobs', { method: 'POST' });
  assert.equal(response.headers.get('allow'), 'GET, HEAD, OPTIONS');
  assert.deepEqual(await problemOf(response), { status: 405, code: 'wrong-method' });
});

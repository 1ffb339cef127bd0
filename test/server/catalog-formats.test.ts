import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FORMAT_NAMES } from '../../indexer/import/formats/formats.js';
import { FORMATS } from '../../server/page/studio/jobs/job-order.js';
import { CATALOG_FORMATS } from '../../server/requests/jobs.js';

test('a job and the studio offer every format that an import reads', () => {
  assert.deepEqual(CATALOG_FORMATS, FORMAT_NAMES);
  assert.deepEqual(FORMATS, FORMAT_NAMES);
});

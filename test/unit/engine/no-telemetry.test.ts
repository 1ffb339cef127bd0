import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const SELECT = JSON.stringify(new URL('../../../src/engine/select.js', import.meta.url).href);

/** Loads the library in the main thread, and runs an engine in another one, as the service does. */
const PROGRAM = `
  import { Worker } from 'node:worker_threads';
  await import(${SELECT});
  const start = (module) => module.selectEngine({ need: 'answer', prefer: 'onnxruntime' });
  new Worker('import(' + ${JSON.stringify(SELECT)} + ').then(' + start + ')', { eval: true });
`;

test('ONNX Runtime makes no id of this machine, and has nothing to send to anybody', (t) => {
  const home = mkdtempSync(join(tmpdir(), 'vitrine-home-'));
  t.after(() => {
    rmSync(home, { recursive: true, force: true });
  });
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', PROGRAM], {
    env: { PATH: process.env.PATH, HOME: home, XDG_CACHE_HOME: join(home, 'cache') },
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  assert.deepEqual(readdirSync(home), []);
});

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { trainModel } from '../../indexer/train/index.js';
import { createRandom } from '../../src/random.js';
import { temporaryFolder } from './import-fixture.js';
import { importGarments } from './training-fixture.js';

const ROUNDS = 3;

/** A training in a process of its own, killed without warning at a step. @returns whether it was still at work */
async function trainAndKill(workspace: string, atStep: number): Promise<boolean> {
  const module = new URL('../../indexer/train/index.js', import.meta.url).href;
  const script = `const { trainModel } = await import('${module}');
    await trainModel({ workspace: '${workspace}', onProgress: ({ step }) => step === 'train' && console.log(step) });`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let steps = 0;
  createInterface({ input: child.stdout }).on('line', () => {
    if (++steps === atStep) child.kill('SIGKILL');
  });
  return new Promise((resolve) =>
    child.once('exit', (_, signal) => {
      resolve(signal === 'SIGKILL');
    }),
  );
}

test('a training that is killed at random moments ends, started again, in the same bytes', async (t) => {
  const folder = temporaryFolder(t);
  const workspace = await importGarments(folder, 96);
  const killed = join(folder, 'killed.vitrine');
  cpSync(workspace, killed, { recursive: true });

  let steps = 0;
  const undisturbed = await trainModel({
    workspace,
    onProgress: ({ step }) => {
      if (step === 'train') steps++;
    },
  });
  const random = createRandom(4);
  let kills = 0;
  for (let round = 0; round < ROUNDS; round++) {
    if (await trainAndKill(killed, 1 + random.integer(Math.ceil(steps / 2)))) kills++;
  }
  assert.ok(kills > 0, 'every run ended before it was killed');
  const resumed = await trainModel({ workspace: killed });

  assert.equal(resumed.model, undisturbed.model);
  assert.deepEqual(resumed.losses, undisturbed.losses);
  assert.deepEqual(resumed.validation, undisturbed.validation);
  const weights = (root: string): Buffer => readFileSync(join(root, 'models', resumed.model, 'weights.bin'));
  assert.ok(weights(killed).equals(weights(workspace)));
});

import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { trainDetection } from '../../indexer/train/detection/index.js';
import { readDetector, trainedRecipes } from '../../src/detection/format.js';
import { readPositionPrior } from '../../src/detection/position-prior.js';
import { CancelledError, UsageError } from '../../src/errors.js';
import { encodeWebp } from '../../src/image/encode.js';
import { untrainedModel, writeModel } from '../unit/encoder/model-fixture.js';

const root = mkdtempSync(join(tmpdir(), 'train-detection-'));
after(() => {
  rmSync(root, { recursive: true });
});

/** Five photos of a red shirt above a blue shoe. */
async function writeCatalog(): Promise<string> {
  const lines: string[] = [];
  for (let i = 0; i < 5; i++) {
    const data = new Uint8Array(48 * 64 * 3).fill(128);
    for (let y = 4; y < 60; y++)
      for (let x = 10 + i; x < 40; x++) data.set(y < 30 ? [220, 20, 20] : [20, 20, 220], (y * 48 + x) * 3);
    writeFileSync(join(root, `${i}.webp`), await encodeWebp({ width: 48, height: 64, data }));
    const boxes = [
      { label: 'shirt', color: 'red', query: 'red shirt', box: [10 + i, 4, 30 - i, 26] },
      { label: 'shoe', color: 'blue', query: 'blue shoe', box: [10 + i, 30, 30 - i, 30] },
    ];
    lines.push(JSON.stringify({ id: `p${i}`, title: 'scene', image: `${i}.webp`, boxes }));
  }
  const file = join(root, 'boxes.jsonl');
  writeFileSync(file, lines.join('\n'));
  return file;
}

const model = writeModel(join(root, 'model'), untrainedModel({ widths: [4, 4, 8, 8] }));
const checkpoint = join(model, 'detection', 'heatmap-training.bin');

test('a cancelled training keeps a checkpoint; the same call goes on and writes detector and prior', async () => {
  const catalog = await writeCatalog();
  const options = { workspace: join(root, 'none.vitrine'), catalog, model, epochs: 2 };
  const controller = new AbortController();
  const stopped = trainDetection({
    ...options,
    signal: controller.signal,
    onProgress: ({ step }) => {
      if (step === 'train-detection') controller.abort();
    },
  });
  await assert.rejects(stopped, CancelledError);
  assert.ok(existsSync(checkpoint));
  assert.deepEqual(trainedRecipes(model), []);

  const steps: number[] = [];
  const summary = await trainDetection({
    ...options,
    onProgress: ({ step, done }) => {
      if (step === 'train-detection') steps.push(done);
    },
  });
  assert.deepEqual(steps, [2]);
  assert.equal(summary.recipe, 'heatmap');
  assert.equal(summary.epochs, 2);
  assert.ok(summary.losses.total > 0);
  assert.ok(!existsSync(checkpoint));
  assert.deepEqual(trainedRecipes(model), ['heatmap']);
  assert.equal(readDetector(model, 'heatmap').card.seed, 7);
  assert.ok(readPositionPrior(model)!.photos >= 4);
  assert.ok(!readFileSync(join(model, 'detection', 'heatmap', 'detection.json'), 'utf8').includes(root));
});

test('an unknown recipe is a usage error that lists the known ones', async () => {
  await assert.rejects(
    trainDetection({ workspace: root, catalog: 'none.jsonl', model, recipe: 'z' }),
    (error: unknown) => error instanceof UsageError && error.message.includes('heatmap'),
  );
});

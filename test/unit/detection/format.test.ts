import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import {
  detectorFolder,
  encodeDetector,
  readDetector,
  trainedRecipes,
  type StoredDetector,
} from '../../../src/detection/format.js';
import { DamagedError, NotFoundError } from '../../../src/errors.js';

const root = mkdtempSync(join(tmpdir(), 'detector-'));
after(() => {
  rmSync(root, { recursive: true });
});

const detector: StoredDetector = {
  recipe: 'heatmap',
  twin: { name: 'twin', vocabulary: 'abc' },
  shape: { stride: 8, widths: [4, 8] },
  labels: ['shirt', 'dress'],
  precision: 'float16',
  card: { data: 'four scenes', licence: 'none', seed: 3, epochs: 2, metrics: { top1: 0.5 } },
  weights: {
    'neck/weights': { shape: [2, 2], data: Float32Array.of(1, -0.5, 2, 0.25) },
    'neck/bias': { shape: [1], data: Float32Array.of(0.1) },
  },
};

function store(name: string, stored: StoredDetector): string {
  const model = join(root, name);
  const folder = detectorFolder(model, stored.recipe);
  mkdirSync(folder, { recursive: true });
  for (const [file, bytes] of encodeDetector(stored)) writeFileSync(join(folder, file), bytes);
  return model;
}

test('a detector comes back as it was written, its numbers rounded to half precision', () => {
  const model = store('halves', detector);
  const { weights, ...rest } = readDetector(model, 'heatmap');
  assert.deepEqual({ ...rest, weights: detector.weights }, detector);
  assert.deepEqual(weights['neck/weights'], detector.weights['neck/weights']);
  assert.deepEqual([...weights['neck/bias'].data], [0.0999755859375]);
  assert.equal(readFileSync(join(detectorFolder(model, 'heatmap'), 'weights.bin')).length, 10);
});

test('float32 keeps every bit', () => {
  const model = store('floats', { ...detector, recipe: 'c', precision: 'float32' });
  assert.deepEqual(readDetector(model, 'c').weights, detector.weights);
});

test('in 8 bits large tensors take a quarter of their bytes, and small ones stay in half precision', () => {
  const large = Float32Array.from({ length: 1024 }, (_, i) => Math.cos(i));
  const weights = { ...detector.weights, large: { shape: [32, 32], data: large } };
  const model = store('bytes', { ...detector, precision: 'int8', weights });
  const read = readDetector(model, 'heatmap').weights;
  assert.deepEqual([...read['neck/bias'].data], [0.0999755859375]);
  assert.ok(read.large.data.every((value, i) => Math.abs(value - large[i]) < 0.0045));
  const { length } = readFileSync(join(detectorFolder(model, 'heatmap'), 'weights.bin'));
  assert.equal(length, 10 + 1024 + 2 * 32);
});

test('a model folder lists the recipes that were trained', () => {
  const model = store('listed', { ...detector, recipe: 'b' });
  store('listed', detector);
  assert.deepEqual(trainedRecipes(model), ['b', 'heatmap']);
  assert.deepEqual(trainedRecipes(join(root, 'nowhere')), []);
});

test('a recipe that was not trained is not found', () => {
  assert.throws(() => readDetector(join(root, 'nowhere'), 'd'), NotFoundError);
});

test('every damage is told', () => {
  const model = store('damaged', detector);
  const folder = detectorFolder(model, 'heatmap');
  const description = readFileSync(join(folder, 'detection.json'), 'utf8');
  const weights = readFileSync(join(folder, 'weights.bin'));
  const throwsDamage = (reason: RegExp): void => {
    assert.throws(
      () => readDetector(model, 'heatmap'),
      (error: unknown) => error instanceof DamagedError && reason.test(error.message),
    );
  };
  writeFileSync(join(folder, 'weights.bin'), weights.subarray(2));
  throwsDamage(/checksum/);
  writeFileSync(join(folder, 'weights.bin'), weights);
  writeFileSync(join(folder, 'detection.json'), description.replace('"version": 1', '"version": 2'));
  throwsDamage(/version/);
  writeFileSync(join(folder, 'detection.json'), description.replace('"recipe": "heatmap"', '"recipe": "b"'));
  throwsDamage(/recipe 'b'/);
  writeFileSync(join(folder, 'detection.json'), description.slice(1));
  throwsDamage(/no JSON/);
  const oneTooFew = JSON.parse(description) as { tensors: unknown[] };
  oneTooFew.tensors.pop();
  writeFileSync(join(folder, 'detection.json'), JSON.stringify(oneTooFew));
  throwsDamage(/10 bytes do not fit/);
});

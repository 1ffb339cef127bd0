import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trainEncoder, type TrainedEncoder } from '../../../../indexer/train/encoder.js';
import { createCpuEngine } from '../../../../src/engine/eager.js';
import { selectEngine } from '../../../../src/engine/select.js';
import * as tf from '../../../../src/engine/tensor.js';
import { CancelledError } from '../../../../src/errors.js';
import { tinyRecipe, tinySource, tinyWords } from './tiny-training.js';

const options = { words: tinyWords(), heldOut: new Uint32Array(0) };

async function trainHere(changes: object, rows = 16): Promise<TrainedEncoder> {
  const engine = await selectEngine({ need: 'train', prefer: 'onnxruntime' });
  const trained = await trainEncoder(tinySource(tinyRecipe(changes), rows), { ...options, engine });
  await engine.close();
  return trained;
}

test('eight pairs are learnt by heart: the held-out metrics on the very same pairs are perfect', async () => {
  const engine = await selectEngine({ need: 'train', prefer: 'onnxruntime' });
  const recipe = tinyRecipe({ epochs: 120, extraTexts: 0, shards: 1, shortTexts: 0 });
  const source = tinySource(recipe, 8);
  const { history } = await trainEncoder(source, { ...options, heldOut: source.rows, engine });
  await engine.close();
  const { losses, validation } = history.at(-1)!;
  assert.ok(losses.infoNce < 0.1, `InfoNCE is still ${losses.infoNce}`);
  assert.equal(validation['textToImage.medianRank'], 1);
  assert.equal(validation['textToImage.recallAt1'], 1);
  assert.equal(validation['imageToText.recallAt1'], 1);
});

test('the same seed gives the same weights; two workers give those of one thread', async () => {
  const recipe = { epochs: 3, photoMemory: 4 };
  const alone = await trainHere(recipe);
  const workers = await trainEncoder(tinySource(tinyRecipe(recipe)), options);
  assert.deepEqual(alone.weights, workers.weights);
  assert.deepEqual(alone.statistics, workers.statistics);
  const again = await trainHere(recipe);
  assert.deepEqual(again.weights, alone.weights);
});

test('every branch and loss of a recipe trains', async () => {
  const reference = {
    image: 'alexnet',
    losses: { infoNce: 0, contrastive: 1 },
    shortTexts: 0,
    extraTexts: 0,
    epochs: 2,
  };
  for (const recipe of [
    reference,
    { losses: { imageCategory: 0, textCategory: 0 }, epochs: 2 },
    { shortTexts: 1, epochs: 2 },
  ]) {
    const { history } = await trainHere(recipe);
    assert.ok(Number.isFinite(history[1].losses.total));
    assert.ok(history[1].losses.total < history[0].losses.total);
  }
});

test('the recording engine and the eager one compute the same step', async () => {
  const engine = await createCpuEngine();
  const recipe = { epochs: 1 };
  const eager = await trainEncoder(tinySource(tinyRecipe(recipe)), { ...options, engine });
  const recorded = await trainHere(recipe);
  const distance = Math.hypot(...eager.weights.map((weight, i) => weight - recorded.weights[i]));
  assert.ok(distance / Math.hypot(...eager.weights) < 1e-2, `relative distance ${distance}`);
  for (const [name, loss] of Object.entries(eager.history[0].losses)) {
    assert.ok(Math.abs(loss - recorded.history[0].losses[name]) < 1e-3, name);
  }
});

test('no tensor outlives its step', async () => {
  const engine = await createCpuEngine();
  const before = tf.memory().numTensors;
  await trainEncoder(tinySource(tinyRecipe({ epochs: 1 })), { ...options, engine });
  assert.equal(tf.memory().numTensors, before);
});

test('training stops early when the held-out rank no longer improves', async () => {
  const engine = await selectEngine({ need: 'train', prefer: 'onnxruntime' });
  const source = tinySource(tinyRecipe({ epochs: 200, patience: 3, shards: 1 }), 16);
  const { history } = await trainEncoder(source, { ...options, heldOut: source.rows, engine });
  await engine.close();
  assert.ok(history.length < 200);
});

test('a cancelled training says so', async () => {
  const controller = new AbortController();
  const onProgress = (): void => {
    controller.abort();
  };
  await assert.rejects(
    trainEncoder(tinySource(tinyRecipe({ epochs: 50 })), { ...options, onProgress, signal: controller.signal }),
    CancelledError,
  );
});

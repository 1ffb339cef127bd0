import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adamWStep } from '../../../../../indexer/train/adamw.js';
import { learn, type Lesson } from '../../../../../indexer/train/detection/learning.js';
import { oneCycleRate } from '../../../../../indexer/train/schedule.js';
import { createOnnxEngine } from '../../../../../src/engine/onnx/engine.js';
import { mean, square, sub, type Tensor2D } from '../../../../../src/engine/tensor.js';

/** y = 2 a - b + 1 */
const X = Float32Array.of(1, 0, 0, 1, 1, 1, 2, 1);
const Y = Float32Array.of(3, 0, 2, 4);
const LINE: Lesson = {
  layers: [{ name: 'line', shape: [2, 1], then: 'bias' }],
  initial: { weights: Float32Array.of(0.5, -0.5, 0), statistics: new Float32Array(0) },
  inputs: { x: { shape: [4, 2] }, y: { shape: [4, 1] } },
  losses: (layers, { x, y }) => ({ total: mean(square(sub(layers.connect('line', x as Tensor2D), y))) }),
};

function options(steps: number, learningRate: number): Omit<Parameters<typeof learn>[1], 'engine'> {
  const batch = (): { x: Float32Array; y: Float32Array } => ({ x: X, y: Y });
  return { steps, learningRate, weightDecay: 0.1, batch, photosPerStep: 4, stepsPerEpoch: 10 };
}

test('a step equals AdamW in plain JavaScript', async () => {
  const engine = await createOnnxEngine({ provider: 'cpu', threads: 1 });
  const state = { weights: Float32Array.of(0.5, -0.5, 0), first: new Float32Array(3), second: new Float32Array(3) };
  for (let step = 1; step <= 5; step++) {
    const gradient = new Float32Array(3);
    for (let row = 0; row < 4; row++) {
      const [a, b] = [X[row * 2], X[row * 2 + 1]];
      const error = a * state.weights[0] + b * state.weights[1] + state.weights[2] - Y[row];
      for (const [i, factor] of [a, b, 1].entries()) gradient[i] += (2 / 4) * error * factor;
    }
    const rate = { learningRate: oneCycleRate(step - 1, { steps: 5, peak: 0.1 }), weightDecay: 0.1, step };
    const range = { from: 0, to: 2, decays: true };
    adamWStep(state, [gradient.slice()], range, rate);
    adamWStep(state, [gradient.slice()], { from: 2, to: 3, decays: false }, rate);
  }
  const { weights } = await learn(LINE, { engine, ...options(5, 0.1) });
  await engine.close();
  for (const [i, weight] of weights.entries()) assert.ok(Math.abs(weight - state.weights[i]) < 1e-5, `${weight}`);
});

test('the loss falls to nearly nothing', async () => {
  const engine = await createOnnxEngine({ provider: 'cpu', threads: 1 });
  const seen: number[] = [];
  const onProgress = ({ done }: { done: number }): unknown => seen.push(done);
  const { losses } = await learn(LINE, { engine, ...options(200, 0.2), weightDecay: 0, onProgress });
  await engine.close();
  assert.ok(losses.total < 1e-3, `loss ${losses.total}`);
  assert.equal(seen.at(-1), 200);
});

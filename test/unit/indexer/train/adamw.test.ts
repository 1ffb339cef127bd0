import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adamWStep, decayRanges } from '../../../../indexer/train/adamw.js';
import { oneCycleRate } from '../../../../indexer/train/schedule.js';

const OPTIONS = { learningRate: 0.1, weightDecay: 0.5, step: 1 };

function state(weights: number[]) {
  const zeros = () => new Float32Array(weights.length);
  return { weights: Float32Array.from(weights), first: zeros(), second: zeros() };
}

test('the first step moves each weight by the learning rate against the sign of its gradient', () => {
  const adam = state([1, 1, 1]);
  adamWStep(adam, [Float32Array.of(3, -0.01, 0)], { from: 0, to: 3, decays: false }, OPTIONS);
  const expected = [0.9, 1.1, 1];
  for (const [i, weight] of [...adam.weights].entries()) assert.ok(Math.abs(weight - expected[i]) < 1e-5);
});

test('decay shrinks weights apart from the gradient', () => {
  const adam = state([2]);
  adamWStep(adam, [Float32Array.of(0)], { from: 0, to: 1, decays: true }, OPTIONS);
  assert.ok(Math.abs(adam.weights[0] - 2 * (1 - 0.1 * 0.5)) < 1e-6);
});

test('gradients of shards are averaged, and only the range is touched', () => {
  const [one, two] = [state([0, 0]), state([0, 0])];
  adamWStep(one, [Float32Array.of(1, 1), Float32Array.of(3, 3)], { from: 0, to: 1, decays: false }, OPTIONS);
  adamWStep(two, [Float32Array.of(2, 2)], { from: 0, to: 1, decays: false }, OPTIONS);
  assert.deepEqual(one, two);
  assert.equal(one.weights[1], 0);
});

test('neighbours that decay alike are one range', () => {
  const spec = (name: string, decay: boolean) => ({ name, shape: [2, 3], initial: 0, decay });
  assert.deepEqual(decayRanges([spec('a', true), spec('b', true), spec('c', false)]), [
    { from: 0, to: 12, decays: true },
    { from: 12, to: 18, decays: false },
  ]);
});

test('the rate rises from a 25th to the peak in a quarter of the steps, and falls to almost nothing', () => {
  const rate = (step: number): number => oneCycleRate(step, { steps: 101, peak: 1 });
  assert.ok(Math.abs(rate(0) - 0.04) < 1e-9);
  assert.ok(Math.abs(rate(25.25) - 1) < 1e-9);
  assert.ok(rate(100) < 2e-4);
  for (let step = 1; step <= 100; step++) assert.equal(rate(step) > rate(step - 1), step <= 25);
});

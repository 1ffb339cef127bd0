import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { BATCH_NORM_EPSILON, normalizeBatch } from '../../../src/encoder/batch-norm.js';
import * as tf from '../../../src/engine/tensor.js';
import { assertGradient, randomTensor, useCpu } from './gradient-check.js';

before(useCpu);

/** The plain form, whose gradient tfjs works out by itself. */
function plainNorm(x: tf.Tensor, scale: tf.Tensor, offset: tf.Tensor): tf.Tensor {
  const axes = x.shape.slice(0, -1).map((_, axis) => axis);
  const { mean, variance } = tf.moments(x, axes);
  return tf.add(tf.mul(tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, BATCH_NORM_EPSILON))), scale), offset);
}

test('a normalised batch has the mean of the offset and the deviation of the scale', () => {
  const x = tf.tensor2d([
    [1, 10],
    [3, 30],
  ]);
  const { value, statistics } = normalizeBatch(x, tf.tensor1d([1, 2]), tf.tensor1d([0, 5]));
  const expected = [-1, 3, 1, 7];
  for (const [i, actual] of [...value.dataSync()].entries()) assert.ok(Math.abs(actual - expected[i]) < 1e-4);
  assert.deepEqual([...statistics.mean.dataSync()], [2, 20]);
  assert.deepEqual([...statistics.variance.dataSync()], [1, 100]);
});

test('the hand-written gradient equals automatic differentiation and finite differences', () => {
  for (const shape of [
    [6, 3],
    [2, 3, 2, 3],
  ]) {
    const inputs = [randomTensor(shape, 1), randomTensor([3], 2), randomTensor([3], 3)];
    const weights = randomTensor(shape, 4);
    const ours = (x: tf.Tensor, scale: tf.Tensor, offset: tf.Tensor): tf.Scalar => {
      const { value } = normalizeBatch(x as tf.Tensor2D, scale as tf.Tensor1D, offset as tf.Tensor1D);
      return tf.sum(tf.mul(tf.square(value), weights));
    };
    const plain = (x: tf.Tensor, scale: tf.Tensor, offset: tf.Tensor): tf.Scalar =>
      tf.sum(tf.mul(tf.square(plainNorm(x, scale, offset)), weights));
    assertGradient(ours, inputs, { tolerance: 1e-2 });
    const expected = tf.grads(plain)(inputs);
    for (const [i, gradient] of tf.grads(ours)(inputs).entries()) {
      const distance = tf.max(tf.abs(tf.sub(gradient, expected[i]))).dataSync()[0];
      assert.ok(distance < 1e-4, `input ${i} of ${String(shape)}: ${distance}`);
    }
  }
});

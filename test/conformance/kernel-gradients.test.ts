import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '../../src/engine/tensor.js';
import { gradientsOf, normals, onCpu, onOnnx, relativeError, startBackends } from './backends.js';

before(startBackends);

interface Case {
  readonly shapes: readonly (readonly number[])[];
  readonly f: (...inputs: tf.Tensor[]) => tf.Tensor;
}

const labels = (): tf.Tensor1D => tf.tensor1d([2, 0, 1, 2, 2], 'int32');

const mask = (shape: number[]): tf.Tensor =>
  tf.tensor(
    Uint8Array.from(normals(shape, 'mask'), (number) => Number(number > 0)),
    shape,
    'bool',
  );

/** What the models and losses are made of, each with a batch that is no multiple of a block. */
const CASES: Readonly<Record<string, Case>> = {
  'sums with broadcasting': { shapes: [[5, 3, 4], [3, 1]], f: tf.add },
  'products with broadcasting': { shapes: [[5, 3, 4], [4]], f: tf.mul },
  'quotients': { shapes: [[5, 3], [5, 1]], f: (a, b) => tf.div(a, tf.add(tf.abs(b), 1)) },
  'matrix products': { shapes: [[5, 7], [7, 3]], f: (a, b) => tf.matMul(a, b) },
  'matrix products of a turned left side': { shapes: [[7, 5], [7, 3]], f: (a, b) => tf.matMul(a, b, true) },
  'matrix products of a turned right side': { shapes: [[5, 7], [3, 7]], f: (a, b) => tf.matMul(a, b, false, true) },
  'matrix products of turned sides': { shapes: [[7, 5], [3, 7]], f: (a, b) => tf.matMul(a, b, true, true) },
  'batched matrix products': { shapes: [[2, 5, 7], [2, 7, 3]], f: (a, b) => tf.matMul(a, b) },
  'rectifiers': { shapes: [[5, 6, 7, 3]], f: (x) => tf.relu(x) },
  'leaky rectifiers': { shapes: [[5, 9]], f: (x) => tf.leakyRelu(x, 0.1) },
  'elu, tanh and sigmoid': { shapes: [[5, 9]], f: (x) => tf.add(tf.elu(x), tf.mul(tf.tanh(x), tf.sigmoid(x))) },
  'exponentials and roots': { shapes: [[5, 9]], f: (x) => tf.add(tf.exp(x), tf.sqrt(tf.add(tf.square(x), 1))) },
  'logarithms': { shapes: [[5, 9]], f: (x) => tf.log(tf.add(tf.square(x), 0.5)) },
  'softmax': { shapes: [[5, 9]], f: (x) => tf.softmax(x as tf.Tensor2D) },
  'log softmax': { shapes: [[5, 9]], f: (x) => tf.logSoftmax(x as tf.Tensor2D) },
  'log of summed exponentials': { shapes: [[5, 9]], f: (x) => tf.logSumExp(x, 1) },
  'cross entropy': {
    shapes: [[5, 3]],
    f: (x) => tf.losses.softmaxCrossEntropy(tf.oneHot(labels(), 3), x),
  },
  'normalised rows': { shapes: [[5, 9]], f: (x) => tf.div(x, tf.sqrt(tf.sum(tf.square(x), 1, true))) },
  'means and maxima of rows': { shapes: [[5, 9]], f: (x) => tf.add(tf.mean(x, 1), tf.max(x, 1)) },
  'means over the picture': { shapes: [[3, 5, 6, 4]], f: (x) => tf.mean(x, [1, 2]) },
  'means over batch and picture': { shapes: [[3, 5, 6, 4]], f: (x) => tf.mean(x, [0, 1, 2]) },
  'normalised batches': {
    shapes: [[3, 5, 6, 4], [4], [4]],
    f: (x, scale, offset) => {
      const { mean, variance } = tf.moments(x, [0, 1, 2]);
      return tf.batchNorm(x as tf.Tensor4D, mean as tf.Tensor1D, variance as tf.Tensor1D, offset as tf.Tensor1D, scale as tf.Tensor1D);
    },
  },
  'local response normalisation': { shapes: [[2, 4, 5, 9]], f: (x) => tf.localResponseNormalization(x as tf.Tensor4D, 2) },
  'largest of windows that overlap': { shapes: [[3, 9, 8, 5]], f: (x) => tf.maxPool(x as tf.Tensor4D, 3, 2, 'same') },
  'largest of windows side by side': { shapes: [[3, 9, 8, 5]], f: (x) => tf.maxPool(x as tf.Tensor4D, 2, 2, 'valid') },
  'means of windows': { shapes: [[3, 9, 8, 5]], f: (x) => tf.avgPool(x as tf.Tensor4D, 3, 2, 'valid') },
  'picked rows': { shapes: [[7, 4]], f: (x) => tf.gather(x, tf.tensor1d([6, 0, 6, 2, 3], 'int32')) },
  'slices, stacks and padding': {
    shapes: [[5, 8]],
    f: (x) => tf.pad(tf.concat([tf.slice(x, [0, 2], [5, 3]), tf.reverse(x, 1)], 1), [[0, 0], [1, 2]]),
  },
  'turned and reshaped tensors': { shapes: [[5, 4, 3]], f: (x) => tf.reshape(tf.transpose(x, [2, 0, 1]), [15, 4]) },
  'choices': { shapes: [[5, 8], [5, 8]], f: (a, b) => tf.where(mask([5, 8]), a, tf.square(b)) },
  'depthwise convolutions': {
    shapes: [[2, 7, 6, 5], [3, 3, 5, 2]],
    f: (x, w) => tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, 2, 'same'),
  },
  // Square, because the plain engine mixes up height and width here.
  'resized pictures': { shapes: [[2, 5, 5, 3]], f: (x) => tf.image.resizeBilinear(x as tf.Tensor4D, [7, 9]) },
}; // prettier-ignore

for (const [name, { shapes, f }] of Object.entries(CASES)) {
  test(`${name}: results and gradients agree with the plain engine`, async () => {
    const gradients = gradientsOf(f);
    const experiment = {
      shapes,
      compute: (inputs: tf.Tensor[]) => [tf.tidy(() => f(...inputs)), ...gradients(inputs)],
    };
    const expected = await onCpu(experiment);
    const found = await onOnnx(experiment);
    expected.forEach((numbers, i) => {
      const error = relativeError(found[i], numbers);
      assert.ok(error < 1e-4, `${i === 0 ? 'the result' : `the gradient by input ${i}`} is off by ${error}`);
    });
  });
}

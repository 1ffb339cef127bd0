import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { Feeds, Program } from '../../src/engine/engine.js';
import { createOnnxEngine } from '../../src/engine/onnx/engine.js';
import * as tf from '../../src/engine/tensor.js';
import { createRandom } from '../../src/random.js';
import { normals } from './backends.js';

before(() => tf.registerGradients());

const STEP = 1e-2;

interface Loss {
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  readonly f: (tensors: Record<string, tf.Tensor>) => tf.Tensor;
}

/** Losses that are smooth enough for a difference quotient in 32 bits. */
const LOSSES: Readonly<Record<string, Loss>> = {
  'a strided convolution': {
    shapes: { x: [3, 7, 6, 16], w: [3, 3, 16, 16] },
    f: ({ x, w }) => tf.sigmoid(tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 2, 'same')),
  },
  'a convolution of few channels': {
    shapes: { x: [2, 8, 7, 3], w: [5, 5, 3, 16] },
    f: ({ x, w }) => tf.tanh(tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same')),
  },
  'means of padded windows': {
    shapes: { x: [2, 5, 6, 3] },
    f: ({ x }) => tf.square(tf.avgPool(x as tf.Tensor4D, 3, 2, 'same')),
  },
  'two layers and a softmax': {
    shapes: { x: [5, 8], w: [8, 6], v: [6, 4] },
    f: ({ x, w, v }) => tf.logSoftmax(tf.matMul<tf.Tensor2D>(tf.softplus(tf.matMul(x, w)), v)),
  },
};

function programOf({ shapes, f }: Loss): Program {
  const loss = (tensors: Record<string, tf.Tensor>): tf.Scalar => {
    const y = f(tensors);
    return tf.mean(tf.mul(y, tf.tensor(normals(y.shape, 'weights'), y.shape)));
  };
  const names = Object.keys(shapes);
  return {
    inputs: Object.fromEntries(names.map((name) => [name, { shape: shapes[name] }])),
    build: (tensors) => {
      const values = names.map((name) => tensors[name]);
      const byName = (args: tf.Tensor[]) => loss(Object.fromEntries(names.map((name, i) => [name, args[i]])));
      const { value, grads } = tf.valueAndGrads((...args: tf.Tensor[]) => byName(args))(values);
      return { loss: value, ...Object.fromEntries(names.map((name, i) => [`by ${name}`, grads[i]])) };
    },
  };
}

for (const [name, loss] of Object.entries(LOSSES)) {
  test(`the gradients of ${name} are its difference quotients`, async () => {
    const engine = await createOnnxEngine({ provider: 'cpu', threads: 1 });
    const compiled = await engine.compile(programOf(loss));
    const feeds: Record<string, Float32Array> = Object.fromEntries(
      Object.entries(loss.shapes).map(([input, shape]) => [input, normals(shape, input)]),
    );
    const run = async (fed: Feeds): Promise<Record<string, Float32Array>> => compiled.run(fed);
    const exact = await run(feeds);
    const random = createRandom(name);
    for (const [input, numbers] of Object.entries(feeds)) {
      // Along a random direction, so that one quotient speaks for all of an input's numbers.
      const direction = numbers.map(() => random.normal());
      const moved = (sign: number): Float32Array => numbers.map((number, i) => number + sign * STEP * direction[i]);
      const [after, before] = [await run({ ...feeds, [input]: moved(1) }), await run({ ...feeds, [input]: moved(-1) })];
      const quotient = ((after.loss?.[0] ?? NaN) - (before.loss?.[0] ?? NaN)) / (2 * STEP);
      const slope = exact[`by ${input}`].reduce((sum, number, i) => sum + number * direction[i], 0);
      const scale = Math.hypot(...exact[`by ${input}`]);
      assert.ok(Math.abs(quotient - slope) < 0.02 * scale + 1e-4, `by ${input}: ${slope} instead of ${quotient}`);
    }
    await compiled.close();
  });
}

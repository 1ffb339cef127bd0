import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BadInputError } from '../../src/errors.js';
import type { Program } from '../../src/engine/engine.js';
import { createOnnxEngine } from '../../src/engine/onnx/engine.js';
import { exportProgram } from '../../src/engine/onnx/export.js';
import { createSession, onnxTensor } from '../../src/engine/onnx/session.js';
import * as tf from '../../src/engine/tensor.js';
import { normals, relativeError } from './backends.js';

const WEIGHTS = { filter: [3, 3, 3, 16], matrix: [16, 8], other: [8, 5] } as const;

/** A small picture branch with what real ones have: convolution, pooling, normalisation, two heads, unit length. */
function branch(batch: number): Program {
  return {
    inputs: { photos: { shape: [batch, 8, 8, 3] } },
    constants: Object.fromEntries(
      Object.entries(WEIGHTS).map(([name, shape]) => [name, { shape, data: normals(shape, name) }]),
    ),
    build: ({ photos, filter, matrix, other }) => {
      const seen = tf.relu(tf.conv2d(photos as tf.Tensor4D, filter as tf.Tensor4D, 1, 'same'));
      const pooled = tf.mean(tf.maxPool(seen, 2, 2, 'same'), [1, 2]);
      const flat = tf.reshape(tf.slice(pooled, [0, 0], [-1, 16]), [batch, 16]);
      const embedding = tf.matMul(flat, matrix);
      const length = tf.sqrt(tf.sum(tf.square(embedding), 1, true));
      const classes = tf.softmax(tf.matMul(embedding, tf.transpose(other), false, true));
      return { embedding: tf.div(embedding, length), classes };
    },
  };
}

test('an exported model answers any number of photos as the program does', async () => {
  const engine = await createOnnxEngine({ provider: 'cpu', threads: 1 });
  const session = await createSession(await exportProgram(branch), { provider: 'cpu', threads: 1 });
  for (const batch of [1, 5, 64]) {
    const photos = normals([batch, 8, 8, 3], 'photos');
    const program = await engine.compile(branch(batch));
    const expected = await program.run({ photos });
    const found = await session.run({ photos: onnxTensor('float32', photos, [batch, 8, 8, 3]) });
    for (const [name, width] of [
      ['embedding', 8],
      ['classes', 5],
    ] as const) {
      assert.deepEqual(found[name].dims, [batch, width]);
      assert.ok(relativeError(found[name].data as Float32Array, expected[name]) < 1e-5, `${name} of ${batch}`);
    }
    await program.close();
  }
  await session.close();
});

test('the file carries its weights and its metadata, and nothing but standard operators', async () => {
  const model = await exportProgram(branch, { metadata: { licence: 'Apache-2.0' } });
  const text = Buffer.from(model).toString('latin1');
  const filter = Buffer.from(normals(WEIGHTS.filter, 'filter').buffer).toString('latin1');
  assert.ok(text.includes(filter), 'the filter is an initializer');
  assert.ok(text.includes('licence') && text.includes('Apache-2.0'));
  assert.ok(!text.includes('com.microsoft'));
});

test('a model that depends on the size of its batch is refused with the operator that does', async () => {
  const tiled = (batch: number): Program => ({
    inputs: { x: { shape: [batch, 2] } },
    build: ({ x }) => ({ y: tf.add(x, tf.tile(tf.tensor2d([[1, 2]]), [batch, 1])) }),
  });
  const scaled = (batch: number): Program => ({
    inputs: { x: { shape: [batch, 2] } },
    build: ({ x }) => ({ y: tf.mul(x, 1 / batch) }),
  });
  await assert.rejects(
    exportProgram(tiled),
    (error) => error instanceof BadInputError && error.message.includes('Tile'),
  );
  await assert.rejects(
    exportProgram(scaled),
    (error) => error instanceof BadInputError && error.message.includes('Mul'),
  );
});

test('a program with state is refused', async () => {
  const program = (batch: number): Program => ({
    inputs: { x: { shape: [batch] } },
    state: { w: { shape: [1], data: Float32Array.of(1) } },
    build: ({ x, w }) => ({ y: tf.mul(x, w) }),
  });
  await assert.rejects(exportProgram(program), /state/);
});

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { createCpuEngine } from '../../src/engine/eager.js';
import type { Engine, Program } from '../../src/engine/engine.js';
import { createOnnxEngine } from '../../src/engine/onnx/engine.js';
import * as tf from '../../src/engine/tensor.js';
import { normals, relativeError } from './backends.js';

const SHAPES = { x: [5, 4], w: [4, 3] } as const;

/** One step of gradient descent on |x w - 1|^2, with the number of steps beside it. */
const DESCENT: Program = {
  inputs: { x: { shape: SHAPES.x }, rate: { shape: [] } },
  constants: { target: { shape: [5, 3], data: new Float32Array(15).fill(1) } },
  state: {
    w: { shape: SHAPES.w, data: normals(SHAPES.w, 'w') },
    steps: { shape: [1], data: Float32Array.of(0) },
  },
  build: ({ x, w, target, rate, steps }) => {
    const loss = (weights: tf.Tensor): tf.Scalar => tf.mean(tf.square(tf.sub(tf.matMul(x, weights), target)));
    const { value, grad } = tf.valueAndGrad(loss)(w);
    return { loss: value, w: tf.sub(w, tf.mul(grad, rate)), steps: tf.add(steps, 1) };
  },
};
const FEEDS = { x: normals(SHAPES.x, 'x'), rate: Float32Array.of(0.1) };

let engines: Readonly<Record<string, Engine>> = {};

before(async () => {
  await tf.registerGradients();
  engines = {
    recording: await createOnnxEngine({ provider: 'cpu', threads: 1 }),
    eager: await createCpuEngine(),
  };
});

async function descend(
  engine: Engine,
  steps: number,
): Promise<{ losses: number[]; state: Record<string, Float32Array> }> {
  const program = await engine.compile(DESCENT);
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) losses.push((await program.run(FEEDS)).loss[0]);
  const state = await program.readState();
  await program.close();
  return { losses, state };
}

test('state goes from run to run, and both engines agree on it', async () => {
  const recorded = await descend(engines.recording, 6);
  const eager = await descend(engines.eager, 6);
  assert.deepEqual([...recorded.state.steps], [6]);
  assert.ok(recorded.losses[5] < 0.7 * recorded.losses[0], `no descent: ${recorded.losses.join()}`);
  assert.ok(relativeError(Float32Array.from(recorded.losses), Float32Array.from(eager.losses)) < 1e-5);
  assert.ok(relativeError(recorded.state.w, eager.state.w) < 1e-5);
});

test('a program compiled twice gives the same numbers', async () => {
  const [first, second] = [await descend(engines.recording, 4), await descend(engines.recording, 4)];
  assert.deepEqual(first, second);
});

test('the first values of the state stay as they were given', async () => {
  await descend(engines.recording, 2);
  assert.deepEqual(DESCENT.state?.w.data, normals(SHAPES.w, 'w'));
});

test('state that is written back goes on from there', async () => {
  for (const [name, engine] of Object.entries(engines)) {
    const long = await descend(engine, 5);
    const program = await engine.compile(DESCENT);
    for (let step = 0; step < 3; step++) await program.run(FEEDS);
    const saved = await program.readState();
    await program.run(FEEDS);
    await program.writeState(saved);
    for (let step = 0; step < 2; step++) await program.run(FEEDS);
    assert.deepEqual(await program.readState(), long.state, name);
    await assert.rejects(
      async () => program.writeState({ weights: new Float32Array(1) }),
      /no state (named )?'weights'/,
    );
    await program.close();
  }
});

test('a missing or wrong feed is named', async () => {
  for (const engine of Object.values(engines)) {
    const program = await engine.compile(DESCENT);
    await assert.rejects(async () => program.run({ x: FEEDS.x }), /'rate'/);
    await program.close();
  }
  const program = await engines.recording.compile(DESCENT);
  await assert.rejects(
    () => program.run({ ...FEEDS, x: new Float32Array(7) }),
    /'x' has 7 numbers instead of 20 \[5,4\]/,
  );
  assert.ok((await program.run(FEEDS)).loss[0] > 0, 'a refused feed must not spoil the program');
  await program.close();
});

test('compiling leaves no tensor behind', async () => {
  const first = await engines.recording.compile(DESCENT);
  const before = tf.memory().numTensors;
  const second = await engines.recording.compile(DESCENT);
  await second.run(FEEDS);
  assert.equal(tf.memory().numTensors, before);
  await Promise.all([first.close(), second.close()]);
});

test('running an eager program leaves its state and constants only', async () => {
  const program = await engines.eager.compile(DESCENT);
  await program.run(FEEDS);
  const before = tf.memory().numTensors;
  await program.run(FEEDS);
  assert.equal(tf.memory().numTensors, before);
  await program.close();
  assert.equal(tf.memory().numTensors, before - 3);
});

test('an input may be an output, and an output a constant', async () => {
  const program = await engines.recording.compile({
    inputs: { x: { shape: [2] } },
    constants: { c: { shape: [2], data: Float32Array.of(3, 4) } },
    build: ({ x, c }) => ({ same: x, fixed: c, filled: tf.zerosLike(x) }),
  });
  const outputs = await program.run({ x: Float32Array.of(1, 2) });
  const lists = Object.entries(outputs).map(([name, data]) => [name, [...data]]);
  assert.deepEqual(Object.fromEntries(lists), { same: [1, 2], fixed: [3, 4], filled: [0, 0] });
  await program.close();
});

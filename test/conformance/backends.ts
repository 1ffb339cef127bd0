import { onnxBackend, BACKEND_NAME } from '../../src/engine/onnx/backend.js';
import { GraphRunner } from '../../src/engine/onnx/graph-runner.js';
import { createRandom } from '../../src/random.js';
import * as tf from '../../src/engine/tensor.js';
import '@tensorflow/tfjs-backend-cpu';

/** Something that is computed once by each backend from the same numbers. */
export interface Experiment {
  /** Shapes of the inputs, filled with normal numbers. */
  readonly shapes: readonly (readonly number[])[];
  readonly compute: (inputs: tf.Tensor[]) => tf.Tensor[];
}

/** Readies both backends with gradients, in one thread. */
export async function startBackends(): Promise<void> {
  await tf.registerGradients();
  onnxBackend().runner ??= new GraphRunner({ threads: 1, provider: 'cpu' });
}

/** Runs an experiment on the plain JavaScript backend of tfjs. */
export function onCpu(experiment: Experiment): Promise<Float32Array[]> {
  return run(experiment, 'cpu');
}

/** Runs an experiment on the recording backend. */
export function onOnnx(experiment: Experiment, { channelBlock = 0 } = {}): Promise<Float32Array[]> {
  onnxBackend().recording = { channelBlock };
  return run(experiment, BACKEND_NAME);
}

async function run({ shapes, compute }: Experiment, backend: string): Promise<Float32Array[]> {
  await tf.setBackend(backend);
  const inputs = shapes.map((shape, i) => tf.tensor(normals(shape, `input ${i}`), [...shape], 'float32'));
  const outputs = compute(inputs);
  const results: Float32Array[] = [];
  for (const output of outputs) results.push(Float32Array.from(await output.data()));
  tf.dispose([...inputs, ...outputs]);
  return results;
}

/** Normal numbers that depend on the seed and the shape only. */
export function normals(shape: readonly number[], seed: string): Float32Array {
  const random = createRandom(`${seed} ${shape.join()}`);
  return Float32Array.from({ length: shape.reduce((size, length) => size * length, 1) }, () => random.normal());
}

/** |a - b| / |b|, as lengths of vectors; 0 when both are 0. */
export function relativeError(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Infinity;
  let [difference, size] = [0, 0];
  for (let i = 0; i < b.length; i++) {
    difference += (a[i] - b[i]) ** 2;
    size += b[i] ** 2;
  }
  return difference === 0 ? 0 : Math.sqrt(difference / size);
}

/**
 * The gradients of sum(f(inputs) * w) by every input, w fixed normal numbers.
 * @param f a function of tensors
 */
export function gradientsOf(f: (...inputs: tf.Tensor[]) => tf.Tensor): Experiment['compute'] {
  return (inputs) =>
    tf.tidy(() => {
      const weighted = (...args: tf.Tensor[]): tf.Scalar => {
        const y = f(...args);
        return tf.sum(tf.mul(y, tf.tensor(normals(y.shape, 'weights'), y.shape)));
      };
      return tf.grads(weighted)(inputs);
    });
}

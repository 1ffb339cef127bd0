import assert from 'node:assert/strict';
import * as tf from '../../../src/engine/tensor.js';

/** Registers gradients and makes the plain JavaScript backend the current one. */
export async function useCpu(): Promise<void> {
  await import('@tensorflow/tfjs-backend-cpu');
  await tf.registerGradients();
  await tf.setBackend('cpu');
}

/**
 * Compares the gradient of a scalar function with central differences, in every place.
 * @param tolerance on the relative L2 distance; 32-bit floats leave some 1e-3
 */
export function assertGradient(
  f: (...tensors: tf.Tensor[]) => tf.Scalar,
  inputs: readonly tf.Tensor[],
  { step = 1e-2, tolerance = 5e-3 } = {},
): void {
  const gradients = tf.grads(f)([...inputs]);
  for (const [n, input] of inputs.entries()) {
    const values = Float32Array.from(input.dataSync());
    const numeric = values.map((value, i) => {
      const at = (moved: number): number => {
        const data = values.slice();
        data[i] = moved;
        const varied = inputs.map((other, m) => (m === n ? tf.tensor(data, input.shape) : other));
        return tf.tidy(() => f(...varied)).dataSync()[0];
      };
      return (at(value + step) - at(value - step)) / (2 * step);
    });
    const analytic = gradients[n].dataSync();
    const distance = Math.hypot(...numeric.map((value, i) => value - analytic[i]));
    const length = Math.max(1e-3, Math.hypot(...numeric));
    assert.ok(distance / length < tolerance, `input ${n}: relative distance ${distance / length}`);
  }
}

/** Numbers in [-scale, scale] from a seed. */
export function randomTensor(shape: number[], seed: number, scale = 1): tf.Tensor {
  return tf.randomUniform(shape, -scale, scale, 'float32', seed);
}

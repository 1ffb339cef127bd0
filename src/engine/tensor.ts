/**
 * The only door to TensorFlow.js. Everything that computes with tensors imports its operations from here, so that the
 * version, the gradients and the environment are the same everywhere.
 */
import * as tf from '@tensorflow/tfjs-core';

tf.env().set('IS_NODE', true);
tf.env().set('PROD', true);

export * from '@tensorflow/tfjs-core';

let gradients: Promise<unknown> | undefined;

/** Registers the gradient of every kernel, once. Training calls it; answering does without. */
export async function registerGradients(): Promise<void> {
  gradients ??= import(new URL('./register-gradients.js', import.meta.url).href);
  await gradients;
}

import {
  trainingLayers,
  layerParameters,
  type LayerSpec,
  type Layers,
  type NamedTensors,
} from '../../../src/encoder/layers.js';
import { layOut, splitTensor, statisticsLayout } from '../../../src/encoder/weights.js';
import type { Engine, Feeds, Program } from '../../../src/engine/engine.js';
import * as tf from '../../../src/engine/tensor.js';
import { throwIfCancelled, type WorkOptions } from '../../../src/progress.js';
import { BETA1, BETA2, EPSILON } from '../adamw.js';
import { oneCycleRate } from '../schedule.js';

/** Layers that learn one loss from batches of one form. */
export interface Lesson {
  readonly layers: readonly LayerSpec[];
  /** First weights and running statistics of the layers, flat, as `layerParameters` and `statisticsLayout` order them. */
  readonly initial: { readonly weights: Float32Array; readonly statistics: Float32Array };
  /** What a batch is made of. */
  readonly inputs: Program['inputs'];
  readonly constants?: Program['constants'];
  /** The loss that falls, and parts of it for the report. */
  readonly losses: (layers: Layers, batch: NamedTensors) => { readonly total: tf.Scalar } & Record<string, tf.Scalar>;
}

/** Share of the old value that running statistics keep at every step. */
const MOMENTUM = 0.97;

/**
 * A step of a lesson as a program that keeps weights, moments and statistics by itself: AdamW (Loshchilov and Hutter
 * 2019, algorithm 2) inside the graph.
 *
 *     batch, rate = r / (1 - beta1^t), correction = 1 / (1 - beta2^t), decay = r * weightDecay  ->  losses
 */
export function lessonProgram(lesson: Lesson): Program {
  const parameters = layerParameters(lesson.layers);
  const layout = layOut(parameters);
  const statistics = statisticsLayout(lesson.layers);
  const decays = new Float32Array(layout.size);
  for (const [i, { offset, size }] of layout.places.entries()) {
    if (parameters[i].decay) decays.fill(1, offset, offset + size);
  }
  const flat = (data: Float32Array): { shape: number[]; data: Float32Array } => ({ shape: [data.length], data });
  return {
    inputs: { ...lesson.inputs, rate: { shape: [] }, correction: { shape: [] }, decay: { shape: [] } },
    constants: { ...lesson.constants, decays: flat(decays) },
    state: {
      weights: flat(lesson.initial.weights),
      first: flat(new Float32Array(layout.size)),
      second: flat(new Float32Array(layout.size)),
      ...(statistics.size > 0 && { statistics: flat(lesson.initial.statistics) }),
    },
    build: (tensors) => {
      const parts = splitTensor(tensors.weights as tf.Tensor1D, layout);
      const names = layout.places.map(({ name }) => name);
      const { gradient, seen, losses } = gradientOf(lesson, { tensors, parts, names });
      const updated = adamW(tensors, gradient);
      if (statistics.size === 0) return { ...losses, ...updated };
      const fresh = tf.concat(statistics.places.map(({ name }) => seen[name]));
      const running = tf.add(tf.mul(tensors.statistics, MOMENTUM), tf.mul(fresh, 1 - MOMENTUM));
      return { ...losses, ...updated, statistics: running };
    },
  };
}

interface Step {
  readonly tensors: NamedTensors;
  readonly parts: NamedTensors;
  readonly names: readonly string[];
}

interface Gradient {
  readonly gradient: tf.Tensor1D;
  /** Means and variances that the batch norms saw. */
  readonly seen: Readonly<Record<string, tf.Tensor>>;
  readonly losses: Readonly<Record<string, tf.Tensor>>;
}

function gradientOf({ layers, losses }: Lesson, { tensors, parts, names }: Step): Gradient {
  const seen: Record<string, tf.Tensor> = {};
  const shown: Record<string, tf.Tensor> = {};
  const total = (...values: tf.Tensor[]): tf.Scalar => {
    const parameters = Object.fromEntries(names.map((name, i) => [name, values[i]]));
    const live = trainingLayers(layers, parameters, (layer, { mean, variance }) => {
      // What leaves besides the loss is kept, or the tape's scope would dispose it.
      seen[`${layer}/mean`] = tf.keep(mean);
      seen[`${layer}/variance`] = tf.keep(variance);
    });
    const parts = losses(live, tensors);
    for (const [name, loss] of Object.entries(parts)) if (name !== 'total') shown[name] = tf.keep(loss);
    return parts.total;
  };
  const { value, grads } = tf.valueAndGrads(total)(names.map((name) => parts[name]));
  const gradient = tf.concat(grads.map((part): tf.Tensor1D => tf.reshape(part, [-1])));
  return { gradient, seen, losses: { total: value, ...shown } };
}

function adamW(tensors: NamedTensors, gradient: tf.Tensor1D): Record<string, tf.Tensor> {
  const { weights, rate, correction, decay, decays } = tensors;
  const first = tf.add(tf.mul(tensors.first, BETA1), tf.mul(gradient, 1 - BETA1));
  const second = tf.add(tf.mul(tensors.second, BETA2), tf.mul(tf.square(gradient), 1 - BETA2));
  const step = tf.div(tf.mul(first, rate), tf.add(tf.sqrt(tf.mul(second, correction)), EPSILON));
  const kept = tf.mul(weights, tf.sub(1, tf.mul(decays, decay)));
  return { first, second, weights: tf.sub(kept, step) };
}

export interface LearnOptions extends WorkOptions {
  readonly engine: Engine;
  readonly steps: number;
  /** Peak of the one-cycle schedule. */
  readonly learningRate: number;
  readonly weightDecay: number;
  /** The batch of a step. */
  readonly batch: (step: number) => Feeds;
  /** Photos of a batch, for the speed. */
  readonly photosPerStep: number;
  /** Steps of an epoch, after which losses are averaged anew. */
  readonly stepsPerEpoch: number;
}

export interface Learned {
  readonly weights: Float32Array;
  readonly statistics: Float32Array;
  /** Means over the last epoch. */
  readonly losses: Readonly<Record<string, number>>;
  readonly photosPerSecond: number;
}

/** Runs all steps of a lesson. */
export async function learn(lesson: Lesson, options: LearnOptions): Promise<Learned> {
  const { engine, steps, learningRate: peak, weightDecay, batch, stepsPerEpoch, signal } = options;
  await tf.registerGradients();
  const program = await engine.compile(lessonProgram(lesson));
  try {
    let sums: Record<string, number> = {};
    let losses: Record<string, number> = {};
    const started = performance.now();
    for (let step = 0; step < steps; step++) {
      throwIfCancelled(signal);
      const rate = oneCycleRate(step, { steps, peak });
      const outputs = await program.run({
        ...batch(step),
        rate: Float32Array.of(rate / (1 - BETA1 ** (step + 1))),
        correction: Float32Array.of(1 / (1 - BETA2 ** (step + 1))),
        decay: Float32Array.of(rate * weightDecay),
      });
      const inEpoch = step % stepsPerEpoch;
      if (inEpoch === 0) sums = {};
      for (const [name, [loss]] of Object.entries(outputs)) sums[name] = (sums[name] ?? 0) + loss;
      losses = Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, sum / (inEpoch + 1)]));
      report(options, { step, losses, seconds: (performance.now() - started) / 1000 });
    }
    const { weights, statistics = new Float32Array(0) } = await program.readState();
    const seconds = (performance.now() - started) / 1000;
    return { weights, statistics, losses, photosPerSecond: (steps * options.photosPerStep) / seconds };
  } finally {
    await program.close();
  }
}

function report(
  { onProgress, steps, stepsPerEpoch, photosPerStep }: LearnOptions,
  { step, losses, seconds }: { step: number; losses: Readonly<Record<string, number>>; seconds: number },
): void {
  const done = step + 1;
  const parts = Object.entries(losses).map(([name, loss]) => `${name} ${loss.toFixed(3)}`);
  const speed = `${Math.round((done * photosPerStep) / seconds)} photos/s`;
  const epoch = `epoch ${Math.floor(step / stepsPerEpoch) + 1}/${Math.ceil(steps / stepsPerEpoch)}`;
  onProgress?.({ step: 'train', done, total: steps, detail: [epoch, ...parts, speed].join(', ') });
}

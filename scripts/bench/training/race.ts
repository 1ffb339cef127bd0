import { initialWeightsOf, type NetworkOptions } from './network.js';

/** What the workers of the training benchmark share. */
export interface Race extends NetworkOptions {
  /** Photos of a step, over all workers. */
  readonly batch: number;
  readonly threads: number;
  readonly steps: number;
  readonly weights: Float32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
  /** One flat gradient for each worker. */
  readonly gradients: readonly Float32Array[];
  readonly barrier: Int32Array;
  readonly trainMilliseconds: Float64Array;
  readonly inferMilliseconds: Float64Array;
}

type Settings = Pick<Race, 'threads' | 'batch' | 'stem' | 'steps'>;

export function createRace({ threads, batch, stem, steps }: Settings): Race {
  const start = initialWeightsOf(stem);
  const floats = (): Float32Array => new Float32Array(new SharedArrayBuffer(start.length * 4));
  const times = (): Float64Array => new Float64Array(new SharedArrayBuffer(steps * 8));
  const weights = floats();
  weights.set(start);
  return {
    threads,
    batch,
    stem,
    steps,
    weights,
    first: floats(),
    second: floats(),
    gradients: Array.from({ length: threads }, floats),
    barrier: new Int32Array(new SharedArrayBuffer(8)),
    trainMilliseconds: times(),
    inferMilliseconds: times(),
  };
}

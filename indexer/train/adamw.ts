import { layOut, type Layout } from '../../src/encoder/weights.js';
import type { ParameterSpec } from '../../src/encoder/layers.js';

/** What AdamW keeps: weights and the two moments, flat vectors of one layout. */
export interface AdamState {
  readonly weights: Float32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
}

export interface AdamOptions {
  readonly learningRate: number;
  readonly weightDecay: number;
  /** From 1: corrects the bias of the moments, which start at 0. */
  readonly step: number;
  /** What the second moment keeps at every step; .999 by default. */
  readonly beta2?: number | undefined;
  /** The gradient is multiplied by it; 1 by default. */
  readonly gradientScale?: number | undefined;
}

export const BETA1 = 0.9;
export const BETA2 = 0.999;
export const EPSILON = 1e-8;

/** A run of the flat vector whose weights decay or do not. */
export interface DecayRange {
  readonly from: number;
  readonly to: number;
  readonly decays: boolean;
}

/** Which runs of the flat vector decay: neighbours of one kind are joined. */
export function decayRanges(parameters: readonly ParameterSpec[]): DecayRange[] {
  const layout: Layout = layOut(parameters);
  const ranges: { from: number; to: number; decays: boolean }[] = [];
  for (const [i, { offset, size }] of layout.places.entries()) {
    const last = ranges[ranges.length - 1];
    const decays = parameters[i].decay;
    if (last?.decays === decays) last.to = offset + size;
    else ranges.push({ from: offset, to: offset + size, decays });
  }
  return ranges;
}

/**
 * One step of Adam (Kingma and Ba 2015, algorithm 1) with decoupled weight decay (Loshchilov and Hutter 2019,
 * algorithm 2) on one run of the flat vectors, in place.
 * @param gradients one flat gradient for each shard; they are added up in this order, into the first one
 */
export function adamWStep(
  { weights, first, second }: AdamState,
  gradients: readonly Float32Array[],
  { from, to, decays }: DecayRange,
  { learningRate, weightDecay, step, beta2 = BETA2, gradientScale = 1 }: AdamOptions,
): void {
  const rate = learningRate / (1 - BETA1 ** step);
  const correction = 1 / (1 - beta2 ** step);
  const kept = decays ? 1 - learningRate * weightDecay : 1;
  const share = gradientScale / gradients.length;
  const [sum] = gradients;
  for (let shard = 1; shard < gradients.length; shard++) addInPlace(sum, gradients[shard], from, to);
  for (let i = from; i < to; i++) {
    const gradient = share * sum[i];
    const m = BETA1 * first[i] + (1 - BETA1) * gradient;
    const v = beta2 * second[i] + (1 - beta2) * gradient * gradient;
    first[i] = m;
    second[i] = v;
    weights[i] = kept * weights[i] - (rate * m) / (Math.sqrt(v * correction) + EPSILON);
  }
}

/** A loop over the shards inside the loop over the weights takes ten times as long. */
export function addInPlace(sum: Float32Array, other: Float32Array, from: number, to: number): void {
  for (let i = from; i < to; i++) sum[i] += other[i];
}

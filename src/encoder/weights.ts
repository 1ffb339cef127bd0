import { DamagedError } from '../errors.js';
import type { Random } from '../random.js';
import { BATCH_NORM_EPSILON } from './batch-norm.js';
import { outputsOf, type LayerSpec, type ParameterSpec } from './layers.js';
import { reshape, slice, type Tensor, type Tensor1D } from '../engine/tensor.js';
import type { Held } from '../engine/engine.js';

/** Where one named tensor lies in a flat vector. */
export interface Place {
  readonly name: string;
  readonly shape: readonly number[];
  readonly offset: number;
  readonly size: number;
}

/** A flat vector cut into named tensors, one after another without gaps. */
export interface Layout {
  readonly places: readonly Place[];
  readonly size: number;
}

export function layOut(specs: readonly { name: string; shape: readonly number[] }[]): Layout {
  let offset = 0;
  const places = specs.map(({ name, shape }) => {
    const size = shape.reduce((product, length) => product * length, 1);
    const place = { name, shape, offset, size };
    offset += size;
    return place;
  });
  return { places, size: offset };
}

/** The running statistics of the batch norms: `<layer>/mean` and `<layer>/variance`. */
export function statisticsLayout(layers: readonly LayerSpec[]): Layout {
  const specs = layers
    .filter(({ then }) => then === 'norm')
    .flatMap((layer) =>
      ['mean', 'variance'].map((what) => ({ name: `${layer.name}/${what}`, shape: [outputsOf(layer)] })),
    );
  return layOut(specs);
}

/** Running statistics before the first step: mean 0, variance 1. */
export function initialStatistics(layout: Layout): Float32Array {
  const flat = new Float32Array(layout.size);
  for (const { name, offset, size } of layout.places) {
    if (name.endsWith('/variance')) flat.fill(1, offset, offset + size);
  }
  return flat;
}

/** First weights; word vectors stay 0, for the caller to fill in. */
export function initialWeights(parameters: readonly ParameterSpec[], random: Random): Float32Array {
  const layout = layOut(parameters);
  const flat = new Float32Array(layout.size);
  for (const [i, { name, shape, initial }] of parameters.entries()) {
    const { offset, size } = layout.places[i];
    if (initial === 'he') fillNormal(flat.subarray(offset, offset + size), shape, random.fork(name));
    else flat.fill(initial, offset, offset + size);
  }
  return flat;
}

function fillNormal(weights: Float32Array, shape: readonly number[], random: Random): void {
  const inputs = shape.slice(0, -1).reduce((product, length) => product * length, 1);
  const deviation = Math.sqrt(2 / inputs);
  for (let i = 0; i < weights.length; i++) weights[i] = deviation * random.normal();
}

/** Views of the named parts of a flat vector; writing to them writes to it. */
export function viewsOf(flat: Float32Array, layout: Layout): ReadonlyMap<string, Float32Array> {
  return new Map(layout.places.map(({ name, offset, size }) => [name, flat.subarray(offset, offset + size)]));
}

/** The named parts of a flat tensor, inside a program. */
export function splitTensor(flat: Tensor1D, layout: Layout): Record<string, Tensor> {
  const parts = layout.places.map(({ name, shape, offset, size }) => [
    name,
    reshape(slice(flat, [offset], [size]), [...shape]),
  ]);
  return Object.fromEntries(parts) as Record<string, Tensor>;
}

/**
 * Folds each batch norm into the layer before it, so that answering needs no statistics:
 *
 *     weights' = weights s,  bias' = offset - mean s,   s = scale / sqrt(variance + 1e-5)
 *
 * @returns `<layer>/weights` and, but for layers with nothing after them, `<layer>/bias`
 */
export function foldLayers(
  layers: readonly LayerSpec[],
  weights: ReadonlyMap<string, Float32Array>,
  statistics: ReadonlyMap<string, Float32Array>,
): Record<string, Held> {
  const folded: Record<string, Held> = {};
  const part = (name: string): Float32Array => {
    const found = weights.get(name) ?? statistics.get(name);
    if (found === undefined) throw new DamagedError({ reason: `the model has no weights named '${name}'` });
    return found;
  };
  for (const layer of layers) {
    const { name, shape, then } = layer;
    const data = part(`${name}/weights`).slice();
    if (then === 'norm') {
      folded[`${name}/bias`] = { shape: [outputsOf(layer)], data: foldNorm(name, data, part) };
    } else if (then === 'bias') {
      folded[`${name}/bias`] = { shape: [outputsOf(layer)], data: part(`${name}/bias`).slice() };
    }
    folded[`${name}/weights`] = { shape, data };
  }
  return folded;
}

/** Scales the weights in place, returns the bias. The output channel is the last axis of every kernel. */
function foldNorm(name: string, weights: Float32Array, part: (name: string) => Float32Array): Float32Array {
  const [scale, offset] = [part(`${name}/scale`), part(`${name}/offset`)];
  const [mean, variance] = [part(`${name}/mean`), part(`${name}/variance`)];
  const slopes = scale.map((gain, i) => gain / Math.sqrt(variance[i] + BATCH_NORM_EPSILON));
  const channels = slopes.length;
  for (let i = 0; i < weights.length; i++) weights[i] *= slopes[i % channels];
  return offset.map((shift, i) => shift - mean[i] * slopes[i]);
}

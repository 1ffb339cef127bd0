import { add, conv2d, matMul, type Tensor, type Tensor1D, type Tensor2D, type Tensor4D } from '../engine/tensor.js';
import { normalizeBatch, type BatchStatistics } from './batch-norm.js';

/**
 * A layer with weights: a convolution when the shape is [height, width, in, out], fully connected when it is [in, out].
 * What a branch is made of is listed once, as such layers; parameters, statistics, export and counts follow from it.
 */
export interface LayerSpec {
  readonly name: string;
  readonly shape: readonly number[];
  /** Of a convolution; 1 when left out. */
  readonly stride?: number;
  /** What follows the product: batch norm, a bias, or nothing. */
  readonly then: 'norm' | 'bias' | 'nothing';
}

/** A tensor that training changes. */
export interface ParameterSpec {
  readonly name: string;
  readonly shape: readonly number[];
  /** 'he': normal with variance 2 / inputs (He et al. 2015); a number: that number everywhere. */
  readonly initial: 'he' | number;
  /** Whether weight decay applies: to matrices and kernels, not to biases, norms and word vectors. */
  readonly decay: boolean;
}

/** Applies a layer, by its name, the way training or answering wants it. */
export interface Layers {
  convolve(name: string, x: Tensor4D): Tensor4D;
  connect(name: string, x: Tensor2D): Tensor2D;
}

export type NamedTensors = Readonly<Record<string, Tensor>>;

export function outputsOf(layer: LayerSpec): number {
  return layer.shape[layer.shape.length - 1];
}

/** The parameters of some layers, in the order in which they lie in the flat vector of weights. */
export function layerParameters(layers: readonly LayerSpec[]): ParameterSpec[] {
  return layers.flatMap((layer) => {
    const { name, shape, then } = layer;
    const weights: ParameterSpec = { name: `${name}/weights`, shape, initial: 'he', decay: true };
    const perOutput = (suffix: string, initial: number): ParameterSpec => ({
      name: `${name}/${suffix}`,
      shape: [outputsOf(layer)],
      initial,
      decay: false,
    });
    if (then === 'norm') return [weights, perOutput('scale', 1), perOutput('offset', 0)];
    return then === 'bias' ? [weights, perOutput('bias', 0)] : [weights];
  });
}

/** Receives the mean and variance that a batch norm saw, to be averaged into its running statistics. */
export type OnStatistics = (layer: string, statistics: BatchStatistics) => void;

/** Layers that learn: live weights, batch norm by the statistics of the batch. */
export function trainingLayers(
  specs: readonly LayerSpec[],
  parameters: NamedTensors,
  onStatistics: OnStatistics,
): Layers {
  const byName = new Map(specs.map((spec) => [spec.name, spec]));
  function finish<T extends Tensor2D | Tensor4D>({ name, then }: LayerSpec, product: T): T {
    if (then === 'nothing') return product;
    if (then === 'bias') return add(product, parameters[`${name}/bias`]);
    const scale = parameters[`${name}/scale`] as Tensor1D;
    const { value, statistics } = normalizeBatch(product, scale, parameters[`${name}/offset`] as Tensor1D);
    onStatistics(name, statistics);
    return value;
  }
  return {
    convolve: (name, x) => {
      const spec = byName.get(name)!;
      return finish(spec, convolution(spec, x, parameters[`${name}/weights`] as Tensor4D));
    },
    connect: (name, x) => {
      const spec = byName.get(name)!;
      return finish(spec, matMul(x, parameters[`${name}/weights`] as Tensor2D));
    },
  };
}

/** Layers that only answer: batch norms are folded into the weights (see folding.ts), so that all have a bias or none. */
export function answeringLayers(specs: readonly LayerSpec[], folded: NamedTensors): Layers {
  const byName = new Map(specs.map((spec) => [spec.name, spec]));
  const finish = <T extends Tensor>({ name, then }: LayerSpec, product: T): T =>
    then === 'nothing' ? product : add(product, folded[`${name}/bias`]);
  return {
    convolve: (name, x) => {
      const spec = byName.get(name)!;
      return finish(spec, convolution(spec, x, folded[`${name}/weights`] as Tensor4D));
    },
    connect: (name, x) => {
      const spec = byName.get(name)!;
      return finish(spec, matMul(x, folded[`${name}/weights`] as Tensor2D));
    },
  };
}

/** Odd kernels are padded by half their size on every side, so that stride 2 halves an even photo. */
function convolution({ shape, stride = 1 }: LayerSpec, x: Tensor4D, weights: Tensor4D): Tensor4D {
  return conv2d(x, weights, stride, (shape[0] - 1) / 2);
}

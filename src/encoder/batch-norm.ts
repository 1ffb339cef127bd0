import {
  add,
  customGrad,
  mean,
  mul,
  neg,
  rsqrt,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
} from '../engine/tensor.js';

/** Added to the variance before the root. Answering folds with the same value. */
export const BATCH_NORM_EPSILON = 1e-5;

/** Keeps tensors for the gradient; tfjs-core does not export its own name for it. */
type SaveTensors = (tensors: Tensor[]) => void;

/** What a batch norm saw of each channel in one batch: [channels] each, the variance without Bessel's correction. */
export interface BatchStatistics {
  readonly mean: Tensor1D;
  readonly variance: Tensor1D;
}

/**
 * Batch norm by the statistics of the batch (Ioffe and Szegedy 2015, algorithm 1), over all axes but the last:
 *
 *     y = scale (x - mean) / sqrt(variance + 1e-5) + offset
 *
 * The gradient is written by hand, because with s = scale / sqrt(variance + 1e-5) it is one pass per channel,
 * dx = s dy + B x + C, where automatic differentiation goes several times through each activation.
 * @param x [..., channels]
 * @returns the value, and the statistics, through which no gradient flows
 */
export function normalizeBatch<T extends Tensor2D | Tensor4D>(
  x: T,
  scale: Tensor1D,
  offset: Tensor1D,
): { value: T; statistics: BatchStatistics } {
  const axes = x.shape.slice(0, -1).map((_, axis) => axis);
  const center: Tensor1D = mean(x, axes);
  const variance: Tensor1D = mean(square(sub(x, center)), axes);
  const normalize = customGrad((...args) => {
    const [input, gain, bias, save] = args as unknown as [T, Tensor1D, Tensor1D, SaveTensors];
    const inverse = rsqrt(add(variance, BATCH_NORM_EPSILON));
    const slope = mul(gain, inverse);
    save([input, slope, inverse, center]);
    const value = add(mul(input, slope), sub(bias, mul(center, slope)));
    return { value, gradFunc: (dy, saved) => gradient(dy as T, saved as [T, Tensor1D, Tensor1D, Tensor1D], axes) };
  });
  return { value: normalize(x, scale, offset) as T, statistics: { mean: center, variance } };
}

function gradient<T extends Tensor>(
  dy: T,
  [x, slope, inverse, center]: [T, Tensor1D, Tensor1D, Tensor1D],
  axes: number[],
): Tensor[] {
  const count = axes.reduce((product, axis) => product * x.shape[axis], 1);
  const offsetGradient: Tensor1D = sum(dy, axes);
  const scaleGradient = mul(inverse, sub(sum(mul(dy, x), axes), mul(center, offsetGradient)));
  const perInput = mul(mul(slope, inverse), mul(scaleGradient, -1 / count));
  const constant = neg(add(mul(slope, mul(offsetGradient, 1 / count)), mul(perInput, center)));
  return [add(add(mul(dy, slope), constant), mul(x, perInput)), scaleGradient, offsetGradient];
}

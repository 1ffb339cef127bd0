import { type TensorInfo } from '../../tensor.js';
import type { OnnxBackend } from '../backend.js';
import { apply, constantValue, reshape, scalar, type Value } from '../value.js';
import { kernel, type Kernel } from './kernel.js';

interface Statistics {
  readonly x: TensorInfo;
  readonly mean: TensorInfo;
  readonly variance: TensorInfo;
  readonly scale?: TensorInfo;
  readonly offset?: TensorInfo;
}

/** (x - mean) / root(variance + epsilon) scale + offset, as x factor + shift. */
const batchNorm = kernel<Statistics, { varianceEpsilon: number }>(
  'FusedBatchNorm',
  ({ x, mean, variance, scale, offset }, { varianceEpsilon }, backend) => {
    const inNchw = x.shape.length === 4 && backend.layoutOf(x) === 'nchw';
    const lying = (tensor: TensorInfo): Value => perChannel(backend, tensor, inNchw);
    const deviation = root(sum(lying(variance), scalar(varianceEpsilon)));
    const factor =
      scale === undefined || scale === null ? reciprocal(deviation) : binary('Div', lying(scale), deviation);
    const shifted = product(lying(mean), factor);
    const shift =
      offset === undefined || offset === null
        ? apply('Neg', [shifted], { shape: shifted.shape })
        : binary('Sub', lying(offset), shifted);
    const value = inNchw ? backend.nchw(x) : backend.value(x);
    const scaled = apply('Mul', [value, factor], { shape: value.shape });
    const normalized = apply('Add', [scaled, shift], { shape: value.shape });
    return backend.tensor(normalized, 'float32', { layout: inNchw ? 'nchw' : 'plain' });
  },
);

/** A list of one number per channel stands on the second axis in NCHW. */
function perChannel(backend: OnnxBackend, tensor: TensorInfo, inNchw: boolean): Value {
  if (!inNchw) return backend.value(tensor);
  return tensor.shape.length === 1 ? reshape(backend.value(tensor), [tensor.shape[0], 1, 1]) : backend.nchw(tensor);
}

const binary = (operator: string, a: Value, b: Value): Value =>
  apply(operator, [a, b], { shape: a.shape.length >= b.shape.length ? a.shape : b.shape });
const sum = (a: Value, b: Value): Value => binary('Add', a, b);
const product = (a: Value, b: Value): Value => binary('Mul', a, b);
const root = (a: Value): Value => apply('Sqrt', [a], { shape: a.shape });
const reciprocal = (a: Value): Value => apply('Reciprocal', [a], { shape: a.shape });

interface LocalResponse {
  readonly depthRadius: number;
  readonly bias: number;
  readonly alpha: number;
  readonly beta: number;
}

/** x / (bias + alpha sum of x^2 over near channels)^beta: Krizhevsky et al. 2012, section 3.3. */
const localResponse = kernel<{ x: TensorInfo }, LocalResponse>(
  'LRN',
  ({ x }, { depthRadius, bias, alpha, beta }, backend) => {
    const size = 2 * depthRadius + 1;
    // ONNX divides alpha by the size of the window.
    const attributes = { size, bias: { float: bias }, alpha: { float: alpha * size }, beta: { float: beta } };
    const value = backend.nchw(x);
    return backend.tensor(apply('LRN', [value], { shape: value.shape }, { attributes }), 'float32', { layout: 'nchw' });
  },
);

/** With n = bias + alpha sum of x^2:  dx = dy n^-beta - 2 alpha beta x (sum over near channels of dy y / n). */
const localResponseGrad = kernel<{ x: TensorInfo; y: TensorInfo; dy: TensorInfo }, LocalResponse>(
  'LRNGrad',
  ({ x, y, dy }, { depthRadius, bias, alpha, beta }, backend) => {
    const band = nearChannels(x.shape[3], depthRadius);
    const overNear = (value: Value): Value => apply('MatMul', [value, band], { shape: value.shape });
    const [input, output, gradient] = [backend.value(x), backend.value(y), backend.value(dy)];
    const base = sum(product(overNear(product(input, input)), scalar(alpha)), scalar(bias));
    const direct = product(gradient, binary('Pow', base, scalar(-beta)));
    const through = overNear(binary('Div', product(gradient, output), base));
    const indirect = product(product(input, through), scalar(2 * alpha * beta));
    return backend.tensor(binary('Sub', direct, indirect), 'float32');
  },
);

/** 1 where two channels are at most `radius` apart, [channels, channels]. */
function nearChannels(channels: number, radius: number): Value {
  const band = Float32Array.from({ length: channels * channels }, (_, i) =>
    Math.abs(Math.floor(i / channels) - (i % channels)) <= radius ? 1 : 0,
  );
  return constantValue([channels, channels], band);
}

export const normalizationKernels: readonly Kernel[] = [batchNorm, localResponse, localResponseGrad];

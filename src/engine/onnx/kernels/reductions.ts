import { type TensorInfo, sumOutType, util } from '../../tensor.js';
import { onnxType, type OnnxBackend } from '../backend.js';
import { apply, cast, integers, reshape, type OnnxType, type Value } from '../value.js';
import { kernel, type Kernel } from './kernel.js';

interface ReductionAttributes {
  readonly axis?: number | number[];
  /** What the maximum calls its axes. */
  readonly reductionIndices?: number | number[];
  readonly keepDims?: boolean;
}

/** Where each axis of NHWC stands in NCHW. */
const AXIS_IN_NCHW = [0, 2, 3, 1];

interface Reduction {
  readonly operator: string;
  /** Type of computation for an input of that type. */
  readonly compute: (dtype: TensorInfo['dtype']) => 'float32' | 'int32';
  readonly result?: 'bool';
}

function reduction(name: string, { operator, compute, result }: Reduction): Kernel {
  return kernel<{ x: TensorInfo }, ReductionAttributes>(name, ({ x }, attributes, backend) => {
    const { reductionIndices = null, axis = reductionIndices, keepDims = false } = attributes;
    const axes = util.parseAxisParam(axis!, x.shape);
    const dtype = compute(x.dtype);
    if (axes.length === 0 || x.shape.length === 0) {
      return backend.tensor(cast(cast(backend.value(x), dtype), onnxType(result ?? dtype)), result ?? dtype);
    }
    const reduced = reduce(backend, x, { operator, axes, type: onnxType(dtype) });
    const full = x.shape.map((length, i) => (axes.includes(i) ? 1 : length));
    const value = keepDims ? reshape(reduced, full) : reduced;
    return backend.tensor(cast(value, onnxType(result ?? dtype)), result ?? dtype);
  });
}

interface Reduced {
  readonly operator: string;
  readonly axes: readonly number[];
  readonly type: OnnxType;
}

/** Reduces where the tensor lies, when what is left over keeps its order there; without the reduced axes. */
function reduce(backend: OnnxBackend, x: TensorInfo, { operator, axes, type }: Reduced): Value {
  const left = x.shape.map((_, i) => i).filter((i) => !axes.includes(i));
  const staysOrdered = left.length <= 1 || (left.length === 2 && !(left.includes(3) && left[0] !== 0));
  const inNchw = backend.layoutOf(x) === 'nchw' && staysOrdered;
  const value = cast(inNchw ? backend.nchw(x) : backend.value(x), type);
  if (inNchw && left.length === 1 && left[0] === 3) return reduceToChannels(value, operator);
  const where = inNchw ? axes.map((axis) => AXIS_IN_NCHW[axis]).sort((a, b) => a - b) : axes;
  const shape = left.map((axis) => x.shape[axis]);
  return apply(operator, [value, integers(where)], { shape }, { attributes: { keepdims: 0 } });
}

/**
 * [batch, channels, height, width] to [channels] in two steps, places first: ONNX Runtime is half as fast at once.
 * Sums, means, products and extremes of equal parts are those of the whole.
 */
function reduceToChannels(value: Value, operator: string): Value {
  const [batch, channels, height, width] = value.shape as [number, number, number, number];
  const attributes = { keepdims: 0 };
  const rows = reshape(value, [batch * channels, height * width]);
  const places = apply(operator, [rows, integers([1])], { shape: [batch * channels] }, { attributes });
  return apply(operator, [reshape(places, [batch, channels]), integers([0])], { shape: [channels] }, { attributes });
}

const float = (): 'float32' => 'float32';
const kept = (dtype: TensorInfo['dtype']): 'float32' | 'int32' => (dtype === 'float32' ? 'float32' : 'int32');
const summed = (dtype: TensorInfo['dtype']): 'float32' | 'int32' =>
  sumOutType(dtype) === 'int32' ? 'int32' : 'float32';

function argument(name: string, operator: string): Kernel {
  return kernel<{ x: TensorInfo }, { axis: number }>(name, ({ x }, { axis }, backend) => {
    const [dimension] = util.parseAxisParam(axis, x.shape) as [number];
    const shape = x.shape.filter((_, i) => i !== dimension);
    const value = cast(backend.value(x), x.dtype === 'float32' ? 'float32' : 'int32');
    const found = apply(operator, [value], { shape, type: 'int64' }, { attributes: { axis: dimension, keepdims: 0 } });
    return backend.tensor(cast(found, 'int32'), 'int32');
  });
}

export const reductionKernels: readonly Kernel[] = [
  reduction('Sum', { operator: 'ReduceSum', compute: summed }),
  reduction('Mean', { operator: 'ReduceMean', compute: float }),
  reduction('Max', { operator: 'ReduceMax', compute: kept }),
  reduction('Min', { operator: 'ReduceMin', compute: kept }),
  reduction('Prod', { operator: 'ReduceProd', compute: kept }),
  reduction('All', { operator: 'ReduceMin', compute: () => 'int32', result: 'bool' }),
  reduction('Any', { operator: 'ReduceMax', compute: () => 'int32', result: 'bool' }),
  argument('ArgMax', 'ArgMax'),
  argument('ArgMin', 'ArgMin'),
];

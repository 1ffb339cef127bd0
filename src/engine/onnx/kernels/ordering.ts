import { type TensorInfo } from '../../tensor.js';
import { apply, applyMany, cast, constantValue, integers, reshape, scalar, sizeOf, transpose } from '../value.js';
import { kernel, type Kernel } from './kernel.js';

/** The k largest along the last axis, in order, and where they were; of equal ones the first. */
const topK = kernel<{ x: TensorInfo }, { k: number }>('TopK', ({ x }, { k }, backend) => {
  const shape = [...x.shape.slice(0, -1), k];
  if (sizeOf(shape) === 0) return [backend.filled(0, shape, x.dtype), backend.filled(0, shape, 'int32')];
  const dtype = x.dtype === 'float32' ? 'float32' : 'int32';
  const inputs = [cast(backend.value(x), dtype), integers([k])];
  const attributes = { axis: shape.length - 1, largest: 1, sorted: 1 };
  const forms = [{ shape }, { shape, type: 'int64' as const }];
  const [largest, places] = applyMany('TopK', inputs, forms, { attributes });
  return [backend.tensor(largest, dtype), backend.tensor(cast(places, 'int32'), 'int32')];
});

interface ScanAttributes {
  readonly axis: number;
  readonly exclusive: boolean;
  readonly reverse: boolean;
}

const cumsum = kernel<{ x: TensorInfo }, ScanAttributes>('Cumsum', ({ x }, { axis, exclusive, reverse }, backend) => {
  const dtype = x.dtype === 'float32' ? 'float32' : 'int32';
  const attributes = { exclusive: exclusive ? 1 : 0, reverse: reverse ? 1 : 0 };
  const value = cast(backend.value(x), dtype);
  if (x.shape.length === 0) return backend.tensor(value, dtype);
  const form = { shape: x.shape };
  return backend.tensor(apply('CumSum', [value, scalar(axis, 'int32')], form, { attributes }), dtype);
});

/** ONNX has no running product. Each place multiplies those up to it: quadratic in the length of the axis. */
const cumprod = kernel<{ x: TensorInfo }, ScanAttributes>('Cumprod', ({ x }, { axis, exclusive, reverse }, backend) => {
  const dtype = x.dtype === 'float32' ? 'float32' : 'int32';
  const last = x.shape.length - 1;
  const swapped = x.shape.map((_, i) => (i === axis ? last : i === last ? axis : i));
  const rows = transpose(cast(backend.value(x), dtype), swapped);
  const length = rows.shape.at(-1) ?? 1;
  const shape = [...rows.shape.slice(0, -1), length, length];
  const counts = Float32Array.from({ length: length * length }, (_, i) => {
    const [place, other] = [Math.floor(i / length), i % length];
    return (reverse ? other > place : other < place) || (!exclusive && other === place) ? 1 : 0;
  });
  const mask = cast(constantValue([length, length], counts), 'bool');
  const wide = reshape(rows, [...rows.shape.slice(0, -1), 1, length]);
  const factors = apply('Where', [mask, wide, scalar(1, dtype)], { shape, type: dtype });
  const form = { shape: shape.slice(0, -1) };
  const product = apply('ReduceProd', [factors, integers([-1])], form, { attributes: { keepdims: 0 } });
  return backend.tensor(transpose(reshape(product, rows.shape), swapped), dtype);
});

/** Where each value would go into its sorted row: the number of smaller ones, or of those not larger. */
const searchSorted = kernel<{ sortedSequence: TensorInfo; values: TensorInfo }, { side: 'left' | 'right' }>(
  'SearchSorted',
  ({ sortedSequence, values }, { side }, backend) => {
    const [batch, length] = sortedSequence.shape as [number, number];
    const wanted = values.shape[1];
    const type = sortedSequence.dtype === 'float32' ? 'float32' : 'int32';
    const rows = reshape(cast(backend.value(sortedSequence), type), [batch, 1, length]);
    const sought = reshape(cast(backend.value(values), type), [batch, wanted, 1]);
    const shape = [batch, wanted, length];
    const before = apply(side === 'left' ? 'Less' : 'LessOrEqual', [rows, sought], { shape, type: 'bool' });
    const attributes = { keepdims: 0 };
    const inputs = [cast(before, 'int32'), integers([-1])];
    return backend.tensor(apply('ReduceSum', inputs, { shape: values.shape }, { attributes }), 'int32');
  },
);

export const orderingKernels: readonly Kernel[] = [topK, cumsum, cumprod, searchSorted];

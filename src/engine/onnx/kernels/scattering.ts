import { type TensorInfo } from '../../tensor.js';
import type { OnnxBackend } from '../backend.js';
import { apply, cast, expand, reshape, scalar, sizeOf, type Value } from '../value.js';
import { kernel, type Kernel } from './kernel.js';
import { movable, moved } from './movement.js';

function zeros(type: 'float32' | 'int32', shape: readonly number[]): Value {
  return expand(scalar(0, type), shape);
}

/** Sums up updates that meet at one place. */
const scatterNd = kernel<{ indices: TensorInfo; updates: TensorInfo }, { shape: number[] }>(
  'ScatterNd',
  ({ indices, updates }, { shape }, backend) => {
    if (sizeOf(shape) === 0) return backend.filled(0, shape, updates.dtype);
    const values = movable(backend.value(updates));
    const base = zeros(updates.dtype === 'float32' ? 'float32' : 'int32', shape);
    return moved(backend, scattered(base, rowsOf(backend, indices), values, 'add'), updates);
  },
);

function scattered(base: Value, indices: Value, updates: Value, reduction: 'add' | 'none'): Value {
  const flat = [...indices.shape.slice(0, -1), ...base.shape.slice(indices.shape.at(-1))];
  const inputs = [base, indices, reshape(updates, flat)];
  return apply('ScatterND', inputs, { shape: base.shape }, { attributes: { reduction } });
}

/** Indices as ScatterND wants them; a plain list names places of the first axis. */
function rowsOf(backend: OnnxBackend, indices: TensorInfo): Value {
  const value = cast(backend.value(indices), 'int64');
  return indices.shape.length > 1 ? value : reshape(value, [value.size, 1]);
}

const tensorScatterUpdate = kernel<{ tensor: TensorInfo; indices: TensorInfo; updates: TensorInfo }>(
  'TensorScatterUpdate',
  ({ tensor, indices, updates }, _, backend) => {
    const base = movable(backend.value(tensor));
    const values = movable(backend.value(updates));
    return moved(backend, scattered(base, rowsOf(backend, indices), values, 'none'), tensor);
  },
);

interface SparseInputs {
  readonly sparseIndices: TensorInfo;
  readonly sparseValues: TensorInfo;
  readonly defaultValue: TensorInfo;
}

const sparseToDense = kernel<SparseInputs, { outputShape: number[] }>(
  'SparseToDense',
  ({ sparseIndices, sparseValues, defaultValue }, { outputShape }, backend) => {
    const indices = cast(backend.value(sparseIndices), 'int64');
    const depth = sparseIndices.shape.length > 1 ? sparseIndices.shape[1] : 1;
    const rows = reshape(indices, [indices.size / depth, depth]);
    const base = expand(reshape(movable(backend.value(defaultValue)), []), outputShape);
    const values = expand(movable(backend.value(sparseValues)), [rows.shape[0]]);
    return moved(backend, scattered(base, rows, values, 'none'), sparseValues);
  },
);

/** Sums rows with the same id; rows whose id is outside of the range count nowhere. */
const unsortedSegmentSum = kernel<{ x: TensorInfo; segmentIds: TensorInfo }, { numSegments: number }>(
  'UnsortedSegmentSum',
  ({ x, segmentIds }, { numSegments }, backend) => {
    const shape = [numSegments, ...x.shape.slice(1)];
    if (sizeOf(x.shape) === 0) return backend.filled(0, shape, x.dtype);
    const type = x.dtype === 'float32' ? 'float32' : 'int32';
    const ids = cast(backend.value(segmentIds), 'int32');
    const valid = between(ids, numSegments);
    const mask = reshape(valid, [...valid.shape, ...x.shape.slice(1).map(() => 1)]);
    const values = cast(backend.value(x), type);
    const counted = apply('Where', [mask, values, scalar(0, type)], { shape: x.shape, type });
    const rows = apply('Where', [valid, ids, scalar(0, 'int32')], { shape: ids.shape, type: 'int32' });
    const indices = reshape(cast(rows, 'int64'), [rows.size, 1]);
    return backend.tensor(scattered(zeros(type, shape), indices, counted, 'add'), type);
  },
);

/** Which whole numbers are in [0, end). */
function between(numbers: Value, end: number): Value {
  const form = { shape: numbers.shape, type: 'bool' } as const;
  const above = apply('GreaterOrEqual', [numbers, scalar(0, 'int32')], form);
  return apply('And', [above, apply('Less', [numbers, scalar(end, 'int32')], form)], form);
}

interface BincountAttributes {
  readonly size: number;
  readonly binaryOutput?: boolean;
}

/** Histograms of whole numbers, of all or of each row; numbers from `size` on are left out. */
function bincount(name: string, rows: (shape: readonly number[]) => readonly number[]): Kernel {
  return kernel<{ x: TensorInfo; weights: TensorInfo }, BincountAttributes>(
    name,
    ({ x, weights }, { size, binaryOutput = false }, backend) => {
      const dtype = weights.dtype === 'float32' ? 'float32' : 'int32';
      const shape = [...rows(x.shape), size];
      const flat = [...rows(x.shape), sizeOf(x.shape) / sizeOf(rows(x.shape))];
      if (sizeOf(x.shape) === 0) return backend.filled(0, shape, dtype);
      const numbers = reshape(cast(backend.value(x), 'int32'), flat);
      const valid = between(numbers, size);
      const hasWeights = sizeOf(weights.shape) > 0 && !binaryOutput;
      const ones = hasWeights ? reshape(cast(backend.value(weights), dtype), flat) : scalar(1, dtype);
      const updates = apply('Where', [valid, ones, scalar(0, dtype)], { shape: flat, type: dtype });
      const places = apply('Where', [valid, numbers, scalar(0, 'int32')], { shape: flat, type: 'int32' });
      const counts = apply(
        'ScatterElements',
        [zeros(dtype, shape), cast(places, 'int64'), updates],
        { shape },
        { attributes: { axis: shape.length - 1, reduction: 'add' } },
      );
      return backend.tensor(binaryOutput ? apply('Min', [counts, scalar(1, dtype)], { shape }) : counts, dtype);
    },
  );
}

export const scatteringKernels: readonly Kernel[] = [
  scatterNd,
  tensorScatterUpdate,
  sparseToDense,
  unsortedSegmentSum,
  bincount('Bincount', () => []),
  bincount('DenseBincount', (shape) => shape.slice(0, -1)),
];

import { backend_util, slice_util, type TensorInfo, util } from '../../tensor.js';
import { onnxType } from '../backend.js';
import { apply, applyMany, cast, integers, reshape, scalar, transpose } from '../value.js';
import { kernel, type Kernel } from './kernel.js';
import { movable, moved } from './movement.js';

const reshapeKernel = kernel<{ x: TensorInfo }, { shape: number[] }>('Reshape', ({ x }, { shape }, backend) =>
  backend.renamed(x, util.inferFromImplicitShape(shape, util.sizeFromShape(x.shape))),
);

const expandDims = kernel<{ input: TensorInfo }, { dim: number }>('ExpandDims', ({ input }, { dim }, backend) => {
  const shape = [...input.shape];
  util.assert(dim >= -(shape.length + 1) && dim <= shape.length, () => `no axis ${dim} to add to [${shape.join()}]`);
  shape.splice(dim < 0 ? shape.length + 1 + dim : dim, 0, 1);
  return backend.renamed(input, shape);
});

const identity = kernel<{ x: TensorInfo }>('Identity', ({ x }, _, backend) => backend.shared(x));

const castKernel = kernel<{ x: TensorInfo }, { dtype: 'float32' | 'int32' | 'bool' }>(
  'Cast',
  ({ x }, { dtype }, backend) => {
    if (dtype === x.dtype) return backend.shared(x);
    const layout = backend.layoutOf(x);
    const value = layout === 'nchw' ? backend.nchw(x) : backend.value(x);
    return backend.tensor(cast(value, onnxType(dtype)), dtype, { layout });
  },
);

const fill = kernel<object, { shape: number[]; value: number; dtype?: TensorInfo['dtype'] }>(
  'Fill',
  (_, { shape, value, dtype = 'float32' }, backend) => backend.filled(value, shape, dtype),
);

const zerosLike = kernel<{ x: TensorInfo }>('ZerosLike', ({ x }, _, backend) => backend.filled(0, x.shape, x.dtype));
const onesLike = kernel<{ x: TensorInfo }>('OnesLike', ({ x }, _, backend) => backend.filled(1, x.shape, x.dtype));

const transposeKernel = kernel<{ x: TensorInfo }, { perm: number[] }>('Transpose', ({ x }, { perm }, backend) =>
  moved(backend, transpose(movable(backend.value(x)), perm), x),
);

const slice = kernel<{ x: TensorInfo }, { begin: number | number[]; size: number | number[] }>(
  'Slice',
  ({ x }, { begin, size }, backend) => {
    const [starts, lengths] = slice_util.parseSliceParams({ ...x, rank: x.shape.length } as never, begin, size);
    slice_util.assertParamsValid({ ...x, rank: x.shape.length } as never, starts, lengths);
    if (lengths.every((length, i) => length === x.shape[i])) return backend.renamed(x, x.shape);
    const ends = starts.map((start, i) => start + lengths[i]);
    const axes = integers(starts.map((_, i) => i));
    const inputs = [movable(backend.value(x)), integers(starts), integers(ends), axes];
    return moved(backend, apply('Slice', inputs, { shape: lengths }), x);
  },
);

const concat = kernel<Record<string, TensorInfo>, { axis: number }>('Concat', (inputs, { axis }, backend) => {
  const tensors = Object.values(inputs).filter(({ shape }) => util.sizeFromShape(shape) > 0);
  const all = Object.values(inputs);
  const first = all[0];
  const [dimension] = util.parseAxisParam(axis, first.shape) as [number];
  backend_util.assertParamsConsistent(
    all.map(({ shape }) => shape),
    dimension,
  );
  const total = all.reduce((sum, { shape }) => sum + shape[dimension], 0);
  const shape = first.shape.map((length, i) => (i === dimension ? total : length));
  if (tensors.length === 0) return backend.filled(0, shape, first.dtype);
  const values = tensors.map((tensor) => movable(backend.value(tensor)));
  const joined = apply('Concat', values, { shape }, { attributes: { axis: dimension } });
  return moved(backend, joined, first);
});

const split = kernel<{ x: TensorInfo }, { numOrSizeSplits: number | number[]; axis: number }>(
  'SplitV',
  ({ x }, { numOrSizeSplits, axis }, backend) => {
    const [dimension] = util.parseAxisParam(axis, x.shape) as [number];
    const sizes = backend_util.prepareSplitSize(x, numOrSizeSplits, dimension);
    const forms = sizes.map((size) => ({ shape: x.shape.map((old, i) => (i === dimension ? size : old)) }));
    const inputs = [movable(backend.value(x)), integers(sizes)];
    const parts = applyMany('Split', inputs, forms, { attributes: { axis: dimension } });
    return parts.map((part) => moved(backend, part, x));
  },
);

const pad = kernel<{ x: TensorInfo }, { paddings: [number, number][]; constantValue: number }>(
  'PadV2',
  ({ x }, { paddings, constantValue }, backend) => {
    const shape = x.shape.map((length, i) => length + (paddings[i]?.[0] ?? 0) + (paddings[i]?.[1] ?? 0));
    const pads = integers([...paddings.map(([before]) => before), ...paddings.map(([, after]) => after)]);
    const value = movable(backend.value(x));
    const filler = scalar(constantValue, value.type === 'int32' ? 'int32' : 'float32');
    return moved(backend, apply('Pad', [value, pads, filler], { shape }), x);
  },
);

const tile = kernel<{ x: TensorInfo }, { reps: number[] }>('Tile', ({ x }, { reps }, backend) => {
  const shape = x.shape.map((length, i) => length * reps[i]);
  const splat = backend.splatOf(x);
  if (splat !== undefined) return backend.filled(splat, shape, x.dtype);
  return moved(backend, apply('Tile', [movable(backend.value(x)), integers(reps)], { shape }), x);
});

const pack = kernel<Record<string, TensorInfo>, { axis: number }>('Pack', (inputs, { axis }, backend) => {
  const tensors = Object.values(inputs);
  const first = tensors[0];
  for (const { shape, dtype } of tensors) {
    util.assertShapesMatch(first.shape, shape, 'all tensors of a stack need one shape: ');
    util.assert(dtype === first.dtype, () => 'all tensors of a stack need one type');
  }
  const dimension = axis < 0 ? first.shape.length + 1 + axis : axis;
  const one = [...first.shape];
  one.splice(dimension, 0, 1);
  const values = tensors.map((tensor) => reshape(movable(backend.value(tensor)), one));
  const shape = one.map((length, i) => (i === dimension ? tensors.length : length));
  return moved(backend, apply('Concat', values, { shape }, { attributes: { axis: dimension } }), first);
});

export const shapeKernels: readonly Kernel[] = [
  reshapeKernel, expandDims, identity, castKernel, fill, zerosLike, onesLike, transposeKernel, slice, concat, split, pad,
  tile, pack,
]; // prettier-ignore

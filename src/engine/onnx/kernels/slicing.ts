import { type TensorInfo, slice_util, util } from '../../tensor.js';
import { apply, applyMany, integers, reshape, sameShape, sizeOf, type Value } from '../value.js';
import { kernel, type Kernel } from './kernel.js';
import { movable, moved } from './movement.js';

interface StridedSliceAttributes {
  readonly begin: number[];
  readonly end: number[];
  readonly strides: number[];
  readonly beginMask: number;
  readonly endMask: number;
  readonly ellipsisMask: number;
  readonly newAxisMask: number;
  readonly shrinkAxisMask: number;
}

/** Before the first place, whatever the length: ONNX counts small negative ends from the back. */
const BEFORE_FIRST = -(2 ** 31);

const stridedSlice = kernel<{ x: TensorInfo }, StridedSliceAttributes>('StridedSlice', ({ x }, attributes, backend) => {
  const { begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask } = attributes;
  const masks = [beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask] as const;
  const info = slice_util.sliceInfo(x.shape, begin, end, strides, ...masks);
  if (info.isIdentity) return backend.renamed(x, info.finalShape);
  if (sizeOf(info.finalShape) === 0) return backend.filled(0, info.finalShape, x.dtype);
  const ends = info.end.map((place, i) => (info.strides[i] < 0 && place < 0 ? BEFORE_FIRST : place));
  const axes = info.begin.map((_, i) => i);
  const shape = info.finalShapeSparse;
  const inputs = [movable(backend.value(x)), ...[info.begin, ends, axes, info.strides].map(integers)];
  return moved(backend, reshape(apply('Slice', inputs, { shape }), info.finalShape), x);
});

/** A value with the order along some axes reversed. */
export function reversed(value: Value, axes: readonly number[]): Value {
  if (axes.length === 0) return value;
  const all = (number: number): Value => integers(axes.map(() => number));
  return apply('Slice', [value, all(-1), all(BEFORE_FIRST), integers(axes), all(-1)], { shape: value.shape });
}

const reverse = kernel<{ x: TensorInfo }, { dims: number | number[] }>('Reverse', ({ x }, { dims }, backend) => {
  const axes = x.shape.length === 0 ? [] : util.parseAxisParam(dims, x.shape);
  return moved(backend, reversed(movable(backend.value(x)), axes), x);
});

const flipLeftRight = kernel<{ image: TensorInfo }>('FlipLeftRight', ({ image }, _, backend) =>
  moved(backend, reversed(movable(backend.value(image)), [2]), image),
);

interface MirrorPadAttributes {
  readonly paddings: [number, number][];
  readonly mode: 'reflect' | 'symmetric';
}

/** Each axis is picked anew, mirrored at its ends; 'reflect' does not repeat the outermost place. */
const mirrorPad = kernel<{ x: TensorInfo }, MirrorPadAttributes>('MirrorPad', ({ x }, { paddings, mode }, backend) => {
  const offset = mode === 'reflect' ? 0 : 1;
  const padded = paddings.reduce<Value>(
    (value, [before, after], axis) => {
      const length = value.shape[axis];
      const places = Array.from({ length: before + length + after }, (_, i) => {
        const place = i - before;
        if (place < 0) return -place - offset;
        return place < length ? place : 2 * (length - 1) - place + offset;
      });
      const shape = value.shape.map((old, i) => (i === axis ? places.length : old));
      if (sameShape(shape, value.shape)) return value;
      return apply('Gather', [value, integers(places)], { shape }, { attributes: { axis } });
    },
    movable(backend.value(x)),
  );
  return moved(backend, padded, x);
});

const unpack = kernel<{ value: TensorInfo }, { axis: number }>('Unpack', ({ value }, { axis }, backend) => {
  const dimension = axis < 0 ? axis + value.shape.length : axis;
  const count = value.shape[dimension];
  const shape = value.shape.filter((_, i) => i !== dimension);
  if (sizeOf(value.shape) === 0) {
    return Array.from({ length: count }, () => backend.filled(0, shape, value.dtype));
  }
  const one = value.shape.map((length, i) => (i === dimension ? 1 : length));
  const inputs = [movable(backend.value(value)), integers(Array<number>(count).fill(1))];
  const forms = Array.from({ length: count }, () => ({ shape: one }));
  const parts = applyMany('Split', inputs, forms, { attributes: { axis: dimension } });
  return parts.map((part) => moved(backend, reshape(part, shape), value));
});

export const slicingKernels: readonly Kernel[] = [stridedSlice, reverse, flipLeftRight, mirrorPad, unpack];

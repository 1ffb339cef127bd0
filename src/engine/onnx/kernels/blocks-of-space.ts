import { backend_util, type TensorInfo } from '../../tensor.js';
import { apply, integers, reshape, sizeOf, transpose } from '../value.js';
import { kernel, type Kernel } from './kernel.js';
import { movable, moved } from './movement.js';

/** Channels become squares of `blockSize` places. */
const depthToSpace = kernel<{ x: TensorInfo }, { blockSize: number; dataFormat: 'NHWC' | 'NCHW' }>(
  'DepthToSpace',
  ({ x }, { blockSize, dataFormat }, backend) => {
    const channelsLast = dataFormat === 'NHWC';
    const value = movable(channelsLast ? backend.nchw(x) : backend.value(x));
    const [batch, depth, height, width] = value.shape as [number, number, number, number];
    const shape = [batch, depth / blockSize ** 2, height * blockSize, width * blockSize];
    const attributes = { blocksize: blockSize, mode: 'DCR' };
    const spread = apply('DepthToSpace', [value], { shape }, { attributes });
    return channelsLast ? moved(backend, transpose(spread, [0, 2, 3, 1]), x) : moved(backend, spread, x);
  },
);

/** Blocks of space go to the batch: a dilated window becomes a plain one. */
const spaceToBatch = kernel<{ x: TensorInfo }, { blockShape: number[]; paddings: [number, number][] }>(
  'SpaceToBatchND',
  ({ x }, { blockShape, paddings }, backend) => {
    const around = [[0, 0], ...paddings, ...x.shape.slice(1 + blockShape.length).map(() => [0, 0])];
    const shape = x.shape.map((length, i) => length + around[i][0] + around[i][1]);
    const pads = integers([...around.map(([before]) => before), ...around.map(([, after]) => after)]);
    const padded = apply('Pad', [movable(backend.value(x)), pads], { shape });
    const block = sizeOf(blockShape);
    const split = reshape(padded, backend_util.getReshaped(shape, blockShape, block, false));
    const order = backend_util.getPermuted(split.shape.length, blockShape.length, false);
    const permuted = transpose(split, order);
    return moved(backend, reshape(permuted, backend_util.getReshapedPermuted(shape, blockShape, block, false)), x);
  },
);

const batchToSpace = kernel<{ x: TensorInfo }, { blockShape: number[]; crops: [number, number][] }>(
  'BatchToSpaceND',
  ({ x }, { blockShape, crops }, backend) => {
    const block = sizeOf(blockShape);
    const split = reshape(movable(backend.value(x)), backend_util.getReshaped(x.shape, blockShape, block));
    const permuted = transpose(split, backend_util.getPermuted(split.shape.length, blockShape.length));
    const whole = reshape(permuted, backend_util.getReshapedPermuted(x.shape, blockShape, block));
    const around = [[0, 0], ...crops, ...x.shape.slice(1 + blockShape.length).map(() => [0, 0])];
    const starts = around.map(([before]) => before);
    const shape = whole.shape.map((length, i) => length - around[i][0] - around[i][1]);
    const ends = starts.map((start, i) => start + shape[i]);
    const inputs = [whole, integers(starts), integers(ends), integers(starts.map((_, i) => i))];
    return moved(backend, apply('Slice', inputs, { shape }), x);
  },
);

export const blockKernels: readonly Kernel[] = [depthToSpace, spaceToBatch, batchToSpace];

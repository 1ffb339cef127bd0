import { backend_util, type TensorInfo } from '../../tensor.js';
import type { OnnxBackend } from '../backend.js';
import { apply, integers, reshape, transpose, type Value } from '../value.js';
import { kernel, type Kernel } from './kernel.js';
import { spreadOverWindows } from './transposed-convolution.js';

interface DepthwiseAttributes {
  readonly strides: number | [number, number];
  readonly pad: 'valid' | 'same' | number;
  readonly dataFormat?: 'NHWC' | 'NCHW';
  readonly dilations?: number | [number, number] | null;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

type Info = backend_util.Conv2DInfo;
type Shape4 = [number, number, number, number];

function infoOf(inShape: readonly number[], filterShape: readonly number[], attributes: DepthwiseAttributes): Info {
  const { strides, dilations, pad, dimRoundingMode, dataFormat } = attributes;
  if (dataFormat === 'NCHW') throw new Error('the ONNX backend convolves NHWC tensors only');
  const shapes = [inShape as Shape4, filterShape as Shape4] as const;
  return backend_util.computeConv2DInfo(...shapes, strides, dilations ?? 1, pad, dimRoundingMode, true);
}

const sizeOfFilter = (info: Info) => [info.filterHeight, info.filterWidth] as const;
const stridesOf = (info: Info) => [info.strideHeight, info.strideWidth] as const;
const dilationsOf = (info: Info) => [info.dilationHeight, info.dilationWidth] as const;

/** tfjs' [height, width, channels, multiplier] as ONNX' [channels multiplier, 1, height, width]. */
function onnxFilter(backend: OnnxBackend, filter: TensorInfo): Value {
  const [height, width, channels, multiplier] = filter.shape as Shape4;
  return reshape(transpose(backend.float(filter), [2, 3, 0, 1]), [channels * multiplier, 1, height, width]);
}

const forward = kernel<{ x: TensorInfo; filter: TensorInfo }, DepthwiseAttributes>(
  'DepthwiseConv2dNative',
  ({ x, filter }, attributes, backend) => {
    const info = infoOf(x.shape, filter.shape, attributes);
    const { top, left, bottom, right } = info.padInfo;
    const value = apply(
      'Conv',
      [backend.nchw(x), onnxFilter(backend, filter)],
      { shape: [info.batchSize, info.outChannels, info.outHeight, info.outWidth] },
      {
        attributes: {
          kernel_shape: sizeOfFilter(info),
          strides: stridesOf(info),
          dilations: dilationsOf(info),
          pads: [top, left, bottom, right],
          group: info.inChannels,
        },
      },
    );
    return backend.tensor(value, 'float32', { layout: 'nchw' });
  },
);

const inputGradient = kernel<{ dy: TensorInfo; filter: TensorInfo }, DepthwiseAttributes & { inputShape: number[] }>(
  'DepthwiseConv2dNativeBackpropInput',
  ({ dy, filter }, attributes, backend) => {
    const info = infoOf(attributes.inputShape, filter.shape, attributes);
    const value = spreadOverWindows(backend.nchw(dy), onnxFilter(backend, filter), {
      group: info.inChannels,
      size: sizeOfFilter(info),
      strides: stridesOf(info),
      dilations: dilationsOf(info),
      pads: [info.padInfo.top, info.padInfo.left],
      inHeight: info.inHeight,
      inWidth: info.inWidth,
    });
    return backend.tensor(value, 'float32', { layout: 'nchw' });
  },
);

/** For each place of the filter: the inputs that it saw times dy, summed over batch and plane. */
const filterGradient = kernel<{ x: TensorInfo; dy: TensorInfo }, DepthwiseAttributes & { filterShape: number[] }>(
  'DepthwiseConv2dNativeBackpropFilter',
  ({ x, dy }, attributes, backend) => {
    const info = infoOf(x.shape, attributes.filterShape, attributes);
    const { batchSize, inChannels, outChannels, outHeight, outWidth, filterHeight, filterWidth } = info;
    const multiplier = outChannels / inChannels;
    const gradient = reshape(backend.nchw(dy), [batchSize, inChannels, multiplier, outHeight * outWidth]);
    const padded = pad(backend.nchw(x), info);
    const sums = Array.from({ length: filterHeight * filterWidth }, (_, place) => {
      const seen = tap(padded, info, [Math.floor(place / filterWidth), place % filterWidth]);
      const wide = reshape(seen, [batchSize, inChannels, 1, outHeight * outWidth]);
      const product = apply('Mul', [gradient, wide], { shape: gradient.shape });
      const attributes = { keepdims: 0 };
      const total = apply(
        'ReduceSum',
        [product, integers([0, 3])],
        { shape: [inChannels, multiplier] },
        { attributes },
      );
      return reshape(total, [1, inChannels, multiplier]);
    });
    const shape = [filterHeight * filterWidth, inChannels, multiplier];
    const joined = apply('Concat', sums, { shape }, { attributes: { axis: 0 } });
    return backend.tensor(reshape(joined, info.filterShape), 'float32');
  },
);

function pad(x: Value, { padInfo: { top, left, bottom, right } }: Info): Value {
  const [batch, channels, height, width] = x.shape as Shape4;
  const shape = [batch, channels, height + top + bottom, width + left + right];
  return apply('Pad', [x, integers([0, 0, top, left, 0, 0, bottom, right])], { shape });
}

/** The inputs that one place of the filter saw, as large as the output. */
function tap(padded: Value, info: Info, [row, column]: readonly [number, number]): Value {
  const starts = [row * info.dilationHeight, column * info.dilationWidth];
  const ends = [
    starts[0] + (info.outHeight - 1) * info.strideHeight + 1,
    starts[1] + (info.outWidth - 1) * info.strideWidth + 1,
  ];
  const shape = [info.batchSize, info.inChannels, info.outHeight, info.outWidth];
  return apply('Slice', [padded, ...[starts, ends, [2, 3], stridesOf(info)].map((list) => integers(list))], { shape });
}

export const depthwiseKernels: readonly Kernel[] = [forward, inputGradient, filterGradient];

import { backend_util, type Conv2DAttrs, type TensorInfo } from '../../tensor.js';
import type { OnnxBackend } from '../backend.js';
import { apply, type Value } from '../value.js';
import { blockedConvolution, blockFilter, canBlock } from './blocked-convolution.js';
import { filterGradient } from './convolution-filter-gradient.js';
import { filterChannels, onnxFilter, type Filter } from './filter.js';
import { kernel, type Kernel } from './kernel.js';

export type ConvolutionInfo = backend_util.Conv2DInfo;

/** Top, left, bottom, right, as ONNX orders them. */
export function onnxPads({ padInfo: { top, left, bottom, right } }: ConvolutionInfo): number[] {
  return [top, left, bottom, right];
}

export interface Convolution {
  readonly kernel: readonly [height: number, width: number];
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  /** Top, left, bottom, right. */
  readonly pads: readonly number[];
  /** [batch, channels, height, width] of the result. */
  readonly shape: readonly number[];
  readonly channelBlock: number;
}

/**
 * Cross-correlation, as ONNX' Conv.
 * @param x [batch, in, height, width]
 */
export function convolve(x: Value, filter: Filter, convolution: Convolution): Value {
  const { inputs, outputs } = filterChannels(filter);
  if (canBlock(inputs, outputs, convolution)) {
    return blockedConvolution(x, blockFilter(filter, convolution.channelBlock), convolution);
  }
  const { kernel: kernel_shape, strides, dilations, pads, shape } = convolution;
  return apply('Conv', [x, onnxFilter(filter)], { shape }, { attributes: { kernel_shape, strides, dilations, pads } });
}

function infoOf(
  inputShape: readonly number[],
  filterShape: readonly number[],
  attributes: Conv2DAttrs,
): ConvolutionInfo {
  const { strides, dilations, pad, dimRoundingMode, dataFormat } = attributes;
  if (dataFormat === 'NCHW') throw new Error('the ONNX backend convolves NHWC tensors only');
  return backend_util.computeConv2DInfo(
    inputShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    strides,
    dilations ?? 1,
    pad,
    dimRoundingMode,
  );
}

function nchwShape([n, h, w, c]: readonly number[]): number[] {
  return [n, c, h, w] as number[];
}

const conv2d = kernel<{ x: TensorInfo; filter: TensorInfo }, Conv2DAttrs>(
  'Conv2D',
  ({ x, filter }, attributes, backend) => {
    const info = infoOf(x.shape, filter.shape, attributes);
    const value = convolve(
      backend.nchw(x),
      { weights: backend.float(filter), isAdjoint: false },
      {
        kernel: [info.filterHeight, info.filterWidth],
        strides: [info.strideHeight, info.strideWidth],
        dilations: [info.dilationHeight, info.dilationWidth],
        pads: onnxPads(info),
        shape: nchwShape(info.outShape),
        channelBlock: backend.recording.channelBlock,
      },
    );
    return backend.tensor(value, 'float32', { layout: 'nchw' });
  },
);

/** At stride 1 a convolution with the adjoint filter, else ONNX' ConvTranspose. */
function inputGradient(dy: Value, weights: Value, info: ConvolutionInfo, backend: OnnxBackend): Value {
  const shape = nchwShape(info.inShape);
  const { top, left } = info.padInfo;
  const reach = [(info.filterHeight - 1) * info.dilationHeight, (info.filterWidth - 1) * info.dilationWidth] as const;
  const pads = [
    reach[0] - top,
    reach[1] - left,
    info.inHeight - info.outHeight + top,
    info.inWidth - info.outWidth + left,
  ];
  const dilations = [info.dilationHeight, info.dilationWidth] as const;
  const kernelShape = [info.filterHeight, info.filterWidth] as const;
  if (info.strideHeight === 1 && info.strideWidth === 1 && pads.every((pad) => pad >= 0)) {
    const { channelBlock } = backend.recording;
    return convolve(
      dy,
      { weights, isAdjoint: true },
      {
        kernel: kernelShape,
        strides: [1, 1],
        dilations,
        pads,
        shape,
        channelBlock,
      },
    );
  }
  const strides = [info.strideHeight, info.strideWidth] as const;
  const attributes = { kernel_shape: kernelShape, strides, dilations, pads: transposedPads(info, reach) };
  return apply(
    'ConvTranspose',
    [dy, onnxFilter({ weights, isAdjoint: false })],
    { shape },
    { attributes: { ...attributes, output_padding: missing(info, reach) } },
  );
}

/** Rows and columns at the end that no output reached: ConvTranspose makes them when told to. */
function missing(info: ConvolutionInfo, reach: readonly [number, number]): number[] {
  const { top, left, bottom, right } = info.padInfo;
  const rows = info.inHeight + top + bottom - ((info.outHeight - 1) * info.strideHeight + reach[0] + 1);
  const columns = info.inWidth + left + right - ((info.outWidth - 1) * info.strideWidth + reach[1] + 1);
  return [Math.max(0, rows), Math.max(0, columns)];
}

function transposedPads(info: ConvolutionInfo, reach: readonly [number, number]): number[] {
  const { top, left, bottom, right } = info.padInfo;
  const rows = info.inHeight + top + bottom - ((info.outHeight - 1) * info.strideHeight + reach[0] + 1);
  const columns = info.inWidth + left + right - ((info.outWidth - 1) * info.strideWidth + reach[1] + 1);
  return [top, left, bottom + Math.min(0, rows), right + Math.min(0, columns)];
}

const conv2dBackpropInput = kernel<{ dy: TensorInfo; filter: TensorInfo }, Conv2DAttrs & { inputShape: number[] }>(
  'Conv2DBackpropInput',
  ({ dy, filter }, attributes, backend) => {
    const info = infoOf(attributes.inputShape, filter.shape, attributes);
    const value = inputGradient(backend.nchw(dy), backend.float(filter), info, backend);
    return backend.tensor(value, 'float32', { layout: 'nchw' });
  },
);

const conv2dBackpropFilter = kernel<{ x: TensorInfo; dy: TensorInfo }, Conv2DAttrs & { filterShape: number[] }>(
  'Conv2DBackpropFilter',
  ({ x, dy }, attributes, backend) => {
    const info = infoOf(x.shape, attributes.filterShape, attributes);
    return backend.tensor(filterGradient({ x, dy, info, backend }), 'float32');
  },
);

export const convolutionKernels: readonly Kernel[] = [conv2d, conv2dBackpropInput, conv2dBackpropFilter];

import { backend_util, type TensorInfo } from '../../tensor.js';
import type { OnnxBackend } from '../backend.js';
import { apply, applyMany, cast, dataValue, expand, integers, reshape, scalar, type Value } from '../value.js';
import { kernel, type Kernel } from './kernel.js';
import { spreadOverWindows } from './transposed-convolution.js';

interface PoolAttributes {
  readonly filterSize: number | [number, number];
  readonly strides: number | [number, number];
  readonly pad: 'valid' | 'same' | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** A window that slides over height and width. */
interface Window {
  readonly size: readonly [height: number, width: number];
  readonly strides: readonly [number, number];
  /** Top, left, bottom, right. */
  readonly pads: readonly number[];
  /** Of input and output: [batch, channels, height, width]. */
  readonly inShape: readonly number[];
  readonly outShape: readonly number[];
}

function windowOf({ shape }: TensorInfo, attributes: PoolAttributes): Window {
  const { filterSize, strides, pad, dimRoundingMode } = attributes;
  const four = shape as [number, number, number, number];
  const info = backend_util.computePool2DInfo(four, filterSize, strides, 1, pad, dimRoundingMode);
  const { top, left } = info.padInfo;
  // Rounding up asks for a last window that is partly outside, rounding down leaves some rows unseen.
  const bottom = (info.outHeight - 1) * info.strideHeight + info.filterHeight - info.inHeight - top;
  const right = (info.outWidth - 1) * info.strideWidth + info.filterWidth - info.inWidth - left;
  return {
    size: [info.filterHeight, info.filterWidth],
    strides: [info.strideHeight, info.strideWidth],
    pads: [top, left, Math.max(0, bottom), Math.max(0, right)],
    inShape: [info.batchSize, info.inChannels, info.inHeight, info.inWidth],
    outShape: [info.batchSize, info.outChannels, info.outHeight, info.outWidth],
  };
}

function onnxAttributes({ size, strides, pads }: Window): Record<string, readonly number[]> {
  return { kernel_shape: size, strides, pads };
}

const maxPool = kernel<{ x: TensorInfo }, PoolAttributes>('MaxPool', ({ x }, attributes, backend) => {
  const window = windowOf(x, attributes);
  const options = { attributes: onnxAttributes(window) };
  return backend.tensor(apply('MaxPool', [pooled(backend, x)], { shape: window.outShape }, options), 'float32', {
    layout: 'nchw',
  });
});

/** The maximum of each window and its place, counted in tfjs' order of axes. */
const maxPoolWithArgmax = kernel<{ x: TensorInfo }, PoolAttributes & { includeBatchInIndex: boolean }>(
  'MaxPoolWithArgmax',
  ({ x }, attributes, backend) => {
    const window = windowOf(x, attributes);
    const [, channels, height, width] = window.inShape as [number, number, number, number];
    const [maxima, places] = maximaAndPlaces(backend, x, window);
    const form = { shape: places.shape } as const;
    const step = (operator: string, value: Value, other: Value): Value => apply(operator, [value, other], form);
    const number = (value: number): Value => reshape(integers([value]), []);
    const inPlane = step('Mod', places, number(height * width));
    const plane = step('Div', places, number(height * width));
    const channel = step('Mod', plane, number(channels));
    const image = step('Div', plane, number(channels));
    const inImage = step('Add', step('Mul', inPlane, number(channels)), channel);
    const whole = step('Add', step('Mul', image, number(height * width * channels)), inImage);
    const index = cast(attributes.includeBatchInIndex ? whole : inImage, 'int32');
    return [backend.tensor(maxima, 'float32', { layout: 'nchw' }), backend.tensor(index, 'int32', { layout: 'nchw' })];
  },
);

/** ONNX counts the places in [batch, channels, height, width]. */
function maximaAndPlaces(backend: OnnxBackend, x: TensorInfo, window: Window): readonly [Value, Value] {
  const forms = [{ shape: window.outShape }, { shape: window.outShape, type: 'int64' as const }];
  const options = { attributes: onnxAttributes(window) };
  return applyMany('MaxPool', [pooled(backend, x)], forms, options) as [Value, Value];
}

/** Each number of dy goes to the place of its window's (first) maximum; windows may share that place. */
const maxPoolGrad = kernel<{ dy: TensorInfo; input: TensorInfo }, PoolAttributes>(
  'MaxPoolGrad',
  ({ dy, input }, attributes, backend) => {
    const window = windowOf(input, attributes);
    const [, places] = maximaAndPlaces(backend, input, window);
    const flat = [places.size];
    const zeros = expand(scalar(0), [window.inShape.reduce((product, length) => product * length, 1)]);
    const added = apply(
      'ScatterElements',
      [zeros, reshape(places, flat), reshape(pooled(backend, dy), flat)],
      { shape: zeros.shape },
      { attributes: { axis: 0, reduction: 'add' } },
    );
    return backend.tensor(reshape(added, window.inShape), 'float32', { layout: 'nchw' });
  },
);

const averagePool = kernel<{ x: TensorInfo }, PoolAttributes>('AvgPool', ({ x }, attributes, backend) => {
  const window = windowOf(x, attributes);
  const options = { attributes: onnxAttributes(window) };
  return backend.tensor(apply('AveragePool', [pooled(backend, x)], { shape: window.outShape }, options), 'float32', {
    layout: 'nchw',
  });
});

/** dy, divided by the places of its window that are inside, is spread over the window. */
const averagePoolGrad = kernel<{ dy: TensorInfo; input: TensorInfo }, PoolAttributes>(
  'AvgPoolGrad',
  ({ dy, input }, attributes, backend) => {
    const window = windowOf(input, attributes);
    const [, , height, width] = window.inShape as [number, number, number, number];
    const [batch, channels, outHeight, outWidth] = window.outShape as [number, number, number, number];
    const shares = apply('Mul', [pooled(backend, dy), shareOfEachPlace(window)], { shape: window.outShape });
    // One channel at a time: a transposed convolution with a filter of ones.
    const spread = spreadOverWindows(
      reshape(shares, [batch * channels, 1, outHeight, outWidth]),
      expand(scalar(1), [1, 1, ...window.size]),
      {
        ...window,
        group: 1,
        dilations: [1, 1],
        pads: [window.pads[0], window.pads[1]],
        inHeight: height,
        inWidth: width,
      },
    );
    return backend.tensor(reshape(spread, [batch, channels, height, width]), 'float32', {
      layout: 'nchw',
    });
  },
);

/** 1 / places of each window that are inside the picture, [1, 1, height, width]. */
function shareOfEachPlace({ size, strides, pads, inShape, outShape }: Window): Value {
  const inside = (axis: 0 | 1): number[] =>
    Array.from({ length: outShape[axis + 2] }, (_, i) => {
      const start = i * strides[axis] - pads[axis];
      return Math.min(start + size[axis], inShape[axis + 2]) - Math.max(start, 0);
    });
  const [rows, columns] = [inside(0), inside(1)];
  const shares = Float32Array.from(rows.flatMap((height) => columns.map((width) => 1 / (height * width))));
  return dataValue('float32', [1, 1, rows.length, columns.length], shares);
}

function pooled(backend: OnnxBackend, tensor: TensorInfo): Value {
  if (tensor.dtype !== 'float32') throw new Error(`the ONNX backend pools float32 tensors, not ${tensor.dtype}`);
  return backend.nchw(tensor);
}

export const poolingKernels: readonly Kernel[] = [
  maxPool,
  maxPoolWithArgmax,
  maxPoolGrad,
  averagePool,
  averagePoolGrad,
];

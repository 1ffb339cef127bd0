import type { TensorInfo } from '../../tensor.js';
import type { OnnxBackend } from '../backend.js';
import { apply, integers, reshape, transpose, type Value } from '../value.js';
import { blockBatchAsFilter, blockedConvolution } from './blocked-convolution.js';
import { onnxPads, type ConvolutionInfo } from './convolution.js';
import { matMul } from './matrices.js';

interface FilterGradient {
  readonly x: TensorInfo;
  readonly dy: TensorInfo;
  readonly info: ConvolutionInfo;
  readonly backend: OnnxBackend;
}

/** From this many input channels on, one matrix product for each place of the filter beats unrolling them all. */
const FEW_CHANNELS = 16;

/**
 * Gradient of a convolution by its filter: dW[i, j] = sum over batch and places of x[place + (i, j)]' dy[place].
 * ONNX has no operator for it; which formulation is fastest depends on the shape (see docs/experiments.md).
 * @returns [height, width, in, out], as tfjs has filters
 */
export function filterGradient(gradient: FilterGradient): Value {
  const { info } = gradient;
  const { filterHeight, filterWidth, inChannels, strideHeight, strideWidth } = info;
  if (filterHeight * filterWidth === 1) return pointwise(gradient);
  if (inChannels < FEW_CHANNELS) return unrolled(gradient);
  if (canSwap(gradient)) return swapped(gradient);
  const strided = strideHeight > 1 || strideWidth > 1 || info.dilationHeight > 1 || info.dilationWidth > 1;
  return !strided && info.outHeight >= 16 ? tapsOfChannelsFirst(gradient) : tapsOfChannelsLast(gradient);
}

/** Whether the blocked layout takes the batch as channels, and the output is large enough to make it worth while. */
function canSwap({ info, backend, x }: FilterGradient): boolean {
  const block = backend.recording.channelBlock;
  if (block === 0 || info.dilationHeight > 1 || info.dilationWidth > 1) return false;
  const smallest = info.strideHeight === 1 && info.strideWidth === 1 ? 8 : 16;
  return info.outHeight >= smallest && info.outChannels % block === 0 && x.shape[0] % block === 0;
}

/** A 1x1 filter is a matrix: no neighbours. */
function pointwise({ x, dy, info, backend }: FilterGradient): Value {
  const [batch, places] = [info.batchSize, info.outHeight * info.outWidth];
  const picked = taps(padChannelsFirst(backend.nchw(x), info), info, [2, 3])[0];
  const product = matMul(
    reshape(picked, [batch, info.inChannels, places]),
    reshape(backend.nchw(dy), [batch, info.outChannels, places]),
    { transposeA: false, transposeB: true },
  );
  return reshape(sumOverBatch(product), info.filterShape);
}

/** All places of the filter side by side as one matrix, then one product (im2col). */
function unrolled({ x, dy, info, backend }: FilterGradient): Value {
  const [batch, places] = [info.batchSize, info.outHeight * info.outWidth];
  const rows = info.filterHeight * info.filterWidth * info.inChannels;
  const pieces = taps(padChannelsFirst(backend.nchw(x), info), info, [2, 3]);
  const shape = [batch, rows, info.outHeight, info.outWidth];
  const columns = reshape(apply('Concat', pieces, { shape }, { attributes: { axis: 1 } }), [batch, rows, places]);
  const gradient = reshape(backend.nchw(dy), [batch, info.outChannels, places]);
  return reshape(sumOverBatch(matMul(columns, gradient, { transposeA: false, transposeB: true })), info.filterShape);
}

/** One batched product for each place of the filter; large outputs, stride 1. */
function tapsOfChannelsFirst({ x, dy, info, backend }: FilterGradient): Value {
  const [batch, places] = [info.batchSize, info.outHeight * info.outWidth];
  const gradient = reshape(backend.nchw(dy), [batch, info.outChannels, places]);
  const products = taps(padChannelsFirst(backend.nchw(x), info), info, [2, 3]).map((tap) =>
    sumOverBatch(
      matMul(reshape(tap, [batch, info.inChannels, places]), gradient, { transposeA: false, transposeB: true }),
    ),
  );
  return stacked(products, info);
}

/** One product over batch and places together for each place of the filter; small outputs and strides. */
function tapsOfChannelsLast({ x, dy, info, backend }: FilterGradient): Value {
  const rows = info.batchSize * info.outHeight * info.outWidth;
  const gradient = reshape(backend.value(dy), [rows, info.outChannels]);
  const products = taps(padChannelsLast(backend.value(x), info), info, [1, 2]).map((tap) =>
    matMul(reshape(tap, [rows, info.inChannels]), gradient, { transposeA: true, transposeB: false }),
  );
  return stacked(products, info);
}

/**
 * Batch and channels change places: a convolution of the padded input with the gradient as filter, whose places stand
 * as far apart as the strides of the convolution were.
 */
function swapped({ x, dy, info, backend }: FilterGradient): Value {
  const { channelBlock } = backend.recording;
  const input = transpose(seen(padChannelsFirst(backend.nchw(x), info), info), [1, 0, 2, 3]);
  const result = blockedConvolution(input, blockBatchAsFilter(backend.nchw(dy), channelBlock), {
    kernel: [info.outHeight, info.outWidth],
    strides: [1, 1],
    dilations: [info.strideHeight, info.strideWidth],
    pads: [0, 0, 0, 0],
    shape: [info.inChannels, info.outChannels, info.filterHeight, info.filterWidth],
    channelBlock,
  });
  return transpose(result, [2, 3, 0, 1]);
}

/** Without the last rows and columns that no place of the filter ever met. */
function seen(padded: Value, info: ConvolutionInfo): Value {
  const height = (info.outHeight - 1) * info.strideHeight + info.filterHeight;
  const width = (info.outWidth - 1) * info.strideWidth + info.filterWidth;
  const shape = [padded.shape[0], padded.shape[1], height, width];
  if (height === padded.shape[2] && width === padded.shape[3]) return padded;
  return apply('Slice', [padded, integers([0, 0]), integers([height, width]), integers([2, 3])], { shape });
}

/** For each place of the filter the inputs it saw, as large as the output; row by row. */
function taps(padded: Value, info: ConvolutionInfo, axes: readonly [number, number]): Value[] {
  const spanHeight = (info.outHeight - 1) * info.strideHeight + 1;
  const spanWidth = (info.outWidth - 1) * info.strideWidth + 1;
  const shape = padded.shape.map((length, i) =>
    i === axes[0] ? info.outHeight : i === axes[1] ? info.outWidth : length,
  );
  const pieces: Value[] = [];
  for (let i = 0; i < info.filterHeight; i++) {
    for (let j = 0; j < info.filterWidth; j++) {
      const [top, left] = [i * info.dilationHeight, j * info.dilationWidth];
      const window = [integers([top, left]), integers([top + spanHeight, left + spanWidth])];
      const steps = integers([info.strideHeight, info.strideWidth]);
      pieces.push(apply('Slice', [padded, ...window, integers(axes), steps], { shape }));
    }
  }
  return pieces;
}

function padChannelsFirst(x: Value, info: ConvolutionInfo): Value {
  const [top, left, bottom, right] = onnxPads(info) as [number, number, number, number];
  return pad(x, [0, 0, top, left, 0, 0, bottom, right]);
}

function padChannelsLast(x: Value, info: ConvolutionInfo): Value {
  const [top, left, bottom, right] = onnxPads(info) as [number, number, number, number];
  return pad(x, [0, top, left, 0, 0, bottom, right, 0]);
}

function pad(x: Value, pads: readonly number[]): Value {
  if (pads.every((length) => length === 0)) return x;
  const rank = x.shape.length;
  const shape = x.shape.map((length, i) => length + pads[i] + pads[i + rank]);
  return apply('Pad', [x, integers(pads)], { shape });
}

function sumOverBatch(product: Value): Value {
  return apply(
    'ReduceSum',
    [product, integers([0])],
    { shape: product.shape.slice(1) },
    { attributes: { keepdims: 0 } },
  );
}

/** Products [in, out] of all places, one under the other, as [height, width, in, out]. */
function stacked(products: readonly Value[], info: ConvolutionInfo): Value {
  const rows = products.length * info.inChannels;
  const joined = apply('Concat', products, { shape: [rows, info.outChannels] }, { attributes: { axis: 0 } });
  return reshape(joined, info.filterShape);
}

import { apply, reshape, transpose, type Value } from '../value.js';
import type { Convolution } from './convolution.js';
import { flipSpatially, type Filter } from './filter.js';

/*
 * ONNX Runtime convolves fastest in a layout of its own, NCHWc: channels in blocks as wide as a vector register.
 *
 *     [batch, channels, height, width]  ->  [batch, channels / block, height, width, block]
 *
 * It turns to it by itself only where the filter is a constant. While training the filter is an input, so the graph
 * says it with ONNX Runtime's own operators: ReorderInput, Conv and ReorderOutput of the domain com.microsoft.nchwc.
 * In that domain tensors keep their plain shape and only lie differently.
 */
const DOMAIN = 'com.microsoft.nchwc';

/** Whether whole blocks of channels stand on both sides, and the filter is worth the effort. */
export function canBlock(inputs: number, outputs: number, { channelBlock, kernel }: Convolution): boolean {
  if (channelBlock === 0 || kernel[0] * kernel[1] === 1) return false;
  return inputs % channelBlock === 0 && outputs % channelBlock === 0;
}

/** [batch, channels, height, width] in blocks, under its old shape. */
export function blockInput(x: Value): Value {
  return apply('ReorderInput', [x], { shape: x.shape }, { domain: DOMAIN });
}

/**
 * See `convolve`; both channel counts are multiples of the block.
 * @param filter [out, in, height, width] in blocks, as `blockFilter` makes it
 */
export function blockedConvolution(x: Value, filter: Value, convolution: Convolution): Value {
  const { kernel: kernel_shape, strides, dilations, pads, shape } = convolution;
  const attributes = { kernel_shape, strides, dilations, pads };
  const blocked = apply('Conv', [blockInput(x), filter], { shape }, { attributes, domain: DOMAIN });
  return apply('ReorderOutput', [blocked], { shape }, { attributes: { channels: shape[1] }, domain: DOMAIN });
}

/** A filter as [out / block, in / block, height, width, block of in, block of out], named [out, in, height, width]. */
export function blockFilter({ weights, isAdjoint }: Filter, block: number): Value {
  const [height, width, inputs, outputs] = weights.shape as [number, number, number, number];
  const turned = isAdjoint ? flipSpatially(weights) : weights;
  const blocks = reshape(turned, [height, width, inputs / block, block, outputs / block, block]);
  return isAdjoint
    ? reshape(transpose(blocks, [2, 4, 0, 1, 5, 3]), [inputs, outputs, height, width])
    : reshape(transpose(blocks, [4, 2, 0, 1, 3, 5]), [outputs, inputs, height, width]);
}

/**
 * A batch as a filter whose input channels are the examples: the blocks of channels stay whole, which makes this much
 * cheaper than a transposition of the plain tensor.
 * @param x [batch, channels, height, width]
 * @returns [channels, batch, height, width] in blocks, as `blockFilter` would lay it
 */
export function blockBatchAsFilter(x: Value, block: number): Value {
  const [batch, channels, height, width] = x.shape as [number, number, number, number];
  const blocks = reshape(blockInput(x), [batch / block, block, channels / block, height, width, block]);
  return reshape(transpose(blocks, [2, 0, 3, 4, 1, 5]), [channels, batch, height, width]);
}

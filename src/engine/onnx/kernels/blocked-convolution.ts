import { apply, reshape, transpose, type Value } from '../value.js';
import type { Convolution } from './convolution.js';

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

/** Whether the blocked convolution can do it: whole blocks of channels on both sides, and a filter worth the effort. */
export function canBlock(x: Value, filter: Value, { channelBlock, kernel }: Convolution): boolean {
  if (channelBlock === 0 || kernel[0] * kernel[1] === 1) return false;
  return x.shape[1] % channelBlock === 0 && filter.shape[0] % channelBlock === 0;
}

/** See `convolve`; both channel counts are multiples of the block. */
export function blockedConvolution(x: Value, filter: Value, convolution: Convolution): Value {
  const { kernel: kernel_shape, strides, dilations, pads, shape, channelBlock } = convolution;
  const blockedInput = apply('ReorderInput', [x], { shape: x.shape }, { domain: DOMAIN });
  const blockedOutput = apply(
    'Conv',
    [blockedInput, blockFilter(filter, channelBlock)],
    { shape },
    { attributes: { kernel_shape, strides, dilations, pads }, domain: DOMAIN },
  );
  return apply('ReorderOutput', [blockedOutput], { shape }, { attributes: { channels: shape[1] }, domain: DOMAIN });
}

/** [out, in, h, w] as [out / block, in / block, h, w, block of in, block of out], under its old shape. */
function blockFilter(filter: Value, block: number): Value {
  const [outputs, inputs, height, width] = filter.shape as [number, number, number, number];
  const blocks = reshape(filter, [outputs / block, block, inputs / block, block, height, width]);
  return reshape(transpose(blocks, [0, 2, 4, 5, 3, 1]), filter.shape);
}

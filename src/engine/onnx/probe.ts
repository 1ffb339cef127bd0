import { encodeGraph } from './model.js';
import { convolve } from './kernels/convolution.js';
import { createSession, onnxTensor } from './session.js';
import { placeholder } from './value.js';

const BLOCKS = [16, 8];
const CHANNELS = 16;
const SIDE = 6;
const TOLERANCE = 1e-3;

let found: Promise<number> | undefined;

/**
 * Width of ONNX Runtime's blocked layout on this processor: 16 floats with AVX-512, 8 elsewhere. It is asked nowhere,
 * so a small convolution is computed both ways and compared.
 * @returns channels in a block, or 0 where the plain operators must do
 */
export function channelBlock(): Promise<number> {
  found ??= probe();
  return found;
}

async function probe(): Promise<number> {
  const x = ramp(CHANNELS * SIDE * SIDE);
  const filter = ramp(CHANNELS * CHANNELS * 9);
  const expected = await convolveOnce(x, filter, 0);
  for (const block of BLOCKS) {
    try {
      const result = await convolveOnce(x, filter, block);
      if (result.every((number, i) => Math.abs(number - expected[i]) < TOLERANCE)) return block;
    } catch {
      // This build has no blocked operators, or not of this width: the next one, or plain operators, will do.
    }
  }
  return 0;
}

async function convolveOnce(x: Float32Array, filter: Float32Array, block: number): Promise<Float32Array> {
  const shapes = { x: [1, CHANNELS, SIDE, SIDE], filter: [3, 3, CHANNELS, CHANNELS] };
  const y = convolve(
    placeholder('x', 'float32', shapes.x),
    { weights: placeholder('filter', 'float32', shapes.filter), isAdjoint: false },
    {
      kernel: [3, 3],
      strides: [1, 1],
      dilations: [1, 1],
      pads: [1, 1, 1, 1],
      shape: shapes.x,
      channelBlock: block,
    },
  );
  const { model } = encodeGraph([{ name: 'y', value: y }], { embedData: false });
  const session = await createSession(model, { threads: 1, provider: 'cpu' });
  const feeds = { x: onnxTensor('float32', x, shapes.x), filter: onnxTensor('float32', filter, shapes.filter) };
  const { y: result } = await session.run(feeds);
  const data = (result?.data as Float32Array).slice();
  await session.close();
  return data;
}

/** Numbers without symmetry between -0.5 and 0.5. */
function ramp(length: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => ((i * 37) % 101) / 101 - 0.5);
}

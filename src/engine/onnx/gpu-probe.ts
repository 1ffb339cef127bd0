import { convolve } from './kernels/convolution.js';
import { encodeGraph } from './model.js';
import { builtInProviders, createSession, onnxTensor, type Provider } from './session.js';
import { placeholder } from './value.js';

const SHAPES = { x: [64, 64, 32, 32], filter: [3, 3, 64, 64] };
const RUNS = 5;

export function hasProvider(provider: Provider): boolean {
  return builtInProviders().includes(provider);
}

/**
 * Whether a GPU provider really computes, and faster than the processor: software stand-ins for a GPU do not.
 * @returns what speaks against it, or undefined
 */
export async function gpuProblem(provider: 'cuda' | 'webgpu'): Promise<string | undefined> {
  const gpu = await convolutionMilliseconds(provider);
  const cpu = await convolutionMilliseconds('cpu');
  return gpu < cpu ? undefined : `slower than the processor (${gpu.toFixed(1)} ms against ${cpu.toFixed(1)} ms)`;
}

async function convolutionMilliseconds(provider: Provider): Promise<number> {
  const y = convolve(
    placeholder('x', 'float32', SHAPES.x),
    { weights: placeholder('filter', 'float32', SHAPES.filter), isAdjoint: false },
    {
      kernel: [3, 3],
      strides: [1, 1],
      dilations: [1, 1],
      pads: [1, 1, 1, 1],
      shape: SHAPES.x,
      channelBlock: 0,
    },
  );
  const { model } = encodeGraph([{ name: 'y', value: y }], { embedData: false });
  const session = await createSession(model, { threads: 1, provider });
  const feeds = {
    x: onnxTensor('float32', new Float32Array(64 * 64 * 32 * 32).fill(0.5), SHAPES.x),
    filter: onnxTensor('float32', new Float32Array(64 * 64 * 9).fill(0.5), SHAPES.filter),
  };
  await session.run(feeds);
  const start = performance.now();
  for (let run = 0; run < RUNS; run++) await session.run(feeds);
  const milliseconds = (performance.now() - start) / RUNS;
  await session.close();
  return milliseconds;
}

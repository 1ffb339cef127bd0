import type { TensorInfo } from '../../tensor.js';
import type { OnnxBackend } from '../backend.js';
import { binaryKernels } from './binary.js';
import { choosingKernels } from './choosing.js';
import { convolutionKernels } from './convolution.js';
import { depthwiseKernels } from './depthwise-convolution.js';
import { kernel, type Kernel } from './kernel.js';
import { matrixKernels } from './matrices.js';
import { unaryKernels } from './unary.js';

/*
 * tfjs fuses a product or convolution with its bias and activation into one kernel. ONNX Runtime fuses by itself, so
 * here they are just run one after another.
 */

const parts = new Map(
  [binaryKernels, choosingKernels, convolutionKernels, depthwiseKernels, matrixKernels, unaryKernels]
    .flat()
    .map((part) => [part.name, part]),
);

interface FusedInputs extends Record<string, TensorInfo | undefined> {
  readonly bias?: TensorInfo;
  readonly preluActivationWeights?: TensorInfo;
}

interface FusedAttributes {
  readonly activation: 'linear' | 'relu' | 'relu6' | 'elu' | 'prelu' | 'leakyrelu' | 'sigmoid';
  readonly leakyreluAlpha?: number;
}

const ACTIVATION_KERNELS = {
  relu: 'Relu',
  relu6: 'Relu6',
  elu: 'Elu',
  prelu: 'Prelu',
  leakyrelu: 'LeakyRelu',
  sigmoid: 'Sigmoid',
} as const;

function run(backend: OnnxBackend, name: string, inputs: Record<string, TensorInfo>, attributes = {}): TensorInfo {
  const results = parts.get(name)!.run({ inputs, attributes, backend });
  return Array.isArray(results) ? results[0] : results;
}

/** Runs the next part on the result so far, which nobody else needs. */
function thenRun(backend: OnnxBackend, before: TensorInfo, next: (result: TensorInfo) => TensorInfo): TensorInfo {
  const after = next(before);
  backend.disposeData(before.dataId);
  return after;
}

function fused(name: string, first: string, inputNames: readonly [string, string]): Kernel {
  return kernel<FusedInputs, FusedAttributes>(name, (inputs, attributes, backend) => {
    const { bias, preluActivationWeights: alpha } = inputs;
    const { activation, leakyreluAlpha } = attributes;
    const own = Object.fromEntries(inputNames.map((input) => [input, inputs[input]!]));
    let result = run(backend, first, own, attributes);
    if (bias) result = thenRun(backend, result, (a) => run(backend, 'Add', { a, b: bias }));
    if (activation === 'linear') return result;
    return thenRun(backend, result, (x) =>
      run(backend, ACTIVATION_KERNELS[activation], { x, ...(alpha ? { alpha } : {}) }, { alpha: leakyreluAlpha }),
    );
  });
}

export const fusedKernels: readonly Kernel[] = [
  fused('_FusedMatMul', 'BatchMatMul', ['a', 'b']),
  fused('FusedConv2D', 'Conv2D', ['x', 'filter']),
  fused('FusedDepthwiseConv2D', 'DepthwiseConv2dNative', ['x', 'filter']),
];

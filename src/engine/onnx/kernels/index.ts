import { binaryKernels } from './binary.js';
import { convolutionKernels } from './convolution.js';
import type { Kernel } from './kernel.js';
import { matrixKernels } from './matrices.js';
import { poolingKernels } from './pooling.js';
import { reductionKernels } from './reductions.js';
import { shapeKernels } from './shapes.js';
import { unaryKernels } from './unary.js';

/** Every tfjs kernel that the ONNX backend knows. */
export const kernels: readonly Kernel[] = [
  ...unaryKernels,
  ...binaryKernels,
  ...reductionKernels,
  ...matrixKernels,
  ...shapeKernels,
  ...convolutionKernels,
  ...poolingKernels,
];

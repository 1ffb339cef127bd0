import { binaryKernels } from './binary.js';
import { convolutionKernels } from './convolution.js';
import { blockKernels } from './blocks-of-space.js';
import { choosingKernels } from './choosing.js';
import { depthwiseKernels } from './depthwise-convolution.js';
import { einsumKernels } from './einsum.js';
import { fusedKernels } from './fused.js';
import { gatheringKernels } from './gathering.js';
import { normalizationKernels } from './normalization.js';
import { orderingKernels } from './ordering.js';
import { resizingKernels } from './resizing.js';
import { scatteringKernels } from './scattering.js';
import { roiAlignKernels } from './roi-align.js';
import { sequenceKernels } from './sequences.js';
import { slicingKernels } from './slicing.js';
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
  ...blockKernels,
  ...choosingKernels,
  ...depthwiseKernels,
  ...einsumKernels,
  ...fusedKernels,
  ...gatheringKernels,
  ...normalizationKernels,
  ...orderingKernels,
  ...resizingKernels,
  ...roiAlignKernels,
  ...scatteringKernels,
  ...sequenceKernels,
  ...slicingKernels,
];

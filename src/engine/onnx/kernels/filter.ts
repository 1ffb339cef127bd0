import { apply, integers, transpose, type Value } from '../value.js';

/** The filter of a convolution, or its adjoint: spatially reversed, with input and output channels swapped. */
export interface Filter {
  /** [height, width, in, out], as tfjs has filters. */
  readonly weights: Value;
  readonly isAdjoint: boolean;
}

/** Channels that go in and come out. */
export function filterChannels({ weights, isAdjoint }: Filter): { inputs: number; outputs: number } {
  const [, , inputs, outputs] = weights.shape as [number, number, number, number];
  return isAdjoint ? { inputs: outputs, outputs: inputs } : { inputs, outputs };
}

/** The filter as ONNX has it, [out, in, height, width]. */
export function onnxFilter({ weights, isAdjoint }: Filter): Value {
  return isAdjoint ? transpose(flipSpatially(weights), [2, 3, 0, 1]) : transpose(weights, [3, 2, 0, 1]);
}

/** Both spatial axes of [height, width, in, out] reversed. */
export function flipSpatially(weights: Value): Value {
  const last = integers([-1, -1]);
  const beforeFirst = integers([-65536, -65536]);
  return apply('Slice', [weights, last, beforeFirst, integers([0, 1]), last], { shape: weights.shape });
}

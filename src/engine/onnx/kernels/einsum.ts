import { backend_util, type TensorInfo, upcastType } from '../../tensor.js';
import { apply, cast } from '../value.js';
import { kernel, type Kernel } from './kernel.js';

/** Einstein's summation, which ONNX writes as tfjs does. */
const einsum = kernel<Record<string, TensorInfo>, { equation: string }>('Einsum', (inputs, { equation }, backend) => {
  const tensors = Object.values(inputs);
  const { allDims, summedDims, idDims } = backend_util.decodeEinsumEquation(equation, tensors.length);
  backend_util.checkEinsumDimSizes(allDims.length, idDims, tensors as never);
  const lengths = new Map<number, number>();
  idDims.forEach((dimensions, i) => {
    dimensions.forEach((dimension, axis) => lengths.set(dimension, tensors[i].shape[axis]));
  });
  // tfjs numbers the letters of the result first.
  const shape = allDims
    .map((_, i) => i)
    .filter((i) => !summedDims.includes(i))
    .map((i) => lengths.get(i)!);
  const dtype = tensors.map((tensor) => tensor.dtype).reduce((a, b) => upcastType(a, b));
  const type = dtype === 'float32' ? 'float32' : 'int32';
  const values = tensors.map((tensor) => cast(backend.value(tensor), type));
  const attributes = { equation: equation.replace(/\s/g, '') };
  return backend.tensor(apply('Einsum', values, { shape, type }, { attributes }), type);
});

export const einsumKernels: readonly Kernel[] = [einsum];

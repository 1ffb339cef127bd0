import type { NamedAttrMap, NamedTensorInfoMap, TensorInfo } from '../../tensor.js';
import type { OnnxBackend } from '../backend.js';

interface KernelCall {
  readonly inputs: NamedTensorInfoMap;
  readonly attributes: NamedAttrMap;
  readonly backend: OnnxBackend;
}

/** A tfjs kernel, recorded as ONNX operators. */
export interface Kernel {
  readonly name: string;
  readonly run: (call: KernelCall) => TensorInfo | TensorInfo[];
}

/**
 * Defines a kernel with the input and attribute types that tfjs publishes for its name.
 * @param record gets the tensors, the attributes and the backend that holds the tensors' values
 */
export function kernel<Inputs, Attributes = object>(
  name: string,
  record: (inputs: Inputs, attributes: Attributes, backend: OnnxBackend) => TensorInfo | TensorInfo[],
): Kernel {
  return {
    name,
    run: ({ inputs, attributes, backend }) => record(inputs as Inputs, attributes as Attributes, backend),
  };
}

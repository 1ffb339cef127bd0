import type { TensorInfo } from '../../tensor.js';
import { onnxType, type OnnxBackend } from '../backend.js';
import { cast, type Value } from '../value.js';

/** ONNX Runtime moves no bool in some operators; int32 stands in. */
export function movable(value: Value): Value {
  return value.type === 'bool' ? cast(value, 'int32') : value;
}

/** A moved value as a tensor of its old type. */
export function moved(backend: OnnxBackend, value: Value, { dtype }: Pick<TensorInfo, 'dtype'>): TensorInfo {
  return backend.tensor(cast(value, onnxType(dtype)), dtype);
}

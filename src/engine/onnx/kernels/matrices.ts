import { broadcast_util, type TensorInfo, upcastType } from '../../tensor.js';
import { apply, cast, expand, transpose, type Value } from '../value.js';
import { kernel, type Kernel } from './kernel.js';

interface MatMulAttributes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  /** Only operators of standard ONNX. */
  readonly isPortable?: boolean | undefined;
}

/** C = A B over the last two axes, either one transposed; the axes before them are broadcast. */
export function matMul(a: Value, b: Value, attributes: MatMulAttributes): Value {
  const { transposeA, transposeB, isPortable = false } = attributes;
  if (isPortable && (transposeA || transposeB)) {
    return matMul(transposeA ? turned(a) : a, transposeB ? turned(b) : b, { transposeA: false, transposeB: false });
  }
  const rows = a.shape.at(transposeA ? -1 : -2)!;
  const columns = b.shape.at(transposeB ? -2 : -1)!;
  const batch = broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const shape = [...batch, rows, columns];
  if (!transposeA && !transposeB) return apply('MatMul', [a, b], { shape });
  const turns = { transA: transposeA ? 1 : 0, transB: transposeB ? 1 : 0 };
  return apply('FusedMatMul', [a, b], { shape }, { attributes: turns, domain: 'com.microsoft' });
}

/** The last two axes swapped. */
function turned(value: Value): Value {
  const axes = value.shape.map((_, i) => i);
  return transpose(value, [...axes.slice(0, -2), axes.length - 1, axes.length - 2]);
}

const batchMatMul = kernel<{ a: TensorInfo; b: TensorInfo }, MatMulAttributes>(
  'BatchMatMul',
  ({ a, b }, attributes, backend) => {
    const [left, right] = [backend.float(a), backend.float(b)];
    const [inner, outer] = [a.shape.at(attributes.transposeA ? -2 : -1), b.shape.at(attributes.transposeB ? -1 : -2)];
    if (a.shape.length < 2 || b.shape.length < 2 || inner !== outer) {
      throw new Error(`no product of matrices [${a.shape.join()}] and [${b.shape.join()}]: inner sides differ`);
    }
    const batch = broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
    const product = matMul(left, right, { ...attributes, isPortable: backend.recording.isPortable });
    const dtype = upcastType(a.dtype, b.dtype) === 'float32' ? 'float32' : 'int32';
    return backend.tensor(cast(expand(product, [...batch, ...product.shape.slice(-2)]), dtype), dtype);
  },
);

function softmaxOver(name: string, operator: string): Kernel {
  return kernel<{ logits: TensorInfo }, { dim?: number; axis?: number }>(name, ({ logits }, attributes, backend) => {
    const axis = attributes.dim ?? attributes.axis ?? -1;
    const value = backend.float(logits);
    return backend.tensor(apply(operator, [value], { shape: value.shape }, { attributes: { axis } }), 'float32');
  });
}

export const matrixKernels: readonly Kernel[] = [
  batchMatMul,
  softmaxOver('Softmax', 'Softmax'),
  softmaxOver('LogSoftmax', 'LogSoftmax'),
];

import { broadcast_util, type TensorInfo } from '../../tensor.js';
import { apply, expand, reshape, type Value } from '../value.js';
import { kernel, type Kernel } from './kernel.js';

interface MatMulAttributes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** C = A B over the last two axes, either one transposed; the axes before them are broadcast. */
export function matMul(a: Value, b: Value, { transposeA, transposeB }: MatMulAttributes): Value {
  const rows = a.shape.at(transposeA ? -1 : -2)!;
  const columns = b.shape.at(transposeB ? -2 : -1)!;
  const batch = broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const attributes = { transA: transposeA ? 1 : 0, transB: transposeB ? 1 : 0 };
  const shape = [...batch, rows, columns];
  if (!transposeA && !transposeB) return apply('MatMul', [a, b], { shape });
  return apply('FusedMatMul', [a, b], { shape }, { attributes, domain: 'com.microsoft' });
}

const batchMatMul = kernel<{ a: TensorInfo; b: TensorInfo }, MatMulAttributes>(
  'BatchMatMul',
  ({ a, b }, attributes, backend) => {
    const [left, right] = [backend.float(a), backend.float(b)];
    const batch = broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
    const product = matMul(left, right, attributes);
    return backend.tensor(expand(reshape(product, product.shape), [...batch, ...product.shape.slice(-2)]), 'float32');
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

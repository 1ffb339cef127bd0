import { broadcast_util, type DataType, type TensorInfo, upcastType } from '../../tensor.js';
import { onnxType, type Layout, type OnnxBackend } from '../backend.js';
import { apply, cast, expand, reshape, sameShape, scalar, type OnnxType, type Value } from '../value.js';
import { fusedAffine } from './affine.js';
import { kernel, type Kernel } from './kernel.js';

/** Two tensors ready for an ONNX operator that broadcasts as NumPy does. */
interface Operands {
  readonly a: Value;
  readonly b: Value;
  /** Shape of the result as it will lie. */
  readonly shape: readonly number[];
  readonly layout: Layout;
}

const NCHW = [0, 3, 1, 2];

/** Brings both tensors to one layout and one type; the result's shape may still be larger than both. */
export function operands(backend: OnnxBackend, a: TensorInfo, b: TensorInfo, type: OnnxType): Operands {
  const logical = broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape);
  const layout = logical.length === 4 && [a, b].some((tensor) => lies(backend, tensor, logical)) ? 'nchw' : 'plain';
  const shape = layout === 'nchw' ? NCHW.map((axis) => logical[axis]) : logical;
  return { a: operand(backend, a, { layout, type }), b: operand(backend, b, { layout, type }), shape, layout };
}

/** Whether a tensor that is as large as the result lies in NCHW already. */
function lies(backend: OnnxBackend, tensor: TensorInfo, logical: readonly number[]): boolean {
  return backend.layoutOf(tensor) === 'nchw' && sameShape(tensor.shape, logical);
}

function operand(
  backend: OnnxBackend,
  tensor: TensorInfo,
  { layout, type }: { layout: Layout; type: OnnxType },
): Value {
  const splat = backend.splatOf(tensor);
  if (splat !== undefined && type !== 'int64' && type !== 'bool') return scalar(splat, type);
  if (layout === 'plain' || tensor.shape.length === 0) return cast(backend.value(tensor), type);
  if (tensor.shape.length === 4) return cast(inNchw(backend, tensor), type);
  if (tensor.shape.length === 1) return cast(reshape(backend.value(tensor), [tensor.shape[0], 1, 1]), type);
  const padded = [...Array<number>(4 - tensor.shape.length).fill(1), ...tensor.shape];
  const shape = NCHW.map((axis) => padded[axis]);
  const wide = reshape(backend.value(tensor), padded);
  return cast(apply('Transpose', [wide], { shape }, { attributes: { perm: NCHW } }), type);
}

/** A reshape does for a transposition when all axes but the last have length 1. */
function inNchw(backend: OnnxBackend, tensor: TensorInfo): Value {
  const [n, h, w, c] = tensor.shape as [number, number, number, number];
  if (h === 1 && w === 1) return reshape(backend.value(tensor), [n, c, 1, 1]);
  return backend.nchw(tensor);
}

/** Applies an operator and spreads the result where a collapsed operand hid the size. */
export function applyBroadcast(operator: string, { a, b, shape }: Operands, type: OnnxType): Value {
  const computed = broadcast_util.assertAndGetBroadcastShape([...a.shape], [...b.shape]);
  const missing = shape.length - computed.length;
  const value = apply(operator, [a, b], { shape: computed, type });
  return missing === 0 && sameShape(computed, shape) ? value : expand(value, shape);
}

type Fold = (a: number, b: number) => number;
type Operator = string | ((operands: Operands) => Value);

interface Arithmetic {
  readonly fold: Fold;
  readonly operator: Operator;
  /** Type of computation and result; the wider of both inputs unless given. */
  readonly dtype?: DataType;
}

function arithmetic(name: string, { fold, operator, dtype }: Arithmetic): Kernel {
  return kernel<{ a: TensorInfo; b: TensorInfo }>(name, ({ a, b }, _, backend) => {
    const wider = dtype ?? upcastType(a.dtype, b.dtype);
    const result = wider === 'bool' ? 'int32' : wider;
    const [left, right] = [backend.splatOf(a), backend.splatOf(b)];
    if (left !== undefined && right !== undefined) {
      const shape = broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape);
      const folded = fold(left, right);
      return backend.filled(result === 'int32' ? Math.trunc(folded) : Math.fround(folded), shape, result);
    }
    const identity = withoutEffect(name, { a, b, left, right, result });
    if (identity !== undefined) return backend.renamed(identity, identity.shape);
    const both = operands(backend, a, b, onnxType(result));
    const value =
      typeof operator === 'string'
        ? applyBroadcast(operator, both, onnxType(result))
        : expand(operator(both), both.shape);
    return backend.tensor(value, result, { layout: both.layout });
  });
}

interface Pair {
  readonly a: TensorInfo;
  readonly b: TensorInfo;
  readonly left: number | undefined;
  readonly right: number | undefined;
  readonly result: DataType;
}

/** Adding 0 and multiplying with 1 return the other tensor, when it has the result's shape and type already. */
function withoutEffect(name: string, { a, b, left, right, result }: Pair): TensorInfo | undefined {
  const neutral = name === 'Add' ? 0 : name === 'Multiply' ? 1 : undefined;
  if (neutral === undefined) return undefined;
  const shape = broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape);
  const keeps = (tensor: TensorInfo): boolean => tensor.dtype === result && sameShape(tensor.shape, shape);
  if (right === neutral && keeps(a)) return a;
  if (left === neutral && keeps(b)) return b;
  return undefined;
}

function comparison(name: string, operator: string, { negated = false } = {}): Kernel {
  return kernel<{ a: TensorInfo; b: TensorInfo }>(name, ({ a, b }, _, backend) => {
    const wider = upcastType(a.dtype, b.dtype);
    const both = operands(backend, a, b, onnxType(wider === 'bool' ? 'int32' : wider));
    const value = applyBroadcast(operator, both, 'bool');
    const result = negated ? apply('Not', [value], { shape: value.shape }) : value;
    return backend.tensor(result, 'bool', { layout: both.layout });
  });
}

function logical(name: string, operator: string): Kernel {
  return kernel<{ a: TensorInfo; b: TensorInfo }>(name, ({ a, b }, _, backend) => {
    const both = operands(backend, a, b, 'bool');
    return backend.tensor(applyBroadcast(operator, both, 'bool'), 'bool', { layout: both.layout });
  });
}

const sumOrAffine = (both: Operands): Value =>
  (both.layout === 'nchw' ? fusedAffine(both) : undefined) ?? applyBroadcast('Add', both, both.a.type);

const squaredDifference = (both: Operands): Value => {
  const difference = applyBroadcast('Sub', both, both.a.type);
  return apply('Mul', [difference, difference], { shape: difference.shape });
};

/** Rounds down, also for integers: ONNX' integer division cuts towards 0. */
const floorDivision = (both: Operands): Value => {
  const floats = { ...both, a: cast(both.a, 'float32'), b: cast(both.b, 'float32') };
  const quotient = applyBroadcast('Div', floats, 'float32');
  return cast(apply('Floor', [quotient], { shape: quotient.shape }), both.a.type);
};

/** The sign of the divisor, as in Python: a - floor(a / b) b. */
const modulo = (both: Operands): Value => {
  if (both.a.type === 'int32') return applyBroadcast('Mod', both, 'int32');
  const quotient = floorDivision(both);
  const product = apply('Mul', [quotient, both.b], { shape: quotient.shape });
  return apply('Sub', [both.a, product], { shape: quotient.shape });
};

export const binaryKernels: readonly Kernel[] = [
  arithmetic('Add', { operator: sumOrAffine, fold: (a, b) => a + b }),
  arithmetic('Sub', { operator: 'Sub', fold: (a, b) => a - b }),
  arithmetic('Multiply', { operator: 'Mul', fold: (a, b) => a * b }),
  arithmetic('RealDiv', { operator: 'Div', fold: (a, b) => a / b, dtype: 'float32' }),
  arithmetic('FloorDiv', { operator: floorDivision, fold: (a, b) => Math.floor(a / b) }),
  arithmetic('Mod', { operator: modulo, fold: (a, b) => a - Math.floor(a / b) * b }),
  arithmetic('Pow', { operator: 'Pow', fold: Math.pow }),
  arithmetic('Maximum', { operator: 'Max', fold: Math.max }),
  arithmetic('Minimum', { operator: 'Min', fold: Math.min }),
  arithmetic('SquaredDifference', { operator: squaredDifference, fold: (a, b) => (a - b) ** 2 }),
  comparison('Equal', 'Equal'),
  comparison('NotEqual', 'Equal', { negated: true }),
  comparison('Greater', 'Greater'),
  comparison('GreaterEqual', 'GreaterOrEqual'),
  comparison('Less', 'Less'),
  comparison('LessEqual', 'LessOrEqual'),
  logical('LogicalAnd', 'And'),
  logical('LogicalOr', 'Or'),
];

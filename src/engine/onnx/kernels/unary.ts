import type { DataType, TensorInfo } from '../../tensor.js';
import { apply, cast, scalar, type Attribute, type Value } from '../value.js';
import { kernel, type Kernel } from './kernel.js';

type Formula = (x: Value, attributes: Record<string, number>) => Value;

/** Applies a formula element by element, in whatever layout the tensor lies. */
function elementwise(name: string, formula: Formula, outputType?: DataType): Kernel {
  return kernel<{ x: TensorInfo }, Record<string, number>>(name, ({ x }, attributes, backend) => {
    const layout = backend.layoutOf(x);
    const value = layout === 'nchw' ? backend.nchw(x) : backend.value(x);
    return backend.tensor(formula(value, attributes), outputType ?? x.dtype, { layout });
  });
}

/** Formulas that ONNX knows for floats only: other types are converted, and converted back where tfjs keeps them. */
function ofFloats(name: string, formula: Formula, result: 'float32' | 'kept' = 'float32'): Kernel {
  return kernel<{ x: TensorInfo }, Record<string, number>>(name, ({ x }, attributes, backend) => {
    const layout = backend.layoutOf(x);
    const value = layout === 'nchw' ? backend.nchw(x) : backend.value(x);
    const computed = formula(cast(value, 'float32'), attributes);
    if (result === 'kept' && x.dtype === 'int32') return backend.tensor(cast(computed, 'int32'), 'int32', { layout });
    return backend.tensor(computed, 'float32', { layout });
  });
}

const same = (operator: string, attributes: Record<string, Attribute> = {}): Formula => {
  return (x) => apply(operator, [x], { shape: x.shape }, { attributes });
};
const binary = (operator: string, a: Value, b: Value): Value =>
  apply(operator, [a, b], { shape: a.shape.length >= b.shape.length ? a.shape : b.shape });
const isNan = (x: Value): Value => apply('IsNaN', [x], { shape: x.shape, type: 'bool' });
const where = (condition: Value, a: Value, b: Value): Value =>
  apply('Where', [condition, a, b], { shape: condition.shape, type: a.type });
const compare = (operator: string, x: Value, number: number): Value =>
  apply(operator, [x, scalar(number)], { shape: x.shape, type: 'bool' });

const ONNX_NAMES = {
  Acos: 'Acos', Acosh: 'Acosh', Asin: 'Asin', Asinh: 'Asinh', Atan: 'Atan', Atanh: 'Atanh', Cos: 'Cos', Cosh: 'Cosh',
  Erf: 'Erf', Exp: 'Exp', Log: 'Log', Reciprocal: 'Reciprocal', Sigmoid: 'Sigmoid', Sin: 'Sin', Sinh: 'Sinh',
  Sqrt: 'Sqrt', Tan: 'Tan', Tanh: 'Tanh',
} as const; // prettier-ignore

/** x - 1 + x/2 ... keeps its digits near 0: expm1(x) = 2 sinh(x/2) exp(x/2). */
const expm1: Formula = (x) => {
  const half = binary('Mul', x, scalar(0.5));
  return binary('Mul', binary('Mul', same('Sinh')(half, {}), same('Exp')(half, {})), scalar(2));
};

/** log1p(x) = 2 atanh(x / (2 + x)), exact near 0; past 1 the plain logarithm is as good. */
const log1p: Formula = (x) => {
  const near = binary('Mul', same('Atanh')(binary('Div', x, binary('Add', x, scalar(2))), {}), scalar(2));
  const far = same('Log')(binary('Add', x, scalar(1)), {});
  return where(compare('Less', same('Abs')(x, {}), 0.5), near, far);
};

/** 1 above zero, `alpha` below, NaN for NaN (tfjs' definition). */
const step: Formula = (x, { alpha = 0 }) => {
  const positive = compare('Greater', x, 0);
  if (alpha === 0) return cast(positive, 'float32');
  return where(positive, scalar(1), scalar(alpha));
};

export const unaryKernels: readonly Kernel[] = [
  ...Object.entries(ONNX_NAMES).map(([name, operator]) => ofFloats(name, same(operator))),
  elementwise('Abs', same('Abs')),
  elementwise('Neg', (x) => (x.type === 'bool' ? same('Neg')(cast(x, 'int32'), {}) : same('Neg')(x, {}))),
  elementwise('Square', (x) => binary('Mul', x, x)),
  ofFloats('Ceil', same('Ceil'), 'kept'),
  ofFloats('Floor', same('Floor'), 'kept'),
  ofFloats('Round', same('Round'), 'kept'),
  ofFloats('Sign', (x) => where(isNan(x), scalar(0), same('Sign')(x, {})), 'kept'),
  ofFloats('Rsqrt', (x) => same('Reciprocal')(same('Sqrt')(x, {}), {})),
  ofFloats('Expm1', expm1),
  ofFloats('Log1p', log1p),
  ofFloats('Relu', same('Relu'), 'kept'),
  ofFloats('Relu6', (x) => apply('Clip', [x, scalar(0), scalar(6)], { shape: x.shape }), 'kept'),
  ofFloats(
    'ClipByValue',
    (x, { clipValueMin = 0, clipValueMax = 0 }) =>
      apply('Clip', [x, scalar(clipValueMin), scalar(clipValueMax)], { shape: x.shape }),
    'kept',
  ),
  ofFloats('Elu', same('Elu')),
  ofFloats('Selu', same('Selu')),
  ofFloats('LeakyRelu', (x, { alpha = 0.2 }) => same('LeakyRelu', { alpha: { float: alpha } })(x, {})),
  ofFloats('Softplus', same('Softplus')),
  ofFloats('Step', step, 'kept'),
  elementwise('IsNan', (x) => isNan(cast(x, 'float32')), 'bool'),
  elementwise('IsInf', (x) => apply('IsInf', [cast(x, 'float32')], { shape: x.shape, type: 'bool' }), 'bool'),
  elementwise('IsFinite', (x) => compare('Less', same('Abs')(cast(x, 'float32'), {}), Infinity), 'bool'),
  kernel<{ x: TensorInfo }>('LogicalNot', ({ x }, _, backend) => {
    const value = cast(backend.value(x), 'bool');
    return backend.tensor(apply('Not', [value], { shape: value.shape }), 'bool');
  }),
];

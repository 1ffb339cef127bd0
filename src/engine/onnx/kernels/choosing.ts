import { createRandom } from '../../../random.js';
import { broadcast_util, type TensorInfo, upcastType } from '../../tensor.js';
import { onnxType, type Layout } from '../backend.js';
import { apply, cast, constantValue, dataValue, integers, reshape, scalar, type Value } from '../value.js';
import { applyBroadcast, operands } from './binary.js';
import { kernel, type Kernel } from './kernel.js';
import { movable, moved } from './movement.js';

/** Kernels that take one number or another, place by place. */

const select = kernel<{ condition: TensorInfo; t: TensorInfo; e: TensorInfo }>(
  'Select',
  ({ condition, t, e }, _, backend) => {
    const dtype = upcastType(t.dtype, e.dtype);
    const type = onnxType(dtype === 'bool' ? 'int32' : dtype);
    const inNchw = t.shape.length === 4 && [condition, t, e].some((tensor) => backend.layoutOf(tensor) === 'nchw');
    const layout: Layout = inNchw && condition.shape.length === 4 ? 'nchw' : 'plain';
    const lying = (tensor: TensorInfo): Value => (layout === 'nchw' ? backend.nchw(tensor) : backend.value(tensor));
    const mask = cast(lying(condition), 'bool');
    // A condition of one axis chooses whole rows.
    const rows = condition.shape.length < t.shape.length;
    const wide = rows ? reshape(mask, [...mask.shape, ...t.shape.slice(condition.shape.length).map(() => 1)]) : mask;
    const [yes, no] = [cast(lying(t), type), cast(lying(e), type)];
    const chosen = apply('Where', [wide, yes, no], { shape: yes.shape, type });
    return backend.tensor(cast(chosen, onnxType(dtype)), dtype, { layout });
  },
);

/** x where it is positive, alpha x elsewhere. */
const prelu = kernel<{ x: TensorInfo; alpha: TensorInfo }>('Prelu', ({ x, alpha }, _, backend) => {
  const both = operands(backend, x, alpha, 'float32');
  const scaled = applyBroadcast('Mul', both, 'float32');
  const negative = applyBroadcast('Less', { ...both, b: scalar(0) }, 'bool');
  const value = apply('Where', [negative, scaled, both.a], { shape: both.shape, type: 'float32' });
  return backend.tensor(value, 'float32', { layout: both.layout });
});

/** dy (y + 1) where the elu was negative. */
const eluGrad = kernel<{ dy: TensorInfo; y: TensorInfo }>('EluGrad', ({ dy, y }, _, backend) => {
  const { a, b, shape, layout } = operands(backend, dy, y, 'float32');
  const slope = apply('Add', [apply('Min', [b, scalar(0)], { shape: b.shape }), scalar(1)], { shape: b.shape });
  return backend.tensor(apply('Mul', [a, slope], { shape }), 'float32', { layout });
});

/** The angle of (x, y) = (b, a): the arc tangent of a / b, half a turn further on the left side, and 0 at the origin. */
const atan2 = kernel<{ a: TensorInfo; b: TensorInfo }>('Atan2', ({ a, b }, _, backend) => {
  const both = operands(backend, a, b, 'float32');
  const { shape, layout } = both;
  const quotient = applyBroadcast('Div', both, 'float32');
  const angle = apply('Atan', [quotient], { shape });
  const test = (operator: string, value: Value): Value =>
    apply(operator, [value, scalar(0)], { shape: value.shape, type: 'bool' });
  const broadcast = broadcast_util.assertAndGetBroadcastShape([...both.a.shape], [...both.b.shape]);
  const turn = apply('Where', [test('Less', both.a), scalar(-Math.PI), scalar(Math.PI)], {
    shape: both.a.shape,
    type: 'float32',
  });
  const shift = apply('Where', [test('Less', both.b), turn, scalar(0)], { shape: broadcast, type: 'float32' });
  const isOrigin = apply('And', [test('Equal', both.a), test('Equal', both.b)], { shape: broadcast, type: 'bool' });
  const turned = apply('Add', [angle, shift], { shape });
  const value = apply('Where', [isOrigin, scalar(0), turned], { shape, type: 'float32' });
  return backend.tensor(value, 'float32', { layout });
});

/** The numbers of x on the diagonal of a square of twice the rank, 0 elsewhere. */
const diag = kernel<{ x: TensorInfo }>('Diag', ({ x }, _, backend) => {
  const value = movable(backend.value(x));
  const size = value.size;
  const eye = new Float32Array(size * size);
  for (let i = 0; i < size; i++) eye[i * size + i] = 1;
  const type = value.type === 'float32' ? 'float32' : 'int32';
  const onDiagonal = cast(constantValue([size, size], eye), 'bool');
  const square = apply('Where', [onDiagonal, reshape(value, [size]), scalar(0, type)], { shape: [size, size], type });
  return moved(backend, reshape(square, [...x.shape, ...x.shape]), x);
});

/** The sum of many tensors of one shape. */
const addN = kernel<Record<string, TensorInfo>>('AddN', (inputs, _, backend) => {
  const [first, ...rest] = Object.values(inputs) as [TensorInfo, ...TensorInfo[]];
  const sum = rest.reduce<Value>(
    (total, tensor) => apply('Add', [total, movable(backend.value(tensor))], { shape: first.shape }),
    movable(backend.value(first)),
  );
  return moved(backend, sum, first);
});

/** Draws classes with the probabilities of each row: as many steps of the running sum as the drawn number passes. */
const multinomial = kernel<{ logits: TensorInfo }, { numSamples: number; seed: number; normalized: boolean }>(
  'Multinomial',
  ({ logits }, { numSamples, seed, normalized }, backend) => {
    const [rows, classes] = logits.shape as [number, number];
    const value = backend.float(logits);
    const form = { shape: value.shape };
    const likely = normalized ? value : apply('Softmax', [value], form, { attributes: { axis: -1 } });
    const running = apply('CumSum', [likely, scalar(1, 'int32')], form);
    const random = createRandom(seed);
    const drawn = Float32Array.from({ length: rows * numSamples }, () => random.next());
    const passed = apply(
      'Less',
      [reshape(running, [rows, 1, classes]), dataValue('float32', [rows, numSamples, 1], drawn)],
      { shape: [rows, numSamples, classes], type: 'bool' },
    );
    const counts = apply(
      'ReduceSum',
      [cast(passed, 'int32'), integers([-1])],
      { shape: [rows, numSamples] },
      { attributes: { keepdims: 0 } },
    );
    // Rounding may leave the last sum a little under 1.
    const last = scalar(classes - 1, 'int32');
    return backend.tensor(apply('Min', [counts, last], { shape: counts.shape }), 'int32');
  },
);

const bitwiseAnd = kernel<{ a: TensorInfo; b: TensorInfo }>('BitwiseAnd', ({ a, b }, _, backend) => {
  const both = operands(backend, a, b, 'int32');
  return backend.tensor(applyBroadcast('BitwiseAnd', both, 'int32'), 'int32', { layout: both.layout });
});

export const choosingKernels: readonly Kernel[] = [
  select, prelu, eluGrad, atan2, diag, addN, multinomial, bitwiseAnd,
]; // prettier-ignore

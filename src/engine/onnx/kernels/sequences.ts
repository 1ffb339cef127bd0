import { dataValue } from '../value.js';
import { kernel, type Kernel } from './kernel.js';

interface RangeAttributes {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  readonly dtype: 'float32' | 'int32';
}

const range = kernel<object, RangeAttributes>('Range', (_, attributes, backend) => {
  const { start, stop, dtype } = attributes;
  // tfjs counts down by itself when it was told no step.
  const step = stop < start && attributes.step === 1 ? -1 : attributes.step;
  const length = step === 0 ? 0 : Math.max(0, Math.ceil((stop - start) / step));
  const numbers = Array.from({ length }, (_, i) => start + i * step);
  const data = dtype === 'int32' ? Int32Array.from(numbers) : Float32Array.from(numbers);
  return backend.tensor(dataValue(dtype, [length], data), dtype);
});

const linSpace = kernel<object, { start: number; stop: number; num: number }>(
  'LinSpace',
  (_, { start, stop, num }, backend) => {
    const step = num > 1 ? (stop - start) / (num - 1) : 0;
    return backend.tensor(
      dataValue(
        'float32',
        [num],
        Float32Array.from({ length: num }, (_, i) => start + i * step),
      ),
      'float32',
    );
  },
);

export const sequenceKernels: readonly Kernel[] = [range, linSpace];

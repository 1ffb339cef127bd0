import {
  type BackendValues,
  type DataId,
  type DataType,
  KernelBackend,
  type TensorInfo,
  registerBackend,
  registerKernel,
} from '../tensor.js';
import { kernels } from './kernels/index.js';
import { type GraphRunner } from './graph-runner.js';
import {
  cast,
  dataValue,
  expand,
  integers,
  apply,
  reshape,
  scalar,
  sizeOf,
  transpose,
  type ConstantData,
  type OnnxType,
  type Value,
} from './value.js';

export const BACKEND_NAME = 'vitrine-onnx';

const TO_NCHW = [0, 3, 1, 2];
const TO_NHWC = [0, 2, 3, 1];

/** 'nchw': of the tensor's four axes, stored with the last one second, as ONNX convolutions want it. */
export type Layout = 'plain' | 'nchw';

/** What the backend knows of one tensor. Exactly one of `splat`, `plain`, `nchw` is there at first. */
interface Entry {
  readonly dtype: DataType;
  readonly shape: readonly number[];
  refs: number;
  /** The number that fills the whole tensor; such tensors stay collapsed until somebody needs them spread out. */
  readonly splat?: number | undefined;
  plain?: Value | undefined;
  nchw?: Value | undefined;
}

export interface RecordingOptions {
  /** Channels in a block of ONNX Runtime's blocked layout on this processor (16 or 8), or 0 for plain operators. */
  readonly channelBlock: number;
  /** Only operators of standard ONNX, for files that other runtimes read. */
  readonly isPortable?: boolean | undefined;
}

/**
 * A tfjs backend that computes nothing by itself: kernels record operations in a lazy graph of ONNX operators, and
 * reading a tensor (or compiling a program) hands the graph to ONNX Runtime. Synchronous reads are not possible:
 * ONNX Runtime answers by promise only.
 *
 * Outside of programs a tensor that is computed from itself again and again (a variable in a loop) drags its whole
 * history along until it is read: `await variable.data()` now and then replaces the history by numbers.
 */
export class OnnxBackend extends KernelBackend {
  private readonly entries = new Map<DataId, Entry>();
  recording: RecordingOptions = { channelBlock: 0 };
  /** Who computes tensors that are read outside of a program. */
  runner: GraphRunner | undefined;

  override write(values: BackendValues, shape: number[], dtype: DataType): DataId {
    const dataId = {};
    this.store(dataId, values, { shape, dtype, refs: 1 });
    return dataId;
  }

  override move(...[dataId, values, shape, dtype, refs]: Parameters<KernelBackend['move']>): void {
    this.store(dataId, values, { shape, dtype, refs });
  }

  override async read(dataId: DataId): Promise<BackendValues> {
    const entry = this.entry(dataId);
    const known = this.known(entry);
    if (known !== undefined) return known;
    if (this.runner === undefined) throw new Error('a tensor of a recorded program cannot be read');
    const data = await this.runner.evaluate(this.plainOf(entry));
    entry.plain = dataValue(onnxType(entry.dtype), entry.shape, data);
    entry.nchw = undefined;
    return data.slice() as BackendValues;
  }

  override readSync(dataId: DataId): BackendValues {
    const known = this.known(this.entry(dataId));
    if (known !== undefined) return known;
    throw new Error('ONNX Runtime cannot be waited for: use await tensor.data()');
  }

  override disposeData(dataId: DataId, force = false): boolean {
    const entry = this.entries.get(dataId);
    if (entry === undefined) return true;
    entry.refs--;
    if (!force && entry.refs > 0) return false;
    this.entries.delete(dataId);
    return true;
  }

  override incRef(dataId: DataId): void {
    this.entry(dataId).refs++;
  }

  override refCount(dataId: DataId): number {
    return this.entries.get(dataId)?.refs ?? 0;
  }

  override numDataIds(): number {
    return this.entries.size;
  }

  override memory(): { unreliable: boolean; reasons: string[] } {
    return { unreliable: true, reasons: ['recorded tensors take no memory until ONNX Runtime computes them'] };
  }

  /** Forgets every tensor; the backend itself stays good for more. */
  override dispose(): void {
    this.entries.clear();
  }

  override timerAvailable(): boolean {
    return false;
  }

  override floatPrecision(): 16 | 32 {
    return 32;
  }

  override epsilon(): number {
    return 1e-7;
  }

  /** Makes a tensor of a recorded value. */
  tensor(value: Value, dtype: DataType, { layout = 'plain' }: { layout?: Layout } = {}): TensorInfo {
    const shape = layout === 'plain' ? value.shape : TO_NHWC.map((axis) => value.shape[axis]);
    return this.register({ dtype, shape, refs: 1, [layout]: value });
  }

  /** Makes a tensor filled with one number. */
  filled(number: number, shape: readonly number[], dtype: DataType): TensorInfo {
    return this.register({ dtype, shape, refs: 1, splat: number });
  }

  /** The same tensor under another name: it lives until both are disposed of. */
  shared({ dataId, shape, dtype }: TensorInfo): TensorInfo {
    this.incRef(dataId);
    return { dataId, shape: [...shape], dtype };
  }

  /** The same numbers under another shape of equal size, or another name. */
  renamed(tensor: TensorInfo, shape: readonly number[]): TensorInfo {
    const entry = this.entry(tensor.dataId);
    if (entry.splat !== undefined) return this.filled(entry.splat, shape, tensor.dtype);
    if (shape.length === 4 && entry.nchw !== undefined && shape.every((length, i) => length === tensor.shape[i])) {
      return this.register({ dtype: tensor.dtype, shape, refs: 1, nchw: entry.nchw, plain: entry.plain });
    }
    return this.tensor(reshape(this.value(tensor), shape), tensor.dtype);
  }

  splatOf(tensor: TensorInfo): number | undefined {
    return this.entry(tensor.dataId).splat;
  }

  /** How the tensor lies already, without a transposition. */
  layoutOf(tensor: TensorInfo): Layout {
    const entry = this.entry(tensor.dataId);
    return entry.nchw !== undefined && entry.plain === undefined ? 'nchw' : 'plain';
  }

  /** The tensor as tfjs sees it. */
  value(tensor: TensorInfo): Value {
    return this.plainOf(this.entry(tensor.dataId));
  }

  /** A tensor of four axes with the last one moved to the second place. */
  nchw(tensor: TensorInfo): Value {
    const entry = this.entry(tensor.dataId);
    entry.nchw ??= transpose(this.plainOf(entry), TO_NCHW);
    return entry.nchw;
  }

  /** The tensor as float32, whatever its type. */
  float(tensor: TensorInfo): Value {
    return cast(this.value(tensor), 'float32');
  }

  private plainOf(entry: Entry): Value {
    if (entry.plain !== undefined) return entry.plain;
    if (entry.nchw !== undefined) entry.plain = transpose(entry.nchw, TO_NHWC);
    else entry.plain = spread(entry.splat ?? 0, entry.shape, onnxType(entry.dtype));
    return entry.plain;
  }

  private entry(dataId: DataId): Entry {
    const entry = this.entries.get(dataId);
    if (entry === undefined) throw new Error('the tensor has been disposed of, or belongs to another backend');
    return entry;
  }

  private register(entry: Entry): TensorInfo {
    onnxType(entry.dtype);
    const dataId = {};
    this.entries.set(dataId, entry);
    return { dataId, shape: [...entry.shape], dtype: entry.dtype };
  }

  /** The numbers of a tensor that need no computation, or undefined. */
  private known(entry: Entry): BackendValues | undefined {
    if (entry.splat !== undefined) return filledArray(entry.splat, sizeOf(entry.shape), entry.dtype);
    const source = entry.plain?.source;
    return source?.kind === 'data' ? (source.data.slice() as BackendValues) : undefined;
  }

  private store(dataId: DataId, values: BackendValues, { shape, dtype, refs }: Omit<Entry, 'splat'>): void {
    if (dtype === 'string' || dtype === 'complex64') {
      throw new Error(`the ONNX backend has no ${dtype} tensors`);
    }
    // tfjs types the values of a bool tensor as numbers, and hands over booleans.
    const numbers = (values ?? []) as unknown as ArrayLike<number | boolean>;
    const first = numbers[0];
    if (first !== undefined && isUniform(numbers, first)) {
      this.entries.set(dataId, { dtype, shape, refs, splat: Number(first) });
      return;
    }
    const plain = dataValue(onnxType(dtype), shape, toTyped(numbers, dtype));
    this.entries.set(dataId, { dtype, shape, refs, plain });
  }
}

/** @throws Error for types that ONNX graphs of ours do not have */
export function onnxType(dtype: DataType): OnnxType {
  if (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') return dtype;
  throw new Error(`the ONNX backend has no ${dtype} tensors`);
}

function spread(number: number, shape: readonly number[], type: OnnxType): Value {
  const value = scalar(number, type === 'int64' ? 'int32' : type);
  if (shape.length === 0) return value;
  // ONNX Runtime expands no bool scalars in every build; int32 is always there.
  if (type === 'bool') return cast(expand(scalar(number, 'int32'), shape), 'bool');
  return apply('Expand', [value, integers(shape)], { shape });
}

function isUniform(numbers: ArrayLike<number | boolean>, first: number | boolean): boolean {
  for (let i = 1; i < numbers.length; i++) if (numbers[i] !== first) return false;
  return !Number.isNaN(Number(first));
}

function toTyped(numbers: ArrayLike<number | boolean>, dtype: DataType): ConstantData {
  if (dtype === 'float32') return Float32Array.from(numbers, Number);
  if (dtype === 'int32') return Int32Array.from(numbers, Number);
  return Uint8Array.from(numbers, Number);
}

function filledArray(number: number, size: number, dtype: DataType): BackendValues {
  if (dtype === 'float32') return new Float32Array(size).fill(number);
  if (dtype === 'int32') return new Int32Array(size).fill(number);
  return new Uint8Array(size).fill(number);
}

let backend: OnnxBackend | undefined;

/** The one backend of this thread, registered with tfjs together with its kernels at the first call. */
export function onnxBackend(): OnnxBackend {
  if (backend === undefined) {
    const made = new OnnxBackend();
    backend = made;
    registerBackend(BACKEND_NAME, () => made, 0);
    for (const { name, run } of kernels) {
      registerKernel({
        kernelName: name,
        backendName: BACKEND_NAME,
        kernelFunc: ({ inputs, attrs }) => run({ inputs, attributes: attrs ?? {}, backend: made }),
      });
    }
  }
  return backend;
}

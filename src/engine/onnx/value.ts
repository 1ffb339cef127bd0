/** The types of ONNX tensors that appear in our graphs. */
export type OnnxType = 'float32' | 'int32' | 'bool' | 'int64';

export type ConstantData = Float32Array | Int32Array | Uint8Array | BigInt64Array;

/** An attribute of an ONNX node. Integers and floats look alike in JavaScript, so floats are wrapped. */
export type Attribute = number | readonly number[] | string | { readonly float: number };

/** One ONNX operator applied to values. */
export interface Operation {
  readonly operator: string;
  /** '' for standard ONNX, 'com.microsoft' or 'com.microsoft.nchwc' for ONNX Runtime's own operators. */
  readonly domain: string;
  readonly inputs: readonly (Value | undefined)[];
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly outputs: number;
}

/** Where the numbers of a value come from. */
export type Source =
  /** A tensor's numbers: fed at each run, or embedded as an initializer when a program is compiled. */
  | { readonly kind: 'data'; readonly data: ConstantData }
  /** Part of the structure: a shape operand or a scalar; always embedded. */
  | { readonly kind: 'constant'; readonly data: ConstantData }
  /** A named input of a program. */
  | { readonly kind: 'placeholder'; readonly name: string }
  | { readonly kind: 'result'; readonly operation: Operation; readonly index: number };

/**
 * A node of the lazy graph: a tensor that is known, fed, or still to be computed. Values never change; a graph lives as
 * long as somebody holds one of its values.
 */
export class Value {
  /** Values made from this one, by what made them: equal operations are recorded once. */
  private readonly derived = new Map<string, Value[]>();

  constructor(
    readonly type: OnnxType,
    readonly shape: readonly number[],
    readonly source: Source,
    readonly id: number = nextId++,
  ) {}

  /** The results of an operation of which this value is an input, recorded before or made now. */
  results(key: string, make: () => Value[]): Value[] {
    let values = this.derived.get(key);
    if (values === undefined) {
      values = make();
      this.derived.set(key, values);
    }
    return values;
  }

  get size(): number {
    return sizeOf(this.shape);
  }
}

let nextId = 0;

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((length, i) => length === b[i]);
}

export function dataValue(type: OnnxType, shape: readonly number[], data: ConstantData): Value {
  return new Value(type, shape, { kind: 'data', data });
}

/** Numbers that are part of the graph's structure. */
export function constantValue(shape: readonly number[], data: Float32Array): Value {
  return new Value('float32', shape, { kind: 'constant', data });
}

export function placeholder(name: string, type: OnnxType, shape: readonly number[]): Value {
  return new Value(type, shape, { kind: 'placeholder', name });
}

const scalars = new Map<string, Value>();

/** A scalar that is part of the graph's structure. */
export function scalar(number: number, type: 'float32' | 'int32' | 'bool' = 'float32'): Value {
  const key = `${type} ${Object.is(number, -0) ? '-0' : number}`;
  let value = scalars.get(key);
  if (value === undefined) {
    const data =
      type === 'float32' ? Float32Array.of(number) : type === 'int32' ? Int32Array.of(number) : Uint8Array.of(number);
    value = new Value(type, [], { kind: 'constant', data });
    if (scalars.size < 4096) scalars.set(key, value);
  }
  return value;
}

const integerLists = new Map<string, Value>();

/** A list of 64-bit integers that is part of the graph's structure: a shape, axes, pads. */
export function integers(list: readonly number[]): Value {
  const key = list.join(' ');
  let value = integerLists.get(key);
  if (value === undefined) {
    value = new Value('int64', [list.length], { kind: 'constant', data: BigInt64Array.from(list, BigInt) });
    if (integerLists.size < 4096) integerLists.set(key, value);
  }
  return value;
}

export interface ResultForm {
  readonly shape: readonly number[];
  /** Type of the result; the first input's type unless given. */
  readonly type?: OnnxType;
}

export interface ApplyOptions {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly domain?: string;
}

/** Applies an operator that has one result. The caller states the result's shape: the graph infers none. */
export function apply(
  operator: string,
  inputs: readonly (Value | undefined)[],
  form: ResultForm,
  options: ApplyOptions = {},
): Value {
  return applyMany(operator, inputs, [form], options)[0];
}

/** Applies an operator that has several results. */
export function applyMany(
  operator: string,
  inputs: readonly (Value | undefined)[],
  forms: readonly ResultForm[],
  { attributes = {}, domain = '' }: ApplyOptions = {},
): Value[] {
  const first = inputs[0];
  if (first === undefined) throw new Error(`${operator} needs a first input`);
  const ids = inputs.map((input) => input?.id ?? '').join(' ');
  const shapes = forms.map((form) => `${form.type ?? ''}[${form.shape.join()}]`).join();
  const key = `${domain}.${operator} ${ids} ${JSON.stringify(attributes)} ${shapes}`;
  return holderOf(inputs, first).results(key, () => {
    const operation: Operation = { operator, domain, inputs, attributes, outputs: forms.length };
    return forms.map(
      (form, index) => new Value(form.type ?? first.type, form.shape, { kind: 'result', operation, index }),
    );
  });
}

/**
 * The input that remembers the result: the youngest, which is likely to go first. Were it an old one (a weight, or one
 * of the scalars above, which live for ever), everything ever computed with it would live as long.
 */
function holderOf(inputs: readonly (Value | undefined)[], first: Value): Value {
  let holder = first;
  for (const input of inputs) {
    if (input === undefined || input.source.kind === 'constant') continue;
    if (holder.source.kind === 'constant' || input.id > holder.id) holder = input;
  }
  return holder;
}

export function reshape(value: Value, shape: readonly number[]): Value {
  if (sameShape(value.shape, shape)) return value;
  return apply('Reshape', [value, integers(shape)], { shape });
}

export function transpose(value: Value, perm: readonly number[]): Value {
  if (perm.every((axis, i) => axis === i)) return value;
  return apply('Transpose', [value], { shape: perm.map((axis) => value.shape[axis]) }, { attributes: { perm } });
}

const ONNX_TYPE_CODES = { float32: 1, int32: 6, int64: 7, bool: 9 } as const satisfies Record<OnnxType, number>;

export function onnxTypeCode(type: OnnxType): number {
  return ONNX_TYPE_CODES[type];
}

export function cast(value: Value, type: OnnxType): Value {
  if (value.type === type) return value;
  return apply('Cast', [value], { shape: value.shape, type }, { attributes: { to: onnxTypeCode(type) } });
}

export function expand(value: Value, shape: readonly number[]): Value {
  if (sameShape(value.shape, shape)) return value;
  return apply('Expand', [value, integers(shape)], { shape });
}

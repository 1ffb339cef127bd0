import { BadInputError } from '../../errors.js';
import type { Program } from '../engine.js';
import { encodeProgram, recordProgram } from './program.js';
import type { Dimension, GraphOutput } from './model.js';
import type { ConstantData, Operation, Value } from './value.js';

/** Two sizes that hardly appear in a model by themselves. */
const BATCHES = [97, 101] as const;
/** The end of an axis, however long. */
const END = 2n ** 63n - 1n;

export interface ExportOptions {
  /** Name of the free dimension. Default 'batch'. */
  readonly dimension?: string | undefined;
  /** Written into the file for its readers: name, licence, labels. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

/**
 * Encodes a program as an ONNX file whose batch size is free: standard operators only (opset 18), weights inside.
 *
 * The program is recorded with two batch sizes. Where the graphs agree they are independent of the size; a Reshape to
 * a shape that differs in one length infers that length (-1), a Slice up to the end of the batch reaches to any end.
 *
 * @param program builds the model for a batch size; it must have no state
 * @returns an encoded ModelProto
 * @throws BadInputError that names the operator when something else depends on the batch size
 */
export async function exportProgram(
  program: (batch: number) => Program,
  { dimension = 'batch', metadata }: ExportOptions = {},
): Promise<Uint8Array> {
  const [first, second] = [await recordPortable(program(BATCHES[0])), await recordPortable(program(BATCHES[1]))];
  const comparison = new Comparison();
  for (const [i, { name, value }] of first.entries()) {
    const other = second[i];
    if (other?.name !== name) throw dependent(`the output '${name}'`);
    comparison.pair(value, other.value);
  }
  const { model } = encodeProgram(first, {
    metadata,
    dimensions: (value) => comparison.dimensions(value, dimension),
    constant: (value) => comparison.free.get(value),
  });
  return model;
}

function recordPortable(program: Program): Promise<GraphOutput[]> {
  if (Object.keys(program.state ?? {}).length > 0) {
    throw new BadInputError({ reason: 'a program with state cannot be exported', remedy: 'make its state constant' });
  }
  return recordProgram(program, { channelBlock: 0, isPortable: true });
}

/** Walks two recordings of one program side by side. */
class Comparison {
  /** Structural constants of the first recording as they are when the batch is free. */
  readonly free = new Map<Value, ConstantData>();
  private readonly partners = new Map<Value, Value>();

  /** Pairs two values and everything before them. Iterative: graphs are deep. */
  pair(root: Value, otherRoot: Value): void {
    const waiting: [Value, Value][] = [[root, otherRoot]];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [a, b] = next;
      const known = this.partners.get(a);
      if (known === b) continue;
      // A constant may be shared by places that have nothing to do with each other.
      if (known !== undefined && a.source.kind !== 'constant') throw dependent('the order of operations');
      this.partners.set(a, b);
      this.compareSources(a, b);
      if (a.source.kind === 'result' && b.source.kind === 'result') {
        waiting.push(...this.inputPairs(a.source.operation, b.source.operation));
      }
    }
  }

  /** The shape of an input or output, with the free length by name. */
  dimensions(value: Value, name: string): Dimension[] {
    const partner = this.partners.get(value) ?? value;
    return value.shape.map((length, i) => {
      if (length === partner.shape[i]) return length;
      return length === BATCHES[0] ? name : `${name}*${length / BATCHES[0]}`;
    });
  }

  private compareSources({ source: a, type, shape }: Value, { source: b, type: otherType }: Value): void {
    if (a.kind !== b.kind || type !== otherType) throw dependent('the kind of a value');
    if (a.kind === 'data' && b.kind === 'data' && !sameNumbers(a.data, b.data)) {
      throw dependent(`a tensor [${shape.join()}] that the program makes`);
    }
  }

  private inputPairs(a: Operation, b: Operation): [Value, Value][] {
    const sameAttributes = JSON.stringify(a.attributes) === JSON.stringify(b.attributes);
    if (a.operator !== b.operator || a.inputs.length !== b.inputs.length || !sameAttributes)
      throw dependent(a.operator);
    if (a.domain !== '') throw new BadInputError({ reason: `${a.operator} is no operator of standard ONNX` });
    return a.inputs.flatMap((input, i): [Value, Value][] => {
      const other = b.inputs[i];
      if (input === undefined || other === undefined) return [];
      this.compareConstants(a, b, i);
      return [[input, other]];
    });
  }

  private compareConstants(a: Operation, b: Operation, index: number): void {
    const [input, other] = [a.inputs[index]!, b.inputs[index]!];
    if (input.source.kind !== 'constant' || other.source.kind !== 'constant') return;
    const [numbers, others] = [input.source.data, other.source.data];
    const known = this.free.get(input);
    if (sameNumbers(numbers, others)) {
      if (known !== undefined) throw dependent(a.operator);
      return;
    }
    const free = freed(a, b, index);
    if (free === undefined || (known !== undefined && !sameNumbers(known, free))) throw dependent(a.operator);
    if (known === undefined && this.partners.has(input)) throw dependent(a.operator);
    this.free.set(input, free);
  }
}

/** An operand that differs between the recordings as it is for any batch, or undefined when there is no such form. */
function freed(a: Operation, b: Operation, index: number): BigInt64Array | undefined {
  const [numbers, others] = [integersOf(a.inputs[index]), integersOf(b.inputs[index])];
  if (numbers?.length !== others?.length || numbers === undefined || others === undefined) return undefined;
  const differing = [...numbers.keys()].filter((i) => numbers[i] !== others[i]);
  if (a.operator === 'Reshape' && index === 1 && differing.length === 1) {
    return numbers.map((length, i) => (i === differing[0] ? -1n : length));
  }
  if (a.operator === 'Slice' && index === 2 && differing.every((i) => endsAxis(a, i) && endsAxis(b, i))) {
    return numbers.map((end, i) => (differing.includes(i) ? END : end));
  }
  return undefined;
}

/** Whether the i-th end of a Slice is the length of its axis. */
function endsAxis({ inputs: [x, , ends, axes] }: Operation, i: number): boolean {
  const axis = Number(integersOf(axes)?.[i] ?? i);
  return Number(integersOf(ends)?.[i]) === x?.shape[axis];
}

function integersOf(value: Value | undefined): BigInt64Array | undefined {
  const source = value?.source;
  return source?.kind === 'constant' && source.data instanceof BigInt64Array ? source.data : undefined;
}

function sameNumbers(a: ConstantData, b: ConstantData): boolean {
  return a === b || (a.length === b.length && a.every((number: number | bigint, i: number) => Object.is(number, b[i])));
}

function dependent(what: string): BadInputError {
  return new BadInputError({
    reason: `the model cannot be exported with a free batch: ${what} depends on the batch size`,
    remedy: 'write the model without the length of the batch: reshape with -1, broadcast instead of tiling',
  });
}

import protobuf from 'protobufjs/light.js';
import { createHash } from 'node:crypto';
import { onnxTypeCode, type Attribute, type ConstantData, type Operation, type Value } from './value.js';

/** The part of onnx.proto (ONNX 1.17, IR version 8) that our graphs use; field numbers as published. */
const ONNX = protobuf.Root.fromJSON({
  nested: {
    Attribute: {
      fields: {
        name: { type: 'string', id: 1 },
        f: { type: 'float', id: 2 },
        i: { type: 'int64', id: 3 },
        s: { type: 'bytes', id: 4 },
        ints: { rule: 'repeated', type: 'int64', id: 8 },
        type: { type: 'int32', id: 20 },
      },
    },
    Node: {
      fields: {
        input: { rule: 'repeated', type: 'string', id: 1 },
        output: { rule: 'repeated', type: 'string', id: 2 },
        name: { type: 'string', id: 3 },
        opType: { type: 'string', id: 4 },
        attribute: { rule: 'repeated', type: 'Attribute', id: 5 },
        domain: { type: 'string', id: 7 },
      },
    },
    Tensor: {
      fields: {
        dims: { rule: 'repeated', type: 'int64', id: 1 },
        dataType: { type: 'int32', id: 2 },
        name: { type: 'string', id: 8 },
        rawData: { type: 'bytes', id: 9 },
      },
    },
    Dimension: { fields: { dimValue: { type: 'int64', id: 1 }, dimParam: { type: 'string', id: 2 } } },
    Shape: { fields: { dim: { rule: 'repeated', type: 'Dimension', id: 1 } } },
    TensorType: { fields: { elemType: { type: 'int32', id: 1 }, shape: { type: 'Shape', id: 2 } } },
    Type: { fields: { tensorType: { type: 'TensorType', id: 1 } } },
    ValueInfo: { fields: { name: { type: 'string', id: 1 }, type: { type: 'Type', id: 2 } } },
    Graph: {
      fields: {
        node: { rule: 'repeated', type: 'Node', id: 1 },
        name: { type: 'string', id: 2 },
        initializer: { rule: 'repeated', type: 'Tensor', id: 5 },
        input: { rule: 'repeated', type: 'ValueInfo', id: 11 },
        output: { rule: 'repeated', type: 'ValueInfo', id: 12 },
      },
    },
    OperatorSet: { fields: { domain: { type: 'string', id: 1 }, version: { type: 'int64', id: 2 } } },
    Metadata: { fields: { key: { type: 'string', id: 1 }, value: { type: 'string', id: 2 } } },
    Model: {
      fields: {
        irVersion: { type: 'int64', id: 1 },
        producerName: { type: 'string', id: 2 },
        graph: { type: 'Graph', id: 7 },
        opsetImport: { rule: 'repeated', type: 'OperatorSet', id: 8 },
        metadataProps: { rule: 'repeated', type: 'Metadata', id: 14 },
      },
    },
  },
});
const MODEL = ONNX.lookupType('Model');

const IR_VERSION = 8;
const OPSETS = { '': 18, 'com.microsoft': 1, 'com.microsoft.nchwc': 1 } as const;

/** A dimension of an input or output: a length, or a name when it is free. */
export type Dimension = number | string;

export interface GraphOutput {
  readonly name: string;
  readonly value: Value;
}

export interface Graph {
  /** Encoded ModelProto. */
  readonly model: Uint8Array;
  /** Values that the caller feeds, by input name: placeholders, and data when it is not embedded. */
  readonly feeds: ReadonlyMap<string, Value>;
  /** Equal for graphs that differ in fed numbers only. */
  readonly structure: string;
}

export interface GraphOptions {
  /** Embed the numbers of data values as initializers instead of feeding them. */
  readonly embedData: boolean;
  /** Overrides the dimensions of inputs and outputs, for a free batch. */
  readonly dimensions?: ((value: Value) => readonly Dimension[]) | undefined;
  /** Overrides structural constants (shape operands), for a free batch. */
  readonly constant?: ((value: Value) => ConstantData | undefined) | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

/** Encodes everything that the outputs need as one ONNX model. */
export function encodeGraph(outputs: readonly GraphOutput[], options: GraphOptions): Graph {
  const encoder = new GraphEncoder(options);
  for (const { value } of outputs) encoder.visit(value);
  return encoder.finish(outputs);
}

class GraphEncoder {
  private readonly names = new Map<Value, string>();
  private readonly operationNames = new Map<Operation, string>();
  private readonly nodes: object[] = [];
  private readonly initializers: object[] = [];
  private readonly inputs: object[] = [];
  private readonly feeds = new Map<string, Value>();
  private readonly structure = createHash('sha256');

  constructor(private readonly options: GraphOptions) {}

  /** Names a value and everything before it, operations in an order that can run. Iterative: graphs are deep. */
  visit(root: Value): void {
    const stack: Value[] = [root];
    while (stack.length > 0) {
      const value = stack[stack.length - 1];
      if (this.names.has(value)) {
        stack.pop();
        continue;
      }
      if (value.source.kind === 'result') {
        const waiting = value.source.operation.inputs.filter(
          (input): input is Value => input !== undefined && !this.names.has(input),
        );
        if (waiting.length > 0) {
          stack.push(...waiting.reverse());
          continue;
        }
      }
      stack.pop();
      this.names.set(value, this.name(value));
    }
  }

  finish(outputs: readonly GraphOutput[]): Graph {
    const infos = outputs.map(({ name, value }) => {
      this.nodes.push({ opType: 'Identity', input: [this.names.get(value)], output: [name], name: `out ${name}` });
      this.structure.update(`${name}=${this.names.get(value)}`);
      return this.valueInfo(name, value);
    });
    const model = MODEL.encode({
      irVersion: IR_VERSION,
      producerName: 'vitrine',
      graph: {
        name: 'vitrine',
        node: this.nodes,
        initializer: this.initializers,
        input: this.inputs,
        output: infos,
      },
      opsetImport: Object.entries(OPSETS)
        .filter(
          ([domain]) => domain === '' || this.nodes.some((node) => (node as { domain?: string }).domain === domain),
        )
        .map(([domain, version]) => ({ domain, version })),
      metadataProps: Object.entries(this.options.metadata ?? {}).map(([key, value]) => ({ key, value })),
    }).finish();
    return { model, feeds: this.feeds, structure: this.structure.digest('hex') };
  }

  private name(value: Value): string {
    const { source } = value;
    switch (source.kind) {
      case 'placeholder':
        return this.input(source.name, value);
      case 'constant':
        return this.initializer(value, this.options.constant?.(value) ?? source.data);
      case 'data':
        return this.options.embedData ? this.initializer(value, source.data) : this.input(`d${this.names.size}`, value);
      case 'result':
        return `${this.operation(source.operation)}.${source.index}`;
    }
  }

  private input(name: string, value: Value): string {
    this.inputs.push(this.valueInfo(name, value));
    this.feeds.set(name, value);
    this.structure.update(`${name}:${value.type}[${value.shape.join()}]`);
    return name;
  }

  private initializer(value: Value, data: ConstantData): string {
    const name = `c${this.names.size}`;
    const rawData = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    this.initializers.push({ name, dims: value.shape, dataType: onnxTypeCode(value.type), rawData });
    this.structure.update(`${name}:${value.type}[${value.shape.join()}]`).update(rawData);
    return name;
  }

  private operation(operation: Operation): string {
    const known = this.operationNames.get(operation);
    if (known !== undefined) return known;
    const name = `${operation.operator}_${this.operationNames.size}`;
    this.operationNames.set(operation, name);
    const { operator, domain, inputs, attributes, outputs } = operation;
    const input = inputs.map((value) => (value === undefined ? '' : this.names.get(value)!));
    this.structure.update(`${name}(${domain} ${input.join()} ${JSON.stringify(attributes)})`);
    this.nodes.push({
      name,
      opType: operator,
      domain,
      input,
      output: Array.from({ length: outputs }, (_, index) => `${name}.${index}`),
      attribute: Object.entries(attributes).map(encodeAttribute),
    });
    return name;
  }

  private valueInfo(name: string, value: Value): object {
    const dimensions = this.options.dimensions?.(value) ?? value.shape;
    const dim = dimensions.map((length) => (typeof length === 'number' ? { dimValue: length } : { dimParam: length }));
    return { name, type: { tensorType: { elemType: onnxTypeCode(value.type), shape: { dim } } } };
  }
}

/** Attribute kinds of onnx.proto: FLOAT 1, INT 2, STRING 3, INTS 7. */
function encodeAttribute([name, value]: [string, Attribute]): object {
  if (typeof value === 'string') return { name, s: Buffer.from(value), type: 3 };
  if (typeof value === 'number') return { name, i: value, type: 2 };
  if ('float' in value) return { name, f: value.float, type: 1 };
  return { name, ints: value, type: 7 };
}

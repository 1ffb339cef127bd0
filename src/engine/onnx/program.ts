import type { CompiledProgram, Feeds, Held, Program, TensorData } from '../engine.js';
import { engine as tfjsEngine, setBackend, tidy, type Tensor, type TensorInfo } from '../tensor.js';
import { BACKEND_NAME, onnxBackend, type OnnxBackend, type RecordingOptions } from './backend.js';
import { encodeGraph, type Graph, type GraphOptions, type GraphOutput } from './model.js';
import { createSession, onnxTensor, type OnnxSession, type OnnxTensor, type SessionOptions } from './session.js';
import { dataValue, placeholder, type Value } from './value.js';

/** A program as a graph: what it returns, by name. */
export async function recordProgram(program: Program, recording: RecordingOptions): Promise<GraphOutput[]> {
  const backend = onnxBackend();
  await setBackend(BACKEND_NAME);
  backend.recording = recording;
  const outputs: GraphOutput[] = [];
  tidy(() => {
    const results = program.build(programTensors(program, backend));
    for (const [name, tensor] of Object.entries(results)) {
      outputs.push({ name: name in (program.state ?? {}) ? nextOf(name) : name, value: backend.float(tensor) });
    }
  });
  return outputs;
}

/** The output that holds a state tensor's next value: a graph has one name for one tensor only. */
function nextOf(name: string): string {
  return `${name}'`;
}

function programTensors(program: Program, backend: OnnxBackend): Record<string, Tensor> {
  const tensors: Record<string, Tensor> = {};
  for (const [name, { shape, dtype = 'float32' }] of Object.entries(program.inputs)) {
    tensors[name] = tensorOf(backend.tensor(placeholder(name, dtype, shape), dtype));
  }
  for (const [name, { shape }] of Object.entries(program.state ?? {})) {
    tensors[name] = tensorOf(backend.tensor(placeholder(name, 'float32', shape), 'float32'));
  }
  for (const [name, { shape, data }] of Object.entries(program.constants ?? {})) {
    tensors[name] = tensorOf(backend.tensor(dataValue('float32', shape, data), 'float32'));
  }
  return tensors;
}

function tensorOf(info: TensorInfo): Tensor {
  return tfjsEngine().makeTensorFromTensorInfo(info);
}

/** Encodes a recorded program with its constants inside. */
export function encodeProgram(outputs: readonly GraphOutput[], options: Partial<GraphOptions> = {}): Graph {
  return encodeGraph(outputs, { embedData: true, ...options });
}

/** Records a program once and makes a session of it; state stays on the side of ONNX Runtime between runs. */
export async function compileProgram(
  program: Program,
  { session: options, recording }: { session: SessionOptions; recording: RecordingOptions },
): Promise<CompiledProgram> {
  const graph = encodeProgram(await recordProgram(program, recording));
  return new OnnxProgram(program, graph.feeds, await createSession(graph.model, options));
}

class OnnxProgram implements CompiledProgram {
  private readonly state: Record<string, OnnxTensor>;

  constructor(
    private readonly program: Program,
    private readonly feeds: ReadonlyMap<string, Value>,
    private readonly session: OnnxSession,
  ) {
    this.state = heldTensors(program.state ?? {});
  }

  async run(feeds: Feeds): Promise<Record<string, Float32Array>> {
    const given: Record<string, OnnxTensor> = {};
    for (const [name, value] of this.feeds) given[name] = this.state[name] ?? this.input(name, value, feeds[name]);
    const results = await this.session.run(given);
    const outputs: Record<string, Float32Array> = {};
    const states = new Map(Object.keys(this.state).map((name) => [nextOf(name), name]));
    for (const [output, tensor] of Object.entries(results)) {
      const state = states.get(output);
      if (state === undefined) outputs[output] = tensor.data as Float32Array;
      else this.state[state] = tensor;
    }
    return outputs;
  }

  readState(): Promise<Record<string, Float32Array>> {
    const copies = Object.entries(this.state).map(
      ([name, { data }]) => [name, (data as Float32Array).slice()] as const,
    );
    return Promise.resolve(Object.fromEntries(copies));
  }

  writeState(state: Readonly<Record<string, Float32Array>>): Promise<void> {
    for (const [name, data] of Object.entries(state)) {
      const held = this.program.state?.[name];
      if (held === undefined) throw new Error(`the program has no state '${name}'`);
      this.state[name] = onnxTensor('float32', data.slice(), held.shape);
    }
    return Promise.resolve();
  }

  close(): Promise<void> {
    return this.session.close();
  }

  private input(name: string, value: Value, data: TensorData | undefined): OnnxTensor {
    if (data === undefined) throw new Error(`the program needs an input '${name}'`);
    if (data.length !== value.size) {
      throw new Error(`input '${name}' has ${data.length} numbers instead of ${value.size} [${value.shape.join()}]`);
    }
    return onnxTensor(value.type, data, value.shape);
  }
}

function heldTensors(held: Readonly<Record<string, Held>>): Record<string, OnnxTensor> {
  const entries = Object.entries(held).map(
    ([name, { shape, data }]) => [name, onnxTensor('float32', data.slice(), shape)] as const,
  );
  return Object.fromEntries(entries);
}

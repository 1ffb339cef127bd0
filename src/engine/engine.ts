import type { DataType, Tensor } from './tensor.js';

/** Shape and type of a named tensor. */
export interface TensorSpec {
  readonly shape: readonly number[];
  readonly dtype?: Extract<DataType, 'float32' | 'int32'>;
}

export type TensorData = Float32Array | Int32Array;

/** Values by tensor name, flat and row-major. */
export type Feeds = Readonly<Record<string, TensorData>>;

/** A tensor that belongs to the program: its first value, and its shape. */
export interface Held {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export type Tensors = Readonly<Record<string, Tensor>>;

/**
 * A pure function of named tensors, written with the operations of `tensor.ts`.
 *
 *     inputs     fed at every run
 *     constants  fixed: the weights of a model that only answers
 *     state      kept by the engine between runs: weights, moments and running means while training
 *
 * `build` gets all three by name and returns the outputs; an output with the name of a state tensor is that tensor's
 * next value, every other one is returned by `run`. A recording engine calls `build` once, an eager one at every run.
 */
export interface Program {
  readonly inputs: Readonly<Record<string, TensorSpec>>;
  readonly constants?: Readonly<Record<string, Held>>;
  readonly state?: Readonly<Record<string, Held>>;
  readonly build: (tensors: Tensors) => Record<string, Tensor>;
}

/** A program made ready by an engine. Runs of one program must not overlap. */
export interface CompiledProgram {
  /** @returns the outputs that are not state, by name */
  run(feeds: Feeds): Promise<Record<string, Float32Array>>;
  /** @returns a copy of the state as it is now, by name */
  readState(): Promise<Record<string, Float32Array>>;
  writeState(state: Readonly<Record<string, Float32Array>>): Promise<void>;
  close(): Promise<void>;
}

/** What really runs, for `status`, model cards and reports. */
export interface EngineReport {
  /** 'onnxruntime', 'tfjs-node-gpu', 'tfjs-node', 'tfjs-wasm' or 'tfjs-cpu'. */
  readonly name: string;
  /** 'cpu', 'cuda' or 'webgpu'. */
  readonly device: string;
  readonly version: string;
  readonly threads: number;
  readonly canTrain: boolean;
  /** Why the engines before it in the order of preference were not taken. */
  readonly passedOver: readonly string[];
  /** What would make it faster, as a sentence for people; absent where nothing is missing. */
  readonly advice?: string;
}

export interface Engine {
  readonly report: EngineReport;
  compile(program: Program): Promise<CompiledProgram>;
  close(): Promise<void>;
}

import { EngineUnavailableError } from '../errors.js';
import type { CompiledProgram, Engine, Feeds, Held, Program } from './engine.js';
import * as tf from './tensor.js';

/** What differs between the engines that run each operation at once. */
export interface EagerOptions {
  /** The backend as tfjs registers it: 'cpu', 'wasm', 'tensorflow'. It must have been imported. */
  readonly backend: string;
  /** The name for reports: 'tfjs-cpu'. */
  readonly name: string;
  readonly device: string;
  readonly threads: number;
  readonly canTrain: boolean;
}

/**
 * An engine that runs a program operation by operation on a backend of tfjs, without recording: the plain twin of the
 * recording engine, and the last resort where that one does not run.
 * @throws EngineUnavailableError when the backend does not start
 */
export async function createEagerEngine(options: EagerOptions): Promise<Engine> {
  await activate(options.backend);
  if (options.canTrain) await tf.registerGradients();
  const { name, device, threads, canTrain } = options;
  return {
    report: { name, device, version: tf.version_core, threads, canTrain, passedOver: [] },
    compile: (program) => Promise.resolve(new EagerProgram(program, options.backend)),
    close: () => Promise.resolve(),
  };
}

/** The slow, obvious engine: tfjs in plain JavaScript. Tests compare the others with it. */
export async function createCpuEngine(): Promise<Engine> {
  await import('@tensorflow/tfjs-backend-cpu');
  return createEagerEngine({ backend: 'cpu', name: 'tfjs-cpu', device: 'cpu', threads: 1, canTrain: true });
}

/** tfjs has one current backend for the whole process, so each run claims it anew. */
async function activate(backend: string): Promise<void> {
  if (tf.getBackend() === backend) return;
  const started = await tf.setBackend(backend);
  if (!started) {
    throw new EngineUnavailableError({ reason: `the tfjs backend '${backend}' does not start`, field: backend });
  }
}

class EagerProgram implements CompiledProgram {
  private readonly constants: Record<string, tf.Tensor> = {};
  private state: Record<string, tf.Tensor> = {};

  constructor(
    private readonly program: Program,
    private readonly backend: string,
  ) {
    this.constants = heldTensors(program.constants ?? {});
    this.state = heldTensors(program.state ?? {});
  }

  async run(feeds: Feeds): Promise<Record<string, Float32Array>> {
    await activate(this.backend);
    const outputs = tf.tidy(() => {
      const built = this.program.build({ ...this.inputTensors(feeds), ...this.constants, ...this.state });
      for (const tensor of Object.values(built)) tf.keep(tensor);
      return built;
    });
    const results: Record<string, Float32Array> = {};
    for (const [name, tensor] of Object.entries(outputs)) {
      if (name in this.state) {
        if (this.state[name] !== tensor) this.state[name]?.dispose();
        this.state[name] = tensor;
      } else {
        results[name] = Float32Array.from(tensor.dataSync());
      }
    }
    this.release(outputs);
    return results;
  }

  readState(): Promise<Record<string, Float32Array>> {
    const entries = Object.entries(this.state).map(([name, tensor]) => [name, Float32Array.from(tensor.dataSync())]);
    return Promise.resolve(Object.fromEntries(entries) as Record<string, Float32Array>);
  }

  writeState(state: Readonly<Record<string, Float32Array>>): Promise<void> {
    for (const [name, data] of Object.entries(state)) {
      const before = this.state[name];
      if (before === undefined) throw new RangeError(`the program has no state named '${name}'`);
      this.state[name] = tf.keep(tf.tensor(data.slice(), before.shape));
      before.dispose();
    }
    return Promise.resolve();
  }

  close(): Promise<void> {
    for (const tensor of [...Object.values(this.constants), ...Object.values(this.state)]) tensor.dispose();
    return Promise.resolve();
  }

  private inputTensors(feeds: Feeds): Record<string, tf.Tensor> {
    const tensors: Record<string, tf.Tensor> = {};
    for (const [name, { shape, dtype = 'float32' }] of Object.entries(this.program.inputs)) {
      const data = feeds[name];
      if (data === undefined) throw new RangeError(`the input '${name}' was not fed`);
      tensors[name] = tf.tensor(data.slice(), [...shape], dtype);
    }
    return tensors;
  }

  /** Disposes what a run made and nobody keeps: all but the state. An output may be a state tensor passed through. */
  private release(outputs: Readonly<Record<string, tf.Tensor>>): void {
    const held = new Set([...Object.values(this.state), ...Object.values(this.constants)]);
    for (const tensor of Object.values(outputs)) {
      if (!held.has(tensor)) tensor.dispose();
    }
  }
}

function heldTensors(held: Readonly<Record<string, Held>>): Record<string, tf.Tensor> {
  const entries = Object.entries(held).map(([name, { shape, data }]) => [
    name,
    tf.keep(tf.tensor(data.slice(), [...shape])),
  ]);
  return Object.fromEntries(entries) as Record<string, tf.Tensor>;
}

/** ONNX Runtime behind our own narrow types. */
import type { InferenceSession, Tensor } from 'onnxruntime-common';
import { EngineUnavailableError } from '../../errors.js';
import { onnxRuntime } from './runtime.js';
import type { OnnxType } from './value.js';

export type Provider = 'cpu' | 'cuda' | 'webgpu';

/** A tensor as ONNX Runtime holds it; passed back into a run without a copy. */
export type OnnxTensor = Tensor;

export interface SessionOptions {
  readonly threads: number;
  readonly provider: Provider;
}

export interface OnnxSession {
  run(feeds: Readonly<Record<string, OnnxTensor>>): Promise<Record<string, OnnxTensor>>;
  close(): Promise<void>;
}

/** @throws EngineUnavailableError without ONNX Runtime */
export function onnxRuntimeVersion(): string {
  const { versions } = onnxRuntime().env;
  return versions.node ?? versions.common;
}

/** Providers that this build of ONNX Runtime can load; whether the machine has the device shows only when one is used. */
export function builtInProviders(): Provider[] {
  return onnxRuntime()
    .listSupportedBackends()
    .map(({ name }) => name)
    .filter((name): name is Provider => name === 'cpu' || name === 'cuda' || name === 'webgpu');
}

/** @throws EngineUnavailableError when the provider cannot run the model */
export async function createSession(
  model: Uint8Array | string,
  { threads, provider }: SessionOptions,
): Promise<OnnxSession> {
  const options: InferenceSession.SessionOptions = {
    executionProviders: [provider],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: 4,
    // Spinning workers of one session starve everything else on a machine with few cores.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  };
  const library = onnxRuntime().InferenceSession;
  let session: InferenceSession;
  try {
    session = await (typeof model === 'string' ? library.create(model, options) : library.create(model, options));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.split('\n', 1)[0] : String(cause);
    throw new EngineUnavailableError({ reason: `ONNX Runtime (${provider}) refused the model: ${why}`, cause });
  }
  return {
    run: (feeds) => session.run(feeds),
    close: () => session.release(),
  };
}

/** Wraps numbers without a copy; bool is one byte an element. */
export function onnxTensor(
  type: OnnxType,
  data: Float32Array | Int32Array | Uint8Array | BigInt64Array,
  shape: readonly number[],
): OnnxTensor {
  return new (onnxRuntime().Tensor)(type, data as Float32Array, shape);
}

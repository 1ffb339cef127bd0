import type { CompiledProgram, Engine, EngineReport, Program } from '../engine.js';
import { channelBlock } from './probe.js';
import { compileProgram } from './program.js';
import { onnxRuntimeVersion, type Provider } from './session.js';

export interface OnnxEngineOptions {
  readonly provider: Provider;
  readonly threads: number;
  readonly passedOver?: readonly string[] | undefined;
}

/** An engine that records programs as ONNX graphs and runs them in ONNX Runtime. */
export async function createOnnxEngine({ provider, threads, passedOver = [] }: OnnxEngineOptions): Promise<Engine> {
  const recording = { channelBlock: provider === 'cpu' ? await channelBlock() : 0 };
  const report: EngineReport = {
    name: 'onnxruntime',
    device: provider,
    version: onnxRuntimeVersion(),
    threads,
    canTrain: true,
    passedOver,
  };
  return {
    report,
    compile: (program: Program): Promise<CompiledProgram> =>
      compileProgram(program, { session: { provider, threads }, recording }),
    close: () => Promise.resolve(),
  };
}

import { existsSync } from 'node:fs';
import { EngineUnavailableError } from '../errors.js';
import { createCpuEngine, createEagerEngine } from './eager.js';
import type { Engine } from './engine.js';
import { createNativeEngine } from './node-gpu.js';
import './onnx/no-telemetry.js';
import { registerGradients } from './tensor.js';

/** The engines in the order in which they are tried. */
export const ENGINES = ['tfjs-node-gpu', 'cuda', 'webgpu', 'onnxruntime', 'tfjs-node', 'wasm', 'cpu'] as const;
export type EngineName = (typeof ENGINES)[number];

export interface EngineNeed {
  /** 'train' wants gradients; 'answer' only runs models forward. */
  readonly need: 'answer' | 'train';
  /** Threads of one run. Several workers of one thread each train faster than one run with several. Default 1. */
  readonly threads?: number | undefined;
  /** Take this engine or fail, instead of the first that works. */
  readonly prefer?: EngineName | undefined;
}

/**
 * Chooses the engine. The report of the engine says what was chosen and why those before it were not.
 * @throws EngineUnavailableError when none can do what is needed, with the reason of ONNX Runtime, which can do both;
 *   its cause has the reason of each
 */
export async function selectEngine({ need, threads = 1, prefer }: EngineNeed): Promise<Engine> {
  if (need === 'train') await registerGradients();
  const passedOver: string[] = [];
  let missing: unknown;
  for (const name of prefer === undefined ? ENGINES : [prefer]) {
    const engine = await start(name, { need, threads }).catch((error: unknown) => {
      if (name === 'onnxruntime') missing = error;
      return reasonOf(error);
    });
    if (typeof engine !== 'string') return withReasons(engine, passedOver, missing);
    passedOver.push(`${name}: ${engine}`);
  }
  const reasons = passedOver.join('; ');
  throw new EngineUnavailableError({
    reason: `no engine can ${need} here: ${missing instanceof EngineUnavailableError ? missing.reason : reasons}`,
    remedy: missing instanceof EngineUnavailableError ? missing.remedy : undefined,
    cause: new Error(reasons, { cause: missing }),
  });
}

/**
 * Looks whether an engine can train here, before hours of work in threads that would find it out.
 * @throws EngineUnavailableError when none can
 */
export async function requireTrainingEngine(): Promise<void> {
  await (await selectEngine({ need: 'train' })).close();
}

interface Wanted {
  readonly need: 'answer' | 'train';
  readonly threads: number;
}

/** Starts one engine, or says in a few words why not. */
async function start(name: EngineName, { need, threads }: Wanted): Promise<Engine | string> {
  switch (name) {
    case 'tfjs-node-gpu':
    case 'tfjs-node':
      return (await createNativeEngine(`@tensorflow/${name}`, threads)) ?? 'not installed';
    case 'cuda':
    case 'webgpu':
      return startOnGpu(name, threads);
    case 'onnxruntime': {
      const { createOnnxEngine } = await import('./onnx/engine.js');
      return createOnnxEngine({ provider: 'cpu', threads });
    }
    case 'wasm':
      if (need === 'train') return 'has no gradient of convolutions';
      return createWasmEngine();
    case 'cpu':
      if (need === 'train') return 'a thousand times too slow to train';
      return createCpuEngine();
  }
}

/** Loading a GPU provider where there is no GPU costs time and prints warnings from native code, so look first. */
async function startOnGpu(provider: 'cuda' | 'webgpu', threads: number): Promise<Engine | string> {
  if (process.platform === 'linux' && !['/dev/dri', '/dev/nvidiactl', '/dev/dxg'].some((file) => existsSync(file))) {
    return 'no graphics device';
  }
  const { hasProvider, gpuProblem } = await import('./onnx/gpu-probe.js');
  if (!hasProvider(provider)) return 'not part of this ONNX Runtime';
  const problem = await gpuProblem(provider);
  if (problem !== undefined) return problem;
  const { createOnnxEngine } = await import('./onnx/engine.js');
  return createOnnxEngine({ provider, threads });
}

async function createWasmEngine(): Promise<Engine> {
  await import('@tensorflow/tfjs-backend-wasm');
  return createEagerEngine({ backend: 'wasm', name: 'tfjs-wasm', device: 'cpu', threads: 1, canTrain: false });
}

function reasonOf(error: unknown): string {
  if (error instanceof EngineUnavailableError) return error.reason;
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0];
}

/** @param missing why ONNX Runtime was passed over, which is much faster than what is tried after it */
function withReasons(engine: Engine, passedOver: readonly string[], missing: unknown): Engine {
  const advice =
    missing instanceof EngineUnavailableError
      ? {
          advice: `${missing.reason}, so ${engine.report.name} answers, more slowly: ${missing.remedy ?? 'see the README'}.`,
        }
      : {};
  return { ...engine, report: { ...engine.report, passedOver, ...advice } };
}

import type { Engine } from './engine.js';
import { createEagerEngine } from './eager.js';

/** The native bindings of TensorFlow that a user may have installed beside Vitrine; neither is a dependency. */
export type NativeTensorFlow = '@tensorflow/tfjs-node-gpu' | '@tensorflow/tfjs-node';

/**
 * Loads TensorFlow's native binding.
 * @returns undefined when the package is not installed
 * @throws EngineUnavailableError or the binding's own error when it is installed but does not start
 */
export async function createNativeEngine(name: NativeTensorFlow, threads: number): Promise<Engine | undefined> {
  if (!isInstalled(name)) return undefined;
  await import(name);
  const device = name.endsWith('-gpu') ? 'cuda' : 'cpu';
  return createEagerEngine({
    backend: 'tensorflow',
    name: name.slice('@tensorflow/'.length),
    device,
    threads,
    canTrain: true,
  });
}

function isInstalled(name: string): boolean {
  try {
    import.meta.resolve(name);
    return true;
  } catch {
    return false;
  }
}

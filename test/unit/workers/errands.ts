/** What the workers of the pool's tests are asked to do. */
import { threadId } from 'node:worker_threads';
import { handOver } from '../../../src/workers/pool.js';

export function double(numbers: Float32Array): Float32Array {
  const doubled = numbers.map((number) => 2 * number);
  return handOver(doubled, [doubled.buffer]);
}

export function whichThread(): number {
  return threadId;
}

export function complain(message: string): never {
  throw new RangeError(message);
}

export function die(exitCode: number): never {
  process.exit(exitCode);
}

export async function crash(): Promise<never> {
  setImmediate(() => {
    throw new Error('out of the blue');
  });
  return new Promise(() => undefined);
}

/** Never ends by itself. */
export function spin(): never {
  for (;;);
}

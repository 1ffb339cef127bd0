/** The thread of one training worker: an engine of one thread, and the orders of crew.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { selectEngine } from '../../src/engine/select.js';
import type { CrewOrder, CrewReply, CrewTask } from './crew.js';
import { createStepRunner } from './training-step.js';
import { embedHeldOut } from './validation.js';

const { worker, ...task } = workerData as CrewTask & { worker: number };
const port = parentPort!;
const engine = await selectEngine({ need: 'train', threads: 1 });
const runner = await createStepRunner(engine, { ...task, worker });

/** Each worker embeds an equal run of the held-out products. */
async function embedOwnPart(): Promise<void> {
  const { heldOut, workers, source, shared } = task;
  const bound = (i: number): number => Math.floor((heldOut.rows.length * i) / workers);
  await embedHeldOut(engine, source, shared, { heldOut, from: bound(worker), to: bound(worker + 1) });
}

async function obey(order: CrewOrder): Promise<void> {
  if (order.kind === 'run') await runner.run(order.from, order.to);
  else if (order.kind === 'embed') await embedOwnPart();
  port.postMessage({ kind: 'done' } satisfies CrewReply);
}

port.on('message', (order: CrewOrder) => {
  // An error must reach the main thread as the worker's own error, not as an unhandled rejection of this promise.
  obey(order).catch((error: unknown) => {
    setImmediate(() => {
      throw error;
    });
  });
});
port.postMessage({ kind: 'ready', engine: engine.report } satisfies CrewReply);

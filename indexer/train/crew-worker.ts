/** The thread of one training worker: an engine of one thread, and the orders of crew.ts. */
import { workerData } from 'node:worker_threads';
import { selectEngine } from '../../src/engine/select.js';
import type { CrewOrder, CrewTask } from './crew.js';
import { obeyOrders } from './crew-threads.js';
import { createStepRunner } from './training-step.js';
import { embedHeldOut } from './validation.js';

const { worker, ...task } = workerData as CrewTask & { worker: number };
const engine = await selectEngine({ need: 'train', threads: 1 });
const runner = await createStepRunner(engine, { ...task, worker });

/** Each worker embeds an equal run of the held-out products. */
async function embedOwnPart(): Promise<void> {
  const { heldOut, workers, source, shared } = task;
  const bound = (i: number): number => Math.floor((heldOut.rows.length * i) / workers);
  await embedHeldOut(engine, source, shared, { heldOut, from: bound(worker), to: bound(worker + 1) });
}

obeyOrders<CrewOrder>(engine.report, async (order) => {
  if (order.kind === 'run') await runner.run(order.from, order.to);
  else await embedOwnPart();
});

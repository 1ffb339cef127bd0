import type { Engine, EngineReport } from '../../src/engine/engine.js';
import { hireThreads } from './crew-threads.js';
import { createStepRunner, type WorkerShare } from './training-step.js';
import { embedHeldOut, type HeldOut } from './validation.js';

/** Those who do the work of a training: threads of their own, or the caller's. */
export interface Crew {
  readonly engine: EngineReport;
  /** Runs the steps [from, to). */
  run(from: number, to: number): Promise<void>;
  /** Embeds the held-out products. */
  embedHeldOut(): Promise<void>;
  close(): Promise<void>;
}

/** What every worker gets when it starts. */
export interface CrewTask extends Omit<WorkerShare, 'worker'> {
  readonly heldOut: HeldOut;
}

export type CrewOrder =
  { readonly kind: 'run'; readonly from: number; readonly to: number } | { readonly kind: 'embed' };

/** A crew of worker threads with an engine of one thread each. The calling thread stays free. */
export async function hireWorkers(task: CrewTask): Promise<Crew> {
  const tasks = Array.from({ length: task.workers }, (_, worker) => ({ ...task, worker }));
  const threads = await hireThreads<CrewOrder>(new URL('./crew-worker.js', import.meta.url), tasks);
  return {
    engine: threads.engine,
    run: (from, to) => threads.order({ kind: 'run', from, to }),
    embedHeldOut: () => threads.order({ kind: 'embed' }),
    close: () => threads.close(),
  };
}

/** The caller's own thread as a crew of one: for tests, and for engines that want the whole machine. */
export async function workAlone(engine: Engine, task: Omit<CrewTask, 'workers'>): Promise<Crew> {
  const runner = await createStepRunner(engine, { ...task, worker: 0, workers: 1 });
  const { source, shared, heldOut } = task;
  return {
    engine: engine.report,
    run: (from, to) => runner.run(from, to),
    embedHeldOut: () => embedHeldOut(engine, source, shared, { heldOut, from: 0, to: heldOut.rows.length }),
    close: () => runner.close(),
  };
}

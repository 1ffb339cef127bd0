import { Worker } from 'node:worker_threads';
import type { Engine, EngineReport } from '../../src/engine/engine.js';
import { CancelledError } from '../../src/errors.js';
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
  { readonly kind: 'run'; readonly from: number; readonly to: number } | { readonly kind: 'embed' | 'close' };

/** A worker says what it computes with when it is ready, and 'done' after each order. */
export type CrewReply = { readonly kind: 'ready'; readonly engine: EngineReport } | { readonly kind: 'done' };

/** A crew of worker threads with an engine of one thread each. The calling thread stays free. */
export async function hireWorkers(task: CrewTask): Promise<Crew> {
  const members = Array.from({ length: task.workers }, (_, worker) => new Member(task, worker));
  const all = async (order: CrewOrder): Promise<void> => {
    await Promise.all(members.map((member) => member.obey(order)));
  };
  try {
    const [engine] = await Promise.all(members.map((member) => member.ready()));
    return {
      engine: { ...engine, threads: task.workers },
      run: (from, to) => all({ kind: 'run', from, to }),
      embedHeldOut: () => all({ kind: 'embed' }),
      close: async () => {
        await Promise.all(members.map((member) => member.dismiss()));
      },
    };
  } catch (error) {
    await Promise.all(members.map((member) => member.dismiss()));
    throw error;
  }
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

/** One worker thread. It answers one order at a time. */
class Member {
  private readonly thread: Worker;
  private answer: { resolve: (reply: CrewReply) => void; reject: (error: Error) => void } | undefined;
  private failure: Error | undefined;
  private readonly first: Promise<CrewReply>;

  constructor(task: CrewTask, worker: number) {
    this.first = this.nextReply();
    this.thread = new Worker(new URL('./crew-worker.js', import.meta.url), {
      workerData: { ...task, worker },
      execArgv: [],
    });
    this.thread.on('message', (reply: CrewReply) => this.answer?.resolve(reply));
    this.thread.on('error', (error) => {
      this.fail(error instanceof Error ? error : new Error(String(error)));
    });
    this.thread.on('exit', () => {
      this.fail(new CancelledError({ reason: 'a training worker stopped' }));
    });
  }

  async ready(): Promise<EngineReport> {
    const reply = await this.first;
    if (reply.kind !== 'ready') throw new TypeError('a training worker answered before it was asked');
    return reply.engine;
  }

  async obey(order: CrewOrder): Promise<void> {
    if (this.failure !== undefined) throw this.failure;
    const reply = this.nextReply();
    this.thread.postMessage(order);
    await reply;
  }

  async dismiss(): Promise<void> {
    await this.thread.terminate();
  }

  private nextReply(): Promise<CrewReply> {
    return new Promise((resolve, reject) => {
      this.answer = { resolve, reject };
    });
  }

  private fail(error: Error): void {
    this.failure ??= error;
    this.answer?.reject(error);
  }
}

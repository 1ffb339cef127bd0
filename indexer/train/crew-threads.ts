import { parentPort, Worker } from 'node:worker_threads';
import type { EngineReport } from '../../src/engine/engine.js';
import { CancelledError } from '../../src/errors.js';

/** A worker says what it computes with when it is ready, and 'done' after each order. */
type Reply = { readonly kind: 'ready'; readonly engine: EngineReport } | { readonly kind: 'done' };

/** Worker threads that obey the same orders at the same time. */
export interface Threads<Order> {
  /** As one of them reports it, with the threads of all. */
  readonly engine: EngineReport;
  /** Resolves when all have obeyed. One order at a time. */
  order(order: Order): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts a thread for each task. The script calls `obeyOrders`.
 * @throws whatever a thread throws while it starts; `order` throws what one throws later
 */
export async function hireThreads<Order>(script: URL, tasks: readonly object[]): Promise<Threads<Order>> {
  const members = tasks.map((task) => new Member<Order>(script, task));
  const dismissAll = async (): Promise<void> => {
    await Promise.all(members.map((member) => member.dismiss()));
  };
  try {
    const [engine] = await Promise.all(members.map((member) => member.ready()));
    return {
      engine: { ...engine, threads: members.length },
      order: async (order) => {
        await Promise.all(members.map((member) => member.obey(order)));
      },
      close: dismissAll,
    };
  } catch (error) {
    await dismissAll();
    throw error;
  }
}

/** The worker's side: says that it is ready, then obeys one order after the other. */
export function obeyOrders<Order>(engine: EngineReport, obey: (order: Order) => Promise<void>): void {
  const port = parentPort!;
  port.on('message', (order: Order) => {
    obey(order)
      .then(() => {
        port.postMessage({ kind: 'done' } satisfies Reply);
      })
      // An error must reach the main thread as the worker's own error, not as an unhandled rejection of this promise.
      .catch((error: unknown) => {
        setImmediate(() => {
          throw error;
        });
      });
  });
  port.postMessage({ kind: 'ready', engine } satisfies Reply);
}

/** One worker thread. It answers one order at a time. */
class Member<Order> {
  private readonly thread: Worker;
  private answer: { resolve: (reply: Reply) => void; reject: (error: Error) => void } | undefined;
  private failure: Error | undefined;
  private readonly first: Promise<Reply>;

  constructor(script: URL, task: object) {
    this.first = this.nextReply();
    this.thread = new Worker(script, { workerData: task, execArgv: [] });
    this.thread.on('message', (reply: Reply) => this.answer?.resolve(reply));
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

  async obey(order: Order): Promise<void> {
    if (this.failure !== undefined) throw this.failure;
    const reply = this.nextReply();
    this.thread.postMessage(order);
    await reply;
  }

  async dismiss(): Promise<void> {
    await this.thread.terminate();
  }

  private nextReply(): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.answer = { resolve, reject };
    });
  }

  private fail(error: Error): void {
    this.failure ??= error;
    this.answer?.reject(error);
  }
}

import { CancelledError } from '../../src/index.js';
import { ServiceError } from '../problems.js';
import { CrewMember, type Task } from './crew-member.js';

export interface CrewOptions {
  /** The compiled module that the threads run; it calls `answerQuestions`. */
  readonly module: URL;
  /** What the threads are told when they start. */
  readonly workerData: unknown;
  readonly threads: number;
  /** The question that a thread answers first, whatever comes of it: it opens what the others need. */
  readonly first: { readonly name: string; readonly input: unknown };
  /** Questions that one thread has at a time. 1 by default; more where a thread mostly waits. */
  readonly atOnce?: number;
  /** Questions that may wait for a thread; more are refused. */
  readonly waiting: number;
  /** A question that takes longer is given up, and its thread replaced. */
  readonly timeLimitMs: number;
  /** Hears that all threads are open, for the first time or after one was replaced. */
  readonly onOpen?: () => void;
  /** Hears what threads tell without being asked. */
  readonly onNote?: (note: unknown) => void;
}

export interface AskOptions {
  /** Buffers that move to the thread instead of being copied. */
  readonly transfer?: readonly ArrayBuffer[] | undefined;
  /** Takes the question back: at once when it waits; a thread that has it is told. */
  readonly signal?: AbortSignal | undefined;
}

export interface CrewStatus {
  readonly threads: number;
  readonly busy: number;
  readonly waiting: number;
}

/**
 * Threads that keep a catalog open and are asked, one question at a time each.
 *
 *     ask -> waiting -> given to an idle member -> answered
 *                                             \-> its thread dies or takes too long: 503, and a new thread
 *
 * A pool of interchangeable runs (`src/workers/pool.ts`) would not do: cancelling a run there ends its thread, and with it
 * the open catalog.
 *
 * @typeParam Questions by name: what is asked, and what is answered
 */
export class Crew<Questions extends Readonly<Record<keyof Questions, readonly [unknown, unknown]>>> {
  private readonly members: CrewMember[] = [];
  private readonly queue: Task[] = [];
  private isClosed = false;

  constructor(private readonly options: CrewOptions) {
    if (!Number.isInteger(options.threads) || options.threads < 1) {
      throw new RangeError(`threads must be 1 or more, not ${options.threads}`);
    }
  }

  /** Starts the threads, one after the other, so that the first has the machine for itself until it answers. */
  start(): void {
    if (this.isClosed || this.members.length >= this.options.threads) return;
    const member: CrewMember = new CrewMember(this.options, {
      onOpen: () => {
        if (this.members.at(-1) !== member) return;
        if (this.members.length < this.options.threads) this.start();
        else this.options.onOpen?.();
      },
      onFree: () => {
        this.giveOut();
      },
      onNote: (note) => this.options.onNote?.(note),
    });
    this.members.push(member);
  }

  /** @throws what the answer throws; ServiceError 503 when nobody can answer; CancelledError */
  ask<Name extends keyof Questions & string>(
    name: Name,
    input: Questions[Name][0],
    { transfer = [], signal }: AskOptions = {},
  ): Promise<Questions[Name][1]> {
    if (this.isClosed) return Promise.reject(unavailable('the service is stopping', 10));
    if (signal?.aborted === true) return Promise.reject(new CancelledError());
    if (this.queue.length >= this.options.waiting && this.freeMember() === undefined) {
      return Promise.reject(unavailable('too many requests are waiting', 1));
    }
    this.start();
    const ends: (() => void)[] = []; // of what watches the question: the questions are many, and a signal may be one
    const answer = new Promise<Questions[Name][1]>((resolve, reject) => {
      const task: Task = { name, input, transfer, resolve, reject };
      const cancel = (): void => {
        this.takeBack(task, new CancelledError());
      };
      signal?.addEventListener('abort', cancel, { once: true });
      ends.push(() => signal?.removeEventListener('abort', cancel));
      this.queue.push(task);
      this.giveOut();
      if (!this.queue.includes(task)) return;
      const clock = this.limitWaiting(task);
      ends.push(() => {
        clearTimeout(clock);
      });
    });
    return answer.finally(() => {
      for (const end of ends) end();
    });
  }

  status(): CrewStatus {
    const busy = this.members.filter((member) => member.running > 0).length;
    return { threads: this.options.threads, busy, waiting: this.queue.length };
  }

  /** Lets the threads finish what they have, then ends them. Questions that wait are refused. */
  async close(): Promise<void> {
    this.isClosed = true;
    for (const { reject } of this.queue.splice(0)) reject(unavailable('the service is stopping', 10));
    await Promise.all(this.members.map((member) => member.close()));
  }

  private giveOut(): void {
    while (this.queue.length > 0) {
      const member = this.freeMember();
      if (member === undefined) return;
      const task = this.queue.shift();
      if (task !== undefined) member.take(task);
    }
  }

  /** The open member with the least to do. Nobody is given a question while the catalog is still being opened. */
  private freeMember(): CrewMember | undefined {
    const atOnce = this.options.atOnce ?? 1;
    const free = this.members.filter((member) => member.isOpen && member.running < atOnce);
    return free.sort((a, b) => a.running - b.running)[0];
  }

  /** Nobody waits for ever, not even when no thread can start. */
  private limitWaiting(task: Task): NodeJS.Timeout {
    const timer = setTimeout(() => {
      if (this.queue.includes(task)) this.takeBack(task, unavailable('nobody was free to answer in time', 1));
    }, this.options.timeLimitMs);
    return timer.unref();
  }

  private takeBack(task: Task, reason: Error): void {
    const place = this.queue.indexOf(task);
    if (place >= 0) this.queue.splice(place, 1);
    for (const member of this.members) member.cancel(task);
    task.reject(reason);
  }
}

/** @param seconds after which asking again makes sense */
export function unavailable(reason: string, seconds: number): ServiceError {
  return new ServiceError('unavailable', {
    reason,
    remedy: 'ask again a little later',
    headers: { 'retry-after': String(seconds) },
  });
}

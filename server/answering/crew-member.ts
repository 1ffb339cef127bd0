import { Worker } from 'node:worker_threads';
import { VitrineError } from '../../src/index.js';
import { ServiceError } from '../problems.js';
import type { FromThread, ToldError, ToThread } from './questions-and-answers.js';

/** A question that somebody waits for. */
export interface Task {
  readonly name: string;
  readonly input: unknown;
  readonly transfer: readonly ArrayBuffer[];
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

export interface MemberOptions {
  readonly module: URL;
  readonly workerData: unknown;
  readonly first: { readonly name: string; readonly input: unknown };
  readonly timeLimitMs: number;
}

export interface MemberEvents {
  readonly onOpen: () => void;
  readonly onFree: () => void;
  /** Hears what a thread tells without being asked. */
  readonly onNote: (note: unknown) => void;
}

interface Running {
  readonly task: Task;
  readonly timer: NodeJS.Timeout;
}

/** A large catalog on a slow disk takes its time. */
const OPENING_LIMIT_MS = 600_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;

/** One thread of a crew: replaced when it dies, sooner the first time than the tenth. */
export class CrewMember {
  /** Whether the thread is there and has answered its first question. */
  isOpen = false;
  private isClosed = false;
  private worker: Worker | undefined;
  private readonly tasks = new Map<number, Running>();
  private lastNumber = 0;
  private pauseMs = 0;
  private whenIdle: (() => void) | undefined;

  constructor(
    private readonly options: MemberOptions,
    private readonly events: MemberEvents,
  ) {
    this.start();
  }

  get running(): number {
    return this.tasks.size;
  }

  /** @param timeLimitMs after which the thread is taken for lost */
  take(task: Task, timeLimitMs = this.options.timeLimitMs): void {
    const number = ++this.lastNumber;
    const timer = setTimeout(() => {
      void this.giveUp(number);
    }, timeLimitMs);
    this.tasks.set(number, { task, timer });
    const { name, input, transfer } = task;
    this.tell({ number, name, input }, transfer);
  }

  cancel(task: Task): void {
    for (const [number, running] of this.tasks) if (running.task === task) this.tell({ cancel: number });
  }

  /** Waits for what runs, then ends the thread. */
  async close(): Promise<void> {
    this.isClosed = true;
    if (this.tasks.size > 0) await new Promise<void>((resolve) => (this.whenIdle = resolve));
    const { worker } = this;
    if (worker === undefined) return;
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    this.tell({ close: true });
    const late = setTimeout(() => void worker.terminate(), 2000);
    await ended;
    clearTimeout(late);
  }

  private start(): void {
    const { module, workerData } = this.options;
    const worker = new Worker(module, { workerData, execArgv: [] });
    this.worker = worker;
    worker.on('message', (message: FromThread) => {
      this.hear(message);
    });
    worker.on('error', (error: Error) => {
      this.replace(worker, error);
    });
    worker.on('messageerror', (error: Error) => {
      this.replace(worker, error);
    });
    worker.once('exit', () => {
      this.replace(worker, undefined);
    });
    const { name, input } = this.options.first;
    const opened = (): void => {
      this.open(worker);
    };
    this.take({ name, input, transfer: [], resolve: opened, reject: opened }, OPENING_LIMIT_MS);
  }

  private open(worker: Worker): void {
    if (this.worker !== worker) return;
    this.isOpen = true;
    this.pauseMs = 0;
    this.events.onOpen();
  }

  private tell(message: ToThread, transfer: readonly ArrayBuffer[] = []): void {
    this.worker?.postMessage(message, [...transfer]);
  }

  private hear(message: FromThread): void {
    if ('note' in message) {
      this.events.onNote(message.note);
      return;
    }
    const running = this.tasks.get(message.number);
    if (running === undefined) return;
    this.finish(message.number, running);
    if ('failure' in message) running.task.reject(errorOf(message.failure));
    else running.task.resolve(message.answer);
    this.events.onFree();
  }

  private finish(number: number, { timer }: Running): void {
    clearTimeout(timer);
    this.tasks.delete(number);
    if (this.tasks.size === 0) this.whenIdle?.();
  }

  /** A question takes too long: its thread may never come back. */
  private async giveUp(number: number): Promise<void> {
    const running = this.tasks.get(number);
    const { worker } = this;
    if (running === undefined || worker === undefined) return;
    running.task.reject(lost('the answer took too long'));
    await worker.terminate();
  }

  private replace(worker: Worker, error: Error | undefined): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    this.isOpen = false;
    for (const [number, running] of this.tasks) {
      this.finish(number, running);
      running.task.reject(lost('the thread that had the question ended', error));
    }
    if (this.isClosed) return;
    const pause = setTimeout(() => {
      if (this.isClosed) return;
      this.start();
    }, this.pauseMs);
    pause.unref();
    this.pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, 2 * this.pauseMs));
  }
}

/** An error as the thread has told it, of our own kind again. */
function errorOf(told: ToldError): Error {
  if (told.kind === 'vitrine') return new VitrineError(told.code, told);
  const error = new Error(told.message);
  error.stack = told.stack;
  return error;
}

function lost(reason: string, cause?: Error): ServiceError {
  return new ServiceError('unavailable', {
    reason,
    remedy: 'ask again',
    headers: { 'retry-after': '1' },
    cause,
  });
}

import { fileURLToPath } from 'node:url';
import { Tinypool } from 'tinypool';
import { CancelledError } from '../errors.js';
import { throwIfCancelled } from '../progress.js';

export interface WorkerPoolOptions {
  /** The compiled module whose exported functions the workers run: `new URL('./x-worker.js', import.meta.url)`. */
  readonly module: URL;
  /** How many workers, at least 1; they start with the first run. */
  readonly threads: number;
}

export interface RunOptions {
  /** Which exported function to run. Default: the module's default export. */
  readonly name?: string | undefined;
  /** Buffers that move to the worker instead of being copied; they are empty here afterwards. */
  readonly transfer?: readonly ArrayBuffer[] | undefined;
  /** Ends the run, and the worker with it, at once. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs exported pure functions of one module in worker threads. When a worker dies, the unfinished runs are rejected,
 * never left hanging, and the next run starts new workers. Tinypool stands behind it and nobody else knows it.
 */
export class WorkerPool {
  readonly threads: number;
  private readonly filename: string;
  /** Ends each unfinished run of the present workers with an error. */
  private readonly unfinished = new Set<(reason: Error) => void>();
  private readonly watched = new WeakSet();
  private workers: Tinypool | undefined;
  private isClosed = false;

  constructor({ module, threads }: WorkerPoolOptions) {
    if (!Number.isInteger(threads) || threads < 1) throw new RangeError(`threads must be 1 or more, not ${threads}`);
    this.filename = fileURLToPath(module);
    this.threads = threads;
  }

  /**
   * @param input is copied to the worker (structured clone), except for shared memory and what `transfer` names
   * @throws CancelledError when the signal is raised; else what the function threw, or that its worker died
   */
  async run<In, Out>(input: In, { name = 'default', transfer = [], signal }: RunOptions = {}): Promise<Out> {
    if (this.isClosed) throw new Error('the worker pool is closed');
    throwIfCancelled(signal);
    const workers = (this.workers ??= this.start());
    return new Promise<Out>((resolve, reject) => {
      this.unfinished.add(reject);
      const done = workers.run(input, { name, transferList: [...transfer], signal: signal ?? null }) as Promise<Out>;
      this.watchDeaths(workers);
      done
        .then(resolve, (error: unknown) => {
          this.watchDeaths(workers);
          reject(signal?.aborted === true ? new CancelledError({ reason: 'cancelled', cause: error }) : asError(error));
        })
        .finally(() => this.unfinished.delete(reject));
    });
  }

  /** Stops the workers; runs that are not finished are rejected. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.abandon(new Error('the worker pool was closed'));
  }

  private start(): Tinypool {
    const workers = new Tinypool({
      ...{ filename: this.filename, minThreads: this.threads, maxThreads: this.threads },
      execArgv: [], // flags of the main program, such as --input-type, are not for a worker's module
    });
    // A worker that fails while it is idle reports here; without a listener that would end the process.
    workers.on('error', () => undefined);
    return workers;
  }

  /**
   * Tinypool leaves runs hanging when a worker ends by `process.exit`, and queued ones when a worker cannot load its
   * module. So any death of a worker that nobody asked for ends all runs, and the next run starts afresh.
   */
  private watchDeaths(workers: Tinypool): void {
    for (const worker of workers.threads) {
      if (this.watched.has(worker)) continue;
      this.watched.add(worker);
      worker.once('error', (error: Error) => {
        if (this.workers === workers) void this.abandon(error);
      });
      worker.once('exit', (exitCode: number) => {
        const wasRemoved = this.workers !== workers || !workers.threads.includes(worker);
        if (!wasRemoved) void this.abandon(new Error(`a worker ended with exit code ${exitCode}`));
      });
    }
  }

  private async abandon(reason: Error): Promise<void> {
    const workers = this.workers;
    this.workers = undefined;
    for (const reject of this.unfinished) reject(reason);
    this.unfinished.clear();
    await workers?.destroy();
  }
}

/**
 * Lets a worker's function hand buffers back without copying them.
 * @returns what the function must return; the caller of `run` gets `value`
 */
export function handOver<Value>(value: Value, transfer: readonly ArrayBuffer[]): Value {
  const movable = { [Tinypool.transferableSymbol]: [...transfer], [Tinypool.valueSymbol]: value };
  return Tinypool.move(movable as unknown as Parameters<typeof Tinypool.move>[0]) as unknown as Value;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

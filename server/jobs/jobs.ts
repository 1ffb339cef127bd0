import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { NotFoundError, NotReadyError } from '../../src/index.js';
import { unavailable, type Crew } from '../answering/crew.js';
import { Job } from '../requests/index.js';
import { runCommand, type CommandEnd, type CommandRun } from './command-run.js';
import { EventLog } from './event-log.js';
import { commandLineOf, type JobOrder } from './job-order.js';
import { problemOfCommand } from './job-problem.js';
import type { RecordQuestions } from './records.js';

export interface JobsOptions {
  readonly workspace: string;
  /** Folders whose files a job may read. */
  readonly folders: readonly string[];
  /** What becomes of a running job when the service stops: it is cancelled, or waited for. */
  readonly atStop?: 'cancel' | 'wait';
  /** How long a cancelled command may take to stop before it is killed. Default 10 s. */
  readonly graceMs?: number;
  /** @returns the file of an upload that a job imports; @throws NotFoundError */
  readonly uploads: (id: string) => Promise<string>;
  /** The script that is run: the `vitrine` command. */
  readonly script: string;
  /** Hears of a record that could not be written. */
  readonly onError?: (error: unknown) => void;
}

/** A job as this service knows it. */
interface Entry {
  job: Job;
  readonly events: EventLog;
  /** Empty for jobs of an earlier service. */
  readonly line: readonly string[];
  readonly requestId: string;
  run?: CommandRun;
  stopAs?: 'cancelled' | 'interrupted';
  /** Ends its pause before it looks again whether it may run. */
  wake?: () => void;
}

const WAITING_JOBS = 20;
const KEPT_JOBS = 200;
const KEPT_LINES = 50;
const LINE_LENGTH = 1000;
const GRACE_MS = 10_000;
/** How often a job looks whether another command is done. */
const LOOK_AGAIN_MS = 500;

/**
 * Jobs of one workspace: commands in processes of their own, one after the other, because only one may write. What becomes
 * of each is written down, so that a service that starts again can tell.
 */
export class Jobs {
  private readonly entries = new Map<string, Entry>();
  private opened: Promise<void> | undefined;
  private isClosed = false;
  private pumping: Promise<void> | undefined;
  private readonly writes = new Set<Promise<void>>();

  constructor(
    private readonly records: Crew<RecordQuestions>,
    private readonly options: JobsOptions,
  ) {}

  /**
   * Puts a job at the end of the queue.
   * @throws ServiceError 403 for paths outside of the folders, 503 when too many wait; NotFoundError
   */
  async start(order: JobOrder, requestId: string): Promise<Job> {
    await this.open();
    const { folders, uploads } = this.options;
    const models = async (): Promise<string[]> =>
      (await this.records.ask('models', undefined)).models.map(({ id }) => id);
    const line = await commandLineOf(order, { folders, models, uploads });
    if (this.isClosed) throw unavailable('the service is stopping', 10);
    if (this.withStatus('waiting').length >= WAITING_JOBS) throw unavailable('too many jobs are waiting', 60);
    const entry: Entry = { job: newJob(order.kind, toldOptions(order, line)), events: new EventLog(), line, requestId };
    await this.records.ask('writeJob', entry.job); // before anything is done: a full disk is told at once
    this.entries.set(entry.job.id, entry);
    this.pump();
    return entry.job;
  }

  /** The newest first. */
  async list(): Promise<readonly Job[]> {
    await this.open();
    return [...this.entries.values()].map(({ job }) => job).reverse();
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<Job> {
    return (await this.entry(id)).job;
  }

  /** @throws NotFoundError; NotReadyError for a job that another process runs */
  async events(id: string): Promise<EventLog> {
    const entry = await this.entry(id);
    const isOurs = entry.line.length > 0 || entry.events.ended;
    if (isOurs) return entry.events;
    throw new NotReadyError({ reason: 'another process runs this job', remedy: 'ask for the job itself' });
  }

  /** Takes a job out of the queue, or asks it to stop; one that has ended stays as it is. */
  async cancel(id: string): Promise<Job> {
    const entry = await this.entry(id);
    this.stop(entry, 'cancelled');
    return entry.job;
  }

  /** Takes no more jobs; those that wait are given up, the running one is cancelled or waited for. */
  async close(): Promise<void> {
    this.isClosed = true;
    for (const entry of this.withStatus('waiting')) this.stop(entry, 'interrupted');
    if (this.options.atStop !== 'wait') for (const entry of this.withStatus('running')) this.stop(entry, 'interrupted');
    await this.pumping;
    await Promise.all(this.writes);
  }

  private open(): Promise<void> {
    this.opened ??= this.readRecords();
    this.opened.catch(() => {
      this.opened = undefined;
    });
    return this.opened;
  }

  private async readRecords(): Promise<void> {
    for (const { job: written, isOfAnother } of await this.records.ask('jobs', undefined)) {
      const { success, data } = Job.safeParse(written);
      if (!success) continue;
      const entry: Entry = { job: data, events: new EventLog(), line: [], requestId: '' };
      this.entries.set(data.id, entry);
      const isOver = data.status !== 'waiting' && data.status !== 'running';
      if (!isOver && !isOfAnother) this.finish(entry, { status: 'interrupted' });
      else if (isOver) entry.events.add(data.status === 'done' ? 'done' : 'failed', data);
    }
  }

  private async entry(id: string): Promise<Entry> {
    await this.open();
    const entry = this.entries.get(id);
    if (entry !== undefined) return entry;
    throw new NotFoundError({ field: 'id', reason: `there is no job '${id}'`, remedy: 'see GET /v1/jobs' });
  }

  private withStatus(status: Job['status']): Entry[] {
    return [...this.entries.values()].filter(({ job, line }) => job.status === status && line.length > 0);
  }

  private stop(entry: Entry, as: 'cancelled' | 'interrupted'): void {
    if (entry.job.status === 'waiting' && entry.line.length > 0) this.finish(entry, { status: as });
    entry.wake?.();
    if (entry.job.status !== 'running') return;
    entry.stopAs ??= as;
    entry.run?.stop();
  }

  private pump(): void {
    this.pumping ??= this.runWaiting().finally(() => {
      this.pumping = undefined;
      if (this.withStatus('waiting').length > 0) this.pump(); // came while the last one was being put away
    });
  }

  private async runWaiting(): Promise<void> {
    for (;;) {
      const [next] = this.withStatus('waiting');
      if (next === undefined) return;
      if (await this.mayRun(next)) await this.run(next);
    }
  }

  /** Waits for a while when somebody else is at work, such as a command of a terminal. */
  private async mayRun(entry: Entry): Promise<boolean> {
    const holder = await this.records.ask('atWork', undefined).catch(() => undefined);
    if (holder === undefined) return entry.job.status === 'waiting';
    this.waitFor(entry, `'${holder.name}' (process ${holder.pid} on ${holder.host})`);
    await this.pause(entry);
    return false;
  }

  /** Somebody has come first since it was looked. */
  private async waitAgain(entry: Entry, reason: string): Promise<void> {
    this.waitFor(entry, reason);
    await this.pause(entry);
  }

  private waitFor(entry: Entry, waitingFor: string): void {
    if (entry.job.waitingFor === waitingFor || entry.job.finished !== null) return;
    this.change(entry, { status: 'waiting', started: null, progress: null, waitingFor });
    this.say(entry, `waits for ${waitingFor}`);
  }

  private async pause(entry: Entry): Promise<void> {
    if (entry.job.finished !== null) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LOOK_AGAIN_MS);
      entry.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private say(entry: Entry, line: string): void {
    const text = line.slice(0, LINE_LENGTH);
    entry.job = { ...entry.job, log: [...entry.job.log.slice(1 - KEPT_LINES), text] };
    entry.events.add('log', { text });
  }

  private async run(entry: Entry): Promise<void> {
    const { workspace, script, graceMs = GRACE_MS } = this.options;
    delete entry.run;
    this.change(entry, { status: 'running', started: now(), waitingFor: undefined });
    try {
      entry.run = runCommand({
        ...{ script, line: entry.line, workspace, graceMs },
        onProgress: (progress) => {
          entry.job = { ...entry.job, progress };
          entry.events.add('progress', progress);
        },
        onLine: (line) => {
          this.say(entry, line);
        },
      });
      const outcome = outcomeOf(await entry.run.ended, entry);
      if (outcome.problem?.code === 'locked') await this.waitAgain(entry, outcome.problem.detail);
      else this.finish(entry, outcome);
    } catch (error) {
      this.finish(entry, { status: 'failed', problem: problemOfCommand(error, entry.requestId) });
    }
  }

  private finish(entry: Entry, outcome: Partial<Job> & Pick<Job, 'status'>): void {
    this.change(entry, { finished: now(), waitingFor: undefined, ...outcome });
    entry.events.add(outcome.status === 'done' ? 'done' : 'failed', entry.job);
    const over = [...this.entries.values()].filter(({ job }) => job.finished !== null);
    for (const { job } of over.slice(0, -KEPT_JOBS)) this.entries.delete(job.id);
  }

  private change(entry: Entry, change: Partial<Job>): void {
    entry.job = { ...entry.job, ...change };
    const write: Promise<void> = this.records
      .ask('writeJob', entry.job)
      .catch((error: unknown) => this.options.onError?.(error))
      .finally(() => this.writes.delete(write));
    this.writes.add(write);
  }
}

function newJob(kind: Job['kind'], options: Job['options']): Job {
  return {
    ...{ id: randomUUID(), kind, status: 'waiting', options },
    ...{ created: now(), started: null, finished: null },
    ...{ progress: null, result: null, problem: null, exitCode: null, log: [] },
  };
}

function outcomeOf(
  { exitCode, document }: CommandEnd,
  { stopAs, requestId }: Entry,
): Partial<Job> & { status: Job['status'] } {
  if (exitCode === 0 || isResult(exitCode, document)) return { status: 'done', exitCode, result: document ?? null };
  if (stopAs !== undefined) return { status: stopAs, exitCode };
  return { status: 'failed', exitCode, problem: problemOfCommand(document, requestId) };
}

/** A command that has done its work may say by its exit code that something in it needs to be looked at. */
function isResult(exitCode: number | null, document: unknown): boolean {
  return exitCode === 2 && typeof document === 'object' && document !== null && !('error' in document);
}

/** The options as they were ordered, and what an uploaded file is called. */
function toldOptions(order: JobOrder, line: readonly string[]): Job['options'] {
  const isUpload = order.kind === 'import' && order.options.upload !== undefined;
  return { ...order.options, ...(isUpload ? { file: basename(line.at(-1) ?? '') } : {}) };
}

function now(): string {
  return new Date().toISOString();
}

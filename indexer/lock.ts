import {
  closeSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { threadId } from 'node:worker_threads';
import { z } from 'zod';
import { LockedError, explainFileError } from '../src/errors.js';
import { throwIfCancelled } from '../src/progress.js';
import { workspacePaths, type WorkspacePaths } from '../src/storage/workspace.js';

export const holderSchema = z.object({ pid: z.int(), name: z.string(), host: z.string(), started: z.string() });

/** A process that does something, told from a later one of the same number by its start. */
export type Holder = z.infer<typeof holderSchema>;

/**
 * Runs `work` as the only job of the workspace: an import, a training, an indexing. The folder is made when it is missing.
 *
 * The lock is a file with the holder's process id. It is taken over when that process is gone, also when another
 * process has got the same number since.
 * @param name what the holder does, in the words of the user: 'import', 'train'
 * @throws LockedError naming the holder, at once
 */
export async function withLock<Result>(
  paths: WorkspacePaths,
  name: string,
  work: () => Promise<Result>,
): Promise<Result> {
  take(paths, paths.lock, name);
  try {
    return await work();
  } finally {
    rmSync(paths.lock, { force: true });
  }
}

/** Who has the workspace as its only job just now; undefined when nobody does. */
export function jobAtWork(workspace: string): Holder | undefined {
  const holder = readHolder(workspacePaths(workspace).lock);
  return holder !== undefined && isAlive(holder) ? holder : undefined;
}

export interface WaitOptions {
  /** How long another writer is waited for; 10 seconds by default. */
  readonly waitMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

const WAIT_MS = 10_000;
const LOOK_AGAIN_MS = 15;
/** A mark of somebody who waits is that of somebody who is gone when it is older. */
const MARK_MS = 1000;

/**
 * Runs `work` as the only writer of the catalog and its pixel store: short work, beside a training or an indexing, which
 * hold this lock only while they switch the manifest.
 * @throws LockedError naming the holder when it still writes after `waitMs`; CancelledError
 */
export async function withCatalogLock<Result>(
  paths: WorkspacePaths,
  name: string,
  work: () => Promise<Result>,
  { waitMs = WAIT_MS, signal }: WaitOptions = {},
): Promise<Result> {
  const deadline = performance.now() + waitMs;
  await letOthersWrite(paths);
  for (;;) {
    try {
      take(paths, paths.catalogLock, name);
      break;
    } catch (error) {
      if (!(error instanceof LockedError) || performance.now() >= deadline) throw error;
    }
    throwIfCancelled(signal);
    writeFileSync(markOf(paths), '');
    await sleep(LOOK_AGAIN_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(paths.catalogLock, { force: true });
  }
}

/** Lets those go first who wait already: whoever takes the lock again and again would leave it to nobody else. */
async function letOthersWrite(paths: WorkspacePaths): Promise<void> {
  const mark = statSync(markOf(paths), { throwIfNoEntry: false });
  if (mark === undefined) return;
  rmSync(markOf(paths), { force: true });
  if (Date.now() - mark.mtimeMs < MARK_MS) await sleep(3 * LOOK_AGAIN_MS);
}

/** A file that is written by whoever waits for the catalog's lock. */
function markOf({ catalogLock }: WorkspacePaths): string {
  return `${catalogLock}.wanted`;
}

function take(paths: WorkspacePaths, lock: string, name: string): void {
  try {
    mkdirSync(paths.root, { recursive: true });
    acquire(lock, name);
  } catch (error) {
    throw explainFileError(error, paths.root);
  }
}

/** Two attempts: the second after a lock whose holder is gone has been put aside. */
function acquire(lock: string, name: string): void {
  const me = thisProcess(name);
  const mine = `${lock}.${threadId}.${me.pid}`; // unique: nothing below waits, so a thread is here once at a time
  const descriptor = openSync(mine, 'w');
  try {
    writeSync(descriptor, `${JSON.stringify(me)}\n`);
  } finally {
    closeSync(descriptor);
  }
  try {
    if (linked(mine, lock)) return;
    putAside(lock, `${mine}.gone`);
    if (!linked(mine, lock)) throw lockedBy(readHolder(lock), lock);
  } finally {
    rmSync(mine, { force: true });
  }
}

/** A hard link appears with its whole content or not at all, so no reader sees a lock without its holder. */
function linked(mine: string, lock: string): boolean {
  try {
    linkSync(mine, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Moves a lock whose holder is gone out of the way. Of two processes that do so at once one may move the other's
 * new lock: what was moved is therefore read again, and put back when its holder lives.
 */
function putAside(lock: string, aside: string): void {
  const seen = readHolder(lock);
  if (seen !== undefined && isAlive(seen)) throw lockedBy(seen, lock);
  try {
    renameSync(lock, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const moved = readHolder(aside);
  const displaced = moved !== undefined && isAlive(moved);
  if (displaced) linked(aside, lock);
  rmSync(aside, { force: true });
  if (displaced) throw lockedBy(moved, lock);
}

function readHolder(lock: string): Holder | undefined {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(lock, 'utf8')));
  } catch {
    return undefined; // gone meanwhile, or not written by us: nobody holds it
  }
}

/** @param name what it does, in the words of the user */
export function thisProcess(name: string): Holder {
  return { pid: process.pid, name, host: hostname(), started: startOf(process.pid) };
}

/** Of a process on another machine nobody knows here: it counts as alive. */
export function isAlive({ pid, host, started }: Holder): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const start = startOf(pid);
  return start === '' || started === '' || start === started;
}

/** Start of a process in clock ticks since boot: field 22 of /proc/PID/stat; '' where there is no such file. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field, the program's name in brackets, may hold blanks.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function lockedBy(holder: Holder | undefined, lock: string): LockedError {
  const who = holder === undefined ? 'another process' : `'${holder.name}' (process ${holder.pid} on ${holder.host})`;
  return new LockedError({
    file: lock,
    reason: `${who} is writing to this workspace`,
    remedy: 'wait until it is done, or stop it',
  });
}

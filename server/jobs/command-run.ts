import { spawn, type ChildProcess } from 'node:child_process';
import { setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { JobProgress } from '../requests/index.js';

export interface CommandRunOptions {
  /** The script that is run: the command of this package. */
  readonly script: string;
  /** The verb, then its options. */
  readonly line: readonly string[];
  readonly workspace: string;
  /** How long it may take to stop before it is killed. */
  readonly graceMs: number;
  readonly onProgress: (progress: z.output<typeof JobProgress>) => void;
  /** A line that it has said to people. */
  readonly onLine: (line: string) => void;
}

/** How a command ended. */
export interface CommandEnd {
  /** Null when it was killed. */
  readonly exitCode: number | null;
  /** What it printed as JSON: the result, or `{error}`; undefined when it printed none. */
  readonly document: unknown;
}

export interface CommandRun {
  readonly ended: Promise<CommandEnd>;
  /** Asks it to stop; when it does not, kills it. */
  stop(): void;
}

const message = z.object({ progress: JobProgress });

/** How long the output of a command that has ended is waited for. */
const OUTPUT_MS = 2000;
const DOCUMENT_LIMIT = 16 * 1024 * 1024;
/** Searches go first. */
const PRIORITY = 10;
/** Keys of the service are none of a command's business. */
const SECRETS = ['VITRINE_READ_KEYS', 'VITRINE_WRITE_KEYS'];

/**
 * Runs a verb in a process of its own. It tells its progress by a channel, and ends when the channel does: a service that
 * is killed leaves no training behind. It is in no terminal's group: Ctrl-C asks the service, which asks the command.
 */
export function runCommand({ script, line, workspace, graceMs, ...hearers }: CommandRunOptions): CommandRun {
  const [verb, ...options] = line;
  const argv = [script, verb, `--workspace=${workspace}`, '--json', ...options];
  const child = spawn(process.execPath, argv, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !SECRETS.includes(name))),
    detached: true,
  });
  stepBack(child);
  child.on('message', (told: unknown) => {
    const { success, data } = message.safeParse(told);
    if (success) hearers.onProgress(data.progress);
  });
  createInterface({ input: child.stderr! }).on('line', hearers.onLine);
  let killer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    if (killer !== undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGINT');
    killer = setTimeout(() => child.kill('SIGKILL'), graceMs);
  };
  const ended = endOf(child).finally(() => {
    clearTimeout(killer);
  });
  return { ended, stop };
}

function endOf(child: ChildProcess): Promise<CommandEnd> {
  const parts: Buffer[] = [];
  let size = 0;
  child.stdout!.on('data', (part: Buffer) => {
    size += part.length;
    if (size <= DOCUMENT_LIMIT) parts.push(part);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject); // it could not be started
    const resolveWith = (exitCode: number | null): void => {
      resolve({ exitCode, document: parsed(Buffer.concat(parts).toString('utf8')) });
    };
    child.once('close', resolveWith);
    // What it has started may hold its output open for longer than it lives.
    child.once('exit', (exitCode) => setTimeout(resolveWith, OUTPUT_MS, exitCode).unref());
  });
}

function stepBack({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, PRIORITY);
  } catch {
    // already gone, or the system does not let us: it runs as it is
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A program that serves, in a process of its own. */
export interface StartedService {
  readonly url: string;
  /** From the start of the process to the first hits, in milliseconds. */
  readonly firstAnswerMs: number;
  residentMb(): number;
  /** Seconds of processor that the process has used so far. */
  processorSeconds(): number;
  stop(): Promise<void>;
}

const CLOCK_TICKS = 100;

/**
 * Starts a script that logs a line of JSON with its `url`, and asks it for `first` until it answers.
 * @param script path relative to this module
 * @throws when it ends before it answers
 */
export async function startService(
  script: string,
  { args, first }: { readonly args: readonly string[]; readonly first: string },
): Promise<StartedService> {
  const started = performance.now();
  const child = spawn(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const url = await urlIn(child);
  for (;;) {
    const response = await fetch(`${url}${first}`);
    await response.arrayBuffer();
    if (response.ok) break;
  }
  return { url, firstAnswerMs: Math.round(performance.now() - started), ...figuresOf(child) };
}

async function urlIn(child: ChildProcess): Promise<string> {
  if (child.stderr === null) throw new Error('the log is not read');
  const lines: string[] = [];
  const reader = createInterface({ input: child.stderr });
  for await (const line of reader) {
    lines.push(line);
    const url = /"url":"(http[^"]+)"/.exec(line)?.[1];
    if (url === undefined) continue;
    child.stderr.resume(); // a log that nobody reads would stop it
    return url;
  }
  throw new Error(`the service ended: ${lines.join('\n')}`);
}

function figuresOf(child: ChildProcess): Pick<StartedService, 'residentMb' | 'processorSeconds' | 'stop'> {
  const process_ = `/proc/${child.pid}`;
  return {
    residentMb: () => {
      const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`${process_}/status`, 'utf8'))?.[1];
      return Math.round(Number(kilobytes) / 1024);
    },
    processorSeconds: () => {
      const fields = readFileSync(`${process_}/stat`, 'utf8').split(') ')[1].split(' ');
      return (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS;
    },
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

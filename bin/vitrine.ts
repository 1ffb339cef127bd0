#!/usr/bin/env node
import { runCommandLine } from './command-line.js';
import { VERBS } from './verbs.js';

const FORCED_EXIT_MS = 2000;

const cancel = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    if (cancel.signal.aborted) process.exit(130); // asked twice: do not wait for an orderly end
    process.stderr.write('\nstopping; press Ctrl-C again to stop at once\n');
    cancel.abort(new Error(name));
  });
}

// `vitrine search ... | head` closes the pipe early. That is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
}

/** A program that has started this one with a channel is told the progress; when it is gone, nobody wants the work. */
function tellStarter(): ((message: object) => void) | undefined {
  if (process.send === undefined) return undefined;
  process.once('disconnect', () => {
    cancel.abort(new Error('the program that started this one is gone'));
  });
  process.channel?.unref(); // the channel alone keeps nothing alive
  return (message) => {
    if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
  };
}

process.exitCode = await runCommandLine(VERBS, process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
  signal: cancel.signal,
  tell: tellStarter(),
});

// A native thread that is slow to end must not keep a finished command alive. Unreferenced, this waits for nothing.
setTimeout(() => process.exit(), FORCED_EXIT_MS).unref();

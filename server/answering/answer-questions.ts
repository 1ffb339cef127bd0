import { parentPort } from 'node:worker_threads';
import { VitrineError } from '../../src/index.js';
import type { FromThread, ToldError, ToThread } from './questions-and-answers.js';

/** Answers one kind of question. */
export type Answerer = (input: never, signal: AbortSignal) => unknown;

/**
 * What a thread of a crew does: it answers until it is told to close.
 * @param answerers by the name of the question; what they throw is told to the one who asked
 * @param close ends what the thread has open
 */
export function answerQuestions(answerers: Readonly<Record<string, Answerer>>, close: () => Promise<void>): void {
  const port = parentPort;
  if (port === null) throw new Error('this module is for a thread');
  const running = new Map<number, AbortController>();
  const answer = async ({ number, name, input }: { number: number; name: string; input: unknown }): Promise<void> => {
    const controller = new AbortController();
    running.set(number, controller);
    let message: FromThread;
    try {
      message = { number, answer: await answerers[name](input as never, controller.signal) };
    } catch (error) {
      message = { number, failure: told(error) };
    }
    running.delete(number);
    port.postMessage(message);
  };
  port.on('message', (message: ToThread) => {
    if ('cancel' in message) running.get(message.cancel)?.abort();
    else if ('close' in message) void close().finally(() => process.exit(0));
    else void answer(message);
  });
}

function told(error: unknown): ToldError {
  if (error instanceof VitrineError) {
    const { code, reason, remedy, place } = error;
    return { kind: 'vitrine', code, reason, remedy, ...place };
  }
  const known = error instanceof Error ? error : new Error(String(error));
  return { kind: 'unexpected', message: known.message, stack: known.stack ?? known.message };
}

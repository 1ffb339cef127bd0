/** A thread for the tests of crews. */
import { workerData } from 'node:worker_threads';
import { answerQuestions } from '../../server/answering/answer-questions.js';
import { CancelledError, NotFoundError } from '../../src/errors.js';

export interface ErrandQuestions {
  readonly place: [undefined, string];
  readonly count: [undefined, number];
  readonly miss: [string, undefined];
  readonly stumble: [undefined, undefined];
  readonly die: [undefined, undefined];
  readonly hang: [undefined, undefined];
  readonly wait: [undefined, undefined];
  readonly slow: [undefined, string];
  readonly sum: [Uint8Array<ArrayBuffer>, number];
}

let counted = 0;

answerQuestions(
  {
    place: () => workerData as string,
    count: () => ++counted,
    miss(id: string) {
      throw new NotFoundError({ reason: `there is no ${id}`, field: 'id', remedy: 'look' });
    },
    stumble() {
      throw new TypeError('tripped');
    },
    die: () => process.exit(3),
    hang() {
      for (;;);
    },
    wait: (_input: undefined, signal: AbortSignal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          reject(new CancelledError());
        });
      }),
    slow: () => new Promise((resolve) => setTimeout(resolve, 100, 'done')),
    sum: (bytes: Uint8Array) => bytes.reduce((total, byte) => total + byte, 0),
  },
  () => Promise.resolve(),
);

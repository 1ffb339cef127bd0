import type { Readable } from 'node:stream';
import { CancelledError } from '../../src/index.js';
import { ServiceError } from '../problems.js';
import { tooSlow } from './bytes.js';

/**
 * The pieces of a body as they arrive; the next is read when the last one has been worked on.
 * @param withinMs how long the next piece may take
 * @throws ServiceError 408 when it takes longer; CancelledError when the client goes away
 */
export async function* piecesOf(body: Readable, withinMs: number): AsyncGenerator<Buffer> {
  const pieces = body.iterator({ destroyOnReturn: false })[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  for (;;) {
    const piece = await within(pieces.next(), withinMs).catch(explainCut);
    if (piece.done === true) return;
    yield piece.value;
  }
}

async function within<Value>(promise: Promise<Value>, withinMs: number): Promise<Value> {
  let late: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    late = setTimeout(() => {
      reject(tooSlow(withinMs));
    }, withinMs);
  });
  try {
    return await Promise.race([promise, tooLate]);
  } finally {
    clearTimeout(late);
  }
}

function explainCut(error: unknown): never {
  throw error instanceof ServiceError ? error : new CancelledError({ reason: 'the body was cut off', cause: error });
}

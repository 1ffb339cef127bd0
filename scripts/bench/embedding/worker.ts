/** One thread of the embedding benchmark: its files, from the disk to vectors. */
import { parentPort, workerData } from 'node:worker_threads';
import { openEncoder } from '../../../src/encoder/open-encoder.js';
import { selectEngine } from '../../../src/engine/select.js';
import { decodeLetterboxed } from '../../../src/image/decode.js';

export interface EmbeddingTask {
  /** Folder of the model. */
  readonly model: string;
  readonly files: readonly string[];
}

export interface EmbeddingReply {
  readonly vectors: number;
}

const BATCH = 64;
const { model, files } = workerData as EmbeddingTask;
const port = parentPort!;
const encoder = await openEncoder(model, await selectEngine({ need: 'answer', threads: 1 }));
const size = encoder.photoSize;

async function decodeBatch(from: number): Promise<Uint8Array> {
  const batch = files.slice(from, from + BATCH);
  const pixels = new Uint8Array(batch.length * size * size * 3);
  const decode = async (file: string, i: number): Promise<void> => {
    pixels.set((await decodeLetterboxed(file, size)).pixels, i * size * size * 3);
  };
  await Promise.all(batch.map(decode));
  return pixels;
}

async function embedAll(): Promise<number> {
  let vectors = 0;
  let next = decodeBatch(0);
  for (let from = 0; from < files.length; from += BATCH) {
    const pixels = await next;
    next = decodeBatch(from + BATCH);
    vectors += (await encoder.embedPhotos(pixels, pixels.length / (size * size * 3))).rows;
  }
  return vectors;
}

// The program is compiled when it is first needed: not part of what is timed.
await encoder.embedPhotos(new Uint8Array(BATCH * size * size * 3), BATCH);
port.once('message', () => {
  void embedAll().then((vectors) => {
    port.postMessage({ vectors } satisfies EmbeddingReply);
  });
});
port.postMessage({ vectors: 0 } satisfies EmbeddingReply);

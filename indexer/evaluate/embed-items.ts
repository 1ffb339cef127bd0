import { VitrineError } from '../../src/errors.js';
import { decodeLetterboxed } from '../../src/image/decode.js';
import { throwIfCancelled, type WorkOptions } from '../../src/progress.js';
import { createMatrix, type Matrix } from '../../src/vector/matrix.js';
import { createLimit } from '../import/concurrency-limit.js';

/** What can be asked of a model: one matrix, row by row. */
type Answer = (pixels: Uint8Array, count: number) => Promise<Matrix>;

/** One photo to be embedded: its pixels, or undefined when it cannot be read. */
export type PixelSource = () => Promise<Uint8Array | undefined>;

const BATCH = 64;
/** Photos decoded at once: sharp works on its own threads while the model runs on this one. */
const IN_FLIGHT = 8;

/** Reads a photo file as the model sees it; undefined when it is missing or broken. */
export function pixelsOfFile(file: string | undefined, size: number): PixelSource {
  return async () => {
    if (file === undefined) return undefined;
    try {
      return (await decodeLetterboxed(file, size)).pixels;
    } catch (error) {
      // A photo that cannot be read is counted by its absence; import is where it is reported.
      if (error instanceof VitrineError) return undefined;
      throw error;
    }
  };
}

export interface PhotoAnswers {
  /** Which of the sources could be read, in their order. */
  readonly readable: readonly number[];
  /** One matrix for each question, [readable.length, ...]. */
  readonly answers: readonly Matrix[];
}

/** Asks a model about many photos, holding only a few batches of them at a time. */
export async function answerPhotos(
  sources: readonly PixelSource[],
  { size, asks, signal, onProgress }: WorkOptions & { readonly size: number; readonly asks: readonly Answer[] },
): Promise<PhotoAnswers> {
  const limit = createLimit(IN_FLIGHT, signal);
  const readable: number[] = [];
  const parts: Matrix[][] = asks.map(() => []);
  const decode = (start: number): Promise<(Uint8Array | undefined)[]> =>
    Promise.all(sources.slice(start, start + BATCH).map((source) => limit(source)));
  let next = decode(0);
  for (let start = 0; start < sources.length; start += BATCH) {
    throwIfCancelled(signal);
    const decoded = await next;
    // The next batch is decoded while the model answers this one.
    next = decode(start + BATCH);
    next.catch(() => undefined);
    const pixels = decoded.filter((photo) => photo !== undefined);
    for (const [i, photo] of decoded.entries()) if (photo !== undefined) readable.push(start + i);
    if (pixels.length === 0) continue;
    const batch = joined(pixels, size * size * 3);
    for (const [i, ask] of asks.entries()) parts[i].push(await ask(batch, pixels.length));
    onProgress?.({ step: 'photos', done: Math.min(start + BATCH, sources.length), total: sources.length });
  }
  return { readable, answers: parts.map(stacked) };
}

/** Asks a model about many texts. */
export async function answerTexts(
  texts: readonly string[],
  { ask, signal, onProgress }: WorkOptions & { readonly ask: (texts: readonly string[]) => Promise<Matrix> },
): Promise<Matrix> {
  const parts: Matrix[] = [];
  for (let start = 0; start < texts.length; start += BATCH) {
    throwIfCancelled(signal);
    parts.push(await ask(texts.slice(start, start + BATCH)));
    onProgress?.({ step: 'texts', done: Math.min(start + BATCH, texts.length), total: texts.length });
  }
  return stacked(parts);
}

function joined(photos: readonly Uint8Array[], bytes: number): Uint8Array {
  const batch = new Uint8Array(photos.length * bytes);
  for (const [i, photo] of photos.entries()) batch.set(photo, i * bytes);
  return batch;
}

function stacked(parts: readonly Matrix[]): Matrix {
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const all = createMatrix(rows, parts[0]?.columns ?? 1);
  let at = 0;
  for (const { data } of parts) {
    all.data.set(data, at);
    at += data.length;
  }
  return all;
}

import { availableParallelism } from 'node:os';
import { throwIfCancelled, type WorkOptions } from '../src/progress.js';
import type { WorkspacePaths } from '../src/storage/workspace.js';
import { WorkerPool } from '../src/workers/pool.js';
import type { EmbedPhotosTask, EmbedTextsTask } from './embed-worker.js';

export interface EmbeddingTarget {
  readonly paths: WorkspacePaths;
  /** Folder of the model. */
  readonly modelFolder: string;
  readonly photoSize: number;
  readonly embeddingSize: number;
}

/** Texts of one task: enough to be worth opening the model for. */
const TEXTS_AT_ONCE = 8192;

/** Embeds in worker threads, and counts what was embedded and what was there already. */
export class EmbeddingRun {
  private readonly pool: WorkerPool;
  private readonly done = new Int32Array(new SharedArrayBuffer(4));
  private embedded = 0;
  private reused = 0;
  private photos = 0;
  private photoSeconds = 0;

  constructor(
    private readonly target: EmbeddingTarget,
    private readonly options: WorkOptions & { readonly threads?: number | undefined },
  ) {
    const threads = options.threads ?? availableParallelism();
    this.pool = new WorkerPool({ module: new URL('./embed-worker.js', import.meta.url), threads });
  }

  counts(): { embedded: number; reused: number; photosPerSecond: number } {
    const photosPerSecond = this.photoSeconds > 0 ? Math.round(this.photos / this.photoSeconds) : 0;
    return { embedded: this.embedded, reused: this.reused, photosPerSecond };
  }

  close(): Promise<void> {
    return this.pool.close();
  }

  /** @returns [wanted, embeddingSize], flat */
  async embedTexts(
    wanted: readonly { readonly text: string; readonly hash: Buffer }[],
    known: ReadonlyMap<string, Float32Array>,
  ): Promise<Float32Array> {
    return this.fill(wanted, known, async (missing) => {
      const tasks = inParts(missing, Math.ceil(missing.length / TEXTS_AT_ONCE));
      const { modelFolder } = this.target;
      const vectors = tasks.map((part) => {
        const task: EmbedTextsTask = { modelFolder, texts: part.map(({ text }) => text) };
        return this.pool.run<EmbedTextsTask, Float32Array>(task, { name: 'embedTexts', signal: this.options.signal });
      });
      return Promise.all(vectors);
    });
  }

  /** @returns [wanted, embeddingSize], flat */
  async embedPhotos(
    wanted: readonly { readonly slot: number; readonly hash: Buffer }[],
    known: ReadonlyMap<string, Float32Array>,
  ): Promise<Float32Array> {
    return this.fill(wanted, known, async (missing) => {
      const started = performance.now();
      const { paths, modelFolder, photoSize } = this.target;
      const timer = this.reportPhotos(missing.length);
      try {
        const vectors = inParts(missing, this.pool.threads).map((part) => {
          const slots = Uint32Array.from(part, ({ slot }) => slot);
          const places = { modelFolder, photoStore: paths.photos(photoSize) };
          const task: EmbedPhotosTask = { ...places, slots, done: this.done };
          return this.pool.run<EmbedPhotosTask, Float32Array>(task, {
            name: 'embedPhotos',
            signal: this.options.signal,
          });
        });
        return await Promise.all(vectors);
      } finally {
        clearInterval(timer);
        this.photos += missing.length;
        this.photoSeconds += (performance.now() - started) / 1000;
      }
    });
  }

  private reportPhotos(count: number): NodeJS.Timeout {
    const before = Atomics.load(this.done, 0);
    return setInterval(() => {
      const done = Atomics.load(this.done, 0) - before;
      this.options.onProgress?.({ step: 'embed', done, total: count, detail: 'photos' });
    }, 200);
  }

  private async fill<Item extends { readonly hash: Buffer }>(
    wanted: readonly Item[],
    known: ReadonlyMap<string, Float32Array>,
    embed: (missing: readonly Item[]) => Promise<readonly Float32Array[]>,
  ): Promise<Float32Array> {
    throwIfCancelled(this.options.signal);
    const width = this.target.embeddingSize;
    const vectors = new Float32Array(wanted.length * width);
    const missing: { item: Item; row: number }[] = [];
    for (const [row, item] of wanted.entries()) {
      const vector = known.get(item.hash.toString('hex'));
      if (vector === undefined) missing.push({ item, row });
      else vectors.set(vector, row * width);
    }
    this.reused += wanted.length - missing.length;
    this.embedded += missing.length;
    if (missing.length === 0) return vectors;
    let next = 0;
    for (const part of await embed(missing.map(({ item }) => item))) {
      for (let at = 0; at < part.length; at += width) {
        vectors.set(part.subarray(at, at + width), missing[next++].row * width);
      }
    }
    return vectors;
  }
}

/** Equal runs, in order; none of them empty. */
function inParts<Item>(items: readonly Item[], parts: number): Item[][] {
  const size = Math.ceil(items.length / Math.max(1, parts));
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}

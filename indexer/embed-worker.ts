/** What the embedding workers run: photos of a pixel store through a model, on an engine of one thread. */
import { openEncoder } from '../src/encoder/open-encoder.js';
import { selectEngine } from '../src/engine/select.js';
import { openPhotoStore } from '../src/image/photo-store.js';
import { handOver } from '../src/workers/pool.js';

export interface EmbedPhotosTask {
  readonly modelFolder: string;
  readonly photoStore: string;
  /** Records of the pixel store. */
  readonly slots: Uint32Array;
  /** Counts finished photos, for the progress. */
  readonly done: Int32Array;
}

export interface EmbedTextsTask {
  readonly modelFolder: string;
  readonly texts: readonly string[];
}

const AT_ONCE = 256;

/** @returns [slots, embeddingSize], flat */
export async function embedPhotos({ modelFolder, photoStore, slots, done }: EmbedPhotosTask): Promise<Float32Array> {
  const engine = await selectEngine({ need: 'answer', threads: 1 });
  const encoder = await openEncoder(modelFolder, engine);
  const store = openPhotoStore(photoStore);
  try {
    const vectors = new Float32Array(slots.length * encoder.embeddingSize);
    for (let start = 0; start < slots.length; start += AT_ONCE) {
      const part = slots.subarray(start, start + AT_ONCE);
      const { data } = await encoder.embedPhotos(store.read(part), part.length);
      vectors.set(data, start * encoder.embeddingSize);
      Atomics.add(done, 0, part.length);
    }
    return handOver(vectors, [vectors.buffer]);
  } finally {
    store.close();
    await encoder.close();
    await engine.close();
  }
}

/** @returns [texts, embeddingSize], flat */
export async function embedTexts({ modelFolder, texts }: EmbedTextsTask): Promise<Float32Array> {
  const engine = await selectEngine({ need: 'answer', threads: 1 });
  const encoder = await openEncoder(modelFolder, engine);
  try {
    const { data } = await encoder.embedTexts(texts);
    return handOver(data, [data.buffer as ArrayBuffer]);
  } finally {
    await encoder.close();
    await engine.close();
  }
}

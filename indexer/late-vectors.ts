import { createHash } from 'node:crypto';
import { openCatalogReader } from '../src/catalog/reader.js';
import { readModel } from '../src/encoder/format.js';
import { openDatabase } from '../src/storage/database.js';
import { vectorName, type ModelPlace } from '../src/storage/model-folder.js';
import type { WorkspacePaths } from '../src/storage/workspace.js';
import { productText } from '../src/text/product-text.js';
import { knownVectors } from './embedding-hashes.js';
import { EmbeddingRun } from './embedding-run.js';
import { openLiveVectors, type LiveVector } from './import/live-vectors.js';

interface LateItems {
  readonly texts: readonly { readonly hash: Buffer; readonly text: string }[];
  readonly photos: readonly { readonly hash: Buffer; readonly slot: number }[];
}

/**
 * Embeds what was written to the catalog since embeddings were begun, as far as no vector of it is there.
 * @param options.position number of the last change that the embeddings know
 */
export async function lateVectors(
  paths: WorkspacePaths,
  model: ModelPlace,
  { position, signal }: { position: number; signal?: AbortSignal | undefined },
): Promise<LiveVector[]> {
  const { photoSize, embeddingSize } = readModel(model.folder).model.shape;
  const late = writtenSince(paths, photoSize, position);
  if (late.texts.length + late.photos.length === 0) return [];
  const known = knownVectors(paths, model);
  const texts = late.texts.filter(({ hash }) => !known.texts.has(hash.toString('hex')));
  const photos = late.photos.filter(({ hash }) => !known.images.has(hash.toString('hex')));
  if (texts.length + photos.length === 0) return [];
  const target = { paths, modelFolder: model.folder, photoSize, embeddingSize };
  const run = new EmbeddingRun(target, { threads: 1, signal });
  try {
    return [
      ...vectorsOf('text', texts, await run.embedTexts(texts, new Map())),
      ...vectorsOf('image', photos, await run.embedPhotos(photos, new Map())),
    ];
  } finally {
    await run.close();
  }
}

/** Puts vectors among the live ones; the caller holds the lock of the catalog. */
export function keepLiveVectors(
  paths: WorkspacePaths,
  model: ModelPlace,
  vectors: readonly LiveVector[],
): Promise<void> {
  if (vectors.length === 0) return Promise.resolve();
  const database = openDatabase(paths.database, { readOnly: false });
  try {
    database.transaction(() => {
      openLiveVectors(database, vectorName(model)).add(vectors);
    });
  } finally {
    database.close();
  }
  return Promise.resolve();
}

/** Forgets the live vectors that embeddings have taken over, and those of what is no more in the catalog. */
export function forgetLiveVectors(paths: WorkspacePaths, model: ModelPlace, position: number): void {
  const { photoSize } = readModel(model.folder).model.shape;
  const late = writtenSince(paths, photoSize, position);
  const database = openDatabase(paths.database, { readOnly: false });
  try {
    database.transaction(() => {
      openLiveVectors(database, vectorName(model)).keepOnly({
        texts: late.texts.map(({ hash }) => hash),
        images: late.photos.map(({ hash }) => hash),
      });
    });
  } finally {
    database.close();
  }
}

function vectorsOf(
  kind: LiveVector['kind'],
  items: readonly { readonly hash: Buffer }[],
  vectors: Float32Array,
): LiveVector[] {
  const width = vectors.length / Math.max(1, items.length);
  return items.map(({ hash }, i) => ({ kind, hash, vector: vectors.slice(i * width, (i + 1) * width) }));
}

function writtenSince(paths: WorkspacePaths, photoSize: number, position: number): LateItems {
  const reader = openCatalogReader(paths, { photoSize });
  try {
    const products = reader.writtenSince(position);
    return {
      texts: products.map(({ product }) => {
        const text = productText(product);
        return { text, hash: createHash('sha256').update(text).digest() };
      }),
      photos: products.flatMap(({ photos }) =>
        photos.flatMap(({ slot, pixelsHash }) => (slot < 0 ? [] : [{ slot, hash: Buffer.from(pixelsHash, 'hex') }])),
      ),
    };
  } finally {
    reader.close();
  }
}

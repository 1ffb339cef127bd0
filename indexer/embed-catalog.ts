import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openCatalogReader } from '../src/catalog/reader.js';
import { readModel, sha256Of } from '../src/encoder/format.js';
import { NotFoundError, NotReadyError } from '../src/errors.js';
import type { Embeddings } from '../src/indexes/embedding-files.js';
import type { WorkOptions } from '../src/progress.js';
import { findModel, type ModelPlace } from '../src/storage/model-folder.js';
import { readManifest, workspacePaths, type WorkspacePaths } from '../src/storage/workspace.js';
import { knownShare } from '../src/text/known-share.js';
import { productText } from '../src/text/product-text.js';
import { createMatrix } from '../src/vector/matrix.js';
import { writeFileAtomic, writeManifest } from './atomic-file.js';
import { makeIndexes, type BuiltIndexes, type MadeIndexes } from './build-indexes.js';
import { knownVectors, writeEmbeddings } from './embedding-hashes.js';
import { EmbeddingRun } from './embedding-run.js';
import { forgetLiveVectors, keepLiveVectors, lateVectors } from './late-vectors.js';
import { withCatalogLock, withLock } from './lock.js';
import { loadRecipe } from './recipe.js';

export interface IndexCatalogOptions extends WorkOptions {
  readonly workspace: string | WorkspacePaths;
  /** Model to change to, by its id or a shipped one's name: it comes into use with its indexes. The current one by default. */
  readonly model?: string | undefined;
  /** Worker threads; one for each core by default. */
  readonly threads?: number | undefined;
  /** Photos between two writes of what is done: a killed run loses no more than this. Default 16,384. */
  readonly photosPerPart?: number | undefined;
}

export interface EmbedSummary {
  readonly model: string;
  /** Whether it is the model that is part of Vitrine, because the workspace has none of its own. */
  readonly shipped: boolean;
  /** Vectors made now, of photos and of texts. */
  readonly embedded: number;
  /** Vectors taken over from earlier embeddings by the same model, because photo or text is the same. */
  readonly reused: number;
  /** Of the photos embedded now; 0 when there were none. */
  readonly photosPerSecond: number;
}

export interface IndexSummary extends EmbedSummary {
  readonly indexes: BuiltIndexes;
  readonly seconds: number;
}

/**
 * Embeds what is new or changed in the workspace's catalog, builds the indexes, and makes both the workspace's own, in
 * one rename. Products that are written meanwhile get their vectors before it.
 * @throws NotReadyError without a catalog or a model; LockedError; CancelledError
 */
export function indexCatalog(options: IndexCatalogOptions): Promise<IndexSummary> {
  const { workspace, signal, onProgress } = options;
  const paths = typeof workspace === 'string' ? workspacePaths(workspace) : workspace;
  return withLock(paths, 'index', async () => {
    const started = performance.now();
    const { index, seed } = loadRecipe(paths);
    const model = modelToUse(paths, options.model);
    const { summary, id, position } = await embedCatalog(paths, model, options);
    const indexes = await makeIndexes(paths, id, { recipe: index, seed, signal, onProgress });
    const late = await lateVectors(paths, model, { position, signal });
    if (late.length > 0) await withCatalogLock(paths, 'index', () => keepLiveVectors(paths, model, late), { signal });
    await withCatalogLock(
      paths,
      'index',
      async () => {
        await keepLiveVectors(paths, model, await lateVectors(paths, model, { position, signal }));
        await switchTo(paths, { model: options.model === undefined ? undefined : model, embeddings: id, indexes });
        forgetLiveVectors(paths, model, position);
      },
      { signal },
    );
    return { ...summary, indexes: indexes.about, seconds: (performance.now() - started) / 1000 };
  });
}

/** @throws NotFoundError when the model is neither the workspace's nor a shipped one: a manifest cannot name others */
function modelToUse(paths: WorkspacePaths, name: string | undefined): ModelPlace {
  const model = findModel(paths, name);
  if (model.fingerprint !== undefined || model.folder === paths.model(model.id)) return model;
  throw new NotFoundError({
    reason: `the model '${model.id}' is not in this workspace`,
    remedy: `copy its folder to ${paths.models}`,
  });
}

/** One vector to be: the product's row, and the hash by which an earlier vector is found again. */
interface WantedText {
  readonly row: number;
  readonly hash: Buffer;
  readonly text: string;
}

interface WantedPhoto {
  readonly row: number;
  readonly hash: Buffer;
  readonly photo: number;
  readonly slot: number;
}

interface Wanted {
  /** Number of the last change of the catalog that they know. */
  readonly position: number;
  readonly photos: readonly WantedPhoto[];
  readonly texts: readonly WantedText[];
}

const PHOTOS_PER_PART = 16_384;

/** Embeddings that are there and not yet in use. */
interface MadeEmbeddings {
  readonly summary: EmbedSummary;
  readonly id: string;
  /** Number of the last change of the catalog that they know. */
  readonly position: number;
}

/**
 * Embeds all photos and whole texts of the catalog by a model. A run that was killed goes on where it stopped. The caller
 * holds the workspace's lock.
 */
async function embedCatalog(
  paths: WorkspacePaths,
  model: ModelPlace,
  options: Omit<IndexCatalogOptions, 'workspace'>,
): Promise<MadeEmbeddings> {
  const used = { model: model.id, shipped: model.fingerprint !== undefined };
  const { model: network, vocabulary } = readModel(model.folder);
  const { photoSize, embeddingSize } = network.shape;
  const wanted = wantedVectors(paths, photoSize);
  const knownWords = knownShare(
    wanted.texts.map(({ text }) => text),
    vocabulary,
  );
  const id = embeddingsId(model, wanted);
  const { position } = wanted;
  if (existsSync(join(paths.embedding(id), 'embeddings.json'))) {
    await renew(paths.embedding(id), { position, knownWords });
    const reused = wanted.photos.length + wanted.texts.length;
    return { summary: { ...used, embedded: 0, reused, photosPerSecond: 0 }, id, position };
  }
  const known = knownVectors(paths, model);
  const partSize = options.photosPerPart ?? PHOTOS_PER_PART;
  const run = new EmbeddingRun({ paths, modelFolder: model.folder, photoSize, embeddingSize }, options);
  const partial = paths.embedding(`partial-${model.id}`);
  try {
    const texts = await run.embedTexts(wanted.texts, known.texts);
    const images = new Float32Array(wanted.photos.length * embeddingSize);
    for (let start = 0; start < wanted.photos.length; start += partSize) {
      const part = wanted.photos.slice(start, start + partSize);
      images.set(await run.embedPhotos(part, known.images), start * embeddingSize);
      const done = { ...wanted, photos: wanted.photos.slice(0, start + partSize) };
      const isLast = start + partSize >= wanted.photos.length;
      if (!isLast) await write(partial, done, assemble(model, done, { images, texts, embeddingSize, knownWords }));
    }
    await write(paths.embedding(id), wanted, assemble(model, wanted, { images, texts, embeddingSize, knownWords }));
    rmSync(partial, { recursive: true, force: true });
    return { summary: { ...used, ...run.counts() }, id, position };
  } finally {
    await run.close();
  }
}

function wantedVectors(paths: WorkspacePaths, photoSize: number): Wanted {
  const reader = openCatalogReader(paths, { photoSize });
  const photos: WantedPhoto[] = [];
  const texts: WantedText[] = [];
  // Asked before the products: what is written while they are read is then newer, and looked at again by a search.
  const position = reader.position();
  try {
    requirePhotoSize(paths, photoSize);
    for (const { row, product, photos: own } of reader.products()) {
      const text = productText(product);
      texts.push({ row, text, hash: createHash('sha256').update(text).digest() });
      for (const { photo, slot, pixelsHash } of own) {
        if (slot >= 0) photos.push({ row, photo, slot, hash: Buffer.from(pixelsHash, 'hex') });
      }
    }
  } finally {
    reader.close();
  }
  return { position, photos, texts };
}

/** A model of another photo size would find no photos, and embed none without a word. */
function requirePhotoSize(paths: WorkspacePaths, photoSize: number): void {
  const reader = openCatalogReader(paths);
  const stored = reader.photoSize;
  reader.close();
  if (stored === undefined || stored === photoSize) return;
  throw new NotReadyError({
    file: paths.database,
    reason: `the photos are stored at ${stored} pixels, the model wants ${photoSize}`,
    remedy: `set encoder.photoSize to ${photoSize} in the recipe and run 'vitrine import' again, or train a model of your own`,
  });
}

/** The same model and catalog give the same embeddings, and the same name. */
function embeddingsId({ id, fingerprint = '' }: ModelPlace, { photos, texts }: Wanted): string {
  const hash = createHash('sha256').update(`1 ${id}${fingerprint}\n`);
  for (const photo of photos) hash.update(`${photo.row} ${photo.photo} `).update(photo.hash);
  for (const text of texts) hash.update(`${text.row} `).update(text.hash);
  return hash.digest('hex').slice(0, 16);
}

function assemble(
  { id, fingerprint }: ModelPlace,
  { position, photos, texts }: Wanted,
  vectors: { images: Float32Array; texts: Float32Array; embeddingSize: number; knownWords: number },
): Embeddings {
  const { embeddingSize, knownWords } = vectors;
  return {
    model: id,
    fingerprint,
    position,
    knownWords,
    images: createMatrix(photos.length, embeddingSize, vectors.images.subarray(0, photos.length * embeddingSize)),
    texts: createMatrix(texts.length, embeddingSize, vectors.texts),
    photos: Uint32Array.from(photos, ({ photo }) => photo),
    imageProducts: Uint32Array.from(photos, ({ row }) => row),
    textProducts: Uint32Array.from(texts, ({ row }) => row),
  };
}

function write(folder: string, { photos, texts }: Wanted, embeddings: Embeddings): Promise<void> {
  return writeEmbeddings(folder, embeddings, {
    images: photos.map(({ hash }) => hash),
    texts: texts.map(({ hash }) => hash),
  });
}

/** Embeddings of the same content, made before: they now know of all changes that led to it again. */
async function renew(folder: string, known: Required<Pick<Embeddings, 'position' | 'knownWords'>>): Promise<void> {
  const file = join(folder, 'embeddings.json');
  const about = JSON.parse(readFileSync(file, 'utf8')) as Partial<Embeddings>;
  if (about.position === known.position && about.knownWords === known.knownWords) return;
  await writeFileAtomic(file, JSON.stringify({ ...about, ...known }, null, 2));
}

interface Switch {
  /** Undefined: the one that the manifest names stays. */
  readonly model: ModelPlace | undefined;
  readonly embeddings: string;
  readonly indexes: MadeIndexes;
}

/** One rename: no reader sees embeddings without their indexes. */
async function switchTo(paths: WorkspacePaths, { model, embeddings: id, indexes }: Switch): Promise<void> {
  const others = Object.entries(readManifest(paths).checksums ?? {}).filter(([file]) => file.startsWith('models/'));
  const names = ['image.f32', 'text.f32', 'ids.u32', 'embeddings.json'];
  const own = names.map(
    (name) => [`embeddings/${id}/${name}`, sha256Of(readFileSync(join(paths.embedding(id), name)))] as const,
  );
  await writeManifest(paths, {
    ...(model === undefined ? {} : { model: model.fingerprint === undefined ? model.id : undefined }),
    embeddings: id,
    indexes: indexes.id,
    checksums: { ...Object.fromEntries([...others, ...own]), ...indexes.checksums },
  });
}

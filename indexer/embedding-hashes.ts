import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  encodeEmbeddings,
  HASH_BYTES,
  HASHES_FILE,
  readEmbeddings,
  type Embeddings,
} from '../src/indexes/embedding-files.js';
import { VitrineError } from '../src/errors.js';
import { rowOf } from '../src/vector/matrix.js';
import { openDatabase } from '../src/storage/database.js';
import { vectorName, type ModelPlace } from '../src/storage/model-folder.js';
import type { WorkspacePaths } from '../src/storage/workspace.js';
import { writeFileAtomic, writeFolderAtomic } from './atomic-file.js';
import { readLiveVectors, type LiveVector } from './import/live-vectors.js';

/** Hashes of what each row was made of. */
export interface RowHashes {
  readonly images: readonly Buffer[];
  readonly texts: readonly Buffer[];
}

/** Vectors by the hash of what they were made of, in hexadecimal. */
export interface KnownVectors {
  readonly images: ReadonlyMap<string, Float32Array>;
  readonly texts: ReadonlyMap<string, Float32Array>;
}

/** Writes embeddings with the hashes that let later ones take their vectors over. */
export function writeEmbeddings(folder: string, embeddings: Embeddings, hashes: RowHashes): Promise<void> {
  return writeFolderAtomic(folder, async (temporary) => {
    for (const [name, data] of Object.entries(encodeEmbeddings(embeddings))) {
      await writeFileAtomic(join(temporary, name), data);
    }
    await writeFileAtomic(join(temporary, HASHES_FILE), Buffer.concat([...hashes.images, ...hashes.texts]));
  });
}

/** All vectors that a model has made for this workspace, from whatever embeddings are still there and from live ones. */
export function knownVectors(
  paths: WorkspacePaths,
  { id, fingerprint }: Pick<ModelPlace, 'id' | 'fingerprint'>,
): KnownVectors {
  const images = new Map<string, Float32Array>();
  const texts = new Map<string, Float32Array>();
  const folders = existsSync(paths.embeddings) ? readdirSync(paths.embeddings).sort() : [];
  for (const name of folders) {
    const folder = join(paths.embeddings, name);
    if (!existsSync(join(folder, HASHES_FILE))) continue;
    const embeddings = readIfWhole(folder);
    const hashes = readFileSync(join(folder, HASHES_FILE));
    const rows = embeddings === undefined ? 0 : embeddings.images.rows + embeddings.texts.rows;
    const isSameModel = embeddings?.model === id && embeddings.fingerprint === fingerprint;
    if (!isSameModel || hashes.length !== rows * HASH_BYTES) continue;
    for (let i = 0; i < rows; i++) {
      const hash = hashes.toString('hex', i * HASH_BYTES, (i + 1) * HASH_BYTES);
      if (i < embeddings.images.rows) images.set(hash, rowOf(embeddings.images, i));
      else texts.set(hash, rowOf(embeddings.texts, i - embeddings.images.rows));
    }
  }
  for (const { kind, hash, vector } of liveVectorsOf(paths, vectorName({ id, fingerprint }))) {
    (kind === 'image' ? images : texts).set(hash.toString('hex'), vector);
  }
  return { images, texts };
}

function liveVectorsOf(paths: WorkspacePaths, model: string): readonly LiveVector[] {
  if (!existsSync(paths.database)) return [];
  const database = openDatabase(paths.database, { readOnly: true });
  try {
    return readLiveVectors(database, model);
  } finally {
    database.close();
  }
}

/** A folder that is damaged has nothing to give; what it held is embedded again. */
function readIfWhole(folder: string): Embeddings | undefined {
  try {
    return readEmbeddings(folder);
  } catch (error) {
    if (error instanceof VitrineError) return undefined;
    throw error;
  }
}

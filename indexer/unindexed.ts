import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCatalogReader, type StoredProduct } from '../src/catalog/reader.js';
import { VitrineError } from '../src/errors.js';
import { HASH_BYTES, HASHES_FILE, readEmbeddings } from '../src/indexes/embedding-files.js';
import { openDatabase } from '../src/storage/database.js';
import { vectorName } from '../src/storage/model-folder.js';
import { readManifest, workspacePaths } from '../src/storage/workspace.js';
import { productText } from '../src/text/product-text.js';
import { readLiveVectors } from './import/live-vectors.js';

/**
 * Counts the products that an indexing would embed: new ones, and those whose text or photos have changed since. They are
 * found by words at once, and by likeness only when they are indexed.
 * @returns all products before the first indexing
 * @throws NotReadyError when nothing was imported
 */
export function countUnindexed(workspace: string): number {
  const paths = workspacePaths(workspace);
  const { embeddings } = readManifest(paths);
  const reader = openCatalogReader(paths);
  try {
    if (embeddings === undefined) return reader.counts().products;
    const { position, hashes } = embeddedHashes(paths.embedding(embeddings), paths.database);
    return reader.writtenSince(position).filter((product) => !isEmbedded(product, hashes)).length;
  } finally {
    reader.close();
  }
}

/** Of everything that was embedded, in hexadecimal, and the last change of the catalog that the embeddings know. */
interface EmbeddedHashes {
  readonly position: number;
  readonly hashes: ReadonlySet<string>;
}

/** Embeddings that cannot be read have to be made again: then nothing is embedded. */
function embeddedHashes(folder: string, databaseFile: string): EmbeddedHashes {
  try {
    const { model: id, fingerprint, position = 0 } = readEmbeddings(folder);
    return { position, hashes: new Set([...hashesIn(folder), ...liveHashes(databaseFile, { id, fingerprint })]) };
  } catch (error) {
    if (error instanceof VitrineError) return { position: 0, hashes: new Set() };
    throw error;
  }
}

function hashesIn(folder: string): string[] {
  const file = join(folder, HASHES_FILE);
  if (!existsSync(file)) return [];
  const bytes = readFileSync(file);
  return Array.from({ length: Math.floor(bytes.length / HASH_BYTES) }, (_, i) =>
    bytes.toString('hex', i * HASH_BYTES, (i + 1) * HASH_BYTES),
  );
}

function liveHashes(file: string, model: { readonly id: string; readonly fingerprint: string | undefined }): string[] {
  const database = openDatabase(file, { readOnly: true });
  try {
    return readLiveVectors(database, vectorName(model)).map(({ hash }) => hash.toString('hex'));
  } finally {
    database.close();
  }
}

function isEmbedded({ product, photos }: StoredProduct, hashes: ReadonlySet<string>): boolean {
  const text = createHash('sha256').update(productText(product)).digest('hex');
  return hashes.has(text) && photos.every(({ slot, pixelsHash }) => slot < 0 || hashes.has(pixelsHash));
}

import { LIVE_VERSION } from '../../src/catalog/schema.js';
import type { Database } from '../../src/storage/database.js';

/** A vector that was made outside of `index`, known by what was embedded. */
export interface LiveVector {
  readonly kind: 'image' | 'text';
  /** SHA-256 of the text, or of the photo's pixels: its `pixelsHash`. */
  readonly hash: Buffer;
  readonly vector: Float32Array;
}

/** The vectors of one model beside its embeddings. The caller has a transaction open when it writes. */
export interface LiveVectorStore {
  has(vector: Pick<LiveVector, 'kind' | 'hash'>): boolean;
  add(vectors: readonly LiveVector[]): void;
  /** Forgets all vectors but those of these hashes. */
  keepOnly(hashes: { readonly images: readonly Buffer[]; readonly texts: readonly Buffer[] }): void;
}

/** @param model the model's name there: `vectorName` */
export function openLiveVectors(database: Database, model: string): LiveVectorStore {
  const known = database.prepare('SELECT 1 FROM live_vectors WHERE model = ? AND kind = ? AND hash = ?');
  const insert = database.prepare(
    'INSERT OR REPLACE INTO live_vectors (model, kind, hash, vector) VALUES (?, ?, ?, ?)',
  );
  const all = database.prepare<Pick<LiveVector, 'kind'> & { hash: Uint8Array }>(
    'SELECT kind, hash FROM live_vectors WHERE model = ?',
  );
  const remove = database.prepare('DELETE FROM live_vectors WHERE model = ? AND kind = ? AND hash = ?');
  return {
    has: ({ kind, hash }) => known.get(model, kind, hash) !== undefined,
    add: (vectors) => {
      for (const { kind, hash, vector } of vectors) {
        insert.run(model, kind, hash, Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength));
      }
    },
    keepOnly: ({ images, texts }) => {
      const kept = new Set([
        ...images.map((hash) => keyOf('image', hash)),
        ...texts.map((hash) => keyOf('text', hash)),
      ]);
      for (const { kind, hash } of all.all(model)) {
        if (!kept.has(keyOf(kind, hash))) remove.run(model, kind, hash);
      }
    },
  };
}

function keyOf(kind: LiveVector['kind'], hash: Uint8Array): string {
  return `${kind} ${Buffer.from(hash).toString('hex')}`;
}

/** All live vectors of a model; none in a catalog of a version without them. */
export function readLiveVectors(database: Database, model: string): LiveVector[] {
  if (Number(database.pragma('user_version')) < LIVE_VERSION) return [];
  const all = database.prepare<{ kind: 'image' | 'text'; hash: Uint8Array; vector: Uint8Array }>(
    'SELECT kind, hash, vector FROM live_vectors WHERE model = ?',
  );
  return all.all(model).map(({ kind, hash, vector }) => ({
    kind,
    hash: Buffer.from(hash),
    vector: new Float32Array(Uint8Array.from(vector).buffer),
  }));
}

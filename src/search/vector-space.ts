import { createHash } from 'node:crypto';
import { openChangeLog } from '../catalog/changes.js';
import { ByteCache } from '../indexes/byte-cache.js';
import { HASH_BYTES, type VectorHashes } from '../indexes/embedding-files.js';
import type { Product } from '../product.js';
import type { Database, Statement } from '../storage/database.js';
import { productText } from '../text/product-text.js';
import { rowOf, type Matrix } from '../vector/matrix.js';
import type { CurrentVector } from './current-vectors.js';
import { VectorSide, type RowExtent, type VectorSideParts } from './vector-side.js';

/** Puts words and photos into the space of the catalog's vectors. */
export interface QueryEncoder {
  readonly photoSize: number;
  /** @param pixels [count, photoSize, photoSize, 3] */
  embedPhotos(pixels: Uint8Array, count: number): Promise<Matrix>;
  embedTexts(texts: readonly string[]): Promise<Matrix>;
}

/** How the vectors of products are found that were written since the indexes were built. */
export interface LiveVectorParts {
  /** The model's name in the table of live vectors. */
  readonly model: string;
  /** Number of the last change that the indexes know. */
  readonly position: number;
  /** Of what the indexed vectors were made of; undefined when nobody wrote them down. */
  readonly hashes: () => VectorHashes | undefined;
}

/** The vectors of one model and what puts queries among them. */
export interface VectorSpaceParts {
  /** Starts the encoder, or gives the one that was started: a search by words alone needs none. */
  readonly encoder?: (() => Promise<QueryEncoder>) | undefined;
  readonly images?: VectorSideParts | undefined;
  readonly texts?: VectorSideParts | undefined;
  /** Photo number of each image vector. */
  readonly photos?: Uint32Array | undefined;
  /** Share of the words of the catalog that the model knows, in [0, 1]; 1 where nothing is known of it. */
  readonly knownWords?: number | undefined;
  /** Without it, products that were written keep the vectors they had. */
  readonly live?: LiveVectorParts | undefined;
}

/**
 * A model of the catalog's own trade knows nearly all of its words (.98 and .99 were seen), one of another trade .55 to
 * .8 of them, and what it makes of a query there leads astray.
 */
const LEAST_KNOWN_WORDS = 0.9;

/** Some two thousand texts, and their neighbours besides. */
const TEXT_VECTOR_BYTES = 2 ** 20;

interface LiveStatements {
  readonly photos: Statement<{ row: number; photo: number; hash: string }>;
  readonly vector: Statement<{ vector: Uint8Array }>;
  readonly written: Statement<{ row: number; document: string }>;
}

/** The catalog's vectors, of the indexes and of what was written since. It closes neither indexes nor encoder. */
export class VectorSpace {
  readonly encoder: VectorSpaceParts['encoder'];
  readonly images: VectorSide | undefined;
  readonly texts: VectorSide | undefined;
  /** Whether the model knows the words of this catalog well enough to be asked what a query in words means. */
  readonly knowsWords: boolean;
  private readonly photos: Uint32Array;
  private readonly textVectors = new ByteCache<Float32Array>(TEXT_VECTOR_BYTES);
  private readonly live: LiveVectorParts | undefined;
  private readonly statements: LiveStatements | undefined;
  /** Rows of products that were written lately and lack a vector that they should have. */
  private readonly lacking = new Set<number>();

  /** @param alive rows of the products that are there now */
  constructor(
    parts: VectorSpaceParts,
    database: Database,
    { extent, alive }: { extent: RowExtent; alive: Uint32Array },
  ) {
    const { encoder, images, texts, photos = new Uint32Array(0), live, knownWords = 1 } = parts;
    this.encoder = encoder;
    this.knowsWords = knownWords >= LEAST_KNOWN_WORDS;
    this.images = images && new VectorSide(images, extent);
    this.texts = texts && new VectorSide(texts, extent);
    this.photos = photos;
    this.live = live;
    this.statements = live && openChangeLog(database) && statementsOf(database);
    this.forgetOthers(alive);
    if (live !== undefined && this.statements !== undefined) {
      // A catalog that was made anew counts from 1 again.
      const last = openChangeLog(database)?.position() ?? 0;
      const since = live.position > last ? 0 : live.position;
      const written = this.statements.written.all(since);
      this.update(written.map(({ row, document }) => ({ row, product: JSON.parse(document) as Product })));
    }
  }

  /**
   * The vector of what somebody types. Shoppers type the same words again and again, so the last ones are kept; the same
   * array for the same text lets the sides know its neighbours again.
   */
  async textVector(text: string, encoder: QueryEncoder): Promise<Float32Array> {
    const kept = this.textVectors.get(text);
    if (kept !== undefined) return kept;
    const vector = rowOf(await encoder.embedTexts([text]), 0).slice();
    this.textVectors.set(text, vector, vector.byteLength + 4 * text.length + 100);
    return vector;
  }

  /** Photo that an image vector was made of. */
  photoOf(vector: number): number | undefined {
    return vector < 0 ? undefined : (this.images?.photoOf(vector) ?? this.photos[vector]);
  }

  /** Follows products that were written, or removed where they are undefined. */
  update(written: readonly { readonly row: number; readonly product: Product | undefined }[]): void {
    const photos = this.photosOf(written.map(({ row }) => row));
    for (const { row, product } of written) {
      if (product === undefined) this.remove(row);
      else if (this.statements !== undefined) {
        const text = createHash('sha256').update(productText(product)).digest();
        const own = photos.get(row) ?? [];
        const vectors = {
          text: this.vectorsOf('text', row, [{ hash: text }]),
          image: this.vectorsOf('image', row, own),
        };
        this.texts?.set(row, vectors.text);
        this.images?.set(row, vectors.image);
        if (vectors.text.length === 0 || (own.length > 0 && vectors.image.length === 0)) this.lacking.add(row);
        else this.lacking.delete(row);
      }
    }
  }

  private photosOf(rows: readonly number[]): Map<number, { readonly photo: number; readonly hash: Buffer }[]> {
    const photos = new Map(rows.map((row) => [row, [] as { photo: number; hash: Buffer }[]]));
    for (const { row, photo, hash } of this.statements?.photos.all(JSON.stringify(rows)) ?? []) {
      photos.get(row)?.push({ photo, hash: Buffer.from(hash, 'hex') });
    }
    return photos;
  }

  /** How many products lack a vector that they should have, as far as that is known. */
  get withoutVectors(): number {
    return this.lacking.size;
  }

  private remove(row: number): void {
    this.lacking.delete(row);
    this.texts?.set(row, []);
    this.images?.set(row, []);
  }

  /** Products that were removed since the indexes were built. */
  private forgetOthers(alive: Uint32Array): void {
    const isAlive = new Uint8Array(alive.reduce((most, row) => Math.max(most, row + 1), 0));
    for (const row of alive) isAlive[row] = 1;
    for (const side of [this.images, this.texts]) {
      const { products = new Uint32Array(0) } = side?.parts ?? {};
      for (const [i, row] of products.entries()) if (isAlive[row] !== 1 && row !== products[i - 1]) side?.set(row, []);
    }
  }

  /** The vectors of what a product has now, each found by its hash: in the index, or among the live ones. */
  private vectorsOf(
    kind: 'image' | 'text',
    row: number,
    wanted: readonly { readonly hash: Buffer; readonly photo?: number }[],
  ): CurrentVector[] {
    const side = kind === 'image' ? this.images : this.texts;
    const hashes = this.live?.hashes()?.[kind === 'image' ? 'images' : 'texts'];
    const indexed = new Map<string, number>();
    for (const number of hashes === undefined ? [] : (side?.indexedVectors(row) ?? [])) {
      const own = hashes!.subarray(number * HASH_BYTES, (number + 1) * HASH_BYTES);
      indexed.set(Buffer.from(own).toString('hex'), number);
    }
    const distinct = new Map(wanted.toReversed().map((one) => [one.hash.toString('hex'), one]));
    return [...distinct].toReversed().flatMap(([key, { hash, photo }]): CurrentVector[] => {
      const number = indexed.get(key);
      if (number !== undefined) return [{ indexed: number, photo }];
      const live = this.liveVector(kind, hash);
      return live?.length === side?.parts.matrix.columns ? [{ live, photo }] : [];
    });
  }

  private liveVector(kind: 'image' | 'text', hash: Buffer): Float32Array | undefined {
    const found = this.statements?.vector.get(this.live?.model ?? '', kind, hash)?.vector;
    if (found === undefined) return undefined;
    return new Float32Array(Uint8Array.from(found).buffer);
  }
}

function statementsOf(database: Database): LiveStatements {
  const rows = '(SELECT value FROM json_each(?))';
  return {
    photos: database.prepare(
      `SELECT row, photo, coalesce(pixels_hash, content_hash) AS hash FROM photos
       WHERE row IN ${rows} AND status = 'stored' ORDER BY row, position`,
    ),
    vector: database.prepare('SELECT vector FROM live_vectors WHERE model = ? AND kind = ? AND hash = ?'),
    written: database.prepare('SELECT row, document FROM products WHERE changed > 0 AND changed > ? ORDER BY row'),
  };
}

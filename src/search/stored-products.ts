import type { ProductChange } from '../catalog/changes.js';
import { ByteCache } from '../indexes/byte-cache.js';
import type { Product } from '../product.js';
import type { Database, Statement } from '../storage/database.js';

/** What a page shows of a product. */
export interface StoredProduct {
  readonly product: Product;
  /** In the order of their positions. */
  readonly photos: readonly StoredPhoto[];
}

export interface StoredPhoto {
  readonly photo: number;
  readonly position: number;
  readonly file: string;
  readonly source: string;
}

/** Some ten thousand products. */
const CACHED_BYTES = 24 * 2 ** 20;

/** A parsed product takes so many times the bytes of its document. */
const PARSED = 3;

/** Reads products as they are stored; those that stood on the last pages are kept in memory. */
export class StoredProducts {
  private readonly cache = new ByteCache<StoredProduct>(CACHED_BYTES);
  private readonly documents: Statement<{ row: number; document: string }>;
  private readonly photos: Statement<StoredPhoto & { row: number }>;

  constructor(database: Database) {
    const rows = '(SELECT value FROM json_each(?))';
    this.documents = database.prepare(`SELECT row, document FROM products WHERE row IN ${rows}`);
    this.photos = database.prepare(
      `SELECT row, photo, position, file, source FROM photos WHERE row IN ${rows} ORDER BY row, position`,
    );
  }

  /** @returns by row; without those that are not there */
  of(rows: readonly number[]): Map<number, StoredProduct> {
    const found = new Map<number, StoredProduct>();
    const missing: number[] = [];
    for (const row of rows) {
      const kept = this.cache.get(String(row));
      if (kept === undefined) missing.push(row);
      else found.set(row, kept);
    }
    if (missing.length > 0) this.read(missing, found);
    return found;
  }

  /** Forgets products that were written. */
  update(changes: readonly ProductChange[]): void {
    for (const { row } of changes) this.cache.delete(String(row));
  }

  private read(rows: readonly number[], found: Map<number, StoredProduct>): void {
    const asked = JSON.stringify(rows);
    const photos = new Map(rows.map((row) => [row, [] as StoredPhoto[]]));
    for (const { row, ...photo } of this.photos.all(asked)) photos.get(row)?.push(photo);
    for (const { row, document } of this.documents.all(asked)) {
      const stored = { product: JSON.parse(document) as Product, photos: photos.get(row) ?? [] };
      const bytes = PARSED * document.length + 400 * stored.photos.length;
      this.cache.set(String(row), stored, bytes);
      found.set(row, stored);
    }
  }
}

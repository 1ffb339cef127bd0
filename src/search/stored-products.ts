import type { ProductChange } from '../catalog/changes.js';
import { ByteCache } from '../indexes/byte-cache.js';
import type { Product } from '../product.js';
import type { Database, Statement } from '../storage/database.js';

/** What a list shows of a product: its description and other attributes are the bulk of it. */
export type ListedProduct = Pick<
  Product,
  'id' | 'title' | 'category' | 'price' | 'listPrice' | 'currency' | 'brand' | 'color' | 'url' | 'availability'
>;

export interface StoredProduct {
  readonly product: ListedProduct;
  /** In the order of their positions. */
  readonly photos: readonly StoredPhoto[];
}

export interface StoredPhoto {
  readonly photo: number;
  readonly position: number;
  readonly file: string;
  readonly source: string;
}

/** Some forty thousand products. */
const CACHED_BYTES = 24 * 2 ** 20;

/** A product and its first photo, beside the texts. */
const PRODUCT_BYTES = 350;
const PHOTO_BYTES = 150;

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
      const stored = { product: listed(JSON.parse(document) as Product), photos: photos.get(row) ?? [] };
      const bytes = PRODUCT_BYTES + 2 * stored.product.title.length + PHOTO_BYTES * stored.photos.length;
      this.cache.set(String(row), stored, bytes);
      found.set(row, stored);
    }
  }
}

function listed(product: Product): ListedProduct {
  const { id, title, category, price, listPrice, currency, brand, color, url, availability } = product;
  return { id, title, category, price, listPrice, currency, brand, color, url, availability };
}

import { createChangeWriter, type ChangeWriter } from '../../src/catalog/changes.js';
import { filterValues, WORD_COLUMNS } from '../../src/catalog/searchable.js';
import { indexedTexts } from '../../src/indexes/indexed-texts.js';
import type { Product } from '../../src/product.js';
import { productText } from '../../src/text/product-text.js';
import { mainProductOf, type MainProductRecord } from '../../src/catalog/reader.js';
import type { Database } from '../../src/storage/database.js';
import type { KnownPhoto, PreparedPhoto } from './photos.js';

/** A product as the catalog has it now. */
export interface KnownProduct {
  readonly row: number;
  readonly hash: string;
  readonly photos: readonly KnownPhoto[];
}

/** A product ready to be written, with its photos in the order of `product.images`. */
export interface PreparedProduct {
  readonly product: Product;
  readonly hash: string;
  readonly known: KnownProduct | undefined;
  readonly photos: readonly PreparedPhoto[];
}

/** Everything the import asks of the database. Calls are synchronous. */
export interface CatalogWriter {
  find(id: string): KnownProduct | undefined;
  /** Size of the upright original with this content, when the pixel store has all of it. */
  knownContent(contentHash: string): { width: number; height: number } | undefined;
  /** @param pixelsHash the content's hash, or that of a part of it */
  slotOf(pixelsHash: string): number | undefined;
  /**
   * Writes a batch in one transaction.
   * @param slots slots, by pixelsHash, of contents that are new to the pixel store
   */
  write(batch: readonly PreparedProduct[], slots: ReadonlyMap<string, number>): void;
  /**
   * Removes the products whose ids `keeps` does not know, among the next some hundred behind a row, in one transaction.
   * @returns how many, and the row that the next call begins behind; undefined when there are no more products
   */
  removeOthers(keeps: (id: string) => boolean, behind?: number): { removed: number; last: number } | undefined;
  /** How many products have ids that `keeps` does not know. */
  countOthers(keeps: (id: string) => boolean): number;
  /**
   * Removes products in one transaction.
   * @returns the ids of those that were there
   */
  remove(ids: readonly string[]): string[];
  /** First slot that no content has. */
  nextSlot(): number;
  /** Forgets contents whose records are not in the pixel store, which has only `records` of them. */
  forgetSlots(records: number): void;
  /** How many products there are. */
  count(): number;
  /** Remembers the photo size. */
  setPhotoSize(): void;
  /**
   * Makes searching words faster where many products are new, by merging the words into one segment: some milliseconds of
   * it a call.
   * @returns whether there is more to be done
   */
  mergeWords(isFirst: boolean): boolean;
}

const REMOVAL_BATCH = 256;

/** Ids read at once. */
const ID_PAGE = 10_000;

/** Pages of some 4 KB that one call merges, more or less. */
const MERGED_PAGES = 500;

/** @param size edge of the photos in the pixel store */
export function createCatalogWriter(database: Database, size: number): CatalogWriter {
  const slot = database.prepare<{ slot: number }>('SELECT slot FROM pixels WHERE size = ? AND content_hash = ?');
  const content = database.prepare<{ width: number; height: number }>(
    `SELECT width, height FROM photos JOIN pixels USING (content_hash)
     WHERE content_hash = ? AND size = ? AND status = 'stored' LIMIT 1`,
  );
  const insertSlot = database.prepare('INSERT OR IGNORE INTO pixels (size, content_hash, slot) VALUES (?, ?, ?)');
  const next = database.prepare<{ next: number }>(
    'SELECT coalesce(max(slot) + 1, 0) AS next FROM pixels WHERE size = ?',
  );
  const forget = database.prepare('DELETE FROM pixels WHERE size = ? AND slot >= ?');
  const count = database.prepare<{ products: number }>('SELECT count(*) AS products FROM products');
  const merge = database.prepare(`INSERT INTO product_words (product_words, rank) VALUES ('merge', ?)`);
  const made = database.prepare<{ changes: number }>('SELECT total_changes() AS changes');
  const setting = database.prepare(`INSERT OR REPLACE INTO settings (name, value) VALUES ('photo_size', ?)`);
  const find = finder(database, size);
  const writeProduct = productWriter(database);
  const writePhotos = photoWriter(database);
  const changes = createChangeWriter(database);
  const noteChange = changeNoter(database, changes);
  const removal = remover(database, changes);
  return {
    find,
    knownContent: (contentHash) => content.get(contentHash, size),
    slotOf: (pixelsHash) => slot.get(size, pixelsHash)?.slot,
    write: (batch, slots) => {
      database.transaction(() => {
        for (const [pixelsHash, number] of slots) insertSlot.run(size, pixelsHash, number);
        for (const prepared of batch) {
          const written = writeProduct(prepared);
          const hasNewPhotos = writePhotos(written.row, prepared);
          noteChange(written, prepared, hasNewPhotos);
        }
        changes.cut();
        setting.run(String(size));
      });
    },
    ...removal,
    nextSlot: () => next.get(size)!.next,
    forgetSlots: (records) => {
      forget.run(size, records);
    },
    count: () => count.get()!.products,
    setPhotoSize: () => {
      setting.run(String(size));
    },
    mergeWords: (isFirst) => {
      const before = made.get()!.changes;
      // Of fewer than so many pages, a negative number also marks all segments to become one.
      merge.run(isFirst ? -MERGED_PAGES : MERGED_PAGES);
      return made.get()!.changes - before >= 2; // SQLite's own sign: one change is that of the command itself
    },
  };
}

interface KnownPhotoRecord extends Omit<KnownPhoto, 'contentHash' | 'hasPixels' | 'main'>, MainProductRecord {
  content_hash: string;
  slot: number | null;
}

function finder(database: Database, size: number): CatalogWriter['find'] {
  const product = database.prepare<{ row: number; hash: string }>('SELECT row, hash FROM products WHERE id = ?');
  const photos = database.prepare<KnownPhotoRecord>(
    `SELECT source, file, signature, photos.content_hash, width, height, status, problem, slot, pixels_hash,
       main_kind, main_query, main_x, main_y, main_width, main_height, main_score
     FROM photos LEFT JOIN pixels ON pixels.content_hash = coalesce(pixels_hash, photos.content_hash) AND size = ?
     WHERE row = ? ORDER BY position`,
  );
  return (id) => {
    const found = product.get(id);
    if (found === undefined) return undefined;
    return { ...found, photos: photos.all(size, found.row).map(knownPhoto) };
  };
}

function knownPhoto(record: KnownPhotoRecord): KnownPhoto {
  const { source, file, signature, content_hash: contentHash, width, height, status, problem, slot } = record;
  const { main_query: query, pixels_hash: pixelsHash } = record;
  const main = mainProductOf(record);
  return {
    ...{ source, file, signature, contentHash, width, height, status, problem, hasPixels: slot !== null },
    main: main === undefined || query === null ? undefined : { ...main, query, pixelsHash: pixelsHash ?? undefined },
  };
}

/** A product's row, and its document as it was before; null for a new one. */
interface WrittenProduct {
  readonly row: number;
  readonly before: string | null;
}

/** @returns a function that writes a new or changed product with its words and filter values */
function productWriter(database: Database): (prepared: PreparedProduct) => WrittenProduct {
  const stored = database.prepare<{ document: string }>('SELECT document FROM products WHERE row = ?');
  const insert = database.prepare('INSERT INTO products (id, hash, price, document) VALUES (?, ?, ?, ?)');
  const update = database.prepare('UPDATE products SET hash = ?, price = ?, document = ? WHERE row = ?');
  const insertWords = database.prepare(
    `INSERT INTO product_words (rowid, ${WORD_COLUMNS.join(', ')}) VALUES (?${', ?'.repeat(WORD_COLUMNS.length)})`,
  );
  const deleteWords = database.prepare('DELETE FROM product_words WHERE rowid = ?');
  const insertValue = database.prepare('INSERT OR IGNORE INTO product_values (name, value, row) VALUES (?, ?, ?)');
  const deleteValues = database.prepare('DELETE FROM product_values WHERE row = ?');
  return ({ product, hash, known }) => {
    const before = known === undefined ? null : (stored.get(known.row)?.document ?? null);
    if (known?.hash === hash) return { row: known.row, before };
    const document = JSON.stringify(product);
    const price = product.price ?? null;
    if (known !== undefined) {
      update.run(hash, price, document, known.row);
      deleteWords.run(known.row);
      deleteValues.run(known.row);
    }
    const row = known?.row ?? insert.run(product.id, hash, price, document).lastRow;
    insertWords.run(row, ...indexedTexts(product));
    for (const [name, value] of filterValues(product)) insertValue.run(name, value, row);
    return { row, before };
  };
}

/** @returns a function that says whether the photos are others than before */
function photoWriter(database: Database): (row: number, prepared: PreparedProduct) => boolean {
  const upsert = database.prepare(
    `INSERT INTO photos (row, position, source, file, signature, content_hash, width, height, status, problem,
       pixels_hash, main_kind, main_query, main_x, main_y, main_width, main_height, main_score)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (row, position) DO UPDATE SET source = excluded.source, file = excluded.file,
       signature = excluded.signature, content_hash = excluded.content_hash, width = excluded.width,
       height = excluded.height, status = excluded.status, problem = excluded.problem,
       pixels_hash = excluded.pixels_hash, main_kind = excluded.main_kind, main_query = excluded.main_query,
       main_x = excluded.main_x, main_y = excluded.main_y, main_width = excluded.main_width,
       main_height = excluded.main_height, main_score = excluded.main_score`,
  );
  const removeFrom = database.prepare('DELETE FROM photos WHERE row = ? AND position >= ?');
  return (row, { photos, known }) => {
    for (const [position, photo] of photos.entries()) {
      if (photo.unchanged) continue;
      const { source, file, signature, contentHash, width, height, status, problem = null } = photo;
      const { pixelsHash = null, kind = null, query = null, box, score = null } = photo.main ?? {};
      upsert.run(
        ...[row, position, source, file, signature, contentHash, width, height, status, problem],
        ...[pixelsHash, kind, query, ...(box ?? [null, null, null, null]), score],
      );
    }
    const hasFewer = known !== undefined && known.photos.length > photos.length;
    if (hasFewer) removeFrom.run(row, photos.length);
    return hasFewer || photos.some(({ unchanged }) => !unchanged);
  };
}

/** @returns a function that tells readers of a product that was written; when its text or photos are others, its vectors are stale */
function changeNoter(
  database: Database,
  changes: ChangeWriter,
): (written: WrittenProduct, prepared: PreparedProduct, hasNewPhotos: boolean) => void {
  const mark = database.prepare('UPDATE products SET changed = ? WHERE row = ?');
  return ({ row, before }, { product }, hasNewPhotos) => {
    const number = changes.note(row, before);
    const isText = before === null || productText(JSON.parse(before) as Product) !== productText(product);
    if (isText || hasNewPhotos) mark.run(number, row);
  };
}

interface StoredProduct {
  readonly row: number;
  readonly id: string;
  readonly document: string;
}

function remover(
  database: Database,
  changes: ChangeWriter,
): Pick<CatalogWriter, 'removeOthers' | 'countOthers' | 'remove'> {
  const columns = 'SELECT row, id, document FROM products';
  const page = database.prepare<StoredProduct>(`${columns} WHERE row > ? ORDER BY row LIMIT ?`);
  const ids = database.prepare<Pick<StoredProduct, 'row' | 'id'>>(
    'SELECT row, id FROM products WHERE row > ? ORDER BY row LIMIT ?',
  );
  const byId = database.prepare<StoredProduct>(`${columns} WHERE id = ?`);
  const removeProduct = database.prepare('DELETE FROM products WHERE row = ?');
  const removeWords = database.prepare('DELETE FROM product_words WHERE rowid = ?');
  const removeAll = (gone: readonly StoredProduct[]): void => {
    for (const { row, document } of gone) {
      changes.note(row, document);
      removeWords.run(row);
      removeProduct.run(row);
    }
    changes.cut();
  };
  return {
    removeOthers: (keeps, behind = -1) =>
      database.transaction(() => {
        const products = page.all(behind, REMOVAL_BATCH);
        if (products.length === 0) return undefined;
        const gone = products.filter(({ id }) => !keeps(id));
        removeAll(gone);
        return { removed: gone.length, last: products.at(-1)!.row };
      }),
    countOthers: (keeps) => {
      let others = 0;
      for (let last = -1; ;) {
        const products = ids.all(last, ID_PAGE);
        if (products.length === 0) return others;
        others += products.filter(({ id }) => !keeps(id)).length;
        last = products.at(-1)!.row;
      }
    },
    remove: (named) =>
      database.transaction(() => {
        const gone = [...new Set(named)].flatMap((id) => byId.all(id));
        removeAll(gone);
        return gone.map(({ id }) => id);
      }),
  };
}

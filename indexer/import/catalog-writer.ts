import { categoryLevels, categoryPrefix, type Product } from '../../src/product.js';
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
   * Removes the products whose ids `keeps` does not know, in transactions of some hundred.
   * @returns how many
   */
  removeOthers(keeps: (id: string) => boolean): number;
  /** First slot that no content has. */
  nextSlot(): number;
  /** Forgets contents whose records are not in the pixel store, which has only `records` of them. */
  forgetSlots(records: number): void;
  /** Makes searching words faster when a good part of the products is new, and remembers the photo size. */
  finish(changes: number): void;
}

const REMOVAL_BATCH = 256;

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
  const setting = database.prepare(`INSERT OR REPLACE INTO settings (name, value) VALUES ('photo_size', ?)`);
  const find = finder(database, size);
  const writeProduct = productWriter(database);
  const writePhotos = photoWriter(database);
  const remove = remover(database);
  return {
    find,
    knownContent: (contentHash) => content.get(contentHash, size),
    slotOf: (pixelsHash) => slot.get(size, pixelsHash)?.slot,
    write: (batch, slots) => {
      database.transaction(() => {
        for (const [pixelsHash, number] of slots) insertSlot.run(size, pixelsHash, number);
        for (const prepared of batch) writePhotos(writeProduct(prepared), prepared);
        setting.run(String(size));
      });
    },
    removeOthers: remove,
    nextSlot: () => next.get(size)!.next,
    forgetSlots: (records) => {
      forget.run(size, records);
    },
    finish: (changes) => {
      setting.run(String(size));
      // Merging all of the words into one segment costs as much as writing them all.
      if (changes * 10 >= count.get()!.products) {
        database.exec(`INSERT INTO product_words (product_words) VALUES ('optimize')`);
      }
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

/** @returns a function that writes a new or changed product with its words and filter values, and returns its row */
function productWriter(database: Database): (prepared: PreparedProduct) => number {
  const insert = database.prepare('INSERT INTO products (id, hash, price, document) VALUES (?, ?, ?, ?)');
  const update = database.prepare('UPDATE products SET hash = ?, price = ?, document = ? WHERE row = ?');
  const insertWords = database.prepare(
    'INSERT INTO product_words (rowid, title, category, attributes, description) VALUES (?, ?, ?, ?, ?)',
  );
  const deleteWords = database.prepare('DELETE FROM product_words WHERE rowid = ?');
  const insertValue = database.prepare('INSERT OR IGNORE INTO product_values (name, value, row) VALUES (?, ?, ?)');
  const deleteValues = database.prepare('DELETE FROM product_values WHERE row = ?');
  return ({ product, hash, known }) => {
    if (known?.hash === hash) return known.row;
    const document = JSON.stringify(product);
    const price = product.price ?? null;
    if (known !== undefined) {
      update.run(hash, price, document, known.row);
      deleteWords.run(known.row);
      deleteValues.run(known.row);
    }
    const row = known?.row ?? insert.run(product.id, hash, price, document).lastRow;
    const { title, category = '', description = '' } = product;
    insertWords.run(row, title, category, attributeWords(product), description);
    for (const [name, value] of filterValues(product)) insertValue.run(name, value, row);
    return row;
  };
}

function photoWriter(database: Database): (row: number, prepared: PreparedProduct) => void {
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
    if (known !== undefined && known.photos.length > photos.length) removeFrom.run(row, photos.length);
  };
}

function remover(database: Database): CatalogWriter['removeOthers'] {
  const page = database.prepare<{ row: number; id: string }>(
    'SELECT row, id FROM products WHERE row > ? ORDER BY row LIMIT ?',
  );
  const removeProduct = database.prepare('DELETE FROM products WHERE row = ?');
  const removeWords = database.prepare('DELETE FROM product_words WHERE rowid = ?');
  return (keeps) => {
    let removed = 0;
    for (let last = -1; ;) {
      const products = page.all(last, REMOVAL_BATCH);
      if (products.length === 0) return removed;
      last = products.at(-1)!.row;
      const gone = products.filter(({ id }) => !keeps(id));
      database.transaction(() => {
        for (const { row } of gone) {
          removeWords.run(row);
          removeProduct.run(row);
        }
      });
      removed += gone.length;
    }
  };
}

const FILTER_FIELDS = ['brand', 'gender', 'color', 'season', 'usage'] as const;

/** The words of the column 'attributes' of product_words. */
function attributeWords(product: Product): string {
  const fields = FILTER_FIELDS.map((name) => product[name]).filter((value) => value !== undefined);
  return [...fields, ...Object.entries(product.attributes).map(([name, value]) => `${name} ${value}`)].join('\n');
}

/** What a product can be filtered by: its fields, every prefix of its category path, its attributes. */
function filterValues(product: Product): [name: string, value: string][] {
  const fields = FILTER_FIELDS.flatMap((name): [string, string][] =>
    product[name] === undefined ? [] : [[name, product[name]]],
  );
  const { category = '' } = product;
  const prefixes = categoryLevels(category).map((_, i): [string, string] => [
    'category',
    categoryPrefix(category, i + 1),
  ]);
  return [...fields, ...prefixes, ...Object.entries(product.attributes)];
}

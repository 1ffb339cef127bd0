import type { BoxTuple } from '../box.js';
import type { PhotoId, Product } from '../product.js';
import { openDatabase, type Database } from '../storage/database.js';
import type { WorkspacePaths } from '../storage/workspace.js';
import { openChangeLog } from './changes.js';
import { LIVE_VERSION, mainProductColumns, pixelsKey, requireReadableCatalog } from './schema.js';

/** What `import --main-product` says of a photo. */
export interface MainProduct {
  /**
   * found    the box shows the product, and the pixel store holds what is in it
   * whole    the photo shows the product alone, on a plain background
   * unsure   nobody knows; the box is a guess
   */
  readonly kind: 'found' | 'whole' | 'unsure';
  /** [x, y, width, height] in pixels of the upright photo */
  readonly box?: BoxTuple | undefined;
  /** 0 to 1 */
  readonly score?: number | undefined;
}

/** What the catalog knows of one photo of one product. */
export interface StoredPhoto {
  readonly photo: PhotoId;
  /** Row of the product it belongs to. */
  readonly row: number;
  /** 0 is the main photo. */
  readonly position: number;
  /** Path or web address as the catalog's source gave it. */
  readonly source: string;
  /** Where the original lies, an absolute path; '' when it is not on this machine. */
  readonly file: string;
  /** SHA-256 of the file in hexadecimal; '' when it could not be read. */
  readonly contentHash: string;
  /** The same for what the pixel store shows: another one than contentHash when that is a part of the photo. */
  readonly pixelsHash: string;
  /** Where the product is; undefined when the import was not asked to look. */
  readonly main?: MainProduct | undefined;
  /** Record in the pixel store of the reader's photo size; -1 when there is none. */
  readonly slot: number;
  /** Pixels of the upright original; 0 when unknown. */
  readonly width: number;
  readonly height: number;
  /** 'refused': outside of the folder of photos, or at an address that is not asked. */
  readonly status: 'stored' | 'missing' | 'broken' | 'refused';
  readonly problem?: string | undefined;
}

export interface StoredProduct {
  /** Row number in the database, the id that indexes use; it stays the same as long as the product is there. */
  readonly row: number;
  readonly product: Product;
  /** SHA-256 of the product's fields. */
  readonly hash: string;
  readonly photos: readonly StoredPhoto[];
}

export interface CatalogCounts {
  readonly products: number;
  readonly photos: number;
  /** Photos that have a record in the pixel store. */
  readonly storedPhotos: number;
}

/** Reads products and photos, in the order of their rows. Writers may go on meanwhile. */
export interface CatalogReader {
  /** Edge in pixels of the photos in the store that `slot` refers to; undefined when nothing was imported. */
  readonly photoSize: number | undefined;
  counts(): CatalogCounts;
  /** Number of the last change that was written to the catalog; 0 when none is known. */
  position(): number;
  products(): IterableIterator<StoredProduct>;
  /** Products whose text or photos were written after a change of this number. */
  writtenSince(position: number): StoredProduct[];
  product(id: string): StoredProduct | undefined;
  productByRow(row: number): StoredProduct | undefined;
  photos(): IterableIterator<StoredPhoto>;
  close(): void;
}

interface ProductRecord {
  row: number;
  hash: string;
  document: string;
}

/** The columns of version 2. */
export interface MainProductRecord {
  pixels_hash: string | null;
  main_kind: MainProduct['kind'] | null;
  main_query: string | null;
  main_x: number | null;
  main_y: number | null;
  main_width: number | null;
  main_height: number | null;
  main_score: number | null;
}

interface PhotoRecord extends MainProductRecord {
  photo: number;
  row: number;
  position: number;
  source: string;
  file: string;
  content_hash: string;
  slot: number | null;
  width: number;
  height: number;
  status: StoredPhoto['status'];
  problem: string | null;
}

const PAGE = 512;

/**
 * @param options.photoSize whose pixel store `slot` refers to; the size of the last import by default
 * @throws NotReadyError when there is no catalog
 */
export function openCatalogReader(
  paths: WorkspacePaths,
  { photoSize }: { photoSize?: number | undefined } = {},
): CatalogReader {
  const database = openDatabase(paths.database, { readOnly: true });
  try {
    const version = requireReadableCatalog(database, paths.database);
    return readerOf(database, version, photoSize ?? importedPhotoSize(database));
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The photo size of the last import. */
export function importedPhotoSize(database: Database): number | undefined {
  const setting = database
    .prepare<{ value: string }>(`SELECT value FROM settings WHERE name = 'photo_size'`)
    .get()?.value;
  return setting === undefined ? undefined : Number(setting);
}

function readerOf(database: Database, version: number, photoSize: number | undefined): CatalogReader {
  const count = database.prepare<CatalogCounts>(
    `SELECT (SELECT count(*) FROM products) AS products, (SELECT count(*) FROM photos) AS photos,
       (SELECT count(*) FROM photos JOIN pixels ON pixels.content_hash = ${pixelsKey(version)} WHERE size = ?)
         AS storedPhotos`,
  );
  const photoColumns = `SELECT photo, row, position, source, file, photos.content_hash, slot, width, height, status, problem,
       ${mainProductColumns(version)}
     FROM photos LEFT JOIN pixels ON pixels.content_hash = ${pixelsKey(version)} AND size = ?`;
  const photosOfRows = database.prepare<PhotoRecord>(
    `${photoColumns} WHERE row BETWEEN ? AND ? ORDER BY row, position`,
  );
  const productPage = database.prepare<ProductRecord>(
    `SELECT row, hash, document FROM products WHERE row > ? ORDER BY row LIMIT ${PAGE}`,
  );
  const byId = database.prepare<ProductRecord>('SELECT row, hash, document FROM products WHERE id = ?');
  const byRow = database.prepare<ProductRecord>('SELECT row, hash, document FROM products WHERE row = ?');
  const size = photoSize ?? 0;

  const withPhotos = (page: readonly ProductRecord[]): StoredProduct[] => {
    if (page.length === 0) return [];
    const photos = photosOfRows.all(size, page[0].row, page.at(-1)!.row);
    let next = 0;
    return page.map(({ row, hash, document }) => {
      const own: StoredPhoto[] = [];
      while (next < photos.length && photos[next].row <= row) own.push(storedPhoto(photos[next++]));
      return { row, product: JSON.parse(document) as Product, hash, photos: own };
    });
  };

  // Pages instead of one long cursor: a cursor would keep the connection busy between two steps of the caller.
  function* products(): IterableIterator<StoredProduct> {
    let last = -1;
    for (;;) {
      const page = withPhotos(productPage.all(last));
      if (page.length === 0) return;
      yield* page;
      last = page.at(-1)!.row;
    }
  }

  return {
    photoSize,
    counts: () => count.get(size)!,
    position: () => openChangeLog(database)?.position() ?? 0,
    products,
    writtenSince: (position) => {
      if (version < LIVE_VERSION) return [];
      const written = database.prepare<{ row: number }>(
        'SELECT row FROM products WHERE changed > 0 AND changed > ? ORDER BY row',
      );
      return written.all(position).flatMap(({ row }) => withPhotos(byRow.all(row)));
    },
    product: (id) => withPhotos(byId.all(id))[0],
    productByRow: (row) => withPhotos(byRow.all(row))[0],
    *photos() {
      for (const { photos } of products()) yield* photos;
    },
    close: () => {
      database.close();
    },
  };
}

function storedPhoto(record: PhotoRecord): StoredPhoto {
  return {
    photo: record.photo as PhotoId,
    row: record.row,
    position: record.position,
    source: record.source,
    file: record.file,
    contentHash: record.content_hash,
    pixelsHash: record.pixels_hash ?? record.content_hash,
    ...(record.main_kind === null ? {} : { main: mainProductOf(record) }),
    slot: record.slot ?? -1,
    width: record.width,
    height: record.height,
    status: record.status,
    ...(record.problem === null ? {} : { problem: record.problem }),
  };
}

/** @returns undefined when the import was not asked to look for the product */
export function mainProductOf(record: MainProductRecord): MainProduct | undefined {
  const { main_kind: kind, main_x: x, main_y: y, main_width: width, main_height: height, main_score: score } = record;
  if (kind === null) return undefined;
  const hasBox = x !== null && y !== null && width !== null && height !== null;
  return { kind, box: hasBox ? [x, y, width, height] : undefined, score: score ?? undefined };
}

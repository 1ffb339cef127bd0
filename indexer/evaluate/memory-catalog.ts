import { migrateCatalog } from '../../src/catalog/schema.js';
import { indexedTexts } from '../../src/indexes/indexed-texts.js';
import { openDatabase, type Database } from '../../src/storage/database.js';
import { createCatalogWriter } from '../import/catalog-writer.js';
import { hashProduct } from '../import/product-row.js';
import { readCatalogFile, type FileProduct } from './catalog-file.js';

/** A catalog file in memory, in the same tables as a workspace's. */
export interface MemoryCatalog {
  readonly database: Database;
  /** In the order of their rows: the first has row 1. */
  readonly products: readonly FileProduct[];
}

const BATCH = 500;

/** Reads a whole catalog file into a database in memory. Close the database when done. */
export async function openMemoryCatalog(file: string, signal?: AbortSignal): Promise<MemoryCatalog> {
  const database = openDatabase(':memory:', { readOnly: false });
  migrateCatalog(database, ':memory:', { indexedTexts });
  const writer = createCatalogWriter(database, 0);
  const products: FileProduct[] = [];
  let batch: FileProduct[] = [];
  const write = (): void => {
    writer.write(batch.map(prepared), new Map());
    products.push(...batch);
    batch = [];
  };
  for await (const product of readCatalogFile(file, signal)) {
    batch.push(product);
    if (batch.length === BATCH) write();
  }
  write();
  for (let isFirst = true; writer.mergeWords(isFirst); isFirst = false);
  return { database, products };
}

function prepared({ product, photos }: FileProduct): Parameters<ReturnType<typeof createCatalogWriter>['write']>[0][0] {
  return {
    product,
    hash: hashProduct(product),
    known: undefined,
    photos: photos.map((file) => ({
      ...{ source: file, file, signature: '', contentHash: '', width: 0, height: 0 },
      ...{ status: 'stored', unchanged: false },
    })),
  };
}

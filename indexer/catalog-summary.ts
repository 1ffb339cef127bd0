import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { requireReadableCatalog } from '../src/catalog/schema.js';
import { openDatabase, type Database } from '../src/storage/database.js';
import { workspacePaths, type WorkspacePaths } from '../src/storage/workspace.js';
import { countUnindexed } from './unindexed.js';

/** Fields that shoppers filter by or read, and how many products do not say them. */
const FIELDS = ['category', 'brand', 'color', 'gender', 'season', 'usage', 'price', 'description'] as const;
export type SummaryField = (typeof FIELDS)[number];

/** What is in a catalog, what is missing in it, and how much room it takes. */
export interface CatalogSummary {
  readonly products: number;
  readonly photos: {
    /** Photos that products name. */
    readonly named: number;
    /** Not where the product says. */
    readonly missing: number;
    /** There, but no picture. */
    readonly broken: number;
    /** Outside of the folder of photos, or at an address that is not asked. */
    readonly refused: number;
    /** Products that have no photo to show. */
    readonly productsWithout: number;
  };
  readonly fields: readonly {
    readonly name: SummaryField;
    /** Products that do not say it. */
    readonly missing: number;
  }[];
  /** Products that are new or changed since the catalog was indexed: words find them, likeness does not yet. */
  readonly unindexed: number;
  /** Bytes, by what they are for. */
  readonly disk: {
    readonly catalog: number;
    readonly photos: number;
    readonly models: number;
    readonly embeddings: number;
    readonly indexes: number;
    readonly rest: number;
  };
}

/**
 * Counts what a workspace holds; some tenths of a second for some ten thousand products.
 * @throws NotReadyError when nothing was imported
 */
export function summarizeCatalog(workspace: string): CatalogSummary {
  const paths = workspacePaths(workspace);
  const database = openDatabase(paths.database, { readOnly: true });
  try {
    requireReadableCatalog(database, paths.database);
    return { ...countsOf(database), unindexed: countUnindexed(workspace), disk: diskOf(paths) };
  } finally {
    database.close();
  }
}

function countsOf(database: Database): Omit<CatalogSummary, 'disk' | 'unindexed'> {
  const absent = FIELDS.map((name) => `count(*) - count(nullif(document ->> '$.${name}', '')) AS ${name}`);
  const products = database
    .prepare<Record<SummaryField | 'products', number>>(
      `SELECT count(*) AS products, ${absent.join(', ')} FROM products`,
    )
    .get()!;
  const photos = database
    .prepare<CatalogSummary['photos']>(
      `SELECT count(*) AS named, count(*) FILTER (WHERE status = 'missing') AS missing,
         count(*) FILTER (WHERE status = 'broken') AS broken,
         count(*) FILTER (WHERE status = 'refused') AS refused,
         ? - count(DISTINCT row) FILTER (WHERE status = 'stored') AS productsWithout
       FROM photos`,
    )
    .get(products.products)!;
  return {
    products: products.products,
    photos,
    fields: FIELDS.map((name) => ({ name, missing: products[name] })),
  };
}

function diskOf(paths: WorkspacePaths): CatalogSummary['disk'] {
  const parts = {
    catalog: ['', '-wal', '-shm'].reduce((sum, end) => sum + bytesIn(`${paths.database}${end}`), 0),
    photos: bytesIn(dirname(paths.photos(0))),
    models: bytesIn(paths.models),
    embeddings: bytesIn(paths.embeddings),
    indexes: bytesIn(paths.indexes),
  };
  const named = Object.values(parts).reduce((sum, bytes) => sum + bytes, 0);
  return { ...parts, rest: Math.max(0, bytesIn(paths.root) - named) };
}

/** @returns the bytes of a file, or of everything in a folder; what is gone meanwhile counts nothing */
export function bytesIn(place: string): number {
  if (!existsSync(place)) return 0;
  const entry = statSync(place, { throwIfNoEntry: false });
  if (entry === undefined) return 0;
  if (!entry.isDirectory()) return entry.size;
  return readdirSync(place).reduce((sum, name) => sum + bytesIn(join(place, name)), 0);
}

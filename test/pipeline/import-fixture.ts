import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import sharp from 'sharp';
import { importCatalog, type ImportOptions, type ImportSummary } from '../../indexer/import/index.js';
import type { Problem } from '../../indexer/import/formats/row.js';
import { openCatalogReader, type StoredProduct } from '../../src/catalog/reader.js';
import type { Random } from '../../src/random.js';
import { openDatabase } from '../../src/storage/database.js';
import { workspacePaths } from '../../src/storage/workspace.js';

/** A folder that is gone after the test. */
export function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-test-'));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Writes a file below `folder` and returns its path. */
export function writeBelow(folder: string, name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

export function jsonLines(products: readonly object[]): string {
  return products.map((product) => `${JSON.stringify(product)}\n`).join('');
}

/** A plain PNG; photos of different colours have different content. */
export async function plainPhoto(color: string, { width = 6, height = 8 } = {}): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: color } })
    .png()
    .toBuffer();
}

const COLORS = Array.from({ length: 40 }, (_, i) => `rgb(${i * 6}, ${(i % 7) * 30}, 90)`);

/** A folder with `catalog.jsonl` of `count` products and a photo for each; some photos are the same. */
export async function writeCatalog(folder: string, count: number, random: Random): Promise<string> {
  const products = [];
  const photos = await Promise.all(COLORS.map((color) => plainPhoto(color)));
  for (let i = 0; i < count; i++) {
    writeBelow(folder, `images/${i}.png`, random.pick(photos));
    const price = 5 + random.integer(100);
    products.push({
      id: `p${i}`,
      title: `Shirt ${i}`,
      category: 'Apparel > Shirts',
      price,
      images: [`images/${i}.png`],
    });
  }
  return writeBelow(folder, 'catalog.jsonl', jsonLines(products));
}

/** Imports into `<folder>/shop.vitrine`. */
export async function importInto(
  folder: string,
  sources: string | readonly string[],
  options: Partial<ImportOptions> = {},
): Promise<ImportSummary> {
  const list = typeof sources === 'string' ? [sources] : sources;
  return importCatalog({ workspace: join(folder, 'shop.vitrine'), sources: list, photoSize: 8, ...options });
}

export function productsIn(folder: string): StoredProduct[] {
  const reader = openCatalogReader(workspacePaths(join(folder, 'shop.vitrine')));
  try {
    return [...reader.products()];
  } finally {
    reader.close();
  }
}

/** Runs one query that gives one value. */
export function queryIn(folder: string, sql: string): unknown {
  const database = openDatabase(workspacePaths(join(folder, 'shop.vitrine')).database, { readOnly: true });
  try {
    return Object.values(database.prepare<Record<string, unknown>>(sql).get() ?? {})[0];
  } finally {
    database.close();
  }
}

export function problemsOf({ problems }: ImportSummary): Problem[] {
  if (problems === null) return [];
  const lines = readFileSync(problems, 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Problem);
}

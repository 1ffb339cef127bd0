import { throwIfCancelled } from '../../src/progress.js';
import type { Product } from '../../src/product.js';
import { openPhotoFolder } from '../import/find-photo.js';
import { openSource } from '../import/formats/formats.js';
import { parseProductRow } from '../import/product-row.js';

/** A product of a catalog file, with the photos that can be read from this machine. */
export interface FileProduct {
  readonly product: Product;
  /** Absolute paths, in the order of the product's images. */
  readonly photos: readonly string[];
}

/**
 * Reads a catalog file row by row, as the import does. Rows that cannot be products and ids that came before are left
 * out: the evaluation counts what it really compared.
 */
export async function* readCatalogFile(file: string, signal?: AbortSignal): AsyncGenerator<FileProduct> {
  const source = await openSource(file, {});
  const folder = openPhotoFolder(source.folder);
  const seen = new Set<string>();
  for await (const row of source.rows) {
    throwIfCancelled(signal);
    const parsed = row.kind === 'row' ? parseProductRow(row) : row;
    if (parsed.kind !== 'product' || seen.has(parsed.product.id)) continue;
    seen.add(parsed.product.id);
    const places = parsed.product.images.map((image) => folder.find(image));
    yield { product: parsed.product, photos: places.flatMap((place) => (place.kind === 'file' ? [place.file] : [])) };
  }
}

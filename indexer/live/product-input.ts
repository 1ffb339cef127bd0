import type { Product } from '../../src/product.js';
import type { WorkspacePaths } from '../../src/storage/workspace.js';
import { keepDataUrls } from '../import/data-url.js';
import { listReader, type Lists } from '../import/lists.js';
import { parseProductRow } from '../import/product-row.js';
import { keepUploadedPhoto } from '../import/uploaded-photos.js';

/** One product to be written. */
export interface ProductInput {
  /** A row of JSON lines: `{"id": "...", "title": "...", ...}`. */
  readonly product: unknown;
  /** Photos before those of the row's `images`: bytes of an encoded photo, or a path or web address. */
  readonly photos?: readonly (Uint8Array | string)[] | undefined;
}

/** Something about a product that was refused, or about a photo of one that was not. */
export interface ProductProblem {
  readonly field?: string | undefined;
  readonly reason: string;
  readonly remedy?: string | undefined;
}

/** What became of a product. */
export interface ProductOutcome {
  /** Null when it could not be read. */
  readonly id: string | null;
  /** What is not published is not for sale: it is not in the catalog, or not any more. */
  readonly status: 'added' | 'changed' | 'unchanged' | 'refused' | 'notPublished';
  readonly problem?: ProductProblem | undefined;
}

export type ReadInput =
  | { readonly product: Product }
  /** A product that shoppers must not find. */
  | { readonly hidden: string }
  | { readonly id: string | null; readonly problem: ProductProblem };

/**
 * Makes a product of an input as an import makes one of a row, and keeps the photos that came with it.
 * @param options.lists which fields of the catalog hold lists that are written as texts
 */
export async function readProduct(
  paths: WorkspacePaths,
  { product, photos = [] }: ProductInput,
  { lists = {} }: { readonly lists?: Lists | undefined } = {},
): Promise<ReadInput> {
  if (typeof product !== 'object' || product === null || Array.isArray(product)) {
    return { id: null, problem: { reason: 'this is no object', remedy: 'write {"id": "...", "title": "..."}' } };
  }
  const fields = listReader(lists)(new Map(Object.entries(product)));
  const row = parseProductRow({ kind: 'row', file: '', line: 0, fields });
  if (row.kind === 'not-published') return { hidden: row.id };
  if (row.kind !== 'product') {
    const { id = null, field, reason, remedy } = row;
    return { id, problem: { field, reason, remedy } };
  }
  const own: string[] = [];
  for (const photo of photos) own.push(typeof photo === 'string' ? photo : await keepUploadedPhoto(paths, photo));
  const images = await keepDataUrls(row.product.images, (photo) => keepUploadedPhoto(paths, photo));
  return { product: { ...row.product, images: [...new Set([...own, ...images])] } };
}

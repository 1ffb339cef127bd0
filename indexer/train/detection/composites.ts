import { openCatalogReader } from '../../../src/catalog/reader.js';
import { BadPhotoError, NotFoundError } from '../../../src/errors.js';
import { decodePhoto } from '../../../src/image/decode.js';
import { categoryLevels, shownValue, type Product } from '../../../src/product.js';
import { throwIfCancelled, type WorkOptions } from '../../../src/progress.js';
import { createRandom } from '../../../src/random.js';
import type { WorkspacePaths } from '../../../src/storage/workspace.js';
import { readCatalogFile } from '../../evaluate/catalog-file.js';
import { cutOut, type CutOut } from './cut-out.js';

export interface ReadCutOutsOptions extends WorkOptions {
  /** Most cut-outs. */
  readonly count?: number | undefined;
  /** Chooses among more products than that. */
  readonly seed?: number | undefined;
  /** Larger products are shrunk to it, in pixels. */
  readonly longestSide?: number | undefined;
}

/** A product that may stand on a plain background. */
interface Candidate {
  readonly product: Product;
  /** Absolute path of its first photo. */
  readonly file: string;
}

/** So many products are tried for each cut-out that is wanted. */
const TRIES = 3;

/**
 * Cuts products out of the plain backgrounds of their first photos. Products with several garments in the photo,
 * without a category, with a broken photo or another background are passed over.
 * @returns at most `count`, the same ones for the same file and seed; perhaps none
 * @throws CancelledError; NotFoundError when there is no such file
 */
export async function readCutOuts(catalogFile: string, options: ReadCutOutsOptions = {}): Promise<CutOut[]> {
  const candidates: Candidate[] = [];
  for await (const { product, photos } of readCatalogFile(catalogFile, options.signal)) {
    if (photos.length > 0 && isSingle(product)) candidates.push({ product, file: photos[0] });
  }
  return cutOutSome(candidates, options);
}

/** The same from the products of a workspace, as far as their original photos are still there. */
export async function readWorkspaceCutOuts(paths: WorkspacePaths, options: ReadCutOutsOptions = {}): Promise<CutOut[]> {
  const reader = openCatalogReader(paths);
  const candidates: Candidate[] = [];
  try {
    for (const { product, photos } of reader.products()) {
      if (isSingle(product) && photos[0]?.status === 'stored') candidates.push({ product, file: photos[0].file });
    }
  } finally {
    reader.close();
  }
  return cutOutSome(candidates, options);
}

async function cutOutSome(
  candidates: readonly Candidate[],
  { count = 400, seed = 7, longestSide = 160, signal, onProgress }: ReadCutOutsOptions,
): Promise<CutOut[]> {
  const chosen = createRandom(`${seed}/cut-outs`)
    .shuffle([...candidates])
    .slice(0, TRIES * count);
  const cutOuts: CutOut[] = [];
  for (const candidate of chosen) {
    if (cutOuts.length >= count) break;
    throwIfCancelled(signal);
    const found = await cutOutOf(candidate, longestSide);
    if (found === undefined) continue;
    cutOuts.push(found);
    onProgress?.({ step: 'cut-outs', done: cutOuts.length, total: count });
  }
  return cutOuts;
}

async function cutOutOf({ product, file }: Candidate, longestSide: number): Promise<CutOut | undefined> {
  try {
    const photo = await decodePhoto(file, { shrinkTo: 2 * longestSide });
    return cutOut(photo, { id: product.id, title: product.title, ...kindOf(product)!, longestSide });
  } catch (error) {
    if (error instanceof BadPhotoError || error instanceof NotFoundError) return undefined; // another one will do
    throw error;
  }
}

/** Its only photo box, or the whole of it, is one product of a known kind. */
function isSingle(product: Product): boolean {
  return (product.boxes ?? []).length <= 1 && kindOf(product) !== undefined;
}

function kindOf({ boxes, category, color }: Product): Pick<CutOut, 'label' | 'color'> | undefined {
  const box = boxes?.[0];
  if (box !== undefined) return { label: box.label, color: box.color };
  const label = categoryLevels(category ?? '')
    .at(-1)
    ?.toLowerCase();
  return label === undefined
    ? undefined
    : { label, color: color === undefined ? undefined : shownValue(color).toLowerCase() };
}

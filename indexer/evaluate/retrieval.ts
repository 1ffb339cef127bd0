import { readCatalogFile } from './catalog-file.js';
import { categoryAccuracy, type CategoryAccuracy } from './category-accuracy.js';
import { answerPhotos, answerTexts, pixelsOfFile, type PixelSource } from './embed-items.js';
import { rankExactly, type ExactRanking } from './exact-ranking.js';
import { openCatalogReader } from '../../src/catalog/reader.js';
import type { DualEncoder } from '../../src/encoder/open-encoder.js';
import { BadInputError, NotReadyError } from '../../src/errors.js';
import { chanceOfRanking } from '../../src/evaluation/ranking.js';
import { splitForValidation } from '../../src/evaluation/split.js';
import { openPhotoStore } from '../../src/image/photo-store.js';
import { categoryLevels, type Product } from '../../src/product.js';
import type { WorkOptions } from '../../src/progress.js';
import type { WorkspacePaths } from '../../src/storage/workspace.js';
import { productText } from '../../src/text/product-text.js';
import { rowOf, createMatrix, type Matrix } from '../../src/vector/matrix.js';

/** One product to be evaluated, with its first photo. */
export interface EvaluationItem {
  readonly product: Product;
  readonly pixels: PixelSource;
}

export interface RetrievalEvaluation extends ExactRanking {
  readonly model: string;
  readonly engine: string;
  readonly products: number;
  readonly photos: number;
  readonly categories: { readonly image: CategoryAccuracy; readonly text: CategoryAccuracy };
  readonly chance: { readonly medianRankPercent: number; readonly recallAt10: number };
}

/** Products of a catalog file with their photos, read from the file's folder. */
export async function itemsOfFile(file: string, size: number, signal?: AbortSignal): Promise<EvaluationItem[]> {
  const items: EvaluationItem[] = [];
  for await (const { product, photos } of readCatalogFile(file, signal)) {
    items.push({ product, pixels: pixelsOfFile(photos[0], size) });
  }
  return items;
}

/**
 * The products of a workspace that its model was not trained on: the same split that training made.
 * @throws NotReadyError when nothing was held out
 */
export function itemsHeldOut(
  paths: WorkspacePaths,
  split: { share: number; seed: number },
  size: number,
): EvaluationItem[] {
  const reader = openCatalogReader(paths, { photoSize: size });
  const stored = [...reader.products()].filter(({ photos }) => (photos[0]?.slot ?? -1) >= 0);
  reader.close();
  const items = stored.map(({ product, photos }) => ({
    id: product.id,
    contentHashes: photos.map(({ contentHash }) => contentHash).filter((hash) => hash !== ''),
    product,
    slot: photos[0].slot,
  }));
  const { validation } = splitForValidation(items, split);
  if (validation.length === 0) {
    throw new NotReadyError({
      file: paths.root,
      reason: 'training held no products out',
      remedy: 'name a catalog file by --catalog, or train with heldOut above 0',
    });
  }
  return validation.map(({ product, slot }) => ({
    product,
    pixels: () => Promise.resolve(pixelsOfSlot(paths, size, slot)),
  }));
}

function pixelsOfSlot(paths: WorkspacePaths, size: number, slot: number): Uint8Array {
  const store = openPhotoStore(paths.photos(size));
  try {
    return store.read([slot]);
  } finally {
    store.close();
  }
}

/**
 * Embeds texts and photos and ranks them exactly, both ways. Products without a readable photo are counted, not ranked.
 * @throws BadInputError when no product has a photo
 */
export async function evaluateRetrieval(
  items: readonly EvaluationItem[],
  { encoder, engine, ...work }: WorkOptions & { readonly encoder: DualEncoder; readonly engine: string },
): Promise<RetrievalEvaluation> {
  const { readable, answers } = await answerPhotos(
    items.map(({ pixels }) => pixels),
    {
      ...work,
      size: encoder.photoSize,
      asks: [encoder.embedPhotos.bind(encoder), encoder.classifyPhotos.bind(encoder)],
    },
  );
  if (readable.length === 0) {
    throw new BadInputError({
      reason: 'no product has a photo that can be read',
      remedy: 'check the paths of the photos',
    });
  }
  const [images, imageCategories] = answers;
  const texts = items.map(({ product }) => productText(product));
  const textVectors = await answerTexts(texts, { ...work, ask: encoder.embedTexts.bind(encoder) });
  const textCategories = await answerTexts(texts, { ...work, ask: encoder.classifyTexts.bind(encoder) });
  const paths = items.map(({ product }) => leafPath(product));
  return {
    model: encoder.card.name,
    engine,
    products: items.length,
    photos: readable.length,
    ...(await rankExactly(rowsOf(textVectors, readable), images, work)),
    categories: {
      image: categoryAccuracy(
        imageCategories,
        encoder.categories,
        readable.map((i) => paths[i]),
      ),
      text: categoryAccuracy(textCategories, encoder.categories, paths),
    },
    chance: chanceOfRanking(readable.length),
  };
}

function leafPath({ category = '' }: Product): string | undefined {
  const levels = categoryLevels(category);
  return levels.length === 0 ? undefined : levels.join(' > ');
}

function rowsOf(matrix: Matrix, rows: readonly number[]): Matrix {
  const chosen = createMatrix(rows.length, matrix.columns);
  for (const [i, row] of rows.entries()) chosen.data.set(rowOf(matrix, row), i * matrix.columns);
  return chosen;
}

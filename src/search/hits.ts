import type { Product, ProductId } from '../product.js';
import type { ResultSet } from './candidates.js';
import type { ModeScores } from './fusion.js';
import type { SearchIndex } from './search-index.js';

/** One product that was found. */
export interface Hit {
  readonly id: ProductId;
  readonly title: string;
  /** In [0, 1]. */
  readonly score: number;
  /** What each ranking says, in [0, 1]; null when it was not asked or the product has no such side. */
  readonly matched: { readonly words: number | null; readonly text: number | null; readonly image: number | null };
  /** The photo that matched best: its path on this machine, else as the catalog's source gives it. */
  readonly photo: string | null;
  readonly category: string | null;
  readonly price: number | null;
  /** When it was asked: the product as it was imported, and which of its photos `photo` is. */
  readonly product?: Product | undefined;
  readonly photoPosition?: number | null | undefined;
}

/** One product on its way to a page. */
export interface Found {
  readonly row: number;
  readonly score: number;
}

/** Reads what a page shows of its products. */
export function hitsOf(
  index: SearchIndex,
  page: readonly Found[],
  { found: { matched, photoVector }, withProducts }: { found: ResultSet; withProducts: boolean },
): Hit[] {
  const documents = documentsOf(index, page);
  const photos = photosOf(index, page, photoVector);
  return page.flatMap(({ row, score }) => {
    const product = documents.get(row);
    if (product === undefined) return [];
    const { id, title, category, price } = product;
    return [
      {
        id,
        title,
        score: rounded(score),
        matched: matchedOf(matched(row)),
        photo: photos.get(row)?.shown ?? null,
        category: category ?? null,
        price: price ?? null,
        ...(withProducts ? { product, photoPosition: photos.get(row)?.position ?? null } : {}),
      },
    ];
  });
}

function documentsOf({ statements }: SearchIndex, page: readonly Found[]): Map<number, Product> {
  const found = statements.documents.all(JSON.stringify(page.map(({ row }) => row)));
  return new Map(found.map(({ row, document }) => [row, JSON.parse(document) as Product]));
}

/** The photo that matched best, or else the main one. */
function photosOf(
  { statements, space }: SearchIndex,
  page: readonly Found[],
  photoVector: ResultSet['photoVector'],
): Map<number, { readonly shown: string; readonly position: number }> {
  const best = new Map(page.map(({ row }) => [row, space.photoOf(photoVector(row) ?? -1)]));
  const shown = new Map<number, { shown: string; position: number }>();
  for (const { row, photo, position, file, source } of statements.photos.all(JSON.stringify([...best.keys()]))) {
    if (!shown.has(row) || best.get(row) === photo) shown.set(row, { shown: file || source, position });
  }
  return shown;
}

function matchedOf({ words, text, image }: ModeScores): Hit['matched'] {
  const shown = (score: number | undefined): number | null => (score === undefined ? null : rounded(score));
  return { words: shown(words), text: shown(text), image: shown(image) };
}

/** Four digits: more would only show how floats are added. */
function rounded(score: number): number {
  return Math.round(score * 10_000) / 10_000;
}

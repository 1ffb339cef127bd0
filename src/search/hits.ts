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
}

/** One product on its way to a page. */
export interface Found {
  readonly row: number;
  readonly score: number;
}

/** Reads what a page shows of its products. */
export function hitsOf(index: SearchIndex, page: readonly Found[], { matched, photoVector }: ResultSet): Hit[] {
  const { documents, mainPhoto, photoById } = index.statements;
  return page.flatMap(({ row, score }) => {
    const document = documents.get(row)?.document;
    if (document === undefined) return [];
    const { id, title, category, price } = JSON.parse(document) as Product;
    const vector = photoVector(row);
    const best = vector === undefined ? undefined : photoById.get(index.photos[vector] ?? -1);
    const photo = best ?? mainPhoto.get(row);
    return [
      {
        id,
        title,
        score: rounded(score),
        matched: matchedOf(matched(row)),
        photo: photo === undefined ? null : photo.file || photo.source,
        category: category ?? null,
        price: price ?? null,
      },
    ];
  });
}

function matchedOf({ words, text, image }: ModeScores): Hit['matched'] {
  const shown = (score: number | undefined): number | null => (score === undefined ? null : rounded(score));
  return { words: shown(words), text: shown(text), image: shown(image) };
}

/** Four digits: more would only show how floats are added. */
function rounded(score: number): number {
  return Math.round(score * 10_000) / 10_000;
}

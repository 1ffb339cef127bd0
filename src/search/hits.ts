import type { ProductId } from '../product.js';
import type { ResultSet } from './candidates.js';
import type { Explanation } from './explanation.js';
import type { ModeScores } from './fusion.js';
import type { ParsedQuery } from './query.js';
import type { SearchIndex } from './search-index.js';
import type { ListedProduct, StoredPhoto, StoredProduct } from './stored-products.js';

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
  /** When it was asked: what else a list shows of the product, and which of its photos `photo` is. */
  readonly product?: ListedProduct | undefined;
  readonly photoPosition?: number | null | undefined;
  /** When it was asked: why the product has its score. */
  readonly explanation?: Explanation | undefined;
}

type HitOptions = Pick<ParsedQuery, 'withProducts' | 'explain'>;

/** One product on its way to a page. */
export interface Found {
  readonly row: number;
  readonly score: number;
}

/** Reads what a page shows of its products. */
export function hitsOf(
  index: SearchIndex,
  page: readonly Found[],
  { found, asked: { withProducts, explain } }: { readonly found: ResultSet; readonly asked: HitOptions },
): Hit[] {
  const { matched, photoVector } = found;
  const stored = index.stored.of(page.map(({ row }) => row));
  return page.flatMap(({ row, score }) => {
    const known = stored.get(row);
    if (known === undefined) return [];
    const { product } = known;
    const photo = photoOf(known, index.space.photoOf(photoVector(row) ?? -1));
    return [
      {
        id: product.id,
        title: product.title,
        score: rounded(score),
        matched: matchedOf(matched(row)),
        photo: photo === undefined ? null : photo.file || photo.source,
        category: product.category ?? null,
        price: product.price ?? null,
        ...(explain ? { explanation: found.explain(row) } : {}),
        ...(withProducts ? { product, photoPosition: photo?.position ?? null } : {}),
      },
    ];
  });
}

/** The photo that matched best, or else the main one. */
function photoOf({ photos }: StoredProduct, best: number | undefined): StoredPhoto | undefined {
  return photos.findLast(({ photo }) => photo === best) ?? photos.at(0);
}

function matchedOf({ words, text, image }: ModeScores): Hit['matched'] {
  const shown = (score: number | undefined): number | null => (score === undefined ? null : rounded(score));
  return { words: shown(words), text: shown(text), image: shown(image) };
}

/** Four digits: more would only show how floats are added. */
function rounded(score: number): number {
  return Math.round(score * 10_000) / 10_000;
}

import type { BoxTuple } from './box.js';

declare const brand: unique symbol;

/** A product's own id, as the catalog gives it: any non-empty Unicode text. */
export type ProductId = string & { readonly [brand]: 'ProductId' };

/** A photo's row number in the workspace's database. */
export type PhotoId = number & { readonly [brand]: 'PhotoId' };

/** A garment marked in a product's first photo. */
export interface ProductBox {
  readonly label: string;
  readonly color?: string | undefined;
  readonly query: string;
  readonly box: BoxTuple;
  readonly ambiguous?: boolean | undefined;
}

/** One product of a catalog, whatever format it came in. */
export interface Product {
  readonly id: ProductId;
  readonly title: string;
  readonly description?: string | undefined;
  /** Path from the top: 'Apparel > Topwear > Shirts'. */
  readonly category?: string | undefined;
  readonly brand?: string | undefined;
  readonly gender?: string | undefined;
  readonly color?: string | undefined;
  readonly season?: string | undefined;
  readonly usage?: string | undefined;
  /** What a buyer pays today. */
  readonly price?: number | undefined;
  /** The price before a reduction, higher than `price` and in the same currency. */
  readonly listPrice?: number | undefined;
  /** ISO 4217, when the catalog says so. */
  readonly currency?: string | undefined;
  readonly url?: string | undefined;
  /** Everything else, in the catalog's order. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Paths or URLs, the first is the main photo. */
  readonly images: readonly string[];
  readonly boxes?: readonly ProductBox[] | undefined;
}

/** 'Apparel > Topwear > Shirts' as ['Apparel', 'Topwear', 'Shirts']. */
export function categoryLevels(category: string): string[] {
  return category
    .split('>')
    .map((level) => level.trim())
    .filter((level) => level !== '');
}

/** The first `levels` levels of a category path, written like the path: 'Apparel > Topwear'. */
export function categoryPrefix(category: string, levels: number): string {
  return categoryLevels(category).slice(0, levels).join(' > ');
}

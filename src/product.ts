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

/** What a field holds: one value, or a list where the catalog states several. A list has at least two values. */
export type FieldValue = string | readonly string[];

/** What Google's feeds call the states of a product; written with blanks. */
export const AVAILABILITIES = ['in stock', 'out of stock', 'preorder', 'backorder'] as const;
export type Availability = (typeof AVAILABILITIES)[number];

/** One product of a catalog, whatever format it came in. */
export interface Product {
  readonly id: ProductId;
  readonly title: string;
  readonly description?: string | undefined;
  /** Path from the top: 'Apparel > Topwear > Shirts'. */
  readonly category?: string | undefined;
  readonly brand?: string | undefined;
  readonly gender?: FieldValue | undefined;
  readonly color?: FieldValue | undefined;
  readonly season?: FieldValue | undefined;
  readonly usage?: FieldValue | undefined;
  /** What a buyer pays today. */
  readonly price?: number | undefined;
  /** The price before a reduction, higher than `price` and in the same currency. */
  readonly listPrice?: number | undefined;
  /** ISO 4217, when the catalog says so. */
  readonly currency?: string | undefined;
  readonly url?: string | undefined;
  readonly availability?: Availability | undefined;
  /** How many there are to be sold, of all variants together. */
  readonly stock?: number | undefined;
  /** Everything else, in the catalog's order. */
  readonly attributes: Readonly<Record<string, FieldValue>>;
  /** Paths or URLs, the first is the main photo. */
  readonly images: readonly string[];
  readonly boxes?: readonly ProductBox[] | undefined;
}

/** The values of a field, one by one; none for a field that the product does not have. */
export function valuesOf(value: FieldValue | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

/** All values of a field as one text: 'Red, Blue'. */
export function shownValue(value: FieldValue): string {
  return typeof value === 'string' ? value : value.join(', ');
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

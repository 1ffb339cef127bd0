import type { Fabric } from './fabric.js';
import type { PathData } from './svg-path.js';

/** The fashion categories of the reference. */
export const CATEGORIES = [
  'vest', 'hats', 'boots', 'polo', 'jewelry', 'skirt', 'clutch', 'cardigan', 'shirt', 'dress', 'backpack', 'swimwear',
  'suits', 'travel bags', 'glasses', 'pants', 'flats', 'shorts', 'coat', 'tops', 'pumps', 'sweatshirt', 'sandals',
  'messenger bag', 'blazer', 'top handles', 'belts', 'jacket', 'other accessories', 'jumpsuit', 'sweater', 'joggers',
] as const; // prettier-ignore
export type Category = (typeof CATEGORIES)[number];

export type Gender = 'Women' | 'Men';

/** What can be seen on a garment besides its fabric: 'neckline' -> 'V Neck'. The values are those of the catalog. */
export type Details = Readonly<Record<string, string>>;

/** Everything that decides how a product looks. */
export interface Design<Shape extends Details = Details> {
  readonly category: Category;
  readonly gender: Gender;
  readonly fabric: Fabric;
  readonly details: Shape;
  /** Seeds what has no name: how folds fall. */
  readonly seed: string;
}

export type View = 'front' | 'back' | 'close-up' | 'side';

/** A drawn product in its own coordinates. */
export interface Drawing {
  readonly markup: string;
  /** The visible shapes together: what the true box encloses and what throws a shadow. */
  readonly outline: readonly PathData[];
  /** Drawn under the body or under other garments: the far side of a hood, a strap behind the shoulder. */
  readonly behind?: string;
}

/** Where a product is: alone before a background, or on the figure, whose skin shows where there is no cloth. */
export type Stage = 'alone' | 'worn';

export interface DrawOptions {
  readonly view: View;
  readonly stage: Stage;
  /** The skin of the figure, for what leaves skin bare between its straps. */
  readonly skin?: string;
}

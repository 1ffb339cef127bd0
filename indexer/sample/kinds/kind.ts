import type { Random } from '../../../src/random.js';
import type { Body } from '../body.js';
import type { Category, Design, Details, Drawing, DrawOptions, Gender } from '../design.js';
import type { Material, Pattern } from '../fabric.js';
import type { ColorName } from '../palette.js';
import type { Sheet } from '../sheet.js';

/** How a drawing in its own coordinates is put somewhere else. */
export interface Placement {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly flip?: boolean;
  /** Degrees. */
  readonly turn?: number;
}

/** Where on the figure something is worn; garments of one place exclude each other. */
export type Place =
  'top' | 'over' | 'bottom' | 'whole' | 'feet' | 'head' | 'eyes' | 'hand' | 'shoulder' | 'waist' | 'neck';

export type Pose = 'hangs' | 'stands' | 'lies';

/** One category: what its products may be like, and how they are drawn. */
export interface Kind<Shape extends Details = Details> {
  readonly category: Category;
  /** 'Apparel > Topwear > Shirts' */
  readonly path: string;
  readonly genders: readonly Gender[];
  readonly materials: readonly Material[];
  /** Repeated entries are likelier. */
  readonly patterns: readonly Pattern[];
  /** Where only some colours make sense. */
  readonly colors?: readonly ColorName[];
  readonly price: readonly [low: number, high: number];
  readonly seasons: readonly string[];
  readonly usages: readonly string[];
  readonly place: Place;
  /** How it is photographed alone: upright as if worn, on its own feet, or flat on a surface. */
  readonly pose: Pose;
  /** Where one looks closely, in the drawing's coordinates: the middle of a close-up. */
  readonly focus: readonly [x: number, y: number];
  /** For products not cut in the figure's coordinates. */
  wear?(body: Body): readonly Placement[];
  /** Narrows the fabric to what goes with the details: a trucker jacket is of denim. */
  fabricFor?(details: Shape): { readonly materials?: readonly Material[]; readonly patterns?: readonly Pattern[] };
  invent(random: Random, gender: Gender): Shape;
  draw(design: Design<Shape>, sheet: Sheet, options: DrawOptions): Drawing;
}

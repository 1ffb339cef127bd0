import type { Color } from './palette.js';

export const PATTERNS = [
  'Solid',
  'Striped',
  'Checked',
  'Polka Dots',
  'Floral',
  'Camouflage',
  'Colour Block',
  'Geometric',
  'Leopard',
  'Houndstooth',
  'Graphic',
] as const;
export type Pattern = (typeof PATTERNS)[number];

export const MATERIALS = [
  'Cotton',
  'Denim',
  'Leather',
  'Wool',
  'Cable Knit',
  'Cashmere',
  'Silk',
  'Satin',
  'Linen',
  'Polyester',
  'Nylon',
  'Lace',
  'Velvet',
  'Corduroy',
  'Suede',
  'Canvas',
  'Fleece',
  'Tweed',
  'Jersey',
  'Chiffon',
  'Straw',
  'Metal',
  'Acetate',
  'Quilted Nylon',
] as const;
export type Material = (typeof MATERIALS)[number];

/** What a product is made of, as it is drawn and as it is written about. */
export interface Fabric {
  readonly color: Color;
  /** The second colour: of a pattern, a side stripe, a tie. */
  readonly accent: Color;
  readonly pattern: Pattern;
  readonly material: Material;
}

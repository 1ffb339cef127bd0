import type { Random } from '../../src/random.js';
import type { Category, Design, Gender } from './design.js';
import type { Material, Pattern } from './fabric.js';
import { kindOf } from './kinds/index.js';
import type { Kind } from './kinds/kind.js';
import { CLOTH_COLORS, colorNamed, type Color, type ColorName } from './palette.js';

const DYES: Partial<Record<Material, readonly ColorName[]>> = {
  Denim: ['Blue', 'Blue', 'Navy Blue', 'Navy Blue', 'Light Blue', 'Black', 'Grey', 'White'],
  Leather: [
    'Black',
    'Black',
    'Brown',
    'Tan',
    'Burgundy',
    'Red',
    'Beige',
    'Navy Blue',
    'White',
    'Olive',
    'Pink',
    'Mustard',
    'Teal',
    'Green',
  ],
  Suede: ['Tan', 'Brown', 'Beige', 'Black', 'Grey', 'Navy Blue', 'Burgundy', 'Olive', 'Pink', 'Teal'],
  Straw: ['Beige', 'Tan', 'Cream', 'Brown', 'White', 'Black'],
  Tweed: ['Grey', 'Brown', 'Charcoal', 'Olive', 'Navy Blue', 'Beige', 'Burgundy', 'Pink', 'Cream'],
  Lace: ['White', 'Black', 'Cream', 'Pink', 'Red', 'Navy Blue', 'Lavender', 'Mint', 'Burgundy'],
};

const PLAIN_MATERIALS: readonly Material[] = ['Denim', 'Lace', 'Cable Knit', 'Corduroy', 'Velvet', 'Metal', 'Tweed'];

const CAMOUFLAGE_COLORS: readonly ColorName[] = ['Olive', 'Olive', 'Green', 'Grey', 'Tan', 'Beige', 'Navy Blue'];
const LEOPARD_COLORS: readonly ColorName[] = ['Tan', 'Tan', 'Beige', 'Brown', 'Cream', 'Grey', 'Pink', 'Red'];

/** Makes up a product of a category: its fabric, its details, who it is for. */
export function inventDesign(category: Category, random: Random, wanted: { gender?: Gender; seed: string }): Design {
  const kind = kindOf(category);
  const gender =
    wanted.gender !== undefined && kind.genders.includes(wanted.gender) ? wanted.gender : random.pick(kind.genders);
  const details = kind.invent(random, gender);
  const { materials = kind.materials, patterns = kind.patterns } = kind.fabricFor?.(details) ?? {};
  const material = random.pick(materials);
  const pattern = PLAIN_MATERIALS.includes(material) ? 'Solid' : random.pick(patterns);
  const color = pickColor(random, kind, { material, pattern });
  const accent = colorNamed(random.pick(color.partners));
  return { category, gender, details, fabric: { color, accent, pattern, material }, seed: wanted.seed };
}

function pickColor(random: Random, kind: Kind, { material, pattern }: { material: Material; pattern: Pattern }): Color {
  if (pattern === 'Camouflage') return colorNamed(random.pick(CAMOUFLAGE_COLORS));
  if (pattern === 'Leopard') return colorNamed(random.pick(LEOPARD_COLORS));
  const names = kind.colors ?? DYES[material];
  return names === undefined ? pickWeighted(random, CLOTH_COLORS) : colorNamed(random.pick(names));
}

function pickWeighted(random: Random, colors: readonly Color[]): Color {
  let left = random.next() * colors.reduce((sum, { weight }) => sum + weight, 0);
  return colors.find(({ weight }) => (left -= weight) < 0) ?? colors[0];
}

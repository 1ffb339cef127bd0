import type { Random } from '../../../src/random.js';
import type { Design, Gender } from '../design.js';
import { kindOf } from '../kinds/index.js';
import { BRANDS } from './brands.js';

/** What a shop knows about a product besides its looks. */
export interface Facts {
  readonly brand: string;
  readonly season: string;
  readonly usage: string;
  readonly price: number;
}

export function inventFacts({ category }: Design, random: Random): Facts {
  const { seasons, usages, price } = kindOf(category);
  const brand = random.pick(BRANDS);
  const [low, high] = price;
  const raw = (low + (high - low) * random.next() ** 1.7) * brand.level;
  return {
    brand: brand.name,
    season: random.pick(seasons),
    usage: random.pick(usages),
    price: Math.max(5, Math.round(raw)) - 0.05,
  };
}

/** 'sleeveLength' as 'Sleeve Length'. */
export function attributeName(detail: string): string {
  const words = detail.replace(/([A-Z])/g, ' $1');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** All that can be seen, by the names of a catalog: material, pattern, second colour, then the details. */
export function attributesOf({ fabric, details }: Design): Record<string, string> {
  const attributes: Record<string, string> = { Material: fabric.material, Pattern: fabric.pattern };
  if (showsAccent({ fabric, details })) attributes['Second Color'] = fabric.accent.name;
  for (const [detail, value] of Object.entries(details)) {
    if (value !== 'None' && value !== 'Regular' && !value.startsWith('No ')) attributes[attributeName(detail)] = value;
    else if (detail === 'fit') attributes.Fit = 'Regular';
  }
  return attributes;
}

/** Whether the second colour can be seen and named: camouflage and leopard have colours of their own. */
export function showsAccent({ fabric, details }: Pick<Design, 'fabric' | 'details'>): boolean {
  const own = fabric.pattern === 'Solid' || fabric.pattern === 'Camouflage' || fabric.pattern === 'Leopard';
  return !own || details.sideStripe === 'Side Stripe';
}

export function genderWords(gender: Gender): readonly string[] {
  return gender === 'Women' ? ['women', 'ladies', 'her'] : ['men', 'gents', 'him'];
}

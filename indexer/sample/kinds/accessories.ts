import { bodyOf } from '../body.js';
import { Cloth } from '../cloth.js';
import { drawBelt } from '../garments/belts.js';
import { drawGlasses } from '../garments/eyewear.js';
import { drawHat } from '../garments/hats.js';
import { drawJewel } from '../garments/jewels.js';
import { drawSmallThing } from '../garments/small-things.js';
import type { Material } from '../fabric.js';
import type { Kind } from './kind.js';

interface Styled {
  readonly style: string;
  readonly [detail: string]: string;
}

export const hats: Kind<Styled & { brim: string }> = {
  category: 'hats',
  path: 'Accessories > Headwear > Hats',
  genders: ['Women', 'Men'],
  materials: ['Wool', 'Straw', 'Cotton', 'Canvas'],
  patterns: ['Solid', 'Solid', 'Solid', 'Solid', 'Camouflage', 'Checked', 'Striped', 'Leopard'],
  price: [12, 69],
  seasons: ['Summer', 'Winter', 'Fall'],
  usages: ['Casual', 'Casual', 'Sports'],
  place: 'head',
  pose: 'stands',
  focus: [0, -50],
  wear: () => [{ x: 0, y: 33, scale: 0.37 }],
  fabricFor({ style }) {
    const materials: Record<string, Material[]> = {
      Fedora: ['Wool', 'Straw', 'Suede'],
      'Sun Hat': ['Straw'],
      Beanie: ['Wool', 'Cable Knit', 'Cashmere'],
      Beret: ['Wool'],
    };
    const plain = style === 'Sun Hat' || style === 'Fedora' || style === 'Beret';
    return { materials: materials[style] ?? ['Cotton', 'Canvas', 'Denim'], ...(plain ? { patterns: ['Solid'] } : {}) };
  },
  invent(random) {
    const style = random.pick(['Fedora', 'Baseball Cap', 'Beanie', 'Bucket Hat', 'Sun Hat', 'Beret']);
    const brims: Record<string, string> = {
      Fedora: 'Medium Brim',
      'Baseball Cap': 'Curved Peak',
      'Bucket Hat': 'Narrow Brim',
      'Sun Hat': 'Wide Brim',
    };
    return { style, brim: brims[style] ?? 'No Brim' };
  },
  draw: (design, sheet) => drawHat(design, new Cloth(design.fabric, sheet)),
};

export const glasses: Kind<Styled & { frame: string; lens: string }> = {
  category: 'glasses',
  path: 'Accessories > Eyewear > Glasses',
  genders: ['Women', 'Men'],
  materials: ['Acetate', 'Acetate', 'Metal'],
  patterns: ['Solid', 'Solid', 'Solid', 'Leopard'],
  colors: [
    'Black',
    'Brown',
    'Tan',
    'Gold',
    'Silver',
    'Red',
    'Navy Blue',
    'Grey',
    'Pink',
    'Green',
    'Burgundy',
    'Rose Gold',
    'Blue',
    'White',
  ],
  price: [15, 159],
  seasons: ['Summer', 'Summer', 'Spring'],
  usages: ['Casual'],
  place: 'eyes',
  pose: 'stands',
  focus: [46, 0],
  wear: () => [{ x: 0, y: 48, scale: 0.272 }],
  invent: (random) => ({
    style: random.pick(['Sunglasses', 'Sunglasses', 'Eyeglasses']),
    frame: random.pick(['Round', 'Wayfarer', 'Aviator', 'Cat Eye', 'Rectangle']),
    lens: random.pick(['Grey Lens', 'Brown Lens', 'Green Lens', 'Blue Lens']),
  }),
  draw: (design, sheet, options) => drawGlasses(design, new Cloth(design.fabric, sheet), options),
};

export const belts: Kind<Styled & { width: string; buckle: string }> = {
  category: 'belts',
  path: 'Accessories > Belts > Belts',
  genders: ['Men', 'Women'],
  materials: ['Leather', 'Leather', 'Suede', 'Canvas'],
  patterns: ['Solid', 'Solid', 'Solid', 'Solid', 'Leopard', 'Striped'],
  price: [12, 59],
  seasons: ['Fall', 'Winter', 'Spring', 'Summer'],
  usages: ['Casual', 'Formal'],
  place: 'waist',
  pose: 'stands',
  focus: [0, 20],
  wear: () => [{ x: 0, y: 0, scale: 1 }],
  invent: (random) => ({
    style: random.pick(['Dress Belt', 'Casual Belt', 'Studded Belt', 'Woven Belt']),
    width: random.pick(['Slim', 'Medium', 'Wide']),
    buckle: random.pick(['Square Buckle', 'Round Buckle', 'Plate Buckle']),
  }),
  draw: (design, sheet, options) =>
    drawBelt(design, new Cloth(design.fabric, sheet), { ...options, body: bodyOf(design.gender) }),
};

export const jewelry: Kind<Styled & { stone: string }> = {
  category: 'jewelry',
  path: 'Accessories > Jewellery > Jewelry',
  genders: ['Women', 'Women', 'Men'],
  materials: ['Metal'],
  patterns: ['Solid'],
  colors: ['Gold', 'Silver', 'Rose Gold', 'Gold', 'Silver'],
  price: [12, 249],
  seasons: ['Summer', 'Winter'],
  usages: ['Party', 'Casual', 'Formal'],
  place: 'neck',
  pose: 'lies',
  focus: [0, 60],
  wear: () => [{ x: 0, y: 108, scale: 0.3 }],
  invent(random, gender) {
    const style =
      gender === 'Men'
        ? random.pick(['Watch', 'Ring', 'Bracelet'])
        : random.pick(['Necklace', 'Necklace', 'Pendant', 'Earrings', 'Ring', 'Bracelet', 'Watch']);
    return {
      style,
      stone: style === 'Watch' ? 'None' : random.pick(['Pearl', 'Ruby', 'Emerald', 'Sapphire', 'Crystal', 'None']),
    };
  },
  draw: (design, sheet) => drawJewel(design, new Cloth(design.fabric, sheet)),
};

const THING_MATERIALS: Record<string, Material[]> = {
  Scarf: ['Wool', 'Cashmere', 'Silk'],
  Tie: ['Silk', 'Wool'],
  Gloves: ['Leather', 'Suede'],
  Umbrella: ['Polyester', 'Nylon'],
  Socks: ['Cotton', 'Wool'],
  Wallet: ['Leather', 'Canvas'],
  'Hair Bow': ['Satin', 'Velvet'],
};

export const otherAccessories: Kind<Styled> = {
  category: 'other accessories',
  path: 'Accessories > Extras > Other Accessories',
  genders: ['Women', 'Men'],
  materials: ['Wool'],
  patterns: ['Solid', 'Solid', 'Striped', 'Checked', 'Polka Dots', 'Geometric', 'Floral'],
  price: [6, 59],
  seasons: ['Winter', 'Fall', 'Summer'],
  usages: ['Casual', 'Formal'],
  place: 'neck',
  pose: 'lies',
  focus: [0, 100],
  wear: () => [{ x: 0, y: 100, scale: 0.5 }],
  fabricFor({ style }) {
    const plain = style === 'Gloves' || style === 'Wallet';
    return { materials: THING_MATERIALS[style] ?? ['Cotton'], ...(plain ? { patterns: ['Solid'] } : {}) };
  },
  invent: (random, gender) => ({
    style: random.pick([
      'Scarf',
      'Scarf',
      gender === 'Men' ? 'Tie' : 'Hair Bow',
      'Gloves',
      'Umbrella',
      'Socks',
      'Wallet',
    ]),
  }),
  draw: (design, sheet, options) => drawSmallThing(design, new Cloth(design.fabric, sheet), options),
};

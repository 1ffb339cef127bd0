import type { Body } from '../body.js';
import { Cloth } from '../cloth.js';
import type { Design, Drawing, DrawOptions } from '../design.js';
import { drawBoot } from '../garments/boots.js';
import { drawPump, drawSandal } from '../garments/heels.js';
import { drawFlat } from '../garments/flat-shoes.js';
import { movePath, transformOf } from '../placing.js';
import type { Sheet } from '../sheet.js';
import type { Kind, Placement } from './kind.js';

/** One shoe seen from the side: heel at x = 0, toe at x = 200, floor at y = 0. */
export interface Shoe {
  readonly markup: string;
  readonly outline: readonly string[];
}

const HEELS: Record<string, number> = { Flat: 8, 'Low Heel': 28, 'Mid Heel': 52, 'High Heel': 82 };

export function heelUnits(heelHeight: string): number {
  return HEELS[heelHeight] ?? 10;
}

/** Shoes come in pairs: the other one stands behind; a side view and a worn foot show one. */
function pair(shoe: Shoe, { view, stage }: DrawOptions, stagger: readonly [number, number]): Drawing {
  if (stage === 'worn' || view === 'side' || view === 'close-up') return shoe;
  const behind: Placement = { x: stagger[0], y: stagger[1], scale: 0.97 };
  const moved = shoe.outline.map((path) => movePath(path, behind));
  const veil = moved.map((path) => `<path d="${path}" fill="#000" fill-opacity=".1"/>`).join('');
  return {
    markup: `<g transform="${transformOf(behind)}">${shoe.markup}</g>${veil}${shoe.markup}`,
    outline: [...shoe.outline, ...moved],
  };
}

function wearShoes(scale: number): (body: Body) => Placement[] {
  return (body) => [
    { x: body.ankle[0] - 44 * scale, y: body.floorY, scale },
    { x: -body.ankle[0] + 44 * scale, y: body.floorY, scale, flip: true },
  ];
}

interface Heeled {
  readonly style: string;
  readonly heelHeight: string;
  readonly [detail: string]: string;
}

type ShoeDrawer<Shape extends Heeled> = (design: Design<Shape>, cloth: Cloth, options: DrawOptions) => Shoe;

function drawer<Shape extends Heeled>(draw: ShoeDrawer<Shape>, stagger: readonly [number, number] = [-34, -26]) {
  return (design: Design<Shape>, sheet: Sheet, options: DrawOptions): Drawing =>
    pair(draw(design, new Cloth(design.fabric, sheet), options), options, stagger);
}

export const pumps: Kind<Heeled & { toe: string; heelType: string }> = {
  category: 'pumps',
  path: 'Footwear > Heels > Pumps',
  genders: ['Women'],
  materials: ['Leather', 'Suede', 'Satin', 'Leather'],
  patterns: ['Solid', 'Solid', 'Solid', 'Solid', 'Leopard', 'Floral'],
  price: [35, 149],
  seasons: ['Spring', 'Fall', 'Summer'],
  usages: ['Formal', 'Party'],
  place: 'feet',
  pose: 'stands',
  focus: [150, -30],
  wear: wearShoes(0.31),
  invent: (random) => ({
    style: random.pick(['Classic Pumps', 'Ankle Strap Pumps', 'Slingback Pumps', "D'Orsay Pumps"]),
    toe: random.pick(['Pointed Toe', 'Round Toe', 'Peep Toe']),
    heelHeight: random.pick(['Low Heel', 'Mid Heel', 'High Heel', 'High Heel']),
    heelType: random.pick(['Stiletto', 'Stiletto', 'Block Heel', 'Kitten Heel']),
  }),
  draw: drawer(drawPump),
};

export const flats: Kind<Heeled & { toe: string }> = {
  category: 'flats',
  path: 'Footwear > Shoes > Flats',
  genders: ['Women', 'Women', 'Men'],
  materials: ['Leather', 'Suede', 'Canvas', 'Leather'],
  patterns: ['Solid', 'Solid', 'Solid', 'Solid', 'Leopard', 'Striped'],
  price: [19, 89],
  seasons: ['Spring', 'Summer', 'Fall'],
  usages: ['Casual', 'Casual', 'Formal'],
  place: 'feet',
  pose: 'stands',
  focus: [140, -30],
  wear: wearShoes(0.31),
  invent: (random, gender) => ({
    style:
      gender === 'Men'
        ? random.pick(['Loafers', 'Slip-Ons'])
        : random.pick(['Ballerinas', 'Ballerinas', 'Loafers', 'Slip-Ons']),
    heelHeight: 'Flat',
    toe: random.pick(['Round Toe', 'Pointed Toe']),
  }),
  draw: drawer(drawFlat),
};

export const sandals: Kind<Heeled & { closure: string }> = {
  category: 'sandals',
  path: 'Footwear > Sandals > Sandals',
  genders: ['Women', 'Women', 'Men'],
  materials: ['Leather', 'Leather', 'Suede', 'Canvas'],
  patterns: ['Solid'],
  price: [15, 95],
  seasons: ['Summer'],
  usages: ['Casual', 'Party'],
  place: 'feet',
  pose: 'stands',
  focus: [140, -30],
  wear: wearShoes(0.31),
  invent(random, gender) {
    const style =
      gender === 'Men'
        ? 'Flat Sandals'
        : random.pick(['Flat Sandals', 'Heeled Sandals', 'Wedge Sandals', 'Gladiator Sandals']);
    const flat = style === 'Flat Sandals' || style === 'Gladiator Sandals';
    return {
      style,
      heelHeight: flat ? 'Flat' : random.pick(['Mid Heel', 'High Heel']),
      closure: random.pick(['Buckle', 'Ankle Strap']),
    };
  },
  draw: drawer(drawSandal),
};

export const boots: Kind<Heeled & { height: string; heelType: string; closure: string }> = {
  category: 'boots',
  path: 'Footwear > Boots > Boots',
  genders: ['Women', 'Women', 'Men'],
  materials: ['Leather', 'Leather', 'Suede'],
  patterns: ['Solid'],
  price: [49, 219],
  seasons: ['Winter', 'Fall'],
  usages: ['Casual', 'Formal'],
  place: 'feet',
  pose: 'stands',
  focus: [110, -60],
  wear: wearShoes(0.36),
  invent(random, gender) {
    const style =
      gender === 'Men'
        ? random.pick(['Chelsea Boots', 'Lace-Up Boots', 'Desert Boots'])
        : random.pick(['Chelsea Boots', 'Lace-Up Boots', 'Riding Boots', 'Heeled Boots', 'Heeled Boots']);
    const tall = style === 'Riding Boots';
    return {
      style,
      height: tall
        ? 'Knee High'
        : style === 'Heeled Boots'
          ? random.pick(['Ankle', 'Mid Calf', 'Knee High'])
          : style === 'Lace-Up Boots'
            ? random.pick(['Ankle', 'Mid Calf'])
            : 'Ankle',
      heelHeight: style === 'Heeled Boots' ? random.pick(['Mid Heel', 'High Heel']) : 'Low Heel',
      heelType: style === 'Heeled Boots' ? random.pick(['Stiletto', 'Block Heel']) : 'Block Heel',
      closure:
        style === 'Lace-Up Boots' || style === 'Desert Boots'
          ? 'Lace-Up'
          : style === 'Chelsea Boots'
            ? 'Pull-On'
            : 'Zip',
    };
  },
  draw: drawer(drawBoot, [-46, -18]),
};

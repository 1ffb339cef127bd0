import type { Random } from '../../../src/random.js';
import { Cloth } from '../cloth.js';
import type { Gender } from '../design.js';
import { drawSkirt, type SkirtCut } from '../garments/skirts.js';
import { drawTrousers } from '../garments/trousers.js';
import type { Kind } from './kind.js';

type Rise = 'High Rise' | 'Mid Rise';
const RISE_Y: Record<Rise, number> = { 'High Rise': 252, 'Mid Rise': 272 };

function riseFor(random: Random, gender: Gender): Rise {
  return gender === 'Women' ? random.pick(['High Rise', 'Mid Rise']) : 'Mid Rise';
}

interface Bottom {
  readonly rise: Rise;
  readonly fit: string;
  readonly closure: string;
  readonly [detail: string]: string;
}

export const pants: Kind<Bottom & { length: string; pockets: string }> = {
  category: 'pants',
  path: 'Apparel > Bottomwear > Pants',
  genders: ['Men', 'Women'],
  materials: ['Denim', 'Denim', 'Cotton', 'Wool', 'Linen', 'Corduroy', 'Leather'],
  patterns: ['Solid', 'Solid', 'Solid', 'Solid', 'Solid', 'Checked', 'Camouflage', 'Striped'],
  price: [25, 99],
  seasons: ['Fall', 'Winter', 'Spring'],
  usages: ['Casual', 'Casual', 'Formal'],
  place: 'bottom',
  pose: 'hangs',
  focus: [20, 300],
  invent: (random, gender) => ({
    rise: riseFor(random, gender),
    fit: random.pick(['Skinny', 'Slim', 'Straight', 'Straight', 'Wide Leg', 'Flared']),
    length: random.pick(['Full Length', 'Full Length', 'Cropped']),
    closure: 'Button and Zip',
    pockets: random.pick(['Slant Pockets', 'Five Pockets', 'Cargo Pockets']),
  }),
  draw(design, sheet, options) {
    const { rise, fit, length, pockets } = design.details;
    const cropped = length === 'Cropped';
    const width = { Skinny: 12, Slim: 15, Straight: 21, 'Wide Leg': 34, Flared: 31 }[fit] ?? 20;
    const ease = { Skinny: 0, Slim: 2, Straight: 4, 'Wide Leg': 9, Flared: 2 }[fit] ?? 4;
    return drawTrousers(design, {
      cloth: new Cloth(design.fabric, sheet),
      options,
      shape: {
        topY: RISE_Y[rise],
        endY: cropped ? 618 : 686,
        endWidth: cropped ? width + 1 : width,
        ease,
        waistband: design.fabric.material === 'Denim' ? 'belt loops' : 'button',
        ankle: fit === 'Straight' && cropped ? 'turned' : 'plain',
        pockets: pockets === 'Cargo Pockets' ? 'cargo' : pockets === 'Five Pockets' ? 'jeans' : 'slant',
        crease: design.fabric.material === 'Wool',
      },
    });
  },
};

export const shorts: Kind<Bottom & { length: string; pockets: string }> = {
  category: 'shorts',
  path: 'Apparel > Bottomwear > Shorts',
  genders: ['Men', 'Women'],
  materials: ['Cotton', 'Denim', 'Denim', 'Linen', 'Polyester'],
  patterns: ['Solid', 'Solid', 'Solid', 'Checked', 'Floral', 'Camouflage', 'Striped'],
  price: [12, 49],
  seasons: ['Summer'],
  usages: ['Casual', 'Casual', 'Sports'],
  place: 'bottom',
  pose: 'hangs',
  focus: [20, 300],
  invent: (random, gender) => ({
    rise: riseFor(random, gender),
    fit: random.pick(['Slim', 'Regular', 'Relaxed']),
    length: gender === 'Women' ? random.pick(['Short', 'Mid Thigh']) : random.pick(['Mid Thigh', 'Knee Length']),
    closure: random.pick(['Button and Zip', 'Button and Zip', 'Drawstring']),
    pockets: random.pick(['Slant Pockets', 'Five Pockets', 'Cargo Pockets']),
  }),
  draw(design, sheet, options) {
    const { rise, fit, length, closure, pockets } = design.details;
    const ease = { Slim: 2, Regular: 5, Relaxed: 9 }[fit] ?? 5;
    const endY = { Short: 408, 'Mid Thigh': 446, 'Knee Length': 500 }[length] ?? 446;
    return drawTrousers(design, {
      cloth: new Cloth(design.fabric, sheet),
      options,
      shape: {
        topY: RISE_Y[rise],
        endY,
        endWidth: 29 + ease * 0.6,
        ease,
        waistband: closure === 'Drawstring' ? 'elastic' : 'belt loops',
        ankle: design.fabric.material === 'Denim' ? 'turned' : 'plain',
        pockets: pockets === 'Cargo Pockets' && endY > 440 ? 'cargo' : pockets === 'Five Pockets' ? 'jeans' : 'slant',
      },
    });
  },
};

export const joggers: Kind<Bottom & { sideStripe: string }> = {
  category: 'joggers',
  path: 'Apparel > Bottomwear > Joggers',
  genders: ['Men', 'Women'],
  materials: ['Fleece', 'Cotton', 'Jersey', 'Polyester'],
  patterns: ['Solid', 'Solid', 'Solid', 'Camouflage'],
  price: [19, 65],
  seasons: ['Winter', 'Fall', 'Spring'],
  usages: ['Sports', 'Casual'],
  place: 'bottom',
  pose: 'hangs',
  focus: [10, 290],
  invent: (random) => ({
    rise: 'Mid Rise',
    fit: random.pick(['Tapered', 'Relaxed']),
    closure: 'Drawstring',
    sideStripe: random.pick(['Side Stripe', 'None']),
  }),
  draw(design, sheet, options) {
    const relaxed = design.details.fit === 'Relaxed';
    return drawTrousers(design, {
      cloth: new Cloth(design.fabric, sheet),
      options,
      shape: {
        topY: 268,
        endY: 672,
        endWidth: relaxed ? 17 : 14,
        ease: relaxed ? 11 : 7,
        waistband: 'elastic',
        ankle: 'ribbed',
        pockets: 'slant',
        sideStripe: design.details.sideStripe === 'Side Stripe',
      },
    });
  },
};

export const skirt: Kind<{ style: SkirtCut; length: string; closure: string }> = {
  category: 'skirt',
  path: 'Apparel > Bottomwear > Skirts',
  genders: ['Women'],
  materials: ['Cotton', 'Denim', 'Leather', 'Satin', 'Wool', 'Lace', 'Tweed', 'Suede'],
  patterns: ['Solid', 'Solid', 'Solid', 'Floral', 'Checked', 'Polka Dots', 'Striped', 'Leopard', 'Houndstooth'],
  price: [18, 79],
  seasons: ['Summer', 'Spring', 'Fall'],
  usages: ['Casual', 'Casual', 'Formal', 'Party'],
  place: 'bottom',
  pose: 'hangs',
  focus: [16, 300],
  invent(random) {
    const style = random.pick(['Pencil', 'A-Line', 'Pleated', 'Flared', 'Wrap', 'Tiered'] as const);
    const length =
      style === 'Pencil' ? random.pick(['Knee Length', 'Midi']) : random.pick(['Mini', 'Knee Length', 'Midi', 'Maxi']);
    return {
      style,
      length,
      closure: style === 'A-Line' ? random.pick(['Buttons', 'Zip']) : style === 'Wrap' ? 'Tie' : 'Zip',
    };
  },
  draw(design, sheet, options) {
    const { style, length, closure } = design.details;
    const endY = { Mini: 424, 'Knee Length': 512, Midi: 586, Maxi: 668 }[length] ?? 512;
    return drawSkirt(design, {
      cloth: new Cloth(design.fabric, sheet),
      options,
      closure,
      shape: { cut: style, topY: 256, endY },
    });
  },
};

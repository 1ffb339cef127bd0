import { Cloth } from '../cloth.js';
import type { Material } from '../fabric.js';
import { drawUpper } from '../garments/upper.js';
import type { Kind } from './kind.js';
import { easeOf, FITS, waistedOf, type Upper } from './tops.js';

export const sweatshirt: Kind<Upper & { closure: string; pocket: string }> = {
  category: 'sweatshirt',
  path: 'Apparel > Topwear > Sweatshirts',
  genders: ['Men', 'Women'],
  materials: ['Fleece', 'Cotton', 'Jersey'],
  patterns: ['Solid', 'Solid', 'Graphic', 'Graphic', 'Colour Block', 'Camouflage'],
  price: [22, 75],
  seasons: ['Winter', 'Fall'],
  usages: ['Casual', 'Sports'],
  place: 'top',
  pose: 'hangs',
  focus: [6, 150],
  invent(random) {
    const neckline = random.pick(['Hooded', 'Hooded', 'Round Neck'] as const);
    return {
      neckline,
      sleeveLength: 'Long Sleeves',
      fit: random.pick(['Regular', 'Relaxed'] as const),
      closure: neckline === 'Hooded' ? random.pick(['Pullover', 'Pullover', 'Zip']) : 'Pullover',
      pocket: neckline === 'Hooded' ? 'Kangaroo Pocket' : 'No Pocket',
    };
  },
  draw(design, sheet, options) {
    const { neckline, fit, closure, pocket } = design.details;
    return drawUpper(design, {
      cloth: new Cloth(design.fabric, sheet),
      options,
      trimmings: {
        closure: closure === 'Zip' ? 'Zip' : 'None',
        cuffs: 'ribbed',
        neckband: 'ribbed',
        pockets: pocket === 'Kangaroo Pocket' ? 'Kangaroo' : 'None',
      },
      shape: { neckline, sleeves: 'Long Sleeves', ease: easeOf(fit, 5), waisted: 0.12, hemY: 346, hem: 'ribbed' },
    });
  },
};

export const sweater: Kind<Upper> = {
  category: 'sweater',
  path: 'Apparel > Topwear > Sweaters',
  genders: ['Women', 'Men'],
  materials: ['Wool', 'Cable Knit', 'Cable Knit', 'Cashmere'],
  patterns: ['Solid', 'Solid', 'Solid', 'Striped', 'Colour Block', 'Geometric'],
  price: [29, 129],
  seasons: ['Winter', 'Fall'],
  usages: ['Casual', 'Casual', 'Formal'],
  place: 'top',
  pose: 'hangs',
  focus: [10, 140],
  invent: (random) => ({
    neckline: random.pick(['Round Neck', 'V Neck', 'High Neck', 'Boat Neck'] as const),
    sleeveLength: 'Long Sleeves',
    fit: random.pick(FITS),
  }),
  draw(design, sheet, options) {
    const { neckline, fit } = design.details;
    return drawUpper(design, {
      cloth: new Cloth(design.fabric, sheet),
      options,
      trimmings: { cuffs: 'ribbed', neckband: 'ribbed' },
      shape: {
        neckline,
        sleeves: 'Long Sleeves',
        ease: easeOf(fit, 4),
        waisted: waistedOf(fit, design.gender === 'Women') * 0.7,
        hemY: 340,
        hem: 'ribbed',
      },
    });
  },
};

export const cardigan: Kind<Upper & { closure: string; length: string }> = {
  category: 'cardigan',
  path: 'Apparel > Topwear > Cardigans',
  genders: ['Women', 'Women', 'Men'],
  materials: ['Wool', 'Cable Knit', 'Cashmere', 'Cotton'],
  patterns: ['Solid', 'Solid', 'Solid', 'Striped'],
  price: [25, 110],
  seasons: ['Fall', 'Winter'],
  usages: ['Casual'],
  place: 'over',
  pose: 'hangs',
  focus: [6, 210],
  invent: (random) => ({
    neckline: random.pick(['V Neck', 'V Neck', 'Shawl Collar', 'Round Neck'] as const),
    sleeveLength: 'Long Sleeves',
    fit: random.pick(FITS),
    closure: random.pick(['Buttons', 'Buttons', 'Open Front']),
    length: random.pick(['Regular', 'Regular', 'Longline']),
  }),
  draw(design, sheet, options) {
    const { neckline, fit, closure, length } = design.details;
    return drawUpper(design, {
      cloth: new Cloth(design.fabric, sheet),
      options,
      trimmings: {
        closure: closure === 'Buttons' ? 'Buttons' : 'Open',
        cuffs: 'ribbed',
        neckband: 'ribbed',
        pockets: length === 'Longline' ? 'Patch' : 'None',
      },
      shape: {
        neckline,
        sleeves: 'Long Sleeves',
        ease: easeOf(fit, 4),
        waisted: waistedOf(fit, design.gender === 'Women') * 0.6,
        hemY: length === 'Longline' ? 420 : 336,
        hem: 'ribbed',
      },
    });
  },
};

export const vest: Kind<Upper & { closure: string; style: string }> = {
  category: 'vest',
  path: 'Apparel > Topwear > Vests',
  genders: ['Men', 'Women'],
  materials: ['Wool', 'Tweed', 'Quilted Nylon', 'Cable Knit', 'Denim'],
  patterns: ['Solid', 'Solid', 'Solid', 'Checked', 'Striped'],
  price: [19, 89],
  seasons: ['Fall', 'Winter', 'Spring'],
  usages: ['Formal', 'Casual'],
  place: 'over',
  pose: 'hangs',
  focus: [8, 200],
  fabricFor({ style }) {
    const materials: Record<string, Material[]> = {
      'Puffer Vest': ['Quilted Nylon'],
      'Knitted Vest': ['Wool', 'Cable Knit'],
    };
    return {
      materials: materials[style] ?? ['Wool', 'Tweed', 'Linen'],
      ...(style === 'Puffer Vest' ? { patterns: ['Solid', 'Camouflage'] } : {}),
    };
  },
  invent(random) {
    const style = random.pick(['Waistcoat', 'Puffer Vest', 'Knitted Vest']);
    return {
      style,
      neckline: style === 'Puffer Vest' ? 'Stand Collar' : 'V Neck',
      sleeveLength: 'Sleeveless',
      fit: style === 'Puffer Vest' ? 'Regular' : 'Slim',
      closure: style === 'Waistcoat' ? 'Buttons' : style === 'Puffer Vest' ? 'Zip' : 'Pullover',
    };
  },
  draw(design, sheet, options) {
    const { style, neckline } = design.details;
    const puffer = style === 'Puffer Vest';
    const waistcoat = style === 'Waistcoat';
    return drawUpper(design, {
      cloth: new Cloth(design.fabric, sheet),
      options,
      trimmings: {
        closure: waistcoat ? 'Buttons' : puffer ? 'Zip' : 'None',
        neckband: waistcoat || puffer ? 'none' : 'ribbed',
        pockets: waistcoat ? 'Flap' : puffer ? 'Welt' : 'None',
        quilted: puffer,
      },
      shape: {
        neckline,
        sleeves: 'Sleeveless',
        ease: puffer ? 13 : 5,
        waisted: puffer ? 0.1 : 0.85,
        hemY: waistcoat ? 322 : 336,
        hem: waistcoat ? 'pointed' : puffer ? 'straight' : 'ribbed',
      },
    });
  },
};

import { Cloth } from '../cloth.js';
import type { Drawing } from '../design.js';
import type { Material } from '../fabric.js';
import type { Neckline } from '../garments/bodice.js';
import { drawTrousers } from '../garments/trousers.js';
import { drawUpper } from '../garments/upper.js';
import type { Kind } from './kind.js';
import { easeOf, waistedOf, type Fit } from './tops.js';

interface Outer {
  readonly neckline: Neckline;
  readonly sleeveLength: 'Long Sleeves';
  readonly closure: string;
  readonly fit: Fit;
  readonly [detail: string]: string;
}

export const jacket: Kind<Outer & { style: string }> = {
  category: 'jacket',
  path: 'Apparel > Outerwear > Jackets',
  genders: ['Men', 'Women'],
  materials: ['Leather', 'Denim', 'Nylon', 'Quilted Nylon', 'Suede'],
  patterns: ['Solid', 'Solid', 'Solid', 'Solid', 'Camouflage', 'Colour Block'],
  price: [45, 249],
  seasons: ['Fall', 'Winter'],
  usages: ['Casual', 'Casual', 'Sports'],
  place: 'over',
  pose: 'hangs',
  focus: [14, 160],
  fabricFor({ style }) {
    const materials: Record<string, Material[]> = {
      'Biker Jacket': ['Leather', 'Leather', 'Suede'],
      'Trucker Jacket': ['Denim', 'Denim', 'Corduroy'],
      'Bomber Jacket': ['Nylon', 'Satin', 'Leather'],
      'Puffer Jacket': ['Quilted Nylon'],
      Windbreaker: ['Nylon', 'Polyester'],
    };
    const plain = style === 'Biker Jacket' || style === 'Trucker Jacket';
    return {
      materials: materials[style] ?? ['Nylon'],
      patterns: plain ? ['Solid'] : ['Solid', 'Solid', 'Camouflage', 'Colour Block'],
    };
  },
  invent(random) {
    const style = random.pick(['Biker Jacket', 'Trucker Jacket', 'Bomber Jacket', 'Puffer Jacket', 'Windbreaker']);
    const necklines: Record<string, Neckline> = {
      'Biker Jacket': 'Stand Collar',
      'Trucker Jacket': 'Shirt Collar',
      'Bomber Jacket': 'Stand Collar',
      'Puffer Jacket': 'Stand Collar',
      Windbreaker: 'Hooded',
    };
    return {
      style,
      neckline: necklines[style],
      sleeveLength: 'Long Sleeves',
      fit: style === 'Biker Jacket' ? 'Slim' : 'Regular',
      closure: style === 'Trucker Jacket' ? 'Buttons' : 'Zip',
    };
  },
  draw(design, sheet, options) {
    const { style, neckline, fit } = design.details;
    const trucker = style === 'Trucker Jacket';
    const bomber = style === 'Bomber Jacket';
    return drawUpper(design, {
      cloth: new Cloth(design.fabric, sheet),
      options,
      trimmings: {
        closure: trucker ? 'Buttons' : 'Zip',
        cuffs: bomber ? 'ribbed' : 'buttoned',
        pockets: trucker ? 'Two Chest' : 'Welt',
        quilted: style === 'Puffer Jacket',
      },
      shape: {
        neckline,
        sleeves: 'Long Sleeves',
        ease: easeOf(fit, style === 'Puffer Jacket' ? 9 : 5),
        waisted: waistedOf(fit, design.gender === 'Women') * 0.6,
        hemY: 334,
        hem: bomber ? 'ribbed' : 'straight',
      },
    });
  },
};

export const blazer: Kind<Outer> = {
  category: 'blazer',
  path: 'Apparel > Outerwear > Blazers',
  genders: ['Women', 'Men'],
  materials: ['Wool', 'Tweed', 'Linen', 'Velvet', 'Cotton'],
  patterns: ['Solid', 'Solid', 'Solid', 'Checked', 'Striped', 'Houndstooth'],
  price: [59, 229],
  seasons: ['Fall', 'Spring'],
  usages: ['Formal', 'Formal', 'Casual'],
  place: 'over',
  pose: 'hangs',
  focus: [20, 180],
  invent: (random) => ({
    neckline: 'Lapel Collar',
    sleeveLength: 'Long Sleeves',
    fit: random.pick(['Slim', 'Regular'] as const),
    closure: random.pick(['Two Buttons', 'Two Buttons', 'Double Breasted']),
  }),
  draw(design, sheet, options) {
    const { fit, closure } = design.details;
    return drawUpper(design, {
      cloth: new Cloth(design.fabric, sheet),
      options,
      trimmings: {
        closure: closure === 'Double Breasted' ? 'Double Breasted' : 'Buttons',
        pockets: 'Flap',
        cuffs: 'buttoned',
      },
      shape: {
        neckline: 'Lapel Collar',
        sleeves: 'Long Sleeves',
        ease: easeOf(fit, 4),
        waisted: waistedOf(fit, design.gender === 'Women') * 0.8,
        hemY: 352,
        hem: 'curved',
      },
    });
  },
};

export const coat: Kind<Outer & { style: string; length: string }> = {
  category: 'coat',
  path: 'Apparel > Outerwear > Coats',
  genders: ['Women', 'Women', 'Men'],
  materials: ['Wool', 'Wool', 'Tweed', 'Cotton', 'Quilted Nylon'],
  patterns: ['Solid', 'Solid', 'Solid', 'Checked', 'Houndstooth'],
  price: [89, 349],
  seasons: ['Winter', 'Winter', 'Fall'],
  usages: ['Casual', 'Formal'],
  place: 'over',
  pose: 'hangs',
  focus: [18, 190],
  fabricFor({ style }) {
    const materials: Record<string, Material[]> = {
      'Trench Coat': ['Cotton', 'Cotton', 'Leather'],
      Parka: ['Quilted Nylon', 'Cotton'],
    };
    return {
      materials: materials[style] ?? ['Wool', 'Wool', 'Tweed', 'Cashmere'],
      ...(style === 'Parka' ? { patterns: ['Solid', 'Solid', 'Camouflage'] } : {}),
    };
  },
  invent(random) {
    const style = random.pick(['Overcoat', 'Trench Coat', 'Parka', 'Wrap Coat']);
    const necklines: Record<string, Neckline> = { Parka: 'Hooded', 'Wrap Coat': 'Shawl Collar' };
    const closures: Record<string, string> = {
      Overcoat: 'Buttons',
      'Trench Coat': 'Double Breasted',
      Parka: 'Zip',
      'Wrap Coat': 'Belt',
    };
    return {
      style,
      neckline: necklines[style] ?? 'Lapel Collar',
      sleeveLength: 'Long Sleeves',
      fit: random.pick(['Regular', 'Relaxed'] as const),
      closure: closures[style],
      length: random.pick(['Thigh Length', 'Knee Length', 'Calf Length']),
    };
  },
  draw(design, sheet, options) {
    const { style, neckline, fit, length } = design.details;
    const belted = style === 'Trench Coat' || style === 'Wrap Coat';
    const hemY = { 'Thigh Length': 436, 'Knee Length': 508, 'Calf Length': 570 }[length] ?? 480;
    return drawUpper(design, {
      cloth: new Cloth(design.fabric, sheet),
      options,
      trimmings: {
        closure:
          style === 'Trench Coat'
            ? 'Double Breasted'
            : style === 'Parka'
              ? 'Zip'
              : style === 'Overcoat'
                ? 'Buttons'
                : 'None',
        pockets: style === 'Parka' ? 'Patch' : 'Flap',
        cuffs: 'buttoned',
        belt: belted,
        quilted: design.fabric.material === 'Quilted Nylon',
      },
      shape: {
        neckline,
        sleeves: 'Long Sleeves',
        ease: easeOf(fit, 6),
        waisted: belted ? 0.7 : 0.25,
        hemY,
        hem: 'straight',
      },
    });
  },
};

export const suits: Kind<Outer> = {
  category: 'suits',
  path: 'Apparel > Suits & Sets > Suits',
  genders: ['Men', 'Men', 'Women'],
  materials: ['Wool', 'Wool', 'Linen', 'Velvet'],
  patterns: ['Solid', 'Solid', 'Solid', 'Striped', 'Checked'],
  colors: [
    'Black',
    'Charcoal',
    'Navy Blue',
    'Grey',
    'Beige',
    'Burgundy',
    'Brown',
    'Olive',
    'Light Blue',
    'White',
    'Cream',
    'Teal',
  ],
  price: [119, 549],
  seasons: ['Fall', 'Spring'],
  usages: ['Formal'],
  place: 'whole',
  pose: 'hangs',
  focus: [20, 180],
  invent: (random) => ({
    neckline: 'Lapel Collar',
    sleeveLength: 'Long Sleeves',
    fit: random.pick(['Slim', 'Regular'] as const),
    closure: random.pick(['Two Buttons', 'Two Buttons', 'Double Breasted']),
  }),
  draw(design, sheet, options): Drawing {
    const cloth = new Cloth(design.fabric, sheet);
    const { closure, fit } = design.details;
    const trousers = drawTrousers(design, {
      cloth,
      options: { ...options, stage: 'worn' },
      shape: {
        topY: 262,
        endY: 684,
        endWidth: fit === 'Slim' ? 17 : 22,
        ease: 4,
        waistband: 'button',
        ankle: 'plain',
        pockets: 'slant',
        crease: true,
      },
    });
    const shirtFront =
      options.view === 'back'
        ? ''
        : `<path d="M-24,110L0,232L24,110Q0,128 -24,110Z" fill="#f7f7f5"/><path d="M-24,110L0,128L24,110L14,146L0,130L-14,146Z" fill="#fff" stroke="#c9cbd0" stroke-width="1"/>`;
    const tie =
      options.view === 'back' || design.gender === 'Women'
        ? ''
        : `<path d="M-6,129L6,129L4,141L9,214L0,228L-9,214L-4,141Z" fill="${design.fabric.accent.hex}" stroke="#000" stroke-opacity=".3"/>`;
    const coatPart = drawUpper(design, {
      cloth,
      options: { ...options, stage: 'worn' },
      trimmings: {
        closure: closure === 'Double Breasted' ? 'Double Breasted' : 'Buttons',
        pockets: 'Flap',
        cuffs: 'buttoned',
      },
      shape: {
        neckline: 'Lapel Collar',
        sleeves: 'Long Sleeves',
        ease: easeOf(fit, 4),
        waisted: waistedOf(fit, design.gender === 'Women') * 0.85,
        hemY: 356,
        hem: 'curved',
      },
    });
    return {
      markup: trousers.markup + shirtFront + tie + coatPart.markup,
      outline: [...trousers.outline, ...coatPart.outline],
    };
  },
};

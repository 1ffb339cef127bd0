import { Cloth } from '../cloth.js';
import type { Neckline, SleeveCut, SleeveLength } from '../garments/bodice.js';
import { drawUpper } from '../garments/upper.js';
import type { Kind } from './kind.js';

export const FITS = ['Slim', 'Regular', 'Regular', 'Relaxed'] as const;
export type Fit = 'Slim' | 'Regular' | 'Relaxed';

export function easeOf(fit: Fit, layer = 0): number {
  return { Slim: 2, Regular: 6, Relaxed: 12 }[fit] + layer;
}

export function waistedOf(fit: Fit, women: boolean): number {
  return { Slim: 0.95, Regular: 0.6, Relaxed: 0.15 }[fit] * (women ? 1 : 0.75);
}

export interface Upper {
  readonly neckline: Neckline;
  readonly sleeveLength: SleeveLength;
  readonly fit: Fit;
  readonly [detail: string]: string;
}

export const tops: Kind<Upper & { sleeveStyle: string; hemline: string; length: string }> = {
  category: 'tops',
  path: 'Apparel > Topwear > Tops',
  genders: ['Women', 'Women', 'Women', 'Men'],
  materials: ['Cotton', 'Cotton', 'Jersey', 'Silk', 'Satin', 'Lace', 'Linen', 'Chiffon'],
  patterns: ['Solid', 'Solid', 'Striped', 'Floral', 'Polka Dots', 'Graphic', 'Geometric', 'Colour Block', 'Leopard'],
  price: [9, 49],
  seasons: ['Summer', 'Summer', 'Spring'],
  usages: ['Casual', 'Casual', 'Party'],
  place: 'top',
  pose: 'hangs',
  focus: [14, 150],
  invent(random, gender) {
    const women = gender === 'Women';
    const necklines: Neckline[] = women
      ? ['Round Neck', 'V Neck', 'Scoop Neck', 'Boat Neck', 'Square Neck', 'Halter Neck', 'Sweetheart Neck']
      : ['Round Neck', 'V Neck'];
    const neckline = random.pick(necklines);
    const bare = neckline === 'Halter Neck' || neckline === 'Sweetheart Neck';
    const sleeves: SleeveLength[] = bare
      ? ['Sleeveless']
      : women
        ? ['Sleeveless', 'Cap Sleeves', 'Short Sleeves', 'Elbow Sleeves', 'Three-Quarter Sleeves', 'Long Sleeves']
        : ['Short Sleeves', 'Short Sleeves', 'Long Sleeves'];
    const sleeveLength = random.pick(sleeves);
    const swelling = sleeveLength !== 'Sleeveless' && sleeveLength !== 'Cap Sleeves' && women;
    return {
      neckline,
      sleeveLength,
      sleeveStyle: swelling
        ? random.pick(['Regular', 'Regular', 'Puff', 'Bell'])
        : sleeveLength === 'Sleeveless' && !bare
          ? random.pick(['Straps', 'Wide Straps'])
          : 'Regular',
      fit: random.pick(FITS),
      hemline: women ? random.pick(['Straight', 'Straight', 'Peplum', 'Curved']) : 'Straight',
      length: women ? random.pick(['Cropped', 'Regular', 'Regular', 'Longline']) : 'Regular',
    };
  },
  draw(design, sheet, options) {
    const { neckline, sleeveLength, sleeveStyle, fit, hemline, length } = design.details;
    const women = design.gender === 'Women';
    const cuts: Record<string, SleeveCut> = { Puff: 'puff', Bell: 'bell' };
    const hemY = { Cropped: 262, Regular: 330, Longline: 368 }[length] ?? 330;
    const peplum = hemline === 'Peplum' && length !== 'Cropped';
    return drawUpper(design, {
      cloth: new Cloth(design.fabric, sheet),
      options,
      trimmings: { neckband: neckline === 'Round Neck' && sleeveStyle === 'Regular' ? 'ribbed' : 'bound' },
      shape: {
        neckline,
        sleeves: sleeveLength,
        sleeveCut: cuts[sleeveStyle] ?? 'straight',
        straps: sleeveStyle === 'Straps',
        ease: easeOf(fit),
        waisted: peplum ? 1 : waistedOf(fit, women),
        hemY: women ? hemY : 350,
        hem: peplum ? 'peplum' : hemline === 'Curved' ? 'curved' : 'straight',
      },
    });
  },
};

export const shirt: Kind<Upper & { closure: string; pocket: string }> = {
  category: 'shirt',
  path: 'Apparel > Topwear > Shirts',
  genders: ['Men', 'Men', 'Women'],
  materials: ['Cotton', 'Cotton', 'Linen', 'Denim', 'Silk', 'Polyester'],
  patterns: ['Solid', 'Solid', 'Checked', 'Checked', 'Striped', 'Floral', 'Polka Dots', 'Geometric'],
  price: [19, 79],
  seasons: ['Summer', 'Fall', 'Spring'],
  usages: ['Formal', 'Casual', 'Casual'],
  place: 'top',
  pose: 'hangs',
  focus: [16, 148],
  invent: (random) => ({
    neckline: 'Shirt Collar',
    sleeveLength: random.pick(['Long Sleeves', 'Long Sleeves', 'Short Sleeves']),
    fit: random.pick(FITS),
    closure: 'Buttons',
    pocket: random.pick(['One Chest Pocket', 'Two Chest Pockets', 'No Pocket']),
  }),
  draw(design, sheet, options) {
    const { sleeveLength, fit, pocket } = design.details;
    return drawUpper(design, {
      cloth: new Cloth(design.fabric, sheet),
      options,
      trimmings: {
        closure: 'Buttons',
        cuffs: sleeveLength === 'Long Sleeves' ? 'buttoned' : 'plain',
        pockets: pocket === 'One Chest Pocket' ? 'Chest' : pocket === 'Two Chest Pockets' ? 'Two Chest' : 'None',
      },
      shape: {
        neckline: 'Shirt Collar',
        sleeves: sleeveLength,
        ease: easeOf(fit, 2),
        waisted: waistedOf(fit, design.gender === 'Women'),
        hemY: 356,
        hem: 'curved',
      },
    });
  },
};

export const polo: Kind<Upper & { closure: string }> = {
  category: 'polo',
  path: 'Apparel > Topwear > Polo Shirts',
  genders: ['Men', 'Men', 'Women'],
  materials: ['Cotton', 'Cotton', 'Jersey', 'Polyester'],
  patterns: ['Solid', 'Solid', 'Solid', 'Striped', 'Colour Block'],
  price: [15, 65],
  seasons: ['Summer'],
  usages: ['Casual', 'Sports'],
  place: 'top',
  pose: 'hangs',
  focus: [10, 150],
  invent: (random) => ({
    neckline: 'Polo Collar',
    sleeveLength: random.pick(['Short Sleeves', 'Short Sleeves', 'Short Sleeves', 'Long Sleeves']),
    fit: random.pick(FITS),
    closure: 'Half Placket',
  }),
  draw(design, sheet, options) {
    const { sleeveLength, fit } = design.details;
    return drawUpper(design, {
      cloth: new Cloth(design.fabric, sheet),
      options,
      trimmings: { closure: 'Half Placket', cuffs: 'ribbed' },
      shape: {
        neckline: 'Polo Collar',
        sleeves: sleeveLength,
        ease: easeOf(fit, 1),
        waisted: waistedOf(fit, design.gender === 'Women'),
        hemY: 346,
        hem: 'straight',
      },
    });
  },
};

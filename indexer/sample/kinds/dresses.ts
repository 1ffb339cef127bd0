import { Cloth } from '../cloth.js';
import type { Neckline, SleeveCut, SleeveLength } from '../garments/bodice.js';
import { drawDress, drawJumpsuit } from '../garments/dresses.js';
import type { SkirtCut } from '../garments/skirts.js';
import type { Kind } from './kind.js';

interface Whole {
  readonly neckline: Neckline;
  readonly sleeveLength: SleeveLength;
  readonly length: string;
  readonly [detail: string]: string;
}

const NECKS: readonly Neckline[] = [
  'Round Neck',
  'V Neck',
  'Scoop Neck',
  'Boat Neck',
  'Square Neck',
  'Sweetheart Neck',
  'Halter Neck',
  'Shirt Collar',
];

function bare(neckline: Neckline): boolean {
  return neckline === 'Halter Neck' || neckline === 'Sweetheart Neck';
}

export const dress: Kind<Whole & { style: SkirtCut; sleeveStyle: string; waist: string }> = {
  category: 'dress',
  path: 'Apparel > Dresses & Jumpsuits > Dresses',
  genders: ['Women'],
  materials: ['Cotton', 'Cotton', 'Silk', 'Satin', 'Lace', 'Chiffon', 'Linen', 'Denim', 'Velvet'],
  patterns: [
    'Solid',
    'Solid',
    'Solid',
    'Floral',
    'Floral',
    'Polka Dots',
    'Striped',
    'Checked',
    'Geometric',
    'Leopard',
    'Colour Block',
  ],
  price: [25, 149],
  seasons: ['Summer', 'Summer', 'Spring', 'Fall'],
  usages: ['Casual', 'Party', 'Party', 'Formal'],
  place: 'whole',
  pose: 'hangs',
  focus: [10, 190],
  invent(random) {
    const neckline = random.pick(NECKS);
    const sleeveLength: SleeveLength = bare(neckline)
      ? 'Sleeveless'
      : random.pick(['Sleeveless', 'Short Sleeves', 'Three-Quarter Sleeves', 'Long Sleeves']);
    return {
      neckline,
      sleeveLength,
      sleeveStyle:
        sleeveLength === 'Sleeveless'
          ? bare(neckline) || neckline === 'Shirt Collar'
            ? 'Regular'
            : random.pick(['Straps', 'Regular'])
          : random.pick(['Regular', 'Puff', 'Bell']),
      style: random.pick(['Pencil', 'A-Line', 'A-Line', 'Pleated', 'Flared', 'Tiered', 'Wrap'] as const),
      length: random.pick(['Mini', 'Knee Length', 'Midi', 'Maxi']),
      waist: random.pick(['Belted', 'Seamed', 'Seamed']),
    };
  },
  draw(design, sheet, options) {
    const { neckline, sleeveLength, sleeveStyle, style, length, waist } = design.details;
    const cuts: Record<string, SleeveCut> = { Puff: 'puff', Bell: 'bell' };
    const endY = { Mini: 430, 'Knee Length': 514, Midi: 590, Maxi: 672 }[length] ?? 514;
    return drawDress(design, {
      cloth: new Cloth(design.fabric, sheet),
      options,
      trimmings: {
        neckband: neckline === 'Sweetheart Neck' || neckline === 'Shirt Collar' ? 'none' : 'bound',
        closure: neckline === 'Shirt Collar' ? 'Buttons' : 'None',
        closureEnd: 250,
        belt: waist === 'Belted',
      },
      bodice: {
        neckline,
        sleeves: sleeveLength,
        sleeveCut: cuts[sleeveStyle] ?? 'straight',
        straps: sleeveStyle === 'Straps',
        ease: 2.5,
        waisted: 1,
        hemY: 264,
        hem: 'straight',
      },
      skirt: { cut: style, topY: 254, endY },
    });
  },
};

export const jumpsuit: Kind<Whole & { legs: string; waist: string; closure: string }> = {
  category: 'jumpsuit',
  path: 'Apparel > Dresses & Jumpsuits > Jumpsuits',
  genders: ['Women'],
  materials: ['Cotton', 'Denim', 'Linen', 'Satin', 'Polyester'],
  patterns: ['Solid', 'Solid', 'Solid', 'Floral', 'Striped', 'Polka Dots', 'Geometric'],
  price: [35, 119],
  seasons: ['Summer', 'Spring'],
  usages: ['Casual', 'Party'],
  place: 'whole',
  pose: 'hangs',
  focus: [10, 190],
  invent(random) {
    const neckline = random.pick([
      'V Neck',
      'Square Neck',
      'Shirt Collar',
      'Halter Neck',
      'Sweetheart Neck',
      'Scoop Neck',
    ] as const);
    return {
      neckline,
      sleeveLength: bare(neckline)
        ? 'Sleeveless'
        : random.pick(['Sleeveless', 'Short Sleeves', 'Long Sleeves'] as const),
      legs: random.pick(['Wide Leg', 'Straight', 'Tapered']),
      length: random.pick(['Full Length', 'Full Length', 'Cropped', 'Shorts']),
      waist: random.pick(['Belted', 'Seamed']),
      closure: neckline === 'Shirt Collar' ? 'Buttons' : random.pick(['Zip', 'None']),
    };
  },
  draw(design, sheet, options) {
    const { neckline, sleeveLength, legs, length, waist, closure } = design.details;
    const endY = { 'Full Length': 684, Cropped: 616, Shorts: 424 }[length] ?? 684;
    const endWidth = length === 'Shorts' ? 32 : ({ 'Wide Leg': 36, Straight: 22, Tapered: 15 }[legs] ?? 22);
    return drawJumpsuit(design, {
      cloth: new Cloth(design.fabric, sheet),
      options,
      trimmings: {
        neckband: neckline === 'Sweetheart Neck' || neckline === 'Shirt Collar' ? 'none' : 'bound',
        closure: closure === 'Buttons' ? 'Buttons' : closure === 'Zip' ? 'Zip' : 'None',
        closureEnd: 252,
        belt: waist === 'Belted',
      },
      bodice: {
        neckline,
        sleeves: sleeveLength,
        ease: 3,
        waisted: 1,
        hemY: 264,
        hem: 'straight',
        straps: sleeveLength === 'Sleeveless' && neckline === 'Square Neck',
      },
      trousers: {
        topY: 254,
        endY,
        endWidth,
        ease: legs === 'Wide Leg' ? 9 : 5,
        waistband: 'button',
        ankle: 'plain',
        pockets: 'slant',
      },
    });
  },
};

import type { Gender } from './design.js';
import { darker, lighter, type Hex } from './palette.js';
import type { Sheet } from './sheet.js';
import { ellipse, type PathData } from './svg-path.js';

export const HAIR_STYLES = {
  Women: ['long', 'bob', 'bun', 'curls', 'ponytail'],
  Men: ['short', 'short', 'waves', 'curls', 'bald'],
} as const satisfies Record<Gender, readonly string[]>;
export type HairStyle = (typeof HAIR_STYLES)[Gender][number];

export const HAIRS: readonly Hex[] = ['#231c1a', '#3b2a22', '#5d3d29', '#8f5e36', '#c89b5e', '#7c3b26', '#8d8a88'];

/** Hair behind the neck and hair over the face. */
interface Hair {
  readonly back: string;
  readonly front: string;
  readonly outline: readonly PathData[];
}

interface Cut {
  readonly back?: PathData;
  readonly front: PathData;
}

const PARTED: PathData =
  'M-32,50C-38,8 -18,-8 2,-7C26,-7 37,12 32,50C29,36 26,26 14,20C2,27 -14,26 -22,22C-28,30 -30,38 -32,50Z';
const COMBED_BACK: PathData = 'M-32,46C-36,6 -16,-7 0,-7C18,-7 36,6 32,46C29,30 22,20 0,18C-22,20 -29,30 -32,46Z';

const CUTS: Readonly<Record<Exclude<HairStyle, 'curls' | 'bald'>, Cut>> = {
  long: {
    back: 'M-36,30C-42,80 -50,130 -44,176C-20,186 20,186 44,176C50,130 42,80 36,30C20,-10 -20,-10 -36,30Z',
    front: PARTED,
  },
  bob: {
    back: 'M-36,30C-44,60 -42,92 -36,104C-16,110 16,110 36,104C42,92 44,60 36,30C20,-10 -20,-10 -36,30Z',
    front: PARTED,
  },
  bun: { back: ellipse(0, -12, 18, 16), front: COMBED_BACK },
  ponytail: { back: 'M10,-6C44,-4 52,40 46,120C40,130 34,120 34,96C36,50 30,20 10,-6Z', front: COMBED_BACK },
  waves: {
    front: 'M-31,44C-38,10 -22,-10 4,-9C30,-8 36,14 31,44C29,32 27,26 24,22C10,26 -2,14 -8,18C-18,24 -27,24 -31,44Z',
  },
  short: {
    front: 'M-31,42C-35,8 -18,-7 2,-7C24,-7 35,10 31,42C29,30 26,22 20,17C4,20 -12,19 -22,17C-27,24 -30,32 -31,42Z',
  },
};

export function hairOf(color: Hex, style: HairStyle, sheet: Sheet): Hair {
  if (style === 'curls') return curls(color);
  if (style === 'bald') return shaved(color);
  const { back, front } = CUTS[style];
  const gloss = sheet.gradient([[0, '#000', 0.25], [0.35, '#fff', 0.2], [0.6, '#fff', 0], [1, '#000', 0.3]]); // prettier-ignore
  const lock = (path: PathData): string => `<path d="${path}" fill="${color}"/><path d="${path}" fill="${gloss}"/>`;
  return { back: back === undefined ? '' : lock(back), front: lock(front), outline: [front] };
}

function curls(color: Hex): Hair {
  const puffs = [-150, -120, -90, -60, -30, 0, 30, 180, 210].map((degrees) => {
    const angle = (degrees * Math.PI) / 180;
    return ellipse(Math.cos(angle) * 33, 28 + Math.sin(angle) * 32, 14, 14);
  });
  const fringe = 'M-29,34C-28,6 -12,0 0,0C12,0 28,6 29,34C22,20 14,18 0,18C-14,18 -22,20 -29,34Z';
  const ringlets = [ellipse(-20, 10, 10, 9), ellipse(-6, 4, 10, 9), ellipse(8, 4, 10, 9), ellipse(20, 11, 10, 9)];
  return {
    back: `<path d="${puffs.join('')}" fill="${darker(color, 0.15)}"/>`,
    front: `<path d="${fringe}" fill="${color}"/><path d="${ringlets.join('')}" fill="${lighter(color, 0.05)}"/>`,
    outline: [fringe],
  };
}

function shaved(color: Hex): Hair {
  const shade = 'M-30,40C-30,16 -18,6 0,6C18,6 30,16 30,40C28,24 18,13 0,13C-18,13 -28,24 -30,40Z';
  return { back: '', front: `<path d="${shade}" fill="${color}" fill-opacity=".3"/>`, outline: [] };
}

import { alongArm, type Body } from '../body.js';
import { at, mirror, n, symmetric, through, type PathData, type Point } from '../svg-path.js';

export const NECKLINES = [
  'Round Neck', 'V Neck', 'Scoop Neck', 'Boat Neck', 'Square Neck', 'High Neck', 'Sweetheart Neck', 'Shirt Collar', 'Polo Collar', 'Lapel Collar', 'Stand Collar', 'Hooded', 'Shawl Collar', 'Halter Neck',
] as const; // prettier-ignore
export type Neckline = (typeof NECKLINES)[number];

export const SLEEVES = [
  'Sleeveless',
  'Cap Sleeves',
  'Short Sleeves',
  'Elbow Sleeves',
  'Three-Quarter Sleeves',
  'Long Sleeves',
] as const;
export type SleeveLength = (typeof SLEEVES)[number];

export type SleeveCut = 'straight' | 'puff' | 'bell' | 'bishop';

export type Hem = 'straight' | 'curved' | 'ribbed' | 'peplum' | 'pointed';

/** How the upper part of a garment is cut. */
export interface BodiceShape {
  readonly neckline: Neckline;
  readonly sleeves: SleeveLength;
  readonly sleeveCut?: SleeveCut;
  readonly straps?: boolean;
  /** Cloth between body and garment, in units on each side. */
  readonly ease: number;
  /** 0 hangs straight, 1 follows the waist. */
  readonly waisted: number;
  readonly hemY: number;
  readonly hem: Hem;
}

interface NeckCut {
  /** Half width where it meets the shoulder seam. */
  readonly width: number;
  readonly depth: number;
}

const NECK_CUTS: Record<Neckline, NeckCut> = {
  'Round Neck': { width: 27, depth: 130 },
  'V Neck': { width: 28, depth: 172 },
  'Scoop Neck': { width: 35, depth: 160 },
  'Boat Neck': { width: 46, depth: 125 },
  'Square Neck': { width: 36, depth: 158 },
  'High Neck': { width: 23, depth: 112 },
  'Sweetheart Neck': { width: 30, depth: 178 },
  'Shirt Collar': { width: 23, depth: 124 },
  'Polo Collar': { width: 24, depth: 124 },
  'Lapel Collar': { width: 25, depth: 222 },
  'Stand Collar': { width: 23, depth: 114 },
  Hooded: { width: 27, depth: 132 },
  'Shawl Collar': { width: 25, depth: 226 },
  'Halter Neck': { width: 20, depth: 122 },
};

export function neckCut(neckline: Neckline): NeckCut {
  return NECK_CUTS[neckline];
}

export function shoulderY(body: Body, x: number): number {
  const [sx, sy] = body.shoulder;
  return body.neckY + ((x - body.neck) / (sx - body.neck)) * (sy - body.neckY) - 2;
}

/** Half the width of the body at a height, without the arms. */
export function bodyHalfWidth(body: Body, y: number): number {
  const marks: readonly Point[] = [body.armpit, body.bust, body.waist, body.hip];
  const below = marks.findIndex(([, markY]) => markY >= y);
  if (below === -1) return body.hip[0];
  if (below === 0) return body.armpit[0];
  const [[x1, y1], [x2, y2]] = [marks[below - 1], marks[below]];
  const t = (y - y1) / (y2 - y1);
  const eased = t * t * (3 - 2 * t);
  return x1 + (x2 - x1) * eased;
}

/** Half the width of the garment at a height below the armpit. */
export function clothHalfWidth(body: Body, { ease, waisted }: BodiceShape, y: number): number {
  const straight = Math.max(body.bust[0], body.hip[0] - 2);
  return straight + (bodyHalfWidth(body, y) - straight) * waisted + ease;
}

/** The neckline from its lowest point on the axis up to the shoulder seam. */
function necklineHalf(body: Body, neckline: Neckline, back: boolean): PathData {
  const { width, depth } = neckCut(neckline);
  const top: Point = [width, shoulderY(body, width)];
  if (back) return `M0,${n(top[1] + 7)}Q${n(width * 0.8)},${n(top[1] + 6)} ${at(top)}`;
  switch (neckline) {
    case 'V Neck':
    case 'Lapel Collar':
    case 'Shawl Collar':
      return `M0,${depth}Q${n(width * 0.62)},${n(depth - (depth - top[1]) * 0.42)} ${at(top)}`;
    case 'Square Neck':
      return `M0,${depth}L${n(width - 3)},${depth}L${at(top)}`;
    case 'Sweetheart Neck':
      return `M0,${depth}Q${n(8)},${depth - 20} ${n(28)},${depth - 18}Q${n(40)},${depth - 15} ${n(body.armpit[0] - 1)},${n(body.armpit[1] - 12)}`;
    default:
      return `M0,${depth}Q${n(width * 0.92)},${n(depth)} ${at(top)}`;
  }
}

function armholeHalf(body: Body, shape: BodiceShape): PathData {
  const [ax, ay] = [body.armpit[0] + shape.ease, body.armpit[1] + shape.ease * 0.6];
  if (shape.neckline === 'Sweetheart Neck' && shape.sleeves === 'Sleeveless') return `L${n(ax)},${n(ay)}`;
  const { width } = neckCut(shape.neckline);
  const tip = shoulderTip(body, shape);
  const narrow = shape.neckline === 'Halter Neck' ? width + 3 : tip[0];
  const inset = shape.straps === true ? narrow - 1 : Math.min(tip[0] - 7, ax - 6);
  return `L${n(narrow)},${n(shoulderY(body, narrow))}C${n(inset)},${n(tip[1] + 26)} ${n(inset + (shape.straps === true ? 6 : 1))},${n(ay - 12)} ${n(ax)},${n(ay)}`;
}

/** Where the shoulder seam ends. */
export function shoulderTip(body: Body, shape: BodiceShape): Point {
  const { width } = neckCut(shape.neckline);
  const [sx] = body.shoulder;
  const reach = shape.straps === true ? width + 7 : shape.sleeves === 'Sleeveless' ? sx - 9 : sx + shape.ease * 0.35;
  return [reach, shoulderY(body, reach)];
}

function sideHalf(body: Body, shape: BodiceShape): PathData {
  const { hemY, hem } = shape;
  const [ax, ay] = [body.armpit[0] + shape.ease, body.armpit[1] + shape.ease * 0.6];
  const lift = hem === 'curved' ? 20 : hem === 'pointed' ? 14 : 0;
  const sideEnd = hemY - lift;
  const heights = [
    body.bust[1],
    body.waist[1],
    (body.waist[1] + body.hip[1]) / 2,
    body.hip[1],
    body.hip[1] + 90,
  ].filter((y) => y > ay + 10 && y < sideEnd - 8);
  const points: Point[] = [[ax, ay], ...heights.map((y): Point => [clothHalfWidth(body, shape, y), y])];
  const flare = hem === 'peplum' ? 16 : hem === 'ribbed' ? -5 : 0;
  points.push([clothHalfWidth(body, shape, sideEnd) + flare, sideEnd]);
  return through(points);
}

function hemHalf(body: Body, shape: BodiceShape): PathData {
  const { hemY, hem } = shape;
  const x = clothHalfWidth(body, shape, hemY);
  if (hem === 'curved') return `C${n(x * 0.8)},${n(hemY + 2)} ${n(x * 0.5)},${n(hemY + 8)} 0,${n(hemY + 8)}`;
  if (hem === 'pointed') return `L${n(x * 0.36)},${n(hemY + 14)}L0,${n(hemY - 4)}`;
  return `Q${n(x * 0.5)},${n(hemY + 6)} 0,${n(hemY + 6)}`;
}

export function bodicePath(body: Body, shape: BodiceShape, { back = false } = {}): PathData {
  return symmetric(
    necklineHalf(body, shape.neckline, back && shape.neckline !== 'Sweetheart Neck') +
      armholeHalf(body, shape) +
      sideHalf(body, shape) +
      hemHalf(body, shape),
  );
}

/** The neckline as a line from the right shoulder seam over the axis to the left one. */
export function necklinePath(body: Body, neckline: Neckline, { back = false } = {}): PathData {
  const half = necklineHalf(body, neckline, back);
  return `${half}${mirror(half)}`;
}

const SLEEVE_REACH: Record<SleeveLength, number> = {
  Sleeveless: 0,
  'Cap Sleeves': 0.13,
  'Short Sleeves': 0.33,
  'Elbow Sleeves': 0.5,
  'Three-Quarter Sleeves': 0.75,
  'Long Sleeves': 1.01,
};

const SLEEVE_SWELL: Record<SleeveCut, (t: number) => number> = {
  straight: () => 0,
  puff: (t) => 13 * Math.sin(Math.PI * Math.min(1, t * 1.05)) ** 0.8,
  bell: (t) => 20 * t * t * t,
  bishop: (t) => 11 * Math.sin(Math.PI * Math.min(1, t)) * (0.4 + t),
};

/** The right sleeve from the shoulder seam down; undefined when there is none. */
export function sleevePath(body: Body, shape: BodiceShape): PathData | undefined {
  const reach = SLEEVE_REACH[shape.sleeves];
  if (reach === 0) return undefined;
  const swell = SLEEVE_SWELL[shape.sleeveCut ?? 'straight'];
  const steps = reach > 0.6 ? [0.12, 0.3, 0.5, 0.7, 0.86, 1] : [0.2, 0.45, 0.7, 1];
  const edge = (share: number, side: 1 | -1): Point => {
    const { center, normal, halfWidth } = alongArm(body, share * reach);
    const width = halfWidth + 3 + shape.ease * (0.75 - 0.3 * share) + swell(share);
    return [center[0] + normal[0] * width * side, center[1] + normal[1] * width * side];
  };
  const tip = shoulderTip(body, shape);
  const start = tip[0] - 14;
  const outer: Point[] = [
    [start, shoulderY(body, start) - 0.4],
    [tip[0] + 0.5, tip[1] + 0.8],
    ...steps.map((share) => edge(share, 1)),
  ];
  const armpit: Point = [body.armpit[0] + shape.ease - 3, body.armpit[1] + shape.ease * 0.6 + 4];
  const inner = steps
    .map((share) => edge(share, -1))
    .filter(([, y]) => y > armpit[1] + 12)
    .reverse();
  const first = inner.length > 0 ? inner : [edge(1, -1)];
  return `M${at(outer[0])}${through(outer)}L${at(first[0])}${through([...first, armpit])}L${n(tip[0] - 22)},${n(armpit[1] - 14)}L${n(tip[0] - 22)},${n(tip[1] + 2)}Z`;
}

/** A band across the right sleeve, `from` and `to` as shares of its length. */
export function sleeveBand(body: Body, shape: BodiceShape, from: number, to: number): PathData {
  const reach = SLEEVE_REACH[shape.sleeves];
  const corner = (share: number, side: 1 | -1): Point => {
    const { center, normal, halfWidth } = alongArm(body, share * reach);
    const swell = SLEEVE_SWELL[shape.sleeveCut ?? 'straight'](share);
    const width = halfWidth + 3.6 + shape.ease * (0.75 - 0.3 * share) + swell;
    return [center[0] + normal[0] * width * side, center[1] + normal[1] * width * side];
  };
  return `M${at(corner(from, 1))}L${at(corner(to, 1))}L${at(corner(to, -1))}L${at(corner(from, -1))}Z`;
}

import { createRandom, type Random } from '../../../src/random.js';
import type { Body } from '../body.js';
import type { Cloth } from '../cloth.js';
import { curve, n, type PathData, type Point } from '../svg-path.js';
import { skirtHalfWidth, type SkirtCut, type SkirtShape } from './skirts.js';

interface SkirtParts {
  readonly body: Body;
  readonly shape: SkirtShape;
  readonly cloth: Cloth;
  readonly path: PathData;
  readonly random: Random;
}

/** Folds, pleats, tiers or the wrap's edge, within the outline. */
export function skirtSurface(
  body: Body,
  shape: SkirtShape,
  cloth: Cloth,
  { path, seed }: { path: PathData; seed: string },
): string {
  return SURFACES[shape.cut]({ body, shape, cloth, path, random: createRandom(`${seed}/skirt`) });
}

const SURFACES: Readonly<Record<SkirtCut, (parts: SkirtParts) => string>> = {
  Pleated: pleats,
  Tiered: tiers,
  Wrap: wrap,
  Pencil: narrow,
  Straight: narrow,
  'A-Line': falls,
  Flared: falls,
};

/** A line down the skirt that keeps its share of the width. */
function fan({ body, shape }: SkirtParts, share: number, from: number): PathData {
  const heights = [from, (from + shape.endY) / 2, shape.endY + 12];
  return curve(heights.map((y): Point => [share * skirtHalfWidth(body, shape, y), y]));
}

function pleats(parts: SkirtParts): string {
  const { cloth, path, shape } = parts;
  const shares = Array.from({ length: 13 }, (_, i) => (i - 6) / 6.6);
  const shades = shares.map((share) => fan(parts, share + 0.05, shape.topY + 14));
  const edges = shares.map((share) => cloth.seam(fan(parts, share, shape.topY + 12), { opacity: 0.55, width: 1.2 }));
  return cloth.folds(shades, path, { width: 6, opacity: 0.22 }) + edges.join('');
}

function tiers({ body, shape, cloth, path, random }: SkirtParts): string {
  const levels = [0.36, 0.68].map((share) => shape.topY + (shape.endY - shape.topY) * share);
  const half = (y: number): number => skirtHalfWidth(body, shape, y);
  const gather = (y: number, i: number): PathData => {
    const end: Point = [((i - 4) / 4.4) * half(y + 30) + random.normal() * 2, y + 30];
    return curve([[((i - 4) / 4.6) * half(y), y], [(((i - 4) / 4.6) * half(y) + end[0]) / 2, y + 15], end]); // prettier-ignore
  };
  const gathers = levels.flatMap((y) => Array.from({ length: 9 }, (_, i) => gather(y, i)));
  const seams = levels.map((y) =>
    cloth.seam(`M${n(-half(y))},${n(y)}Q0,${n(y + 12)} ${n(half(y))},${n(y)}`, { width: 1.8 }),
  );
  return cloth.folds(gathers, path, { width: 5 }) + seams.join('');
}

function wrap(parts: SkirtParts): string {
  const { body, shape, cloth, path } = parts;
  const { topY, endY } = shape;
  const end = skirtHalfWidth(body, shape, endY) * 0.1;
  const edge = `M18,${topY + 10}Q18,${n((topY + endY) / 2)} ${n(end)},${endY + 8}`;
  const folds = [fan(parts, -0.5, topY + 20), fan(parts, 0.5, topY + 40), edge];
  return cloth.folds(folds, path) + cloth.seam(edge, { width: 1.6 });
}

function narrow(parts: SkirtParts): string {
  const { body, shape, cloth, path } = parts;
  const hipY = body.hip[1];
  const across = `M-40,${hipY + 20}Q0,${hipY + 32} 36,${hipY + 18}`;
  const half = skirtHalfWidth(body, shape, shape.endY - 5);
  const hem = `M${n(1 - half)},${n(shape.endY - 5)}Q0,${n(shape.endY + 3)} ${n(half - 1)},${n(shape.endY - 5)}`;
  return cloth.folds([across, fan(parts, 0.5, hipY + 30), fan(parts, -0.4, hipY + 40)], path) + cloth.stitch(hem);
}

function falls(parts: SkirtParts): string {
  const { shape, cloth, path, random } = parts;
  const shares = [-0.78, -0.46, -0.16, 0.14, 0.42, 0.74].map((share) => share + random.normal() * 0.03);
  const folds = shares.map((share) => fan(parts, share, shape.topY + 26 + random.next() * 40));
  return cloth.folds(folds, path, { width: 10 });
}

import { bodyOf, type Body } from '../body.js';
import type { Cloth } from '../cloth.js';
import type { Design, Drawing, DrawOptions } from '../design.js';
import { createRandom } from '../../../src/random.js';
import { at, curve, n, polygon, symmetric, through, type PathData, type Point } from '../svg-path.js';

export type SkirtCut = 'Pencil' | 'A-Line' | 'Pleated' | 'Flared' | 'Wrap' | 'Tiered' | 'Straight';

export interface SkirtShape {
  readonly cut: SkirtCut;
  readonly topY: number;
  readonly endY: number;
}

const FLARE: Record<SkirtCut, number> = {
  Pencil: -0.07,
  Straight: 0.03,
  Wrap: 0.1,
  'A-Line': 0.26,
  Tiered: 0.3,
  Pleated: 0.34,
  Flared: 0.46,
};

/** Half width of the skirt at a height. */
export function skirtHalfWidth(body: Body, { cut, topY, endY }: SkirtShape, y: number): number {
  const hip = body.hip[0] + (cut === 'Pencil' ? 2 : 5);
  if (y <= body.hip[1]) {
    const t = Math.max(0, (y - topY) / (body.hip[1] - topY));
    const waist = body.waist[0] + (topY - body.waist[1]) * 0.2 + 2;
    return waist + (hip + FLARE[cut] * 40 - waist) * Math.sin((t * Math.PI) / 2);
  }
  const fall = (y - body.hip[1]) / Math.max(1, endY - body.hip[1]);
  const length = Math.min(endY - body.hip[1], 300);
  return hip + FLARE[cut] * (40 + length * fall * (0.75 + 0.25 * fall));
}

export function skirtSide(body: Body, shape: SkirtShape): Point[] {
  const { topY, endY } = shape;
  const heights = [topY, topY + 34, body.hip[1], (body.hip[1] + endY) / 2, endY];
  return heights
    .filter((y, i) => i === 0 || y > heights[i - 1] + 8)
    .map((y): Point => [skirtHalfWidth(body, shape, y), y]);
}

export function skirtPath(body: Body, shape: SkirtShape): PathData {
  const side = skirtSide(body, shape);
  return symmetric(
    `M0,${shape.topY + 6}Q${n(side[0][0] * 0.6)},${shape.topY + 5} ${at(side[0])}${through(side)}${skirtHem(body, shape)}`,
  );
}

/** From the right end of the hem to its middle: waves where there is much cloth. */
export function skirtHem(body: Body, shape: SkirtShape): PathData {
  const x = skirtHalfWidth(body, shape, shape.endY);
  const waves = shape.cut === 'Flared' || shape.cut === 'Pleated' || shape.cut === 'Tiered' ? 4 : 1;
  if (waves === 1) return `Q${n(x * 0.5)},${n(shape.endY + 9)} 0,${n(shape.endY + 9)}`;
  let path = '';
  for (let i = 1; i <= waves; i++) {
    const from = x * (1 - (i - 1) / waves);
    const to = x * (1 - i / waves);
    const sag = 11 * Math.sqrt(1 - (to / x) ** 2);
    path += `Q${n((from + to) / 2)},${n(shape.endY + sag + 5)} ${n(to)},${n(shape.endY + sag)}`;
  }
  return path;
}

/** Folds, pleats, tiers or the wrap's edge, within the outline. */
export function skirtSurface(
  body: Body,
  shape: SkirtShape,
  cloth: Cloth,
  { path, seed }: { path: PathData; seed: string },
): string {
  const random = createRandom(`${seed}/skirt`);
  const fan = (share: number, from: number): PathData => {
    const points = [from, (from + shape.endY) / 2, shape.endY + 12].map((y): Point => [
      share * skirtHalfWidth(body, shape, y),
      y,
    ]);
    return curve(points);
  };
  const top = shape.topY;
  switch (shape.cut) {
    case 'Pleated': {
      const shares = Array.from({ length: 13 }, (_, i) => (i - 6) / 6.6);
      const edges = shares.map((share) => cloth.seam(fan(share, top + 12), { opacity: 0.55, width: 1.2 })).join('');
      return (
        cloth.folds(
          shares.map((share) => fan(share + 0.05, top + 14)),
          path,
          { width: 6, opacity: 0.22 },
        ) + edges
      );
    }
    case 'Tiered': {
      const levels = [0.36, 0.68].map((share) => top + (shape.endY - top) * share);
      const gathers = levels.flatMap((y) =>
        Array.from({ length: 9 }, (_, i) =>
          curve([
            [((i - 4) / 4.6) * skirtHalfWidth(body, shape, y), y],
            [((i - 4) / 4.4) * skirtHalfWidth(body, shape, y + 30) + random.normal() * 2, y + 30],
          ]),
        ),
      );
      return (
        cloth.folds(gathers, path, { width: 4 }) +
        levels
          .map((y) => {
            const half = skirtHalfWidth(body, shape, y);
            return cloth.seam(`M${n(-half)},${n(y)}Q0,${n(y + 12)} ${n(half)},${n(y)}`, { width: 1.8 });
          })
          .join('')
      );
    }
    case 'Wrap': {
      const half = skirtHalfWidth(body, shape, shape.endY);
      const edge = curve([
        [18, top + 10],
        [16, (top + shape.endY) / 2],
        [half * 0.1, shape.endY + 8],
      ]);
      return cloth.folds([fan(-0.5, top + 20), fan(0.5, top + 40), edge], path) + cloth.seam(edge, { width: 1.6 });
    }
    case 'Pencil':
    case 'Straight':
      return (
        cloth.folds(
          [
            curve([
              [-40, body.hip[1] + 20],
              [0, body.hip[1] + 26],
              [36, body.hip[1] + 18],
            ]),
            fan(0.5, body.hip[1] + 30),
            fan(-0.4, body.hip[1] + 40),
          ],
          path,
        ) + cloth.stitch(hemLine(body, shape))
      );
    default: {
      const shares = [-0.78, -0.46, -0.16, 0.14, 0.42, 0.74].map((share) => share + random.normal() * 0.03);
      return cloth.folds(
        shares.map((share) => fan(share, top + 26 + random.next() * 40)),
        path,
        { width: 9 },
      );
    }
  }
}

function hemLine(body: Body, shape: SkirtShape): PathData {
  const half = skirtHalfWidth(body, shape, shape.endY - 5);
  return `M${n(1 - half)},${n(shape.endY - 5)}Q0,${n(shape.endY + 3)} ${n(half - 1)},${n(shape.endY - 5)}`;
}

export function drawSkirt(
  design: Design,
  { shape, cloth, options, closure }: { shape: SkirtShape; cloth: Cloth; options: DrawOptions; closure: string },
): Drawing {
  const body = bodyOf(design.gender);
  const path = skirtPath(body, shape);
  const half = skirtHalfWidth(body, shape, shape.topY);
  const { topY } = shape;
  const band = `M${n(-half)},${topY}Q0,${topY + 8} ${n(half)},${topY}L${n(half + 2)},${topY + 11}Q0,${topY + 20} ${n(-half - 2)},${topY + 11}Z`;
  const hole = `M${n(-half)},${topY}Q0,${topY - 7} ${n(half)},${topY}Q0,${topY + 9} ${n(-half)},${topY}Z`;
  const buttons = closure === 'Buttons' && options.view !== 'back' ? buttonRow(shape, cloth) : '';
  const block =
    design.fabric.pattern === 'Colour Block'
      ? {
          fill: cloth.sheet.gradient(
            [
              [0.6, cloth.base],
              [0.6, design.fabric.accent.hex],
            ],
            { angle: 90 },
          ),
        }
      : {};
  const markup =
    (options.stage === 'alone' ? `<path d="${hole}" fill="${cloth.inside}"/>` : '') +
    cloth.piece(path, block) +
    skirtSurface(body, shape, cloth, { path, seed: design.seed }) +
    buttons +
    (options.view === 'back' ? cloth.zipper([0, topY + 8], [0, topY + 60]) : '') +
    cloth.piece(band);
  return { markup, outline: [path, band] };
}

function buttonRow({ topY, endY }: SkirtShape, cloth: Cloth): string {
  const ys = Array.from({ length: Math.max(3, Math.round((endY - topY) / 28)) }, (_, i) => topY + 24 + i * 27).filter(
    (y) => y < endY,
  );
  return (
    cloth.seam(
      polygon([
        [-7, topY + 14],
        [7, topY + 14],
        [7, endY + 8],
        [-7, endY + 8],
      ]),
      { opacity: 0.5 },
    ) + ys.map((y) => cloth.button([0, y])).join('')
  );
}

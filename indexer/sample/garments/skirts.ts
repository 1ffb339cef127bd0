import { bodyOf, type Body } from '../body.js';
import type { Cloth } from '../cloth.js';
import type { Design, Drawing, DrawOptions } from '../design.js';
import { skirtSurface } from './skirt-surfaces.js';
import { at, n, polygon, symmetric, through, type PathData, type Point } from '../svg-path.js';

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

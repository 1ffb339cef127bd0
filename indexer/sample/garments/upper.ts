import type { Body } from '../body.js';
import { bodyOf } from '../body.js';
import type { Cloth } from '../cloth.js';
import type { Design, Drawing, DrawOptions } from '../design.js';
import { curve, ellipse, mirror, n, type PathData, type Point } from '../svg-path.js';
import { createRandom } from '../../../src/random.js';
import {
  bodicePath, clothHalfWidth, neckCut, necklinePath, shoulderTip, shoulderY, sleeveBand, sleevePath, type BodiceShape,
} from './bodice.js'; // prettier-ignore
import { collarMarkup } from './collars.js';
import { closureMarkup } from './closures.js';
import { pocketMarkup } from './pockets.js';
import { graphicPrint } from './prints.js';

/** What is sewn onto a bodice. */
export interface Trimmings {
  readonly closure?: 'Buttons' | 'Zip' | 'Half Placket' | 'Double Breasted' | 'Half Zip' | 'Open' | 'None';
  readonly pockets?: 'Chest' | 'Two Chest' | 'Patch' | 'Flap' | 'Welt' | 'Kangaroo' | 'None';
  readonly cuffs?: 'plain' | 'ribbed' | 'buttoned' | 'turned';
  readonly neckband?: 'ribbed' | 'bound' | 'none';
  readonly belt?: boolean;
  readonly quilted?: boolean;
  /** Lower end of a front opening or row of buttons; the hem by default. */
  readonly closureEnd?: number;
}

/** The parts of an upper garment, from the sleeves under the body of it to what lies on top. */
export interface UpperParts {
  readonly body: Body;
  readonly shape: BodiceShape;
  readonly trimmings: Trimmings;
  readonly cloth: Cloth;
  readonly options: DrawOptions;
}

export function drawUpper(design: Design, { shape, trimmings, cloth, options }: Omit<UpperParts, 'body'>): Drawing {
  const body = bodyOf(design.gender);
  const parts: UpperParts = { body, shape, trimmings, cloth, options };
  const back = options.view === 'back';
  const path = bodicePath(body, shape, { back });
  const sleeve = sleevePath(body, shape);
  const collar = collarMarkup(parts);
  const markup =
    (options.stage === 'alone' && !back ? insideBack(parts) : '') +
    sleeves(parts, sleeve) +
    cloth.piece(path, blockFill(parts)) +
    cloth.folds(torsoFolds(parts, design.seed), path) +
    (trimmings.quilted === true ? quilting(parts, path) : '') +
    hemTrim(parts) +
    (back ? backSeams(parts) : frontTrim(parts, design)) +
    collar.front;
  const outline = [path, ...(sleeve === undefined ? [] : [sleeve, mirror(sleeve)]), ...collar.outline];
  return { markup, outline, behind: collar.behind };
}

/** The lower half of a colour-blocked garment is of the second colour, and so are its sleeves. */
function blockFill({ cloth, shape }: UpperParts): { fill?: string } {
  const { pattern, accent } = cloth.fabric;
  if (pattern !== 'Colour Block') return {};
  const border = shape.hemY > 380 ? 0.42 : 0.5;
  return {
    fill: cloth.sheet.gradient(
      [
        [border, cloth.base],
        [border, accent.hex],
      ],
      { angle: 90 },
    ),
  };
}

function sleeves({ cloth, body, shape, trimmings }: UpperParts, sleeve: PathData | undefined): string {
  if (sleeve === undefined) return '';
  const { pattern, accent } = cloth.fabric;
  const fill = pattern === 'Colour Block' ? { fill: accent.hex } : {};
  const long = shape.sleeves === 'Long Sleeves' || shape.sleeves === 'Three-Quarter Sleeves';
  const sides = [sleeve, mirror(sleeve)].map((path) => cloth.piece(path, fill) + sleeveFolds(cloth, path, body, long));
  return sides.join('') + cuffs({ cloth, body, shape, trimmings });
}

function sleeveFolds(cloth: Cloth, path: PathData, body: Body, long: boolean): string {
  const side = path.startsWith('M-') ? -1 : 1;
  const [sx, sy] = body.shoulder;
  const lines: Point[][] = [
    [
      [sx - 10, sy + 50],
      [sx + 4, sy + 40],
      [sx + 16, sy + 30],
    ],
  ];
  if (long)
    lines.push(
      [
        [sx + 6, sy + 112],
        [sx + 16, sy + 104],
        [sx + 30, sy + 100],
      ],
      [
        [sx + 8, sy + 122],
        [sx + 22, sy + 124],
        [sx + 34, sy + 118],
      ],
      [
        [sx + 24, sy + 190],
        [sx + 34, sy + 198],
        [sx + 44, sy + 196],
      ],
    );
  return cloth.folds(
    lines.map((points) => curve(points.map(([x, y]): Point => [x * side, y]))),
    path,
    { width: 5 },
  );
}

function cuffs({ cloth, body, shape, trimmings }: Pick<UpperParts, 'cloth' | 'body' | 'shape' | 'trimmings'>): string {
  const { cuffs: cuff = 'plain' } = trimmings;
  const long = shape.sleeves === 'Long Sleeves';
  const band = sleeveBand(body, shape, long ? 0.93 : 0.84, 1.005);
  const line = sleeveBand(body, shape, 0.955, 0.956);
  const both = (path: PathData): PathData[] => [path, mirror(path)];
  if (cuff === 'plain')
    return both(line)
      .map((path) => cloth.stitch(path))
      .join('');
  if (cuff === 'ribbed') {
    return both(band)
      .map((path) => cloth.piece(path, { fill: cloth.trim }) + ribLines(cloth, path))
      .join('');
  }
  const color = cuff === 'turned' ? { fill: cloth.trim } : {};
  const pieces = both(band)
    .map((path) => cloth.piece(path, color))
    .join('');
  return pieces;
}

function ribLines(cloth: Cloth, path: PathData): string {
  const ribs = cloth.sheet.define(
    (id) =>
      `<pattern id="${id}" width="3.4" height="8" patternUnits="userSpaceOnUse"><path d="M1,0L1,8" stroke="${cloth.line}" stroke-opacity=".5"/></pattern>`,
  );
  return `<path d="${path}" fill="${ribs}"/>`;
}

/** The inside of the back, seen through the neck opening. */
function insideBack({ body, shape, cloth }: UpperParts): string {
  const { neckline } = shape;
  if (neckline === 'Sweetheart Neck') return insideStrapless({ body, shape, cloth });
  const { width, depth } = neckCut(neckline);
  const y = shoulderY(body, width);
  const x = width + 1;
  const bottom = depth + 4;
  const inside = `M${n(-x)},${n(y)}Q0,${n(y + 12)} ${n(x)},${n(y)}L${n(x * 0.96)},${n(bottom)}L${n(-x * 0.96)},${n(bottom)}Z`;
  const label = `<rect x="-7" y="${n(y + 9)}" width="14" height="7" rx="1" fill="#f4f1ea" fill-opacity=".85"/>`;
  return `<path d="${inside}" fill="${cloth.inside}"/><path d="${inside}" fill="${shadeDown(cloth)}"/>${label}`;
}

function insideStrapless({ body, cloth }: Pick<UpperParts, 'body' | 'shape' | 'cloth'>): string {
  const [ax, ay] = body.armpit;
  return `<path d="${ellipse(0, ay - 8, ax - 3, 9)}" fill="${cloth.inside}"/>`;
}

function shadeDown(cloth: Cloth): string {
  return cloth.sheet.gradient(
    [
      [0, '#000', 0.05],
      [1, '#000', 0.45],
    ],
    { angle: 90 },
  );
}

function torsoFolds({ body, shape }: UpperParts, seed: string): PathData[] {
  const random = createRandom(`${seed}/folds`);
  const sway = (): number => (random.next() - 0.5) * 12;
  const [wx, wy] = body.waist;
  const bottom = shape.hemY - 12;
  const half = clothHalfWidth(body, shape, wy);
  const lines: PathData[] = [
    curve([
      [-half * 0.82, 186],
      [-half * 0.5 + sway(), 205],
      [-half * 0.22, 212],
    ]),
    curve([
      [half * 0.86, 184],
      [half * 0.55 + sway(), 206],
      [half * 0.25, 216],
    ]),
  ];
  if (shape.waisted > 0.5) {
    lines.push(
      curve([
        [-half, wy - 8],
        [-half * 0.6, wy + 4 + sway() / 3],
        [-half * 0.3, wy + 2],
      ]),
      curve([
        [half, wy - 4],
        [half * 0.65, wy + 8 + sway() / 3],
        [half * 0.35, wy + 4],
      ]),
    );
  }
  if (bottom > wy) {
    lines.push(
      curve([
        [-wx * 0.7 + sway(), bottom],
        [-wx * 0.56, (bottom + wy) / 2],
        [-wx * 0.66, wy - 14],
      ]),
      curve([
        [wx * 0.45 + sway(), bottom],
        [wx * 0.5, (bottom + wy) / 2 + 10],
        [wx * 0.38, wy + 4],
      ]),
      curve([
        [-2 + sway(), bottom],
        [4 + sway(), bottom - 34],
      ]),
    );
  }
  return lines;
}

function quilting({ body, shape, cloth }: UpperParts, path: PathData): string {
  const lines: string[] = [];
  for (let y = 146; y < shape.hemY; y += 24) {
    const half = clothHalfWidth(body, shape, y) + 20;
    const d = `M${n(-half)},${y}Q0,${y + 7} ${n(half)},${y}`;
    lines.push(
      `<path d="${d}" stroke="#000" stroke-opacity=".34" stroke-width="1.6"/><path d="${d}" transform="translate(0 -4)" stroke="#fff" stroke-opacity=".2" stroke-width="4"/>`,
    );
  }
  return `<g clip-path="${cloth.sheet.clip(path)}" fill="none">${lines.join('')}</g>`;
}

function hemTrim({ body, shape, cloth }: UpperParts): string {
  const { hemY, hem } = shape;
  const x = clothHalfWidth(body, shape, hemY) + (hem === 'peplum' ? 16 : 0);
  if (hem === 'ribbed') {
    const band = `M${n(-x + 2)},${n(hemY - 15)}Q0,${n(hemY - 7)} ${n(x - 2)},${n(hemY - 15)}L${n(x - 5)},${n(hemY + 1)}Q0,${n(hemY + 10)} ${n(-x + 5)},${n(hemY + 1)}Z`;
    return cloth.piece(band, { fill: cloth.trim }) + ribLines(cloth, band);
  }
  if (hem === 'peplum') {
    const wy = body.waist[1];
    const half = clothHalfWidth(body, shape, wy);
    return cloth.seam(`M${n(-half)},${wy}Q0,${wy + 7} ${n(half)},${wy}`);
  }
  if (hem === 'straight')
    return cloth.stitch(`M${n(-x + 1)},${n(hemY - 5)}Q0,${n(hemY + 2)} ${n(x - 1)},${n(hemY - 5)}`);
  return '';
}

function backSeams({ body, shape, cloth }: UpperParts): string {
  const tip = shoulderTip(body, shape);
  if (shape.straps === true || shape.neckline === 'Sweetheart Neck') return '';
  const yoke = `M${n(-tip[0] + 6)},150Q0,158 ${n(tip[0] - 6)},150`;
  return (
    cloth.seam(yoke, { opacity: 0.5 }) +
    (shape.neckline === 'Lapel Collar' ? cloth.seam(`M0,118L0,${n(shape.hemY)}`) : '')
  );
}

function frontTrim(parts: UpperParts, design: Design): string {
  const print = design.fabric.pattern === 'Graphic' ? graphicPrint(design) : '';
  return print + pocketMarkup(parts) + closureMarkup(parts) + belt(parts);
}

function belt({ cloth, body, shape, trimmings }: UpperParts): string {
  if (trimmings.belt !== true) return '';
  const y = body.waist[1];
  const half = clothHalfWidth(body, shape, y) + 1;
  const band = `M${n(-half)},${y - 7}Q0,${y - 1} ${n(half)},${y - 7}L${n(half)},${y + 7}Q0,${y + 13} ${n(-half)},${y + 7}Z`;
  const ends = `M6,${y + 8}L17,${y + 60}L6,${y + 62}L-1,${y + 8}ZM2,${y + 8}L-6,${y + 48}L-15,${y + 46}L-6,${y + 8}Z`;
  return (
    cloth.castShadow(band) +
    cloth.piece(ends, { light: 'flat' }) +
    cloth.piece(band, { fill: cloth.trim }) +
    cloth.piece(ellipse(1, y + 4, 9, 10), { fill: cloth.trim, light: 'flat' })
  );
}

/** A band along the neckline. */
export function neckBand({ cloth, body, shape, trimmings, options }: UpperParts): string {
  const { neckband = 'none' } = trimmings;
  if (neckband === 'none') return '';
  const line = necklinePath(body, shape.neckline, { back: options.view === 'back' });
  return neckband === 'ribbed' ? cloth.ribbing(line, 7) : cloth.ribbing(line, 2.4);
}

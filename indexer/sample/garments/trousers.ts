import { bodyOf, type Body } from '../body.js';
import type { Cloth } from '../cloth.js';
import type { Design, Drawing, DrawOptions } from '../design.js';
import { at, curve, mirror, n, polygon, through, type PathData, type Point } from '../svg-path.js';

export interface TrouserShape {
  /** Height of the waistband's top edge. */
  readonly topY: number;
  readonly endY: number;
  /** Half width of a leg at its end. */
  readonly endWidth: number;
  readonly ease: number;
  readonly waistband: 'button' | 'elastic' | 'belt loops';
  readonly ankle: 'plain' | 'ribbed' | 'turned';
  readonly pockets: 'slant' | 'jeans' | 'cargo';
  readonly sideStripe?: boolean;
  readonly crease?: boolean;
}

/** Half of a garment with two legs: outer side down, leg end, inner side up to the crotch. */
export function legPath(body: Body, { topY, endY, endWidth, ease }: TrouserShape): PathData {
  const outer = legOuter(body, { topY, endY, endWidth, ease });
  const middle = legMiddle(body, endY);
  const crotch: Point = [-1.5, body.crotchY + 10 + ease];
  const end: Point = [middle - endWidth, endY + 2];
  const knee: Point = [Math.max(2, body.knee[0] - 20 - ease * 0.6), body.knee[1] - 20];
  const inner: Point[] = endY > body.knee[1] ? [end, knee, crotch] : [end, crotch];
  return `M-2,${n(topY + 3)}L${n(outer[0][0] * 0.5)},${n(topY + 2)}L${at(outer[0])}${through(outer)}Q${n(middle)},${n(endY + 5)} ${at(end)}${through(inner)}Z`;
}

function legOuter(
  body: Body,
  { topY, endY, endWidth, ease }: Pick<TrouserShape, 'topY' | 'endY' | 'endWidth' | 'ease'>,
): Point[] {
  const points: Point[] = [
    [body.waist[0] + (topY - body.waist[1]) * 0.16 + 2 + ease * 0.3, topY],
    [body.hip[0] + 1 + ease * 0.7, body.hip[1]],
  ];
  if (endY > body.hip[1] + 110) points.push([body.hip[0] - 1 + ease, body.hip[1] + 76]);
  if (endY > body.knee[1] + 40) points.push([body.knee[0] + 22 + Math.max(ease, (endWidth - 16) * 0.5), body.knee[1]]);
  points.push([legMiddle(body, endY) + endWidth, endY]);
  return points;
}

function legMiddle(body: Body, y: number): number {
  const t = Math.min(1, Math.max(0, (y - body.crotchY) / (body.ankle[1] - body.crotchY)));
  return 29 + (body.ankle[0] - 26) * t * 0.55 + (body.neck > 18 ? 1 : 0);
}

export function drawTrousers(
  design: Design,
  { shape, cloth, options }: { shape: TrouserShape; cloth: Cloth; options: DrawOptions },
): Drawing {
  const body = bodyOf(design.gender);
  const right = legPath(body, shape);
  const legs = [right, mirror(right)];
  const back = options.view === 'back';
  const waist = waistband(body, shape, cloth);
  const markup =
    (options.stage === 'alone' ? insideWaist(body, shape, cloth) : '') +
    legs.map((path, i) => leg(body, shape, cloth, { path, side: i === 0 ? 1 : -1 })).join('') +
    (back ? backTrim(body, shape, cloth) : frontTrim(body, shape, cloth)) +
    waist.markup;
  return { markup, outline: [...legs, waist.path] };
}

function leg(body: Body, shape: TrouserShape, cloth: Cloth, { path, side }: { path: PathData; side: 1 | -1 }): string {
  const mirrored = (points: readonly Point[]): PathData => curve(points.map(([x, y]): Point => [x * side, y]));
  const { knee, hip, crotchY } = body;
  const lines = [
    mirrored([
      [4, crotchY + 8],
      [22, crotchY - 6],
      [40, crotchY - 18],
    ]),
    mirrored([
      [8, crotchY + 22],
      [28, crotchY + 20],
      [50, crotchY + 6],
    ]),
  ];
  if (shape.endY > knee[1] + 60) {
    lines.push(
      mirrored([
        [knee[0] - 14, knee[1] - 12],
        [knee[0], knee[1] - 4],
        [knee[0] + 16, knee[1] - 10],
      ]),
      mirrored([
        [knee[0] - 10, knee[1] + 12],
        [knee[0] + 6, knee[1] + 16],
        [knee[0] + 18, knee[1] + 10],
      ]),
      mirrored([
        [30, shape.endY - 26],
        [40, shape.endY - 20],
        [50, shape.endY - 24],
      ]),
    );
  } else
    lines.push(
      mirrored([
        [hip[0] * 0.5, shape.endY - 4],
        [hip[0] * 0.55, (shape.endY + crotchY) / 2],
      ]),
    );
  return (
    cloth.piece(path) +
    cloth.folds(lines, path, { width: 6 }) +
    legEnd(body, shape, cloth, side) +
    legLines(body, shape, cloth, side)
  );
}

function legEnd(body: Body, { endY, endWidth, ankle }: TrouserShape, cloth: Cloth, side: 1 | -1): string {
  const middle = legMiddle(body, endY) * side;
  const [left, right] = [middle - endWidth, middle + endWidth];
  if (ankle === 'plain')
    return cloth.stitch(`M${n(left + 1)},${n(endY - 5)}Q${n(middle)},${n(endY - 1)} ${n(right - 1)},${n(endY - 5)}`);
  const height = ankle === 'ribbed' ? 17 : 14;
  const grow = ankle === 'ribbed' ? -2 : 2;
  const band = polygon([
    [left - grow, endY - height],
    [right + grow, endY - height],
    [right + grow - 1, endY + 3],
    [left - grow + 1, endY + 3],
  ]);
  const ribs =
    ankle === 'ribbed'
      ? Array.from({ length: 7 }, (_, i) =>
          cloth.seam(
            `M${n(left + 3 + (i * (endWidth * 2 - 6)) / 6)},${n(endY - height + 2)}l0,0L${n(left + 3 + (i * (endWidth * 2 - 6)) / 6)},${n(endY + 1)}`.replace(
              'l0,0',
              '',
            ),
            { opacity: 0.35 },
          ),
        ).join('')
      : '';
  return cloth.piece(band, { fill: ankle === 'ribbed' ? cloth.trim : cloth.inside }) + ribs;
}

function legLines(body: Body, shape: TrouserShape, cloth: Cloth, side: 1 | -1): string {
  const middle = legMiddle(body, shape.endY);
  let markup = '';
  if (shape.crease === true)
    markup += cloth.seam(
      curve([
        [30 * side, body.crotchY - 30],
        [(body.knee[0] + 4) * side, body.knee[1]],
        [middle * side, shape.endY],
      ]),
      { opacity: 0.55 },
    );
  if (shape.sideStripe === true) {
    const outer = legOuter(body, shape).map(([x, y]): Point => [(x - 4.5) * side, y + 4]);
    markup += `<path d="${curve(outer)}" fill="none" stroke="${cloth.fabric.accent.hex}" stroke-width="5"/>`;
  }
  if (shape.pockets === 'cargo') {
    const y = body.crotchY + 54;
    const x = (body.hip[0] - 22) * side;
    const box = polygon([
      [x - 15, y],
      [x + 15, y],
      [x + 14, y + 38],
      [x - 14, y + 38],
    ]);
    const flap = polygon([
      [x - 16, y - 3],
      [x + 16, y - 3],
      [x + 16, y + 10],
      [x - 16, y + 10],
    ]);
    markup +=
      cloth.castShadow(box) +
      cloth.piece(box, { light: 'flat' }) +
      cloth.piece(flap, { light: 'flat' }) +
      cloth.button([x, y + 5], 2);
  }
  return markup;
}

function waistband(body: Body, shape: TrouserShape, cloth: Cloth): { markup: string; path: PathData } {
  const half = legOuter(body, shape)[0][0];
  const { topY } = shape;
  const height = shape.waistband === 'elastic' ? 16 : 12;
  const path = `M${n(-half)},${topY}Q0,${topY + 7} ${n(half)},${topY}L${n(half + 2)},${topY + height}Q0,${topY + height + 7} ${n(-half - 2)},${topY + height}Z`;
  let trim: string;
  if (shape.waistband === 'elastic') {
    trim = Array.from({ length: 13 }, (_, i) =>
      cloth.seam(`M${n(((i - 6) / 6.5) * half)},${topY + 5}L${n(((i - 6) / 6.4) * half)},${topY + height + 3}`, {
        opacity: 0.35,
      }),
    ).join('');
    trim += [-4, 4]
      .map(
        (x) =>
          `<path d="M${x / 2},${topY + 14}Q${x * 2},${topY + 34} ${x * 1.6},${topY + 50}" fill="none" stroke="#f4f1ea" stroke-width="2.4" stroke-linecap="round"/>`,
      )
      .join('');
  } else {
    trim = [-0.62, 0.62]
      .map((share) =>
        cloth.piece(
          polygon([
            [half * share - 2.5, topY + 1],
            [half * share + 2.5, topY + 1],
            [half * share + 2.5, topY + 18],
            [half * share - 2.5, topY + 18],
          ]),
          { light: 'flat', outline: 0.8 },
        ),
      )
      .join('');
    trim += cloth.button([0, topY + 11], 3.2);
  }
  return { path, markup: cloth.piece(path) + trim };
}

function insideWaist(body: Body, shape: TrouserShape, cloth: Cloth): string {
  const half = legOuter(body, shape)[0][0];
  return `<path d="M${n(-half)},${shape.topY}Q0,${shape.topY - 7} ${n(half)},${shape.topY}Q0,${shape.topY + 9} ${n(-half)},${shape.topY}Z" fill="${cloth.inside}"/>`;
}

function frontTrim(body: Body, shape: TrouserShape, cloth: Cloth): string {
  const { topY, pockets } = shape;
  const half = legOuter(body, shape)[0][0];
  const low = body.crotchY + 8 + shape.ease;
  let markup = cloth.seam(`M0,${topY + 14}L0,${n(low)}`);
  if (shape.waistband !== 'elastic')
    markup += cloth.stitch(`M9,${topY + 17}L9,${n(low - 36)}Q8,${n(low - 22)} 1,${n(low - 16)}`);
  const sides: (1 | -1)[] = [1, -1];
  for (const side of sides) {
    const pocket: PathData =
      pockets === 'jeans'
        ? `M${n(side * half * 0.42)},${topY + 16}Q${n(side * half * 0.55)},${topY + 36} ${n(side * (half + 3.5))},${topY + 34}`
        : `M${n(side * half * 0.62)},${topY + 16}L${n(side * (half + 5))},${topY + 56}`;
    markup += cloth.seam(pocket, { width: 1.6 }) + cloth.stitch(pocket);
  }
  return markup;
}

function backTrim(body: Body, shape: TrouserShape, cloth: Cloth): string {
  const { topY } = shape;
  const low = body.crotchY + 8 + shape.ease;
  const yoke =
    cloth.seam(`M${n(-body.hip[0])},${topY + 34}L0,${topY + 48}L${n(body.hip[0])},${topY + 34}`) +
    cloth.seam(`M0,${topY + 14}L0,${n(low)}`);
  const pocket = (x: number): string => {
    const path = polygon([
      [x - 16, topY + 58],
      [x + 16, topY + 58],
      [x + 15, topY + 88],
      [x, topY + 96],
      [x - 15, topY + 88],
    ]);
    return cloth.piece(path, { light: 'flat' }) + cloth.stitch(path);
  };
  return yoke + pocket(-29) + pocket(29);
}

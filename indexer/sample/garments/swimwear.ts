import { bodyOf, type Body } from '../body.js';
import type { Cloth } from '../cloth.js';
import type { Design, Drawing, DrawOptions } from '../design.js';
import { movePath } from '../placing.js';
import { mirror, n, ribbon, symmetric, type PathData } from '../svg-path.js';
import { drawTrousers } from './trousers.js';

type SwimDesign = Design<{ style: string; neckline: string; coverage: string }>;

export function drawSwimwear(design: SwimDesign, cloth: Cloth, options: DrawOptions): Drawing {
  const body = bodyOf(design.gender);
  const { style, neckline, coverage } = design.details;
  switch (style) {
    case 'Swim Trunks':
      return drawTrousers(design, {
        cloth,
        options,
        shape: {
          topY: 282,
          endY: 434,
          endWidth: 31,
          ease: 5,
          waistband: 'elastic',
          ankle: 'plain',
          pockets: 'slant',
          sideStripe: design.fabric.pattern === 'Solid' && design.fabric.accent.name !== design.fabric.color.name,
        },
      });
    case 'Swim Briefs':
      return pieces(cloth, [bottom(body, 292, coverage)]);
    case 'One-Piece':
      return onePiece(body, cloth, { neckline, coverage });
    case 'Tankini':
      return pieces(cloth, [top(body, neckline, 276), bottom(body, 306, coverage)], straps(body, cloth, neckline));
    default:
      return pieces(
        cloth,
        [top(body, neckline, 208), nearer(bottom(body, 312, coverage), options)],
        straps(body, cloth, neckline),
      );
  }
}

/** Photographed alone, the lower part lies closer under the upper one. */
function nearer(path: PathData, { stage }: DrawOptions): PathData {
  return stage === 'alone' ? movePath(path, { x: 0, y: -62, scale: 1 }) : path;
}

function pieces(cloth: Cloth, paths: readonly PathData[], straps: Drawing = { markup: '', outline: [] }): Drawing {
  const { pattern, accent } = cloth.fabric;
  const fill = (i: number): { fill?: string } => (pattern === 'Colour Block' && i === 1 ? { fill: accent.hex } : {});
  return {
    markup: straps.markup + paths.map((path, i) => cloth.piece(path, fill(i)) + hem(cloth, path)).join(''),
    outline: [...paths, ...straps.outline],
  };
}

function hem(cloth: Cloth, path: PathData): string {
  return (
    `<g clip-path="${cloth.sheet.clip(path)}"><path d="${path}" fill="none" stroke="${cloth.trim}" stroke-width="5"/></g>` +
    cloth.seam(path)
  );
}

function neckDip(neckline: string): PathData {
  switch (neckline) {
    case 'V Neck':
      return 'M0,196L22,164';
    case 'Bandeau':
      return 'M0,174Q14,170 24,172';
    default:
      return 'M0,186Q16,186 24,166';
  }
}

function top(body: Body, neckline: string, endY: number): PathData {
  const [ax, ay] = body.armpit;
  const under = endY < 220 ? body.bust[0] - 3 : body.waist[0] + 5;
  const strapTop = neckline === 'Bandeau' ? `Q40,168 ${ax},${ay - 2}` : `L28,158Q34,172 ${ax},${ay + 4}`;
  const end =
    endY < 220
      ? `Q${ax + 5},192 ${under},${endY}Q${under * 0.5},${endY + 7} 0,${endY - 4}`
      : `C${ax + 5},200 ${under - 4},240 ${under + 3},${endY}Q${under * 0.5},${endY + 8} 0,${endY + 6}`;
  return symmetric(neckDip(neckline) + strapTop + end);
}

function bottom(body: Body, topY: number, coverage: string): PathData {
  const [hx] = body.hip;
  const high = coverage === 'Full Coverage' ? 348 : 334;
  return symmetric(
    `M0,${topY + 6}Q${hx * 0.6},${topY + 5} ${hx - 2},${topY}L${hx + 1},${high}C${hx - 14},${high + 6} 22,${body.crotchY - 4} 10,${body.crotchY + 10}L0,${body.crotchY + 12}`,
  );
}

function strapLines(body: Body, neckline: string): PathData[] {
  if (neckline === 'Bandeau') return [];
  const line = neckline === 'Halter Neck' ? 'M28,162Q20,130 8,100' : `M28,162Q32,138 36,${n(body.neckY + 6)}`;
  return [line, mirror(line)];
}

function straps(body: Body, cloth: Cloth, neckline: string): Drawing {
  const lines = strapLines(body, neckline);
  const markup = lines.map(
    (d) =>
      `<path d="${d}" fill="none" stroke="${cloth.line}" stroke-width="7"/><path d="${d}" fill="none" stroke="${cloth.trim}" stroke-width="5.4"/>`,
  );
  return { markup: markup.join(''), outline: lines.map((line) => ribbon(line, 6)) };
}

function onePiece(body: Body, cloth: Cloth, { neckline, coverage }: { neckline: string; coverage: string }): Drawing {
  const [ax, ay] = body.armpit;
  const [wx, wy] = body.waist;
  const [hx] = body.hip;
  const high = coverage === 'Full Coverage' ? 346 : 322;
  const strapTop = neckline === 'Bandeau' ? `Q40,168 ${ax},${ay - 2}` : `L28,158Q34,172 ${ax},${ay + 6}`;
  const path = symmetric(
    `${neckDip(neckline)}${strapTop}C${ax + 6},204 ${wx},226 ${wx + 1},${wy}C${wx + 4},286 ${hx},296 ${hx + 1},${high}C${hx - 16},${high + 8} 22,${body.crotchY - 6} 10,${body.crotchY + 12}L0,${body.crotchY + 14}`,
  );
  const { pattern, accent } = cloth.fabric;
  const block =
    pattern === 'Colour Block'
      ? {
          fill: cloth.sheet.gradient(
            [
              [0.45, cloth.base],
              [0.45, accent.hex],
            ],
            { angle: 90 },
          ),
        }
      : {};
  const folds = cloth.folds(
    [`M${-wx},${wy}Q-10,${wy + 12} ${wx * 0.6},${wy - 4}`, `M${-wx * 0.9},${wy + 26}Q0,${wy + 40} ${wx},${wy + 22}`],
    path,
    { width: 5, opacity: 0.12 },
  );
  const held = straps(body, cloth, neckline);
  return {
    markup: held.markup + cloth.piece(path, block) + folds + hem(cloth, path),
    outline: [path, ...held.outline],
  };
}

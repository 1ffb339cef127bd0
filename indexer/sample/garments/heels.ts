import type { Cloth } from '../cloth.js';
import type { Design, DrawOptions } from '../design.js';
import { heelUnits, type Shoe } from '../kinds/shoes.js';
import { darker } from '../palette.js';
import { n, polygon, ribbon, type PathData } from '../svg-path.js';

interface HeelDetails {
  readonly style: string;
  readonly heelHeight: string;
  readonly [detail: string]: string;
}

/** The line of the sole from the toe back to the heel's seat, `lift` above the ground. */
function soleLine(h: number, lift = 0): PathData {
  return `C${n(186)},${n(-1 - lift)} 160,${n(-2 - lift)} 138,${n(-4 - lift)}C104,${n(-h * 0.34 - lift)} 70,${n(-h * 0.98 - lift)} 12,${n(-h - lift)}`;
}

export function heelPath(heelType: string, h: number): PathData {
  switch (heelType) {
    case 'Block Heel':
      return `M8,${n(-h - 3)}L56,${n(-h * 0.86 - 2)}Q50,${n(-h * 0.4)} 48,0L12,0Q13,${n(-h * 0.5)} 8,${n(-h - 3)}Z`;
    case 'Kitten Heel':
      return `M8,${n(-h - 3)}L50,${n(-h * 0.86 - 2)}Q30,${n(-h * 0.5)} 29,0L19,0Q18,${n(-h * 0.5)} 8,${n(-h - 3)}Z`;
    default:
      return `M7,${n(-h - 3)}L48,${n(-h * 0.88 - 2)}Q28,${n(-h * 0.66)} 23,0L15.5,0Q15,${n(-h * 0.55)} 7,${n(-h - 3)}Z`;
  }
}

/** A bare foot for shoes that show it: from the ankle down to the toes. */
export function footMarkup(h: number, skin: string, sheetShade = '#000'): string {
  const foot = `M20,-150L78,-150C78,-110 84,${n(-h * 0.7 - 62)} 122,${n(-h * 0.3 - 40)}C160,-28 190,-22 194,-10Q194,-3 186,-2L140,-4C104,${n(-h * 0.34)} 70,${n(-h)} 14,${n(-h)}C6,${n(-h - 30)} 20,-100 20,-150Z`;
  return `<path d="${foot}" fill="${skin}"/><path d="${foot}" fill="${sheetShade}" fill-opacity=".06"/>`;
}

function toeTip(toe: string): { tip: number; top: number } {
  return toe === 'Pointed Toe' ? { tip: 214, top: -9 } : { tip: 200, top: -16 };
}

export function drawPump(
  design: Design<HeelDetails & { toe: string; heelType: string }>,
  cloth: Cloth,
  { stage, skin }: DrawOptions,
): Shoe {
  const { style, heelHeight, toe, heelType } = design.details;
  const h = heelUnits(heelHeight);
  const { tip, top } = toeTip(toe);
  const open = style === "D'Orsay Pumps" || style === 'Slingback Pumps';
  const vampX = 132;
  const vampY = -36 - h * 0.16;
  const toeCap = toe === 'Peep Toe' ? `L188,-5L184,-22` : `L${tip - 6},-2Q${tip + 2},-4 ${tip - 2},${top}`;
  const topline = open
    ? `C118,${n(-h * 0.5 - 6)} 96,${n(-h * 0.72)} 84,${n(-h * 0.74)}`
    : `C116,${n(-h * 0.45 - 14)} 58,${n(-h - 16)} 7,${n(-h - 50)}`;
  const back = open ? '' : `C0,${n(-h - 30)} 4,${n(-h - 14)} 8,${n(-h - 2)}`;
  const start = open ? `M84,${n(-h * 0.74)}L70,${n(-h * 0.78)}` : `M8,${n(-h - 2)}`;
  const sole = open ? `C104,${n(-h * 0.36)} 118,-6 138,-4` : `C70,${n(-h * 0.98)} 104,${n(-h * 0.34)} 138,-4`;
  const upper = `${start}${sole}${toeCap}C${tip - 22},-27 162,-32 ${vampX},${n(vampY)}${topline}${back}Z`;
  const counter = `M8,${n(-h - 2)}Q2,${n(-h - 26)} 7,${n(-h - 50)}Q34,${n(-h - 40)} 52,${n(-h * 0.95 - 8)}Q28,${n(-h - 4)} 8,${n(-h - 2)}Z`;
  const heel = heelPath(heelType, h);
  const inside = `M7,${n(-h - 50)}C58,${n(-h - 16)} 116,${n(-h * 0.45 - 14)} ${vampX},${n(vampY)}Q96,${n(vampY - h * 0.3 - 2)} 40,${n(-h - 40)}Q20,${n(-h - 52)} 7,${n(-h - 50)}Z`;
  const heelPart = cloth.piece(heel, { fill: heelType === 'Block Heel' ? cloth.trim : cloth.base, grain: false });
  const straps = strapsOf(style, h, cloth);
  const bare = stage === 'worn' && skin !== undefined ? footMarkup(h, skin) : '';
  const insole =
    stage === 'worn'
      ? ''
      : open
        ? `<path d="M12,${n(-h - 4)}C70,${n(-h - 2)} 100,${n(-h * 0.4 - 6)} 140,-12L136,-4C104,${n(-h * 0.34)} 70,${n(-h * 0.98)} 10,${n(-h)}Z" fill="#c9a27c"/>`
        : `<path d="${inside}" fill="#b98f6a"/><path d="${inside}" fill="#000" fill-opacity=".18"/>`;
  const markup =
    bare +
    heelPart +
    insole +
    cloth.piece(upper) +
    (open ? cloth.piece(counter) : '') +
    gleam(`M150,-27Q176,-24 ${tip - 18},-15`, cloth) +
    `<path d="M${tip - 6},-1.5${soleLine(h)}" fill="none" stroke="${darker('#3a2a22', 0.2)}" stroke-width="3" stroke-linecap="round"/>` +
    straps.markup;
  return { markup, outline: [upper, heel, ...(open ? [counter] : []), ...straps.outline] };
}

function gleam(path: PathData, cloth: Cloth): string {
  return `<path d="${path}" fill="none" stroke="#fff" stroke-opacity=".4" stroke-width="4" stroke-linecap="round" filter="${cloth.sheet.blur(1.4)}"/>`;
}

function strapsOf(style: string, h: number, cloth: Cloth): Shoe {
  if (style === 'Ankle Strap Pumps') {
    const band = `M8,${n(-h - 66)}Q40,${n(-h - 52)} 76,${n(-h - 64)}L77,${n(-h - 56)}Q40,${n(-h - 43)} 8,${n(-h - 57)}Z`;
    const riser = polygon([
      [6, -h - 40],
      [13, -h - 40],
      [14, -h - 62],
      [7, -h - 64],
    ]);
    return { markup: cloth.piece(riser) + cloth.piece(band) + buckle(60, -h - 54), outline: [band, riser] };
  }
  if (style === 'Slingback Pumps') {
    const sling = `M6,${n(-h - 44)}Q50,${n(-h * 0.9 - 26)} 88,${n(-h * 0.74)}L90,${n(-h * 0.74 + 6)}Q50,${n(-h * 0.9 - 16)} 7,${n(-h - 35)}Z`;
    return { markup: cloth.piece(sling), outline: [sling] };
  }
  return { markup: '', outline: [] };
}

export function buckle(x: number, y: number, size = 5): string {
  return `<rect x="${n(x - size)}" y="${n(y - size)}" width="${n(size * 2)}" height="${n(size * 2)}" rx="1.6" fill="none" stroke="#d2ad55" stroke-width="2.4"/><path d="M${n(x - size)},${n(y)}L${n(x + size * 0.6)},${n(y)}" stroke="#d2ad55" stroke-width="1.6"/>`;
}

export function drawSandal(design: Design<HeelDetails>, cloth: Cloth, { stage, skin }: DrawOptions): Shoe {
  const { style, heelHeight } = design.details;
  const h = heelUnits(heelHeight);
  const wedge = style === 'Wedge Sandals';
  const cork = '#c69a63';
  const plate = `M8,${n(-h - 8)}C70,${n(-h * 0.98 - 8)} 104,${n(-h * 0.34 - 8)} 138,-12L188,-11Q204,-10 202,-3L198,0L138,0C104,${n(-h * 0.34 + 2)} 70,${n(-h + 2)} 10,${n(-h + 2)}Z`;
  const base = wedge
    ? `M8,${n(-h)}C70,${n(-h * 0.96)} 104,${n(-h * 0.34)} 138,-6L198,-5L198,0L16,0Q4,${n(-h * 0.5)} 8,${n(-h)}Z`
    : h > 20
      ? heelPath('Block Heel', h)
      : `M10,${n(-h)}L60,${n(-h + 2)}L58,0L12,0Z`;
  const straps = sandalStraps(style, h);
  const bare = stage === 'worn' && skin !== undefined ? footMarkup(h + 6, skin) : '';
  const markup =
    bare +
    cloth.piece(base, { fill: wedge ? cork : cloth.trim, grain: false }) +
    (wedge
      ? `<path d="M14,${n(-h * 0.6)}L120,-8M14,${n(-h * 0.3)}L150,-3" stroke="#8d6535" stroke-opacity=".5"/>`
      : '') +
    cloth.piece(plate, { fill: stage === 'worn' ? cloth.trim : '#b98a5d', light: 'flat', grain: false }) +
    straps.map(({ far }) => (far === '' ? '' : cloth.piece(far, { fill: cloth.inside, grain: false }))).join('') +
    straps.map(({ near }) => cloth.piece(near)).join('') +
    buckle(66, -h - 62);
  return { markup, outline: [plate, base, ...straps.flatMap(({ near, far }) => (far === '' ? [near] : [near, far]))] };
}

interface Strap {
  /** The half that turns to the camera. */
  readonly near: PathData;
  /** The half on the other side of the foot. */
  readonly far: PathData;
}

/** A band over the foot, from the sole up at `x`, across and down again behind. */
function band(x: number, h: number, { rise, lean, width }: { rise: number; lean: number; width: number }): Strap {
  const y = -10 - h * Math.max(0, (138 - x) / 126) ** 1.1;
  const top = `${n(x + lean)},${n(y - rise)}`;
  return {
    near: ribbon(`M${n(x)},${n(y)}Q${n(x - 4)},${n(y - rise * 0.75)} ${top}`, width),
    far: ribbon(`M${top}Q${n(x + lean + 16)},${n(y - rise * 0.5)} ${n(x + lean + 12)},${n(y + 2)}`, width * 0.85),
  };
}

function sandalStraps(style: string, h: number): Strap[] {
  const ankle: Strap = {
    near: `M8,${n(-h - 76)}Q44,${n(-h - 58)} 80,${n(-h - 72)}L81,${n(-h - 62)}Q44,${n(-h - 46)} 8,${n(-h - 65)}Z`,
    far: `M8,${n(-h - 76)}Q44,${n(-h - 88)} 80,${n(-h - 72)}L80,${n(-h - 66)}Q44,${n(-h - 78)} 8,${n(-h - 68)}Z`,
  };
  const counter: Strap = {
    near: `M8,${n(-h - 8)}L30,${n(-h - 8)}Q18,${n(-h - 40)} 18,${n(-h - 68)}L8,${n(-h - 70)}Q2,${n(-h - 36)} 8,${n(-h - 8)}Z`,
    far: '',
  };
  const toes = band(148, h, { rise: 26, lean: 16, width: 15 });
  const middle = band(116, h, { rise: 40, lean: 14, width: 13 });
  if (style === 'Gladiator Sandals') {
    const centre: Strap = { near: ribbon(`M166,-36Q120,${n(-62 - h)} 70,${n(-h - 68)}`, 9), far: '' };
    return [
      counter,
      ankle,
      band(62, h, { rise: 58, lean: 16, width: 10 }),
      band(90, h, { rise: 50, lean: 14, width: 10 }),
      middle,
      toes,
      centre,
    ];
  }
  if (style === 'Flat Sandals') return [counter, ankle, middle, toes];
  return [counter, ankle, toes];
}

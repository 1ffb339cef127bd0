import { bodyOf } from '../body.js';
import type { Cloth } from '../cloth.js';
import type { Design, Drawing, DrawOptions } from '../design.js';
import { darker, lighter } from '../palette.js';
import { ellipse, mirror, n, polygon, rectangle, ribbon, type PathData } from '../svg-path.js';

type BagDesign = Design<{ style: string; closure: string }>;
const HANDLE: PathData = 'M-22,8C-24,-26 24,-26 22,8';
const BRASS = '#d2ad55';

/** A strip of leather along a line: handles and straps. */
export function strap(cloth: Cloth, line: PathData, width: number): string {
  const edge = darker(cloth.base, 0.5);
  return (
    `<g fill="none" stroke-linecap="round"><path d="${line}" stroke="${edge}" stroke-width="${width + 2}"/><path d="${line}" stroke="${cloth.trim}" stroke-width="${width}"/>` +
    `<path d="${line}" stroke="${lighter(cloth.base, 0.4)}" stroke-opacity=".55" stroke-width="${n(width * 0.25)}"/></g>`
  );
}

function clasp(x: number, y: number, closure: string): string {
  if (closure === 'Clasp')
    return `<rect x="${x - 11}" y="${y - 7}" width="22" height="15" rx="3" fill="${BRASS}" stroke="${darker(BRASS)}"/><circle cx="${x}" cy="${y}" r="3" fill="${lighter(BRASS, 0.5)}"/>`;
  if (closure === 'Magnetic Snap')
    return `<circle cx="${x}" cy="${y}" r="7" fill="${BRASS}" stroke="${darker(BRASS)}"/><circle cx="${x - 2}" cy="${y - 2}" r="2.4" fill="#fff" fill-opacity=".7"/>`;
  return '';
}

function blocked(cloth: Cloth): { fill?: string } {
  const { pattern, accent } = cloth.fabric;
  return pattern === 'Colour Block'
    ? {
        fill: cloth.sheet.gradient(
          [
            [0.5, cloth.base],
            [0.5, accent.hex],
          ],
          { angle: 90 },
        ),
      }
    : {};
}

/** Structured handbags; the grip of the handles is at 0, 0. */
export function drawHandbag(design: Design<{ style: string; closure: string; size: string }>, cloth: Cloth): Drawing {
  const { style, closure, size } = design.details;
  const w = ({ Small: 78, Medium: 96, Large: 112 }[size] ?? 96) * (style === 'Box Bag' ? 0.82 : 1);
  const top = 78;
  const bottom = top + ({ Satchel: 128, Tote: 164, 'Bowling Bag': 122, 'Box Bag': 116 }[style] ?? 130);
  const shapes: Record<string, PathData> = {
    Tote: `M${-w * 0.98},${top}L${w * 0.98},${top}L${w * 0.86},${bottom - 10}Q${w * 0.85},${bottom} ${w * 0.74},${bottom}L${-w * 0.74},${bottom}Q${-w * 0.85},${bottom} ${-w * 0.86},${bottom - 10}Z`,
    'Bowling Bag': `M${-w * 0.6},${top}Q0,${top - 16} ${w * 0.6},${top}C${w * 0.95},${top + 14} ${w * 1.06},${bottom - 40} ${w * 0.98},${bottom - 6}Q${w * 0.96},${bottom} ${w * 0.9},${bottom}L${-w * 0.9},${bottom}Q${-w * 0.96},${bottom} ${-w * 0.98},${bottom - 6}C${-w * 1.06},${bottom - 40} ${-w * 0.95},${top + 14} ${-w * 0.6},${top}Z`,
    'Box Bag': rectangle([-w, top, w * 2, bottom - top], 10),
    Satchel: `M${-w * 0.8},${top}L${w * 0.8},${top}Q${w * 0.9},${top + 2} ${w * 0.92},${top + 14}L${w},${bottom - 14}Q${w},${bottom} ${w - 12},${bottom}L${12 - w},${bottom}Q${-w},${bottom} ${-w},${bottom - 14}L${-w * 0.92},${top + 14}Q${-w * 0.9},${top + 2} ${-w * 0.8},${top}Z`,
  };
  const shape = numbers(shapes[style] ?? shapes.Satchel);
  const grip = w * 0.42;
  const arch = (lift: number): PathData =>
    `M${n(-grip)},${top + 16}C${n(-grip)},${lift} ${n(-grip * 0.5)},${lift - 2} 0,${lift - 2}C${n(grip * 0.5)},${lift - 2} ${n(grip)},${lift} ${n(grip)},${top + 16}`;
  const anchors = [-grip, grip].map(
    (x) =>
      cloth.piece(rectangle([x - 7, top + 8, 14, 22], 3), { light: 'flat' }) +
      `<circle cx="${n(x)}" cy="${top + 14}" r="4" fill="none" stroke="${BRASS}" stroke-width="2.2"/>`,
  );
  const markup =
    `<g transform="translate(0 5)" opacity=".8">${strap(cloth, arch(-6), 6)}</g>` +
    cloth.piece(shape, blocked(cloth)) +
    cloth.folds(
      [
        `M${n(-w * 0.7)},${bottom - 14}Q0,${bottom - 22} ${n(w * 0.7)},${bottom - 14}`,
        `M${n(-w * 0.78)},${top + 30}Q${n(-w * 0.7)},${top + 70} ${n(-w * 0.78)},${bottom - 30}`,
      ],
      shape,
      { opacity: 0.14 },
    ) +
    bagFront(cloth, { style, closure, w, top, bottom }) +
    anchors.join('') +
    strap(cloth, arch(0), 7);
  return { markup, outline: [shape, ribbon(arch(0), 8)] };
}

function numbers(path: PathData): PathData {
  return path.replace(/-?\d+\.\d+/g, (value) => n(Number(value)));
}

function bagFront(
  cloth: Cloth,
  { style, closure, w, top, bottom }: { style: string; closure: string; w: number; top: number; bottom: number },
): string {
  if (style === 'Tote')
    return cloth.stitch(`M${n(-w * 0.95)},${top + 7}L${n(w * 0.95)},${top + 7}`) + clasp(0, top + 16, closure);
  if (style === 'Bowling Bag')
    return (
      cloth.seam(`M${n(-w * 0.9)},${top + 26}Q0,${top + 12} ${n(w * 0.9)},${top + 26}`, { width: 2 }) +
      cloth.piece(rectangle([-w * 0.55, bottom - 64, w * 1.1, 50], 8), { light: 'flat' }) +
      cloth.zipper([0, top + 20], [0, top + 30])
    );
  const flap = numbers(
    `M${-w * 0.92},${top + 2}L${w * 0.92},${top + 2}L${w * 0.86},${(top + bottom) / 2 - 6}Q${w * 0.8},${(top + bottom) / 2 + 8} ${w * 0.6},${(top + bottom) / 2 + 8}L${-w * 0.6},${(top + bottom) / 2 + 8}Q${-w * 0.8},${(top + bottom) / 2 + 8} ${-w * 0.86},${(top + bottom) / 2 - 6}Z`,
  );
  return (
    cloth.castShadow(flap) +
    cloth.piece(flap, { light: 'flat' }) +
    clasp(0, (top + bottom) / 2 + 2, closure === 'Zip' ? 'Clasp' : closure)
  );
}

function chainOf(w: number): PathData {
  return `M${-w + 6},2C-80,-70 80,-70 ${w - 6},2`;
}

export function drawClutch(design: BagDesign, cloth: Cloth, { stage }: DrawOptions): Drawing {
  const { style, closure } = design.details;
  const [w, height] = style === 'Box Clutch' ? [92, 104] : [112, 116];
  const shape = rectangle([-w, 0, w * 2, height], style === 'Box Clutch' ? 16 : 7);
  const flaps: Record<string, PathData> = {
    'Envelope Clutch': `M${-w},4Q${-w},0 ${4 - w},0L${w - 4},0Q${w},0 ${w},4L8,72Q0,78 -8,72Z`,
    'Fold-Over Clutch': rectangle([-w - 2, -2, w * 2 + 4, 62], 7),
    'Box Clutch': `M${-w + 2},30L${w - 2},30L${w - 2},34L${-w + 2},34Z`,
    Wristlet: `M${6 - w},12L${w - 6},12L${w - 6},15L${6 - w},15Z`,
  };
  const flap = flaps[style] ?? flaps['Envelope Clutch'];
  const brass = style === 'Box Clutch' || style === 'Wristlet';
  const chain =
    stage === 'worn'
      ? ''
      : style === 'Wristlet'
        ? strap(
            cloth,
            `M${w - 14},12C${w + 40},20 ${w + 44},110 ${w + 8},120C${w - 20},124 ${w - 30},60 ${w - 14},14`,
            7,
          )
        : style === 'Envelope Clutch'
          ? `<path d="${chainOf(w)}" fill="none" stroke="${BRASS}" stroke-width="4" stroke-dasharray="5 2.6"/>`
          : '';
  const snapY = style === 'Envelope Clutch' ? 66 : style === 'Fold-Over Clutch' ? 52 : 30;
  const markup =
    chain +
    cloth.piece(shape, blocked(cloth)) +
    cloth.folds([`M${-w + 14},${height - 12}Q0,${height - 4} ${w - 14},${height - 12}`], shape, { opacity: 0.14 }) +
    (brass
      ? `<path d="${flap}" fill="${BRASS}" stroke="${darker(BRASS)}" stroke-width=".8"/>`
      : cloth.castShadow(flap) + cloth.piece(flap, { light: 'flat' })) +
    (style === 'Wristlet'
      ? cloth.zipper([w - 30, 14], [w - 30, 15])
      : clasp(0, snapY, closure === 'Zip' ? 'Clasp' : closure));
  const outline = [shape, ...(style === 'Envelope Clutch' && stage !== 'worn' ? [ribbon(chainOf(w), 4)] : [])];
  return { markup, outline };
}

export function drawMessenger(design: BagDesign, cloth: Cloth, { stage }: DrawOptions): Drawing {
  const { style, closure } = design.details;
  const w = 106;
  const shape = `M${-w},14Q${-w},2 ${-w + 12},2L${w - 12},2Q${w},2 ${w},14L${w - 4},132Q${w - 6},146 ${w - 20},146L${20 - w},146Q${6 - w},146 ${4 - w},132Z`;
  const drop = style === 'Courier Bag' ? 112 : 92;
  const flap = `M${-w - 2},12Q${-w - 2},-2 ${-w + 12},-2L${w - 12},-2Q${w + 2},-2 ${w + 2},12L${w - 2},${drop}Q${w - 4},${drop + 14} ${w - 20},${drop + 14}L${20 - w},${drop + 14}Q${4 - w},${drop + 14} ${2 - w},${drop}Z`;
  const line =
    stage === 'worn'
      ? `M${w - 20},10L${n(120 / 0.42)},${n(-182 / 0.42)}M${-w + 8},10L${n(104 / 0.42)},${n(-188 / 0.42)}`
      : `M${-w + 4},18C-150,-200 150,-200 ${w - 4},18`;
  const belts = style === 'Courier Bag' ? [] : [-52, 52];
  const fasteners = belts.map(
    (x) =>
      cloth.piece(rectangle([x - 8, 4, 16, drop + 24], 3), { fill: cloth.trim, light: 'flat' }) +
      (closure === 'Buckle'
        ? `<rect x="${x - 12}" y="${drop - 2}" width="24" height="17" rx="3" fill="none" stroke="${BRASS}" stroke-width="3.2"/>`
        : clasp(x, drop + 16, closure)),
  );
  const markup =
    strap(cloth, line, stage === 'worn' ? 11 : 10) +
    cloth.piece(shape) +
    cloth.castShadow(flap) +
    cloth.piece(flap) +
    cloth.stitch(
      `M${4 - w},${drop - 4}Q${6 - w},${drop + 8} ${22 - w},${drop + 8}L${w - 22},${drop + 8}Q${w - 6},${drop + 8} ${w - 4},${drop - 4}`,
    ) +
    fasteners.join('') +
    (style === 'Courier Bag' ? clasp(0, drop - 2, 'Magnetic Snap') : '');
  const strapBox: PathData =
    stage === 'worn'
      ? polygon(
          [
            [w - 20, 10],
            [120 / 0.42, -182 / 0.42],
            [104 / 0.42, -188 / 0.42],
            [-w, 10],
          ].map(([x, y]) => [x, y] as const),
        )
      : ribbon(line, 10);
  return { markup, outline: [flap, shape, strapBox] };
}

export function drawBackpack(design: BagDesign, cloth: Cloth, { stage, view }: DrawOptions): Drawing {
  if (stage === 'worn') return backpackWorn(design, cloth);
  const { style, closure } = design.details;
  const [w, height] = style === 'Mini Backpack' ? [84, 200] : [98, 262];
  const shape = `M${-w + 6},74C${-w + 6},24 ${-w * 0.6},2 0,2C${w * 0.6},2 ${w - 6},24 ${w - 6},74L${w},${height - 26}Q${w},${height} ${w - 26},${height}L${26 - w},${height}Q${-w},${height} ${-w},${height - 26}Z`;
  const outer = numbers(shape);
  const handle = strap(cloth, HANDLE, 8);
  const side = `M${w - 8},96Q${w + 34},150 ${w - 6},${height - 14}`;
  const straps = strap(cloth, side, 12) + strap(cloth, mirror(side), 12);
  if (view === 'back') {
    const padded = [-38, 38]
      .map((x) => strap(cloth, `M${x * 0.7},30C${x * 1.5},80 ${x * 1.6},150 ${x * 1.9},${height - 30}`, 26))
      .join('');
    return {
      markup: handle + cloth.piece(outer, { fill: cloth.trim }) + padded,
      outline: [outer, ribbon(HANDLE, 8)],
    };
  }
  const pocket = rectangle([-w * 0.72, height * 0.56, w * 1.44, height * 0.38], 18);
  const arch = `M${n(-w * 0.86)},${n(height * 0.5)}C${n(-w * 0.86)},30 ${n(-w * 0.5)},18 0,18C${n(w * 0.5)},18 ${n(w * 0.86)},30 ${n(w * 0.86)},${n(height * 0.5)}`;
  const top =
    closure === 'Buckle'
      ? rucksackTop(cloth, w, height)
      : `<path d="${arch}" fill="none" stroke="${darker(cloth.base, 0.5)}" stroke-width="5"/><path d="${arch}" fill="none" stroke="#b9bcc2" stroke-width="2" stroke-dasharray="1.6 1.2"/>`;
  const markup =
    handle +
    straps +
    cloth.piece(outer, blocked(cloth)) +
    top +
    cloth.castShadow(pocket) +
    cloth.piece(pocket) +
    `<path d="M${n(-w * 0.6)},${n(height * 0.63)}L${n(w * 0.6)},${n(height * 0.63)}" stroke="${darker(cloth.base, 0.5)}" stroke-width="4"/>` +
    `<path d="M${n(-w * 0.6)},${n(height * 0.63)}L${n(w * 0.6)},${n(height * 0.63)}" stroke="#b9bcc2" stroke-width="1.8" stroke-dasharray="1.6 1.2"/>` +
    `<rect x="-13" y="${n(height * 0.77)}" width="26" height="15" rx="2" fill="#c79a5f" stroke="#7d5a2e" stroke-width=".8"/>`;
  return {
    markup,
    outline: [outer, ribbon(HANDLE, 8), ribbon(side, 12), ribbon(mirror(side), 12)],
  };
}

function rucksackTop(cloth: Cloth, w: number, height: number): string {
  const flap = numbers(
    `M${-w},76C${-w},22 ${-w * 0.6},-2 0,-2C${w * 0.6},-2 ${w},22 ${w},76L${w - 6},${height * 0.44}Q0,${height * 0.52} ${6 - w},${height * 0.44}Z`,
  );
  const belts = [-40, 40].map(
    (x) =>
      cloth.piece(rectangle([x - 7, 40, 14, height * 0.5], 3), { fill: '#8a5f38', light: 'flat', grain: false }) +
      `<rect x="${x - 11}" y="${n(height * 0.48)}" width="22" height="15" rx="3" fill="none" stroke="${BRASS}" stroke-width="3"/>`,
  );
  return cloth.castShadow(flap) + cloth.piece(flap) + belts.join('');
}

function backpackWorn(design: BagDesign, cloth: Cloth): Drawing {
  const { shoulder, armpit } = bodyOf(design.gender);
  const bag = `M${-shoulder[0] + 2},140C${-shoulder[0] - 4},100 -30,92 0,92C30,92 ${shoulder[0] + 4},100 ${shoulder[0] - 2},140L${shoulder[0] + 4},300Q0,326 ${-shoulder[0] - 4},300Z`;
  const line = `M${n(shoulder[0] * 0.52)},114C${n(shoulder[0] * 0.62)},150 ${n(armpit[0] * 0.8)},190 ${n(armpit[0] + 3)},236`;
  const straps = [line, mirror(line)];
  return {
    markup: straps.map((path) => strap(cloth, path, 12)).join(''),
    behind: cloth.piece(bag),
    outline: [ellipse(shoulder[0] * 0.6, 176, 13, 62), ellipse(-shoulder[0] * 0.6, 176, 13, 62)],
  };
}

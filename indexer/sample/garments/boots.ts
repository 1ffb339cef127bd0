import type { Cloth } from '../cloth.js';
import type { Design } from '../design.js';
import { heelUnits, type Shoe } from '../kinds/shoes.js';
import { n, polygon } from '../svg-path.js';
import { buckle, heelPath } from './heels.js';

interface BootDetails {
  readonly style: string;
  readonly heelHeight: string;
  readonly height: string;
  readonly heelType: string;
  readonly closure: string;
  readonly [detail: string]: string;
}

/** Boots from the side; the shaft rises by the height's name. */
export function drawBoot(design: Design<BootDetails>, cloth: Cloth): Shoe {
  const { style, heelHeight, height, heelType, closure } = design.details;
  const h = style === 'Heeled Boots' ? heelUnits(heelHeight) : 20;
  const shaft = { Ankle: 128, 'Mid Calf': 208, 'Knee High': 330 }[height] ?? 128;
  const top = -h - shaft;
  const wide = height === 'Ankle' ? 0 : height === 'Mid Calf' ? 6 : 12;
  const upper =
    `M8,${n(-h)}C1,${n(-h - 34)} 14,${n(-h - 70)} ${n(14 - wide * 0.4)},${n(-h - 96)}C${n(8 - wide)},${n(top + 60)} ${n(8 - wide)},${n(top + 30)} ${n(8 - wide)},${n(top)}` +
    `Q48,${n(top + 7)} ${n(90 + wide)},${n(top)}C${n(92 + wide)},${n(top + 40)} ${n(84 + wide * 0.4)},${n(-h - 90)} 88,${n(-h * 0.8 - 74)}` +
    `C100,${n(-h * 0.4 - 50)} 140,-46 172,-36Q200,-28 202,-10L200,-6L138,-6C104,${n(-h * 0.34 - 2)} 70,${n(-h)} 8,${n(-h)}Z`;
  const sole =
    style === 'Heeled Boots'
      ? `M200,-8L202,-3Q196,-1 138,-2C104,${n(-h * 0.34 + 2)} 70,${n(-h + 4)} 8,${n(-h + 4)}L8,${n(-h - 1)}C70,${n(-h)} 104,${n(-h * 0.34 - 2)} 138,-7Z`
      : `M6,${n(-h - 2)}L70,${n(-h + 2)}L82,-9L202,-9Q206,-4 200,0L76,0L64,-8L60,0L8,0Z`;
  const heel = style === 'Heeled Boots' ? heelPath(heelType, h) : '';
  const hole = `M${n(8 - wide)},${n(top)}Q48,${n(top - 8)} ${n(90 + wide)},${n(top)}Q48,${n(top + 9)} ${n(8 - wide)},${n(top)}Z`;
  const creases = cloth.folds(
    [
      `M20,${n(-h - 66)}Q50,${n(-h - 52)} 84,${n(-h * 0.8 - 66)}`,
      `M24,${n(-h - 92)}Q52,${n(-h - 84)} 84,${n(-h - 94)}`,
      `M104,${n(-h * 0.3 - 40)}Q122,-30 140,-26`,
    ],
    upper,
    { width: 6 },
  );
  const markup =
    `<path d="${hole}" fill="${cloth.inside}"/>` +
    (heel === '' ? '' : cloth.piece(heel, { fill: '#352a26', grain: false })) +
    cloth.piece(upper) +
    creases +
    `<path d="M152,-38Q182,-32 192,-16" fill="none" stroke="#fff" stroke-opacity=".35" stroke-width="5" stroke-linecap="round" filter="${cloth.sheet.blur(1.6)}"/>` +
    cloth.seam(`M${n(50)},${n(-h - 20)}Q70,${n(-h - 50)} 92,${n(-h * 0.6 - 54)}`, { width: 1.4 }) +
    `<path d="${sole}" fill="#2c2523" stroke="#000" stroke-opacity=".4"/>` +
    fastening({ closure, style, h, top }, cloth);
  return { markup, outline: [upper, sole, ...(heel === '' ? [] : [heel])] };
}

function fastening(
  { closure, style, h, top }: { closure: string; style: string; h: number; top: number },
  cloth: Cloth,
): string {
  if (closure === 'Lace-Up') {
    const end = style === 'Desert Boots' ? -h - 104 : top + 14;
    const count = Math.max(3, Math.round((-h * 0.6 - 58 - end) / 18));
    const laces = Array.from({ length: count }, (_, i) => {
      const y = -h * 0.6 - 60 - i * 18;
      const x = i === 0 ? 98 : 80;
      return `<path d="M${x - 14},${n(y + 5)}L${x + 8},${n(y - 4)}" stroke="#efe7d6" stroke-width="3.4" stroke-linecap="round"/><circle cx="${x - 14}" cy="${n(y + 5)}" r="2.4" fill="#b89a5e"/>`;
    });
    return cloth.seam(`M62,${n(top + 4)}Q62,${n(-h - 90)} 84,${n(-h * 0.6 - 50)}`, { width: 1.6 }) + laces.join('');
  }
  if (closure === 'Pull-On') {
    const panel = `M34,${n(top + 4)}L68,${n(top + 5)}Q66,${n(-h - 70)} 54,${n(-h - 52)}Q38,${n(-h - 70)} 34,${n(top + 4)}Z`;
    const ribs = [40, 46, 52, 58, 63]
      .map((x) => cloth.seam(`M${x},${n(top + 8)}L${n(x * 0.5 + 27)},${n(-h - 62)}`, { opacity: 0.4 }))
      .join('');
    return (
      cloth.piece(panel, { fill: '#2b2a2e', grain: false }) +
      ribs +
      cloth.piece(
        polygon([
          [8, top - 10],
          [16, top - 10],
          [17, top + 16],
          [8, top + 16],
        ]),
        { light: 'flat' },
      )
    );
  }
  return (
    cloth.zipper([52, top + 6], [54, -h - 30]) +
    (style === 'Riding Boots'
      ? cloth.piece(
          polygon([
            [0, top + 26],
            [100, top + 24],
            [100, top + 36],
            [0, top + 38],
          ]),
          { light: 'flat' },
        ) + buckle(78, top + 31, 7)
      : '')
  );
}

import type { Cloth } from '../cloth.js';
import type { Design, Drawing } from '../design.js';
import { darker, lighter, type Hex } from '../palette.js';
import { ellipse, n, rectangle, ribbon, type PathData, type Point } from '../svg-path.js';

const STONES: Record<string, Hex> = {
  Pearl: '#f4efe6',
  Ruby: '#b3153a',
  Emerald: '#0e8a5a',
  Sapphire: '#2450b0',
  Crystal: '#d8ecf5',
};

export function drawJewel(design: Design<{ style: string; stone: string }>, cloth: Cloth): Drawing {
  const { style, stone } = design.details;
  const color = STONES[stone];
  switch (style) {
    case 'Earrings':
      return earrings(cloth, color);
    case 'Ring':
      return ring(cloth, color);
    case 'Bracelet':
      return bracelet(cloth, color);
    case 'Watch':
      return watch(cloth);
    default:
      return necklace(cloth, color, style === 'Pendant');
  }
}

/** A cut stone, or a metal bead where there is none. */
function gem([x, y]: Point, radius: number, cloth: Cloth, stone: Hex | undefined): string {
  const color = stone ?? cloth.base;
  const round = color === STONES.Pearl || stone === undefined;
  const light = cloth.sheet.radial(
    [
      [0, lighter(color, 0.75)],
      [0.5, color],
      [1, darker(color, 0.4)],
    ],
    { cx: 0.35, cy: 0.3, r: 0.75 },
  );
  const r = radius;
  const facets = round
    ? ''
    : `<path d="M${n(x - r * 0.5)},${n(y - r * 0.4)}L${n(x + r * 0.5)},${n(y - r * 0.4)}L${n(x + r * 0.3)},${n(y + r * 0.5)}L${n(x - r * 0.3)},${n(y + r * 0.5)}Z" fill="#fff" fill-opacity=".28"/><path d="M${n(x - r)},${n(y)}L${n(x - r * 0.5)},${n(y - r * 0.4)}M${n(x + r)},${n(y)}L${n(x + r * 0.5)},${n(y - r * 0.4)}M${n(x)},${n(y + r)}L${n(x)},${n(y + r * 0.5)}" stroke="#fff" stroke-opacity=".5" stroke-width=".8"/>`;
  const ringed =
    stone === undefined || round
      ? ''
      : `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r + 2)}" fill="${cloth.base}" stroke="${darker(cloth.base)}" stroke-width=".8"/>`;
  return `${ringed}<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" fill="${light}"/>${facets}<circle cx="${n(x - r * 0.35)}" cy="${n(y - r * 0.4)}" r="${n(r * 0.2)}" fill="#fff" fill-opacity=".9"/>`;
}

function metalStroke(path: PathData, width: number, cloth: Cloth): string {
  return (
    `<g fill="none" stroke-linecap="round"><path d="${path}" stroke="${darker(cloth.base, 0.5)}" stroke-width="${width + 1.6}"/><path d="${path}" stroke="${cloth.base}" stroke-width="${width}"/>` +
    `<path d="${path}" stroke="${lighter(cloth.base, 0.7)}" stroke-width="${n(width * 0.3)}" transform="translate(-${n(width * 0.18)} -${n(width * 0.18)})"/></g>`
  );
}

function necklace(cloth: Cloth, stone: Hex | undefined, pendant: boolean): Drawing {
  const chain = 'M-56,-8C-78,70 -52,132 0,150C52,132 78,70 56,-8';
  const beads = (count: number): Point[] =>
    Array.from({ length: count }, (_, i) => {
      const t = i / (count - 1);
      const angle = Math.PI * (1.06 - 1.12 * t);
      return [Math.cos(angle) * 66 * (1 - 0.12 * Math.sin(angle)), 22 + Math.sin(angle) * 128];
    });
  const links = `<path d="${chain}" fill="none" stroke="${darker(cloth.base, 0.45)}" stroke-width="4.6" stroke-dasharray="5 2.4"/><path d="${chain}" fill="none" stroke="${lighter(cloth.base, 0.25)}" stroke-width="2.8" stroke-dasharray="5 2.4"/>`;
  if (pendant) {
    const drop = `M0,150L0,160`;
    return {
      markup: links + metalStroke(drop, 3, cloth) + gem([0, 180], 19, cloth, stone),
      outline: [ribbon(chain, 4), ellipse(0, 180, 21)],
    };
  }
  const row = beads(23);
  const sizes = row.map((_, i) => 5 + 6 * Math.sin((Math.PI * i) / 22));
  return {
    markup: row.map((point, i) => gem(point, sizes[i], cloth, i % 2 === 0 ? stone : undefined)).join(''),
    outline: row.map(([x, y], i) => ellipse(x, y, sizes[i])),
  };
}

function earrings(cloth: Cloth, stone: Hex | undefined): Drawing {
  const one = (x: number): string =>
    metalStroke(`M${x},-14Q${x + 12},-22 ${x + 8},-4L${x},6`, 2.6, cloth) +
    gem([x, 14], 8, cloth, undefined) +
    metalStroke(`M${x},22L${x},34`, 2.4, cloth) +
    metalStroke(ellipse(x, 66, 20, 30), 4, cloth) +
    gem([x, 78], 12, cloth, stone);
  return {
    markup: one(-44) + one(44),
    outline: [-44, 44].flatMap((x) => [ellipse(x, 66, 22, 32), ellipse(x, 14, 8), rectangle([x - 1, -14, 3, 50])]),
  };
}

function ring(cloth: Cloth, stone: Hex | undefined): Drawing {
  const band = ellipse(0, 80, 62, 62);
  const gems =
    stone === undefined
      ? gem([0, 16], 12, cloth, undefined)
      : gem([-22, 22], 9, cloth, STONES.Crystal) +
        gem([22, 22], 9, cloth, STONES.Crystal) +
        gem([0, 10], 22, cloth, stone);
  return { markup: metalStroke(band, 12, cloth) + gems, outline: [ribbon(band, 13), ellipse(0, 10, 24)] };
}

function bracelet(cloth: Cloth, stone: Hex | undefined): Drawing {
  const around = ellipse(0, 60, 104, 54);
  const gems = Array.from({ length: 11 }, (_, i): Point => {
    const angle = Math.PI * (0.08 + 0.084 * i);
    return [Math.cos(angle) * 104, 60 + Math.sin(angle) * 54];
  });
  return {
    markup:
      metalStroke(around, 9, cloth) +
      gems.map((point, i) => gem(point, i % 2 === 0 ? 11 : 8, cloth, i % 2 === 0 ? stone : undefined)).join(''),
    outline: [ribbon(around, 12)],
  };
}

function watch(cloth: Cloth): Drawing {
  const band = 'M-22,-110L22,-110L30,-38L30,98L22,176Q0,182 -22,176L-30,98L-30,-38Z';
  const links = Array.from({ length: 21 }, (_, i) => -104 + i * 13.4)
    .filter((y) => y < -44 || y > 104)
    .map((y) => `<path d="M-27,${n(y)}L27,${n(y)}" stroke="#000" stroke-opacity=".35" stroke-width="2"/>`)
    .join('');
  const face = ellipse(0, 30, 56, 56);
  const marks = Array.from({ length: 12 }, (_, i) => {
    const angle = (i * Math.PI) / 6;
    return `M${n(Math.sin(angle) * 36)},${n(30 - Math.cos(angle) * 36)}L${n(Math.sin(angle) * 42)},${n(30 - Math.cos(angle) * 42)}`;
  }).join('');
  const markup =
    cloth.piece(band) +
    links +
    `<path d="${rectangle([52, 22, 12, 16], 3)}" fill="${cloth.base}" stroke="${darker(cloth.base)}"/>` +
    cloth.piece(face) +
    `<circle cx="0" cy="30" r="46" fill="#f7f5ef" stroke="${darker(cloth.base)}" stroke-width="1.6"/><path d="${marks}" stroke="#3a3a40" stroke-width="2.6"/><path d="M0,30L-16,6M0,30L26,18" stroke="#26262b" stroke-width="3.4" stroke-linecap="round"/><circle cx="0" cy="30" r="3.4" fill="#26262b"/><path d="M-30,52L8,-12L20,-8L-20,62Z" fill="#fff" fill-opacity=".3"/>`;
  return { markup, outline: [band, face] };
}

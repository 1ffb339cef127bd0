import type { Fabric, Pattern } from './fabric.js';
import { darker, lighter, lightness, mix, type Hex } from './palette.js';
import type { Sheet } from './sheet.js';
import { n } from './svg-path.js';
import { largeTile, type Tile } from './tiles.js';

interface Repeat extends Tile {
  /** Degrees. */
  readonly turn?: number;
}

interface Inks {
  readonly base: Hex;
  readonly accent: Hex;
}

/** @returns a fill for the cloth: its colour, or a reference to its pattern; one unit is about a pixel of a product photo. */
export function fabricFill({ pattern, color, accent }: Fabric, sheet: Sheet): string {
  const draw = TILES[pattern];
  if (draw === undefined) return color.hex;
  const { turn = 0, ...tile } = draw({ base: color.hex, accent: accent.hex });
  const [width, height, markup] = largeTile(tile);
  const transform = turn === 0 ? '' : ` patternTransform="rotate(${turn})"`;
  return sheet.define(
    (id) =>
      `<pattern id="${id}" width="${width}" height="${height}" patternUnits="userSpaceOnUse"${transform}>` +
      `<rect width="${width}" height="${height}" fill="${color.hex}"/>${markup}</pattern>`,
  );
}

const TILES: Partial<Record<Pattern, (inks: Inks) => Repeat>> = {
  Striped: ({ accent }) => ({ size: [16, 16], markup: `<rect y="5" width="16" height="6" fill="${accent}"/>` }),
  Checked: checks,
  'Polka Dots': ({ accent }) => ({
    size: [18, 18],
    markup: [
      [4.5, 4.5],
      [13.5, 13.5],
    ]
      .map(([x, y]) => `<circle cx="${x}" cy="${y}" r="2.7" fill="${accent}"/>`)
      .join(''),
  }),
  Floral: floral,
  Camouflage: camouflage,
  Geometric: ({ accent, base }) => ({
    size: [20, 20],
    markup:
      `<path d="M10,1L19,10L10,19L1,10Z" fill="none" stroke="${accent}" stroke-width="1.8"/>` +
      `<path d="M10,6L14,10L10,14L6,10Z" fill="${mix(accent, base, 0.25)}"/>`,
  }),
  Leopard: leopard,
  Houndstooth: ({ accent }) => ({
    size: [12, 12],
    markup: `<path d="M0,0L6,0L6,6L12,6L6,12L6,6L0,6Z" fill="${accent}"/><path d="M6,0L9,0L6,3ZM0,9L3,6L0,6ZM12,0L12,3L9,6L6,6Z" fill="${accent}"/>`,
  }),
};

function checks({ accent, base }: Inks): Repeat {
  const line = lighter(mix(accent, base, 0.2), lightness(base) < 0.5 ? 0.35 : 0);
  const bands = (axis: 'x' | 'y'): string => {
    const rect = (offset: number, thickness: number, fill: Hex, opacity: number): string =>
      axis === 'x'
        ? `<rect x="${offset}" width="${thickness}" height="30" fill="${fill}" opacity="${opacity}"/>`
        : `<rect y="${offset}" height="${thickness}" width="30" fill="${fill}" opacity="${opacity}"/>`;
    return rect(3, 11, accent, 0.55) + rect(21, 2, line, 0.85) + rect(7.6, 1.6, darker(base, 0.35), 0.4);
  };
  return { size: [30, 30], markup: bands('x') + bands('y') };
}

function flower(x: number, y: number, radius: number, petal: Hex): string {
  const petals = Array.from({ length: 5 }, (_, i) => {
    const turn = (i * 2 * Math.PI) / 5;
    return `<circle cx="${n(x + Math.cos(turn) * radius * 0.62)}" cy="${n(y + Math.sin(turn) * radius * 0.62)}" r="${n(radius * 0.48)}"/>`;
  });
  return `<g fill="${petal}">${petals.join('')}</g><circle cx="${x}" cy="${y}" r="${n(radius * 0.34)}" fill="#f2c14e"/>`;
}

function leaf(x: number, y: number, turn: number): string {
  return `<path d="M0,0Q4,-4 9,0Q4,4 0,0Z" transform="translate(${x} ${y}) rotate(${turn})" fill="#5d8a58"/>`;
}

function floral({ accent, base }: Inks): Repeat {
  const second = mix(accent, lightness(base) > 0.6 ? '#c2456b' : '#ffffff', 0.4);
  return {
    size: [40, 40],
    markup:
      leaf(15, 8, 20) +
      leaf(33, 31, 200) +
      leaf(8, 29, 120) +
      leaf(28, 17, -50) +
      flower(10, 11, 6.4, accent) +
      flower(30, 28, 7.2, accent) +
      flower(31, 8, 4.2, second) +
      flower(11, 33, 4.6, second),
  };
}

function camouflage({ base }: Inks): Repeat {
  const inks = [darker(base, 0.42), lighter(mix(base, '#b9a679', 0.5), 0.2), darker(mix(base, '#4a3b28', 0.5), 0.3)];
  const spots = [
    'M2,8Q10,0 20,5Q28,9 24,15Q17,14 13,19Q4,18 2,8Z',
    'M30,22Q40,16 49,22Q55,30 46,33Q41,29 36,34Q27,32 30,22Z',
    'M6,36Q16,28 23,36Q28,44 18,47Q10,52 6,36Z',
  ];
  const more = [
    'M34,2Q44,0 50,7Q46,15 38,11Q31,10 34,2Z',
    'M27,42Q38,38 43,46Q40,54 30,51Q24,50 27,42Z',
    'M12,21Q20,20 26,25Q24,31 16,29Q8,28 12,21Z',
  ];
  return {
    size: [56, 56],
    markup: [...spots, ...more].map((d, i) => `<path d="${d}" fill="${inks[i % 3]}"/>`).join(''),
  };
}

function leopard({ base, accent }: Inks): Repeat {
  const ring = lightness(base) < 0.35 ? lighter(accent, 0.1) : '#33231b';
  const spots = [
    [6, 6, 0],
    [18, 4, 70],
    [27, 13, 160],
    [12, 17, 220],
    [4, 25, 300],
    [21, 26, 30],
  ];
  const markup = spots.map(
    ([x, y, turn]) =>
      `<g transform="translate(${x} ${y}) rotate(${turn})"><ellipse rx="3" ry="2.4" fill="${mix(base, ring, 0.35)}"/>` +
      `<path d="M-3.6,-1Q-1,-4 2.4,-2.6M3.6,0Q3,3.4 -1,3.4" fill="none" stroke="${ring}" stroke-width="2" stroke-linecap="round"/></g>`,
  );
  return { size: [30, 30], markup: markup.join('') };
}

import type { Material } from './fabric.js';
import { lightness, type Color } from './palette.js';
import type { GradientStop, Sheet } from './sheet.js';
import { largeTile } from './tiles.js';

/** How light plays on a material: the grain laid over its colour, and its highlights and shades across a round body. */
interface Surface {
  readonly grain?: (ink: string) => { size: readonly [number, number]; markup: string };
  readonly light: readonly GradientStop[];
  /** Topstitching in a colour of its own. */
  readonly stitch?: string;
  readonly seeThrough?: number;
}

const SOFT: readonly GradientStop[] = [
  [0, '#000', 0.26],
  [0.16, '#000', 0.07],
  [0.36, '#fff', 0.16],
  [0.52, '#fff', 0.05],
  [0.8, '#000', 0.1],
  [1, '#000', 0.3],
];
const MATTE: readonly GradientStop[] = [
  [0, '#000', 0.24],
  [0.2, '#000', 0.06],
  [0.42, '#fff', 0.08],
  [0.7, '#000', 0.04],
  [1, '#000', 0.28],
];
const GLOSS: readonly GradientStop[] = [
  [0, '#000', 0.38],
  [0.14, '#000', 0.1],
  [0.24, '#fff', 0.4],
  [0.33, '#fff', 0.08],
  [0.55, '#000', 0.12],
  [0.74, '#fff', 0.2],
  [0.82, '#000', 0.05],
  [1, '#000', 0.42],
];
const SILKY: readonly GradientStop[] = [
  [0, '#000', 0.26],
  [0.15, '#fff', 0.22],
  [0.28, '#000', 0.12],
  [0.42, '#fff', 0.34],
  [0.56, '#000', 0.08],
  [0.7, '#fff', 0.2],
  [0.85, '#000', 0.1],
  [1, '#000', 0.3],
];

const lines = (size: number, d: string, width: number, opacity: number) => (ink: string) => ({
  size: [size, size] as const,
  markup: `<path d="${d}" fill="none" stroke="${ink}" stroke-width="${width}" stroke-opacity="${opacity}"/>`,
});

const speckles = (dots: readonly (readonly [number, number])[], radius: number, opacity: number) => (ink: string) => ({
  size: [9, 9] as const,
  markup: dots
    .map(([x, y]) => `<circle cx="${x}" cy="${y}" r="${radius}" fill="${ink}" fill-opacity="${opacity}"/>`)
    .join(''),
});

const SURFACES: Record<Material, Surface> = {
  Cotton: { light: MATTE },
  Denim: { light: MATTE, grain: lines(4, 'M0,4L4,0M-1,1L1,-1M3,5L5,3', 0.8, 0.2), stitch: '#d99a4e' },
  Leather: { light: GLOSS },
  Wool: {
    light: MATTE,
    grain: speckles(
      [
        [2, 2],
        [6, 5],
        [3.5, 7.5],
        [7.5, 1],
      ],
      0.8,
      0.16,
    ),
  },
  'Cable Knit': { light: SOFT, grain: cables },
  Cashmere: { light: SOFT, grain: lines(5, 'M0,1L2.5,4L5,1', 0.8, 0.16) },
  Silk: { light: SILKY },
  Satin: { light: SILKY },
  Linen: { light: MATTE, grain: lines(5, 'M0,1.5L5,1.5M1.5,0L1.5,5', 0.6, 0.14) },
  Polyester: { light: SOFT },
  Nylon: { light: GLOSS.map(([offset, color, opacity = 1]) => [offset, color, opacity * 0.6] as const) },
  Lace: { light: MATTE, grain: lace, seeThrough: 0.86 },
  Velvet: { light: SILKY.map(([offset, color, opacity = 1]) => [offset, color, opacity * 0.8] as const) },
  Corduroy: { light: MATTE, grain: lines(5, 'M2.5,0L2.5,5', 1.4, 0.24) },
  Suede: {
    light: MATTE,
    grain: speckles(
      [
        [2, 3],
        [6.5, 7],
      ],
      1.5,
      0.07,
    ),
  },
  Canvas: { light: MATTE, grain: lines(4, 'M0,1L4,1M1,0L1,4', 0.7, 0.13) },
  Fleece: {
    light: SOFT,
    grain: speckles(
      [
        [2, 2],
        [6, 3],
        [4, 6],
        [8, 7.5],
      ],
      1.5,
      0.09,
    ),
  },
  Tweed: { light: MATTE, grain: tweed },
  Jersey: { light: SOFT },
  Chiffon: {
    light: SILKY.map(([offset, color, opacity = 1]) => [offset, color, opacity * 0.7] as const),
    seeThrough: 0.9,
  },
  Straw: { light: SOFT, grain: lines(6, 'M0,3L3,0L6,3L3,6ZM0,0L6,6M6,0L0,6', 0.9, 0.3) },
  Metal: { light: GLOSS },
  Acetate: { light: GLOSS },
  'Quilted Nylon': { light: GLOSS.map(([offset, color, opacity = 1]) => [offset, color, opacity * 0.55] as const) },
};

function cables(ink: string): { size: readonly [number, number]; markup: string } {
  return {
    size: [22, 16],
    markup:
      `<path d="M3,0Q11,4 11,8Q11,12 3,16M11,0Q3,4 3,8Q3,12 11,16" fill="none" stroke="${ink}" stroke-opacity=".26" stroke-width="1.6"/>` +
      `<path d="M15,0L17,3L19,0M15,4L17,7L19,4M15,8L17,11L19,8M15,12L17,15L19,12" fill="none" stroke="${ink}" stroke-opacity=".18" stroke-width="1"/>`,
  };
}

function lace(ink: string): { size: readonly [number, number]; markup: string } {
  const petals = [0, 60, 120, 180, 240, 300]
    .map((turn) => `<ellipse cx="8" cy="4.6" rx="1.4" ry="2.5" transform="rotate(${turn} 8 8)"/>`)
    .join('');
  return {
    size: [16, 16],
    markup:
      `<g fill="none" stroke="${ink}" stroke-opacity=".42" stroke-width=".8">${petals}<circle cx="8" cy="8" r="1.1"/>` +
      `<path d="M0,0Q4,2 8,0Q12,2 16,0M0,16Q4,14 8,16Q12,14 16,16M0,0Q2,4 0,8Q2,12 0,16M16,0Q14,4 16,8Q14,12 16,16"/></g>`,
  };
}

function tweed(ink: string): { size: readonly [number, number]; markup: string } {
  return {
    size: [8, 8],
    markup:
      `<path d="M0,0L4,4L8,0M0,4L4,8L8,4" fill="none" stroke="${ink}" stroke-opacity=".22" stroke-width="1.2"/>` +
      `<circle cx="2" cy="6" r=".8" fill="#fff" fill-opacity=".4"/><circle cx="6.5" cy="2.5" r=".7" fill="#fff" fill-opacity=".35"/>`,
  };
}

/** @returns a see-through fill with the grain of the material, or undefined where it has none. */
export function grainFill(material: Material, color: Color, sheet: Sheet): string | undefined {
  const ink = lightness(color.hex) < 0.3 ? '#fff' : '#000';
  const grain = SURFACES[material].grain?.(ink);
  if (grain === undefined) return undefined;
  const [width, height, markup] = largeTile(grain);
  return sheet.define(
    (id) => `<pattern id="${id}" width="${width}" height="${height}" patternUnits="userSpaceOnUse">${markup}</pattern>`,
  );
}

/** Light from the left front on something round and upright of this material. */
export function roundLight(material: Material, sheet: Sheet): string {
  return sheet.gradient(SURFACES[material].light);
}

export function stitchColor(material: Material): string | undefined {
  return SURFACES[material].stitch;
}

export function opacityOf(material: Material): number {
  return SURFACES[material].seeThrough ?? 1;
}

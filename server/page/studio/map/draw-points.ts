import type { Rgb } from './palette.js';

/** Pixels as a canvas holds them: red, green, blue, opacity. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

export interface DrawnPoints {
  /** [n, 2] in units of the map. */
  readonly places: Float32Array;
  /** [n] index into `colors`. */
  readonly categoryOf: Uint16Array;
  /** Undefined for what is hidden. */
  readonly colors: readonly (Rgb | undefined)[];
  /** Pixels a unit, and the pixel of the map's origin. */
  readonly scale: number;
  readonly originX: number;
  readonly originY: number;
  /** In pixels. */
  readonly radius: number;
  readonly opacity: number;
}

/** A point lies between pixels: so many places within one are told apart, or points would jump while one zooms. */
const STEPS = 4;

/**
 * Draws points as discs with soft edges, later ones over earlier ones. Pixels are written directly: that takes some
 * milliseconds for some ten thousand points on any machine, also without a graphics card.
 */
export function drawPoints({ data, width, height }: Pixels, ground: Rgb, points: DrawnPoints): void {
  fill(data, ground);
  const { places, categoryOf, colors, scale, originX, originY } = points;
  const discs = softDiscs(points);
  const { reach } = discs[0];
  for (let i = 0; i < categoryOf.length; i++) {
    const color = colors[categoryOf[i]];
    if (color === undefined) continue;
    const x = originX + places[2 * i] * scale;
    const y = originY + places[2 * i + 1] * scale;
    const [column, line] = [Math.floor(x), Math.floor(y)];
    if (column < reach || line < reach || column >= width - reach || line >= height - reach) continue;
    const step = Math.floor((x - column) * STEPS) + STEPS * Math.floor((y - line) * STEPS);
    stamp({ data, width }, (line - reach) * width + column - reach, color, discs[step]);
  }
}

function fill(data: Uint8ClampedArray, [red, green, blue]: Rgb): void {
  // One number for four bytes is four times as fast; all browsers that matter are little-endian.
  new Uint32Array(data.buffer, data.byteOffset, data.length >> 2).fill(
    ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0,
  );
}

/** A disc as it is stamped: how much of each pixel it covers, 0 to 256. */
interface Disc {
  /** Pixels from its middle to the edge of the stamp, whose side is 2 * reach + 1. */
  readonly reach: number;
  readonly weights: Uint16Array;
}

/** @returns one for each place of the centre within a pixel */
function softDiscs({ radius, opacity }: DrawnPoints): Disc[] {
  const reach = Math.ceil(radius + 1);
  const side = 2 * reach + 1;
  return Array.from({ length: STEPS * STEPS }, (_, step) => {
    const centreX = reach + ((step % STEPS) + 0.5) / STEPS;
    const centreY = reach + (Math.floor(step / STEPS) + 0.5) / STEPS;
    const weights = Uint16Array.from({ length: side * side }, (_, i) => {
      const distance = Math.hypot((i % side) + 0.5 - centreX, Math.floor(i / side) + 0.5 - centreY);
      return Math.round(256 * opacity * Math.min(1, Math.max(0, radius + 0.5 - distance)));
    });
    return { reach, weights };
  });
}

/** @param first number of the pixel at the upper left of the stamp */
function stamp(
  { data, width }: Pick<Pixels, 'data' | 'width'>,
  first: number,
  color: Rgb,
  { reach, weights }: Disc,
): void {
  const side = 2 * reach + 1;
  const red = color[0];
  const green = color[1];
  const blue = color[2];
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const share = weights[y * side + x];
      if (share === 0) continue;
      const at = 4 * (first + y * width + x);
      data[at] += ((red - data[at]) * share) >> 8;
      data[at + 1] += ((green - data[at + 1]) * share) >> 8;
      data[at + 2] += ((blue - data[at + 2]) * share) >> 8;
    }
  }
}

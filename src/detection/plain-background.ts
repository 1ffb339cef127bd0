import type { Box } from '../box.js';
import type { Photo } from '../image/transforms.js';

/** A product on a plain background. */
export interface PlainBackgroundBox {
  /** The smallest box around the product, whole pixels. */
  readonly box: Box;
  /** 0 to 1: how plain the border is, how clearly the product stands out from it and how sensible its size is. */
  readonly confidence: number;
}

/** The same with the product's pixels. */
export interface ProductMask extends PlainBackgroundBox {
  /** [height, width], 1 where the product is */
  readonly mask: Uint8Array;
}

/** A border pixel this near to the border's median colour belongs to a plain background, in levels of 255. */
const BORDER_TOLERANCE = 24;
/** Less of the border than this is plain: no plain background. A product may touch the border. */
const LEAST_PLAIN = 0.6;
/** Background that is no noisier than this is told from the product by this many levels. */
const LEAST_TOLERANCE = 9;
/** Shadows: further away from the background's colour, but grey and without an edge. */
const SHADOW_TOLERANCE = 70;
const SHADOW_STEP = 3;
const SHADOW_TINT = 10;
/** Pieces smaller than this share of the largest are specks. */
const SPECK = 0.03;

/**
 * Finds the product in a photo with a plain background, such as a pack shot: floods the background from the border and
 * takes what is left. A white product on white is seen as far as it has shades.
 * @returns undefined when the border is not plain or nothing stands on it
 */
export function plainBackgroundBox(photo: Photo): PlainBackgroundBox | undefined {
  const found = productMask(photo);
  return found === undefined ? undefined : { box: found.box, confidence: found.confidence };
}

/** The same, with the product's pixels, without specks. */
export function productMask(photo: Photo): ProductMask | undefined {
  const { width, height } = photo;
  if (width < 3 || height < 3) return undefined;
  const border = measureBorder(photo);
  if (border.plain < LEAST_PLAIN) return undefined;
  const mask = standingOut(photo, border);
  const area = mask.reduce((sum, inside) => sum + inside, 0);
  if (area === 0) return undefined;
  const box = boxOf(mask, width);
  const confidence =
    ramp(border.plain, LEAST_PLAIN, 0.95) *
    ramp(contrastOf(photo, mask, border), LEAST_TOLERANCE, 4 * LEAST_TOLERANCE) *
    ramp(area / (width * height), 0.01, 0.05) *
    ramp(1 - area / (width * height), 0.02, 0.1);
  return confidence > 0 ? { box, confidence, mask } : undefined;
}

interface Border {
  /** Median of each channel. */
  readonly color: readonly [red: number, green: number, blue: number];
  /** Share of the border that has about this colour. */
  readonly plain: number;
  /** Largest difference of a channel that is still background. */
  readonly tolerance: number;
}

function measureBorder(photo: Photo): Border {
  const pixels = borderPixels(photo);
  const channel = (c: number): number[] => pixels.map((pixel) => photo.data[3 * pixel + c]);
  const color = [median(channel(0)), median(channel(1)), median(channel(2))] as const;
  const near = pixels
    .map((pixel) => difference(photo, pixel, color))
    .filter((distance) => distance <= BORDER_TOLERANCE)
    .sort((a, b) => a - b);
  const noise = near[Math.floor(0.9 * near.length)] ?? 0;
  const tolerance = Math.min(BORDER_TOLERANCE, LEAST_TOLERANCE + noise);
  return { color, plain: near.length / pixels.length, tolerance };
}

function borderPixels({ width, height }: Photo): number[] {
  const pixels: number[] = [];
  for (let x = 0; x < width; x++) pixels.push(x, (height - 1) * width + x);
  for (let y = 1; y < height - 1; y++) pixels.push(y * width, y * width + width - 1);
  return pixels;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1];
}

/** The largest difference of a channel. */
function difference({ data }: Photo, pixel: number, [red, green, blue]: Border['color']): number {
  const at = 3 * pixel;
  return Math.max(Math.abs(data[at] - red), Math.abs(data[at + 1] - green), Math.abs(data[at + 2] - blue));
}

/** @returns [height, width], 1 where something stands on the background; no specks */
function standingOut(photo: Photo, border: Border): Uint8Array {
  const mask = floodBackground(photo, border).map((isBackground) => 1 - isBackground);
  removeSpecks(mask, photo.width);
  return mask;
}

/** @returns [height, width], 1 for every pixel that can be reached from the border without crossing an edge */
function floodBackground(photo: Photo, border: Border): Uint8Array {
  const { width, height } = photo;
  const flooded = new Uint8Array(width * height);
  const waiting = new Int32Array(width * height);
  let count = 0;
  const reach = (pixel: number): void => {
    flooded[pixel] = 1;
    waiting[count++] = pixel;
  };
  for (const pixel of borderPixels(photo)) {
    if (flooded[pixel] === 0 && difference(photo, pixel, border.color) <= border.tolerance) reach(pixel);
  }
  const tryNext = (from: number, pixel: number): void => {
    if (flooded[pixel] === 0 && isBackground(photo, { from, pixel }, border)) reach(pixel);
  };
  while (count > 0) {
    const pixel = waiting[--count];
    const x = pixel % width;
    if (x > 0) tryNext(pixel, pixel - 1);
    if (x < width - 1) tryNext(pixel, pixel + 1);
    if (pixel >= width) tryNext(pixel, pixel - width);
    if (pixel < width * (height - 1)) tryNext(pixel, pixel + width);
  }
  return flooded;
}

function isBackground(photo: Photo, { from, pixel }: { from: number; pixel: number }, border: Border): boolean {
  const distance = difference(photo, pixel, border.color);
  if (distance <= border.tolerance) return true;
  if (distance > SHADOW_TOLERANCE) return false;
  const { data } = photo;
  const [a, b] = [3 * from, 3 * pixel];
  const [red, green, blue] = border.color;
  const lessRed = red - data[b];
  const lessGreen = green - data[b + 1];
  const lessBlue = blue - data[b + 2];
  const tint = Math.max(lessRed, lessGreen, lessBlue) - Math.min(lessRed, lessGreen, lessBlue);
  const step = Math.max(
    Math.abs(data[a] - data[b]),
    Math.abs(data[a + 1] - data[b + 1]),
    Math.abs(data[a + 2] - data[b + 2]),
  );
  return tint <= SHADOW_TINT && step <= SHADOW_STEP;
}

/** Clears the small pieces of a mask. */
function removeSpecks(mask: Uint8Array, width: number): void {
  const pieces = piecesOf(mask, width);
  const largest = pieces.reduce((most, { length }) => Math.max(most, length), 0);
  for (const piece of pieces) {
    if (piece.length < SPECK * largest || piece.length < 4) for (const pixel of piece) mask[pixel] = 0;
  }
}

/** The pixels of each connected piece; diagonal neighbours count. */
function piecesOf(mask: Uint8Array, width: number): Int32Array[] {
  const height = mask.length / width;
  const seen = Uint8Array.from(mask, (inside) => 1 - inside);
  const waiting = new Int32Array(mask.length);
  const pieces: Int32Array[] = [];
  for (let start = 0; start < mask.length; start++) {
    if (seen[start] === 1) continue;
    let [count, next] = [0, 0];
    seen[start] = 1;
    waiting[count++] = start;
    while (next < count) {
      const pixel = waiting[next++];
      const x = pixel % width;
      const y = (pixel - x) / width;
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
          const neighbour = v * width + u;
          if (seen[neighbour] === 1) continue;
          seen[neighbour] = 1;
          waiting[count++] = neighbour;
        }
      }
    }
    pieces.push(waiting.slice(0, count));
  }
  return pieces;
}

function boxOf(mask: Uint8Array, width: number): Box {
  let [x1, y1, x2, y2] = [width, mask.length / width, 0, 0];
  for (let pixel = 0; pixel < mask.length; pixel++) {
    if (mask[pixel] === 0) continue;
    const x = pixel % width;
    const y = (pixel - x) / width;
    x1 = Math.min(x1, x);
    y1 = Math.min(y1, y);
    x2 = Math.max(x2, x + 1);
    y2 = Math.max(y2, y + 1);
  }
  return { x1, y1, x2, y2 };
}

/** The median difference between product and background. */
function contrastOf(photo: Photo, mask: Uint8Array, { color }: Border): number {
  const counts = new Uint32Array(256);
  let total = 0;
  for (let pixel = 0; pixel < mask.length; pixel++) {
    if (mask[pixel] === 0) continue;
    counts[difference(photo, pixel, color)]++;
    total++;
  }
  let level = 0;
  for (let below = counts[0]; 2 * below < total; below += counts[level]) level++;
  return level;
}

/** 0 up to `from`, 1 from `to` on, straight between. */
function ramp(value: number, from: number, to: number): number {
  return Math.min(1, Math.max(0, (value - from) / (to - from)));
}

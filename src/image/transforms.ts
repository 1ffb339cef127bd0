import type { Box } from '../box.js';

const WHITE = 255;

/** Pixels of an upright photo, row by row. */
export interface Photo {
  readonly width: number;
  readonly height: number;
  /** [height, width, 3] RGB bytes */
  readonly data: Uint8Array;
}

/**
 * Fits the whole photo into a square, centred on white. Enlarges small photos and shrinks large ones with a triangle
 * filter as wide as a target pixel, so that every source pixel counts.
 * @param size edge of the square in pixels
 * @returns [size, size, 3] RGB bytes
 */
export function letterbox(photo: Photo, size: number): Uint8Array {
  const scale = size / Math.max(photo.width, photo.height);
  const width = Math.max(1, Math.round(photo.width * scale));
  const height = Math.max(1, Math.round(photo.height * scale));
  const resized = resize(photo, width, height);
  const left = (size - width) >> 1;
  const top = (size - height) >> 1;
  const square = new Uint8Array(size * size * 3).fill(WHITE);
  for (let y = 0; y < height; y++) {
    square.set(resized.subarray(y * width * 3, (y + 1) * width * 3), ((top + y) * size + left) * 3);
  }
  return square;
}

/**
 * Cuts a part out of a photo. What lies outside the photo is left out.
 * @param box xyxy in pixels of the photo; at least one pixel of it lies inside
 */
export function cropPhoto(photo: Photo, box: Box): Photo {
  const left = Math.min(Math.max(0, Math.round(box.x1)), photo.width - 1);
  const top = Math.min(Math.max(0, Math.round(box.y1)), photo.height - 1);
  const width = Math.max(1, Math.min(photo.width, Math.round(box.x2)) - left);
  const height = Math.max(1, Math.min(photo.height, Math.round(box.y2)) - top);
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * photo.width + left) * 3;
    data.set(photo.data.subarray(from, from + width * 3), y * width * 3);
  }
  return { width, height, data };
}

/** @returns [height, width, 3] RGB bytes: rows first, then columns, each with its own triangle filter */
export function resize(photo: Photo, width: number, height: number): Uint8Array {
  if (photo.width === width && photo.height === height) return photo.data;
  const across = triangleFilter(photo.width, width);
  const down = triangleFilter(photo.height, height);
  const rows = resizeRows(photo, across, width);
  return resizeColumns(rows, down, width, height);
}

/**
 * Weights of the source pixels of each target pixel along one axis.
 *
 *     target i:  weights[i * taps .. + taps] times source[starts[i] .. + taps]
 */
interface Filter {
  readonly taps: number;
  readonly starts: Int32Array;
  readonly weights: Float32Array;
}

function triangleFilter(from: number, to: number): Filter {
  const scale = from / to;
  const support = Math.max(1, scale);
  const taps = Math.min(from, Math.ceil(2 * support)); // so many pixel centres at most lie within the triangle
  const starts = new Int32Array(to);
  const weights = new Float32Array(to * taps);
  for (let i = 0; i < to; i++) {
    const centre = (i + 0.5) * scale;
    const start = Math.min(Math.max(0, Math.ceil(centre - support - 0.5)), from - taps);
    let sum = 0;
    for (let t = 0; t < taps; t++) {
      const weight = Math.max(0, 1 - Math.abs(start + t + 0.5 - centre) / support);
      weights[i * taps + t] = weight;
      sum += weight;
    }
    for (let t = 0; t < taps; t++) weights[i * taps + t] /= sum;
    starts[i] = start;
  }
  return { taps, starts, weights };
}

/** @returns [photo.height, width, 3] */
function resizeRows(photo: Photo, { taps, starts, weights }: Filter, width: number): Float32Array {
  const { data, height } = photo;
  const rows = new Float32Array(height * width * 3);
  for (let y = 0, to = 0; y < height; y++) {
    const row = y * photo.width;
    for (let x = 0; x < width; x++, to += 3) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let t = 0, from = (row + starts[x]) * 3, w = x * taps; t < taps; t++, from += 3, w++) {
        const weight = weights[w];
        red += weight * data[from];
        green += weight * data[from + 1];
        blue += weight * data[from + 2];
      }
      rows[to] = red;
      rows[to + 1] = green;
      rows[to + 2] = blue;
    }
  }
  return rows;
}

/** @returns [height, width, 3], rounded to bytes */
function resizeColumns(
  rows: Float32Array,
  { taps, starts, weights }: Filter,
  width: number,
  height: number,
): Uint8Array {
  const stride = width * 3;
  const result = new Uint8Array(height * stride);
  for (let y = 0; y < height; y++) {
    const first = starts[y] * stride;
    for (let x = 0; x < stride; x++) {
      let sum = 0;
      for (let t = 0, from = first + x, w = y * taps; t < taps; t++, from += stride, w++)
        sum += weights[w] * rows[from];
      result[y * stride + x] = sum + 0.5;
    }
  }
  return result;
}

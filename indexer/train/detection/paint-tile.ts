import type { Photo } from '../../../src/image/transforms.js';
import type { Tile } from './scenes.js';

/** Photos shown smaller than this are read from their half-size copy, or fine patterns would flicker. */
const HALF_BELOW = 1 / 1.5;

/** Fixed-point one of the weights. */
const ONE = 256;

/**
 * Paints what is seen of a photo in its tile: each pixel of the tile is interpolated between the four nearest of the
 * photo. Outside the photo its border pixels are repeated.
 * @param window [height, width, 3] RGB bytes
 */
export function paintTile(tile: Tile, { width, data }: { width: number; data: Uint8Array }): void {
  const { photo, area, scale, left, top, mirrored } = tile;
  const from = scale < HALF_BELOW ? photo.half : photo.photo;
  const across = samples({
    ...{ start: area.x1, end: area.x2, origin: left, mirrored, count: from.width },
    step: from.width / (photo.photo.width * scale),
  });
  const down = samples({
    ...{ start: area.y1, end: area.y2, origin: top, mirrored: false, count: from.height },
    step: from.height / (photo.photo.height * scale),
  });
  for (let y = area.y1; y < area.y2; y++) {
    paintRow(from, { across, row: down, y: y - area.y1 }, data.subarray((y * width + area.x1) * 3));
  }
}

/** For each target pixel of an axis the source pixel before it, the one after it, and the weight of that one. */
interface Samples {
  readonly before: Int32Array;
  readonly after: Int32Array;
  readonly weight: Int32Array;
}

interface Axis {
  readonly start: number;
  readonly end: number;
  /** Where the photo begins in the window. */
  readonly origin: number;
  /** Source pixels per target pixel. */
  readonly step: number;
  /** Source pixels. */
  readonly count: number;
  readonly mirrored: boolean;
}

function samples({ start, end, origin, step, count, mirrored }: Axis): Samples {
  const length = end - start;
  const [before, after, weight] = [new Int32Array(length), new Int32Array(length), new Int32Array(length)];
  for (let i = 0; i < length; i++) {
    const along = (start + i + 0.5 - origin) * step;
    const source = Math.min(count - 1, Math.max(0, (mirrored ? count - along : along) - 0.5));
    const floor = Math.floor(source);
    before[i] = floor;
    after[i] = Math.min(count - 1, floor + 1);
    weight[i] = Math.round((source - floor) * ONE);
  }
  return { before, after, weight };
}

function paintRow(
  { width, data }: Photo,
  { across, row, y }: { across: Samples; row: Samples; y: number },
  into: Uint8Array,
): void {
  const upper = row.before[y] * width;
  const lower = row.after[y] * width;
  const low = row.weight[y];
  const high = ONE - low;
  const { before, after, weight } = across;
  for (let x = 0, to = 0; x < before.length; x++, to += 3) {
    const right = weight[x];
    const left = ONE - right;
    const a = (upper + before[x]) * 3;
    const b = (upper + after[x]) * 3;
    const c = (lower + before[x]) * 3;
    const d = (lower + after[x]) * 3;
    const [wa, wb, wc, wd] = [left * high, right * high, left * low, right * low];
    into[to] = (data[a] * wa + data[b] * wb + data[c] * wc + data[d] * wd + 32768) >> 16;
    into[to + 1] = (data[a + 1] * wa + data[b + 1] * wb + data[c + 1] * wc + data[d + 1] * wd + 32768) >> 16;
    into[to + 2] = (data[a + 2] * wa + data[b + 2] * wb + data[c + 2] * wc + data[d + 2] * wd + 32768) >> 16;
  }
}

import type { Photo } from '../../../src/image/transforms.js';
import type { BoxedPhoto } from './photos.js';
import { ONE, sampleAxis, type Samples } from './sampling.js';
import type { Tile } from './scenes.js';

/** What is shown smaller than this is read from its half-size copy, or fine patterns would flicker. */
export const HALF_BELOW = 1 / 1.5;

/**
 * Paints what is seen of a photo in its tile: each pixel of the tile is interpolated between the four nearest of the
 * photo. Outside the photo its background is reflected, as far as no garment stands on it.
 * @param window [height, width, 3] RGB bytes
 */
export function paintTile(tile: Tile, { width, data }: { width: number; data: Uint8Array }): void {
  const { photo, area, scale, left, top, mirrored } = tile;
  const from = scale < HALF_BELOW ? photo.half : photo.photo;
  const [across, down] = [from.width / photo.photo.width, from.height / photo.photo.height];
  const margins = freeMargins(photo);
  const columns = sampleAxis({
    ...{ start: area.x1, end: area.x2, origin: left, mirrored, count: from.width, step: across / scale },
    margins: [margins.left * across, margins.right * across],
  });
  const rows = sampleAxis({
    ...{ start: area.y1, end: area.y2, origin: top, mirrored: false, count: from.height, step: down / scale },
    margins: [margins.top * down, margins.bottom * down],
  });
  for (let y = area.y1; y < area.y2; y++) {
    paintRow(from, { columns, rows, y: y - area.y1 }, data.subarray((y * width + area.x1) * 3));
  }
}

/** Above the topmost garment there is a head, beside the others there are hands, as shares of the photo. */
const HEAD = 0.2;
const HANDS = 0.05;

/** How far the border of a photo shows no person, in pixels. */
function freeMargins({ photo, boxes }: BoxedPhoto): { left: number; right: number; top: number; bottom: number } {
  let [left, right, top, bottom] = [photo.width, photo.width, photo.height, photo.height];
  for (const { box } of boxes) {
    const [x, y, width, height] = box;
    left = Math.min(left, x);
    right = Math.min(right, photo.width - x - width);
    top = Math.min(top, y);
    bottom = Math.min(bottom, photo.height - y - height);
  }
  const free = (gap: number, kept: number): number => Math.max(0, Math.floor(gap - kept));
  const hands = HANDS * photo.width;
  return {
    left: free(left, hands),
    right: free(right, hands),
    top: free(top, HEAD * photo.height),
    bottom: free(bottom, hands),
  };
}

function paintRow(
  { width, data }: Photo,
  { columns, rows, y }: { columns: Samples; rows: Samples; y: number },
  into: Uint8Array,
): void {
  const upper = rows.before[y] * width;
  const lower = rows.after[y] * width;
  const low = rows.weight[y];
  const high = ONE - low;
  const { before, after, weight } = columns;
  for (let x = 0, to = 0; x < before.length; x++, to += 3) {
    const right = weight[x];
    const left = ONE - right;
    const a = (upper + before[x]) * 3;
    const b = (upper + after[x]) * 3;
    const c = (lower + before[x]) * 3;
    const d = (lower + after[x]) * 3;
    const wa = left * high;
    const wb = right * high;
    const wc = left * low;
    const wd = right * low;
    into[to] = (data[a] * wa + data[b] * wb + data[c] * wc + data[d] * wd + 32768) >> 16;
    into[to + 1] = (data[a + 1] * wa + data[b + 1] * wb + data[c + 1] * wc + data[d + 1] * wd + 32768) >> 16;
    into[to + 2] = (data[a + 2] * wa + data[b + 2] * wb + data[c + 2] * wc + data[d + 2] * wd + 32768) >> 16;
  }
}

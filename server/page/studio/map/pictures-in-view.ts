import { seen, toScreen, type Camera, type Size } from './camera.js';
import { pointsWithin, type GridIndex } from './grid-index.js';

/** Width and height of a picture on the map, in pixels. */
export const PICTURE = 56;

/** Where a product has less room than so many square pixels, dots say more than pictures. */
const ROOM = 1200;
const PICTURES_AT_MOST = 70;

/**
 * Chooses whose pictures are shown once one is near enough: those of the lowest numbers, as far as they do not cover each
 * other, so that the choice stays while one moves.
 * @returns numbers of points, none while too many are in view
 */
export function picturesInView(
  index: GridIndex,
  camera: Camera,
  size: Size,
  isShown: (point: number) => boolean,
): readonly number[] {
  const inView: number[] = [];
  for (const point of pointsWithin(index, seen(camera, size, PICTURE / 2))) {
    if (!isShown(point)) continue;
    inView.push(point);
    if (inView.length * ROOM > size.width * size.height) return [];
  }
  const chosen: { readonly point: number; readonly x: number; readonly y: number }[] = [];
  for (const point of inView.sort((a, b) => a - b)) {
    const [x, y] = toScreen(camera, size, [index.places[2 * point], index.places[2 * point + 1]]);
    const covers = chosen.some((other) => Math.abs(other.x - x) < PICTURE && Math.abs(other.y - y) < PICTURE);
    if (!covers) chosen.push({ point, x, y });
    if (chosen.length === PICTURES_AT_MOST) break;
  }
  return chosen.map(({ point }) => point);
}

import type { Box } from '../../../src/box.js';
import type { Random } from '../../../src/random.js';
import type { BoxedPhoto } from './photos.js';
import type { WindowOptions } from './windows-recipe.js';

/** The kinds of scene; see `windowsRecipe`. */
export const SCENE_KINDS = ['single', 'crop', 'pair', 'grid'] as const;
export type SceneKind = (typeof SCENE_KINDS)[number];

/**
 * A part of the window and the photo that is seen in it. A point of the photo is seen at
 *
 *     x = left + scale * u            y = top + scale * v
 *     x = left + scale * (width - u)  when it is mirrored
 */
export interface Tile {
  readonly photo: BoxedPhoto;
  /** Part of the window, whole pixels. */
  readonly area: Box;
  readonly scale: number;
  readonly left: number;
  readonly top: number;
  readonly mirrored: boolean;
}

/** Draws a kind of scene and fills it with photos. */
export function drawScene(photos: readonly BoxedPhoto[], options: WindowOptions, random: Random): Tile[] {
  const kind = drawKind(options, random);
  return areasOf(kind, options, random).map((area) => drawTile(random.pick(photos), area, { kind, options, random }));
}

/** Where a box of a photo lies in the window; parts outside the tile are not cut off. */
export function boxInWindow({ photo, scale, left, top, mirrored }: Tile, { x1, y1, x2, y2 }: Box): Box {
  const [from, to] = mirrored ? [photo.photo.width - x2, photo.photo.width - x1] : [x1, x2];
  return { x1: left + scale * from, y1: top + scale * y1, x2: left + scale * to, y2: top + scale * y2 };
}

function drawKind({ shares }: WindowOptions, random: Random): SceneKind {
  const total = SCENE_KINDS.reduce((sum, kind) => sum + shares[kind], 0);
  let rest = random.next() * total;
  return SCENE_KINDS.find((kind) => (rest -= shares[kind]) < 0) ?? 'single';
}

/** Seams lie between .4 and .6 of the window. */
function areasOf(kind: SceneKind, { width, height }: WindowOptions, random: Random): Box[] {
  const seam = (side: number): number => Math.round(side * (0.4 + 0.2 * random.next()));
  if (kind === 'single' || kind === 'crop') return [{ x1: 0, y1: 0, x2: width, y2: height }];
  const x = seam(width);
  const sides = [
    [0, x],
    [x, width],
  ];
  const y = kind === 'grid' ? seam(height) : height;
  const levels = kind === 'grid' ? [[0, y], [y, height]] : [[0, height]]; // prettier-ignore
  return levels.flatMap(([y1, y2]) => sides.map(([x1, x2]) => ({ x1, y1, x2, y2 })));
}

interface TileDraw {
  readonly kind: SceneKind;
  readonly options: WindowOptions;
  readonly random: Random;
}

function drawTile(photo: BoxedPhoto, area: Box, { kind, options, random }: TileDraw): Tile {
  const { width, height } = photo.photo;
  const fit = Math.min(options.width / width, options.height / height);
  const [least, most] = options.scales[kind];
  const scale = fit * least * (most / least) ** random.next();
  const mirrored = random.next() < options.mirrored;
  const left = place({ start: area.x1, end: area.x2, length: width * scale, at: random.next() });
  const top = place({ start: area.y1, end: area.y2, length: height * scale, at: random.next() });
  return { photo, area, scale, left, top, mirrored };
}

/** Anywhere that leaves no gap; a photo too small for its tile lies somewhere inside it. */
function place({ start, end, length, at }: { start: number; end: number; length: number; at: number }): number {
  return start + (end - start - length) * at;
}

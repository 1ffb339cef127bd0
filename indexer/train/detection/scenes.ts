import { boxArea, type Box } from '../../../src/box.js';
import type { Random } from '../../../src/random.js';
import { intersection } from './intersection.js';
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

/** Beside a photo smaller than this share of the window its reflections would form a pattern. */
const SMALLEST_REFLECTED = 0.85;

/** What is seen in a window, before anything is pasted. */
export interface Scene {
  readonly tiles: readonly Tile[];
  /** What lies beside the tiles. */
  readonly background: readonly [red: number, green: number, blue: number];
}

/** Draws a kind of scene and fills it with photos. */
export function drawScene(photos: readonly BoxedPhoto[], options: WindowOptions, random: Random): Scene {
  const kind = drawKind(options, random);
  const background = drawBackground(random);
  const isWall = kind === 'pair' || kind === 'grid';
  const drawing = { options, random };
  const tiles = isWall ? drawWall(photos, kind, drawing) : [drawOne(photos, kind, drawing)];
  return { tiles: tiles.filter(({ area }) => boxArea(area) > 0), background };
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

/** Half of the backgrounds are grey, the others of any colour. */
function drawBackground(random: Random): Scene['background'] {
  const [grey, red, green, blue] = Array.from({ length: 4 }, () => random.integer(256));
  return random.next() < 0.5 ? [grey, grey, grey] : [red, green, blue];
}

interface Drawing {
  readonly options: WindowOptions;
  readonly random: Random;
}

function drawOne(photos: readonly BoxedPhoto[], kind: 'single' | 'crop', { options, random }: Drawing): Tile {
  const photo = random.pick(photos);
  const { width, height } = photo.photo;
  const fit = Math.min(options.width / width, options.height / height);
  const scale = fit * logUniform(options.scales[kind], random);
  const mirrored = random.next() < options.mirrored;
  const isPlain = random.next() < options.plainFill || scale < fit * SMALLEST_REFLECTED;
  const [across, down] = [random.next(), random.next()];
  const [freeX, freeY] = [options.width - scale * width, options.height - scale * height];
  const shift = 2 * options.shift * options.width;
  const left = kind === 'crop' ? freeX * across : freeX / 2 + shift * (across - 0.5);
  const top = kind === 'crop' ? freeY * down : freeY / 2 + shift * (down - 0.5);
  const window = { x1: 0, y1: 0, x2: options.width, y2: options.height };
  const seen = wholePixels({ x1: left, y1: top, x2: left + scale * width, y2: top + scale * height });
  return { photo, area: isPlain ? intersection(window, seen) : window, scale, left, top, mirrored };
}

/** A wall of photos of one size, each filling its tile, and the window anywhere on it. */
function drawWall(photos: readonly BoxedPhoto[], kind: 'pair' | 'grid', { options, random }: Drawing): Tile[] {
  const scale = logUniform(options.scales[kind], random);
  const [width, height] = [
    Math.round(options.width * scale * between(0.85, 0.955, random)),
    Math.round(options.height * scale * between(0.92, 0.995, random)),
  ];
  const rows = kind === 'grid' ? 2 : 1;
  const left = Math.round((options.width - 2 * width) * random.next());
  const top = Math.round((options.height - rows * height) * random.next());
  return Array.from({ length: 2 * rows }, (_, i) => {
    const [x1, y1] = [left + (i % 2) * width, top + (i >> 1) * height];
    return drawWallTile(random.pick(photos), { x1, y1, x2: x1 + width, y2: y1 + height }, { options, random });
  });
}

function drawWallTile(photo: BoxedPhoto, tile: Box, { options, random }: Drawing): Tile {
  const [width, height] = [tile.x2 - tile.x1, tile.y2 - tile.y1];
  const cover = Math.max(width / photo.photo.width, height / photo.photo.height);
  const scale = cover * between(1, 1.1, random);
  const left = tile.x1 + (width - scale * photo.photo.width) * random.next();
  const top = tile.y1 + (height - scale * photo.photo.height) * random.next();
  const mirrored = random.next() < options.mirrored;
  const area = intersection({ x1: 0, y1: 0, x2: options.width, y2: options.height }, tile);
  return { photo, area, scale, left, top, mirrored };
}

function between(least: number, most: number, random: Random): number {
  return least + (most - least) * random.next();
}

function logUniform([least, most]: readonly [number, number], random: Random): number {
  return least * (most / least) ** random.next();
}

/** The pixels whose centres lie in a box. */
function wholePixels({ x1, y1, x2, y2 }: Box): Box {
  return { x1: Math.round(x1), y1: Math.round(y1), x2: Math.round(x2), y2: Math.round(y2) };
}

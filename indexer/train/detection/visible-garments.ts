import { boxArea, boxFromTuple, type Box } from '../../../src/box.js';
import { boxInWindow, type Tile } from './scenes.js';

/** A garment of a scene, as far as it can be seen in the window. */
export interface SceneGarment {
  readonly label: string;
  readonly color?: string | undefined;
  /** What the catalog calls it. */
  readonly query: string;
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

/** @returns what two boxes share, of no area when they do not meet */
export function intersection(a: Box, b: Box): Box {
  const [x1, y1] = [Math.max(a.x1, b.x1), Math.max(a.y1, b.y1)];
  return { x1, y1, x2: Math.max(x1, Math.min(a.x2, b.x2)), y2: Math.max(y1, Math.min(a.y2, b.y2)) };
}

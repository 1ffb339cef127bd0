import type { Box } from '../../../src/box.js';
import { placeCenters } from '../../../src/detection/heatmap-network.js';
import type { CanvasSize } from '../../../src/detection/canvas.js';

/** What one query wants of each place of the map. */
export interface PlaceTargets {
  /** [places] 1 where a right answer may stand, else 0 */
  readonly inside: Float32Array;
  /** [4, places] centre x and y, width and height of the box that a place answers with, in pixels */
  readonly sides: Float32Array;
}

/** Places at least so many pixels around a box's centre may answer with it, or the smallest would have none. */
const LEAST_REACH = 6;
/** Sides of the box of a place that answers nothing: any would do, but 0 would divide by 0. */
const IDLE_SIDE = 16;

/** Marks places around the centres of boxes; see `mark`. */
export interface TargetMarker {
  /** Of a map of this canvas. */
  readonly places: number;
  /**
   * Places up to `region` sides from a box's centre may answer with that box; of several boxes a place answers with the
   * one whose centre is nearest, measured in the box's sides.
   * @param into overwritten
   */
  mark(boxes: readonly Box[], into: PlaceTargets): void;
}

export function createTargetMarker(canvas: CanvasSize, region: number): TargetMarker {
  const { x, y } = placeCenters(canvas);
  const places = x.length;
  const nearest = new Float64Array(places);
  return {
    places,
    mark: (boxes, { inside, sides }) => {
      nearest.fill(Infinity);
      inside.fill(0);
      sides.set(x);
      sides.set(y, places);
      sides.fill(IDLE_SIDE, 2 * places);
      for (const box of boxes) {
        const [centerX, centerY] = [(box.x1 + box.x2) / 2, (box.y1 + box.y2) / 2];
        const [width, height] = [box.x2 - box.x1, box.y2 - box.y1];
        const [reachX, reachY] = [Math.max(region * width, LEAST_REACH), Math.max(region * height, LEAST_REACH)];
        for (let i = 0; i < places; i++) {
          const [dx, dy] = [Math.abs(x[i] - centerX), Math.abs(y[i] - centerY)];
          if (dx > reachX || dy > reachY) continue;
          const distance = (dx / width) ** 2 + (dy / height) ** 2;
          if (distance >= nearest[i]) continue;
          nearest[i] = distance;
          inside[i] = 1;
          sides[i] = centerX;
          sides[places + i] = centerY;
          sides[2 * places + i] = width;
          sides[3 * places + i] = height;
        }
      }
    },
  };
}

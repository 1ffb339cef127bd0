import type { Box } from '../../src/box.js';
import type { Placement } from './kinds/kind.js';
import { flatten, n, polygon, type PathData, type Point } from './svg-path.js';

/** The box around shapes, in their own coordinates. */
export function boundsOf(paths: readonly PathData[]): Box {
  let [x1, y1, x2, y2] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const path of paths) {
    for (const outline of flatten(path)) {
      for (const [x, y] of outline) {
        [x1, y1] = [Math.min(x1, x), Math.min(y1, y)];
        [x2, y2] = [Math.max(x2, x), Math.max(y2, y)];
      }
    }
  }
  return { x1, y1, x2, y2 };
}

export function transformOf({ x, y, scale, flip = false, turn = 0 }: Placement): string {
  const rotate = turn === 0 ? '' : ` rotate(${n(turn)})`;
  const size = scale.toFixed(4);
  const scales = flip ? `-${size} ${size}` : size;
  return `translate(${n(x)} ${n(y)})${rotate} scale(${scales})`;
}

/** Where a point of the drawing comes to lie. */
export function movePoint([x, y]: Point, { x: dx, y: dy, scale, flip = false, turn = 0 }: Placement): Point {
  const angle = (turn * Math.PI) / 180;
  const [sx, sy] = [x * scale * (flip ? -1 : 1), y * scale];
  return [dx + sx * Math.cos(angle) - sy * Math.sin(angle), dy + sx * Math.sin(angle) + sy * Math.cos(angle)];
}

/** The outline of a path after it was moved. */
export function movePath(path: PathData, placement: Placement): PathData {
  return flatten(path)
    .map((outline) => polygon(outline.map((point) => movePoint(point, placement))))
    .join('');
}

/** Puts a box into the middle of a frame, as large as it fits. */
export function fitInto(box: Box, frame: Box): Placement {
  const scale = Math.min((frame.x2 - frame.x1) / (box.x2 - box.x1), (frame.y2 - frame.y1) / (box.y2 - box.y1));
  return {
    scale,
    x: (frame.x1 + frame.x2) / 2 - ((box.x1 + box.x2) / 2) * scale,
    y: (frame.y1 + frame.y2) / 2 - ((box.y1 + box.y2) / 2) * scale,
  };
}

import type { BoxTuple } from '../../src/box.js';
import type { Point } from './svg-path.js';

/** A thing in the photo, as polygons in pixels; later ones cover earlier ones. */
export interface Layer {
  /** Negative for what only covers: hair, hands. */
  readonly id: number;
  readonly polygons: readonly (readonly Point[])[];
}

export interface VisibleBox {
  readonly id: number;
  readonly box: BoxTuple;
  /** Square pixels that can be seen. */
  readonly area: number;
}

/**
 * The box around the visible part of each thing: paints all of them, one id per pixel, and looks what is left.
 * @returns one box for each id of which something is left inside the photo, in no particular order
 */
export function visibleBoxes(
  layers: readonly Layer[],
  { width, height }: { width: number; height: number },
): VisibleBox[] {
  const owner = new Int16Array(width * height).fill(-1);
  for (const { id, polygons } of layers) {
    for (const polygon of polygons) fillPolygon(polygon, { owner, width, height, id });
  }
  return measure(owner, width, height);
}

function measure(owner: Int16Array, width: number, height: number): VisibleBox[] {
  const found: { x1: number; y1: number; x2: number; y2: number; area: number }[] = [];
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const id = owner[at];
      if (id < 0) continue;
      const seen = (found[id] ??= { x1: x, y1: y, x2: x, y2: y, area: 0 });
      if (x < seen.x1) seen.x1 = x;
      if (x > seen.x2) seen.x2 = x;
      seen.y2 = y;
      seen.area++;
    }
  }
  return found.flatMap(({ x1, y1, x2, y2, area }, id) => ({ id, box: [x1, y1, x2 - x1 + 1, y2 - y1 + 1], area }));
}

interface Canvas {
  readonly owner: Int16Array;
  readonly width: number;
  readonly height: number;
  readonly id: number;
}

/** Even-odd filling, one scan line through the middle of each row of pixels. */
function fillPolygon(polygon: readonly Point[], { owner, width, height, id }: Canvas): void {
  const ys = polygon.map(([, y]) => y);
  const first = Math.max(0, Math.floor(Math.min(...ys)));
  const last = Math.min(height - 1, Math.ceil(Math.max(...ys)));
  for (let row = first; row <= last; row++) {
    const crossings = crossingsAt(polygon, row + 0.5);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const from = Math.max(0, Math.ceil(crossings[i] - 0.5));
      const to = Math.min(width - 1, Math.floor(crossings[i + 1] - 0.5));
      if (from <= to) owner.fill(id, row * width + from, row * width + to + 1);
    }
  }
}

function crossingsAt(polygon: readonly Point[], y: number): number[] {
  const crossings: number[] = [];
  for (let i = 0; i < polygon.length; i++) {
    const [[x1, y1], [x2, y2]] = [polygon[i], polygon[(i + 1) % polygon.length]];
    if (y1 <= y !== y2 <= y) crossings.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1));
  }
  return crossings.sort((a, b) => a - b);
}

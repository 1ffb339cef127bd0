import type { Bounds, Point } from './camera.js';

/**
 * Points by the cell of a grid that they lie in, so that the one under a pointer is found without asking all.
 *
 *     starts   [cells + 1]   where a cell's points begin in `members`
 *     members  [points]      numbers of points, cell by cell
 */
export interface GridIndex {
  readonly places: Float32Array;
  readonly bounds: Bounds;
  /** Cells a row, and rows. */
  readonly side: number;
  readonly starts: Uint32Array;
  readonly members: Uint32Array;
}

/** @param places [n, 2] */
export function createGridIndex(places: Float32Array): GridIndex {
  const count = places.length / 2;
  const bounds = boundsOf(places);
  const side = Math.max(1, Math.min(512, Math.round(Math.sqrt(count / 2))));
  const starts = new Uint32Array(side * side + 1);
  const cellOf = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    cellOf[i] = cellAt({ bounds, side }, places[2 * i], places[2 * i + 1]);
    starts[cellOf[i] + 1]++;
  }
  for (let cell = 0; cell < side * side; cell++) starts[cell + 1] += starts[cell];
  const next = starts.slice(0, -1);
  const members = new Uint32Array(count);
  for (let i = 0; i < count; i++) members[next[cellOf[i]]++] = i;
  return { places, bounds, side, starts, members };
}

/** The smallest box that holds all; a box around 0 where there are none. */
export function boundsOf(places: Float32Array): Bounds {
  if (places.length === 0) return { left: -1, top: -1, right: 1, bottom: 1 };
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < places.length; i += 2) {
    left = Math.min(left, places[i]);
    right = Math.max(right, places[i]);
    top = Math.min(top, places[i + 1]);
    bottom = Math.max(bottom, places[i + 1]);
  }
  return { left, top, right, bottom };
}

/**
 * @param reach in units of the map; nothing farther away is found
 * @param isShown leaves out what is hidden
 * @returns the number of the nearest point, the lowest of equals; undefined when there is none in reach
 */
export function nearestPoint(
  index: GridIndex,
  [x, y]: Point,
  reach: number,
  isShown: (point: number) => boolean = () => true,
): number | undefined {
  let found: number | undefined;
  let best = reach * reach;
  for (const point of pointsWithin(index, { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach })) {
    const distance = (index.places[2 * point] - x) ** 2 + (index.places[2 * point + 1] - y) ** 2;
    const isBetter = distance < best || (distance === best && (found === undefined || point < found));
    if (!isBetter || !isShown(point)) continue;
    [found, best] = [point, distance];
  }
  return found;
}

/** Points in a box, in no particular order. */
export function* pointsWithin({ places, bounds, side, starts, members }: GridIndex, box: Bounds): Generator<number> {
  const [firstColumn, lastColumn] = [column({ bounds, side }, box.left), column({ bounds, side }, box.right)];
  const [firstRow, lastRow] = [row({ bounds, side }, box.top), row({ bounds, side }, box.bottom)];
  for (let y = firstRow; y <= lastRow; y++) {
    for (let i = starts[y * side + firstColumn]; i < starts[y * side + lastColumn + 1]; i++) {
      const point = members[i];
      const [left, top] = [places[2 * point], places[2 * point + 1]];
      if (left >= box.left && left <= box.right && top >= box.top && top <= box.bottom) yield point;
    }
  }
}

type Grid = Pick<GridIndex, 'bounds' | 'side'>;

function cellAt(grid: Grid, x: number, y: number): number {
  return row(grid, y) * grid.side + column(grid, x);
}

function column({ bounds: { left, right }, side }: Grid, x: number): number {
  return clamped(Math.floor(((x - left) / (right - left || 1)) * side), side);
}

function row({ bounds: { top, bottom }, side }: Grid, y: number): number {
  return clamped(Math.floor(((y - top) / (bottom - top || 1)) * side), side);
}

function clamped(cell: number, side: number): number {
  return Math.min(side - 1, Math.max(0, cell));
}

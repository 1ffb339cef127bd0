/** A rectangle in pixels of the upright photo: left and top inside, right and bottom outside. */
export interface Box {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** The form of a box in JSON and on the command line: [x, y, width, height]. */
export type BoxTuple = readonly [x: number, y: number, width: number, height: number];

/** [x, y, width, height] as a Box. */
export function boxFromTuple([x, y, width, height]: BoxTuple): Box {
  return { x1: x, y1: y, x2: x + width, y2: y + height };
}

/** A Box as [x, y, width, height]. */
export function tupleFromBox({ x1, y1, x2, y2 }: Box): BoxTuple {
  return [x1, y1, x2 - x1, y2 - y1];
}

/** @returns square pixels, 0 for an empty or inverted box */
export function boxArea({ x1, y1, x2, y2 }: Box): number {
  return Math.max(0, x2 - x1) * Math.max(0, y2 - y1);
}

/** Area of the intersection over area of the union (Jaccard 1901), in [0, 1]; 0 when both are empty. */
export function intersectionOverUnion(a: Box, b: Box): number {
  const shared = boxArea({
    x1: Math.max(a.x1, b.x1),
    y1: Math.max(a.y1, b.y1),
    x2: Math.min(a.x2, b.x2),
    y2: Math.min(a.y2, b.y2),
  });
  const union = boxArea(a) + boxArea(b) - shared;
  return union > 0 ? shared / union : 0;
}

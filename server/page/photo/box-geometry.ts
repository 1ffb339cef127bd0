/** [x, y, width, height] in pixels of the upright photo. */
export type PhotoBox = readonly [x: number, y: number, width: number, height: number];

export interface Extent {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const CORNERS = ['north-west', 'north-east', 'south-west', 'south-east'] as const;
export type Corner = (typeof CORNERS)[number];

/** The shortest side of a box that can be searched by: less shows nothing. */
export function leastSide({ width, height }: Extent): number {
  return Math.min(width, height, Math.max(8, Math.max(width, height) * 0.03));
}

/** @returns the box between two points, cut to the photo; undefined when it is too small to be meant */
export function boxBetween(a: Point, b: Point, extent: Extent): PhotoBox | undefined {
  const [left, right] = ordered(within(a.x, extent.width), within(b.x, extent.width));
  const [top, bottom] = ordered(within(a.y, extent.height), within(b.y, extent.height));
  const least = leastSide(extent);
  return right - left < least || bottom - top < least ? undefined : [left, top, right - left, bottom - top];
}

/** Moves a box and keeps its size; it stops at the photo's edge. */
export function movedBox([x, y, width, height]: PhotoBox, by: Point, extent: Extent): PhotoBox {
  return [within(x + by.x, extent.width - width), within(y + by.y, extent.height - height), width, height];
}

/** Moves one corner; the corner opposite stays, and the box never gets smaller than `leastSide`. */
export function resizedBox([x, y, width, height]: PhotoBox, corner: Corner, by: Point, extent: Extent): PhotoBox {
  const least = leastSide(extent);
  let [left, top, right, bottom] = [x, y, x + width, y + height];
  if (corner.endsWith('west')) left = Math.min(within(left + by.x, extent.width), right - least);
  else right = Math.max(within(right + by.x, extent.width), left + least);
  if (corner.startsWith('north')) top = Math.min(within(top + by.y, extent.height), bottom - least);
  else bottom = Math.max(within(bottom + by.y, extent.height), top + least);
  return keptInside([left, top, right - left, bottom - top], extent);
}

/** The box as shares of the photo, for drawing it over a picture of any size. */
export function boxInPercent([x, y, width, height]: PhotoBox, extent: Extent): Record<keyof Edges, string> {
  const percent = (value: number, whole: number): string => `${((value / whole) * 100).toFixed(3)}%`;
  return {
    left: percent(x, extent.width),
    top: percent(y, extent.height),
    width: percent(width, extent.width),
    height: percent(height, extent.height),
  };
}

interface Edges {
  readonly left: string;
  readonly top: string;
  readonly width: string;
  readonly height: string;
}

/** A box from an address may belong to a larger photo: it is cut, and the whole photo is taken when nothing is left. */
export function keptInside([x, y, width, height]: PhotoBox, extent: Extent): PhotoBox {
  const [left, top] = [within(x, extent.width), within(y, extent.height)];
  const [right, bottom] = [within(x + width, extent.width), within(y + height, extent.height)];
  return right - left < 1 || bottom - top < 1
    ? [0, 0, extent.width, extent.height]
    : [left, top, right - left, bottom - top];
}

/** Whole pixels: an address should be short, and no one aims better. */
export function roundedBox([x, y, width, height]: PhotoBox): PhotoBox {
  const [left, top] = [Math.round(x), Math.round(y)];
  return [left, top, Math.max(1, Math.round(x + width) - left), Math.max(1, Math.round(y + height) - top)];
}

export function isSameBox(a: PhotoBox | undefined, b: PhotoBox | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return roundedBox(a).join() === roundedBox(b).join();
}

/** Where somebody begins who marks a part without drawing it: by keys, or by a finger that would scroll the page. */
export function middleOf({ width, height }: Extent): PhotoBox {
  return roundedBox([width * 0.2, height * 0.2, width * 0.6, height * 0.6]);
}

/** A smaller box lies above a larger one: it would be hidden by it. */
export function isSmaller([, , width, height]: PhotoBox, than: PhotoBox): boolean {
  return width * height < than[2] * than[3];
}

/** Drawn smaller boxes lie above larger ones, so that each can be clicked. */
export function largestFirst<Item extends { readonly box: PhotoBox }>(items: readonly Item[]): Item[] {
  return [...items].sort((a, b) => b.box[2] * b.box[3] - a.box[2] * a.box[3]);
}

function within(value: number, most: number): number {
  return Math.min(Math.max(0, most), Math.max(0, value));
}

function ordered(a: number, b: number): readonly [number, number] {
  return a < b ? [a, b] : [b, a];
}

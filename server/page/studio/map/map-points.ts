import type { MapAnswer } from '../../../requests/map.js';

/** The service's answer, as it is drawn. */
export interface MapPoints {
  /** [n, 2] */
  readonly places: Float32Array;
  /** [n] index into `categories`. */
  readonly categoryOf: Uint16Array;
  readonly ids: readonly string[];
  readonly categories: readonly { readonly name: string; readonly count: number }[];
}

export function mapPoints({ points, categories, ids }: MapAnswer): MapPoints {
  const places = new Float32Array(2 * points.length);
  const categoryOf = new Uint16Array(points.length);
  const counts = categories.map(() => 0);
  points.forEach(([x, y, category], i) => {
    places[2 * i] = x;
    places[2 * i + 1] = y;
    categoryOf[i] = category;
    counts[category]++;
  });
  const named = categories.map((name, i) => ({ name: name === '' ? 'without a category' : name, count: counts[i] }));
  return { places, categoryOf, ids: points.map(([, , , id]) => ids[id]), categories: named };
}

/** 'Shoes' for 'Footwear > Shoes'; 'Footwear, other' for the small ones of a department. */
export function categoryName(path: string): string {
  const levels = path.split('>').map((level) => level.trim());
  return levels.length > 1 && levels.at(-1) === 'other' ? levels.slice(-2).join(', ') : levels[levels.length - 1];
}

/** On the way from one layout to another, slow at both ends. @param share 0 to 1 */
export function placesBetween(from: Float32Array, to: Float32Array, share: number): Float32Array {
  const eased = share * share * (3 - 2 * share);
  return from.map((value, i) => value + (to[i] - value) * eased);
}

/** Radius of a dot in pixels: smaller where there are many, larger as one comes nearer. @param zoom 1 shows all */
export function dotRadius(count: number, zoom: number): number {
  const alone = Math.min(6, Math.max(1.35, 1.35 * (35_000 / Math.max(1, count)) ** 0.25));
  return Math.min(8, alone * Math.max(1, zoom) ** 0.4);
}

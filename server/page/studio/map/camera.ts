/** What part of the map is seen: its centre, and how many pixels one unit of the map takes. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export type Point = readonly [x: number, y: number];

/** How far one may go in: a dot is then as large as a thumbnail's neighbourhood. */
const CLOSEST = 250;
const FARTHEST = 0.5;

export function toScreen({ x, y, scale }: Camera, { width, height }: Size, [mapX, mapY]: Point): Point {
  return [width / 2 + (mapX - x) * scale, height / 2 + (mapY - y) * scale];
}

export function toMap({ x, y, scale }: Camera, { width, height }: Size, [left, top]: Point): Point {
  return [x + (left - width / 2) / scale, y + (top - height / 2) / scale];
}

/** The part of the map that is seen, and `margin` pixels around it. */
export function seen(camera: Camera, size: Size, margin = 0): Bounds {
  const [left, top] = toMap(camera, size, [-margin, -margin]);
  const [right, bottom] = toMap(camera, size, [size.width + margin, size.height + margin]);
  return { left, top, right, bottom };
}

/** Shows all of it. */
export function fitted({ left, top, right, bottom }: Bounds, { width, height }: Size, margin = 24): Camera {
  const scale = Math.min(
    Math.max(1, width - 2 * margin) / (right - left || 1),
    Math.max(1, height - 2 * margin) / (bottom - top || 1),
  );
  return { x: (left + right) / 2, y: (top + bottom) / 2, scale };
}

/** Moves the map with the hand: by pixels. */
export function panned(camera: Camera, [right, down]: Point): Camera {
  return { ...camera, x: camera.x - right / camera.scale, y: camera.y - down / camera.scale };
}

export interface Zoom {
  /** The place of the screen that stays where it is. */
  readonly at: Point;
  /** More than 1 comes nearer. */
  readonly factor: number;
  /** The camera that shows everything: the bounds of the zoom hang on it. */
  readonly whole: Camera;
}

/** Comes nearer to a place, or goes away from it. */
export function zoomed(camera: Camera, size: Size, { at, factor, whole }: Zoom): Camera {
  const scale = Math.min(whole.scale * CLOSEST, Math.max(whole.scale * FARTHEST, camera.scale * factor));
  const [mapX, mapY] = toMap(camera, size, at);
  return {
    x: mapX - (at[0] - size.width / 2) / scale,
    y: mapY - (at[1] - size.height / 2) / scale,
    scale,
  };
}

/** Between two cameras; a zoom looks even when its factor grows evenly. */
export function between(from: Camera, to: Camera, share: number): Camera {
  const mix = (a: number, b: number): number => a + (b - a) * share;
  return { x: mix(from.x, to.x), y: mix(from.y, to.y), scale: from.scale * (to.scale / from.scale) ** share };
}

/** '0.12,-0.4,8': the centre, and how many times nearer than the whole. */
export function cameraText({ x, y, scale }: Camera, whole: Camera): string {
  return [x.toFixed(4), y.toFixed(4), (scale / whole.scale).toFixed(3)].join(',');
}

/** @returns undefined for what is no camera */
export function cameraIn(text: string | undefined, whole: Camera): Camera | undefined {
  const numbers = (text ?? '').split(',').map(Number);
  if (text === undefined || numbers.length !== 3 || !numbers.every(Number.isFinite) || numbers[2] <= 0)
    return undefined;
  const [x, y, zoom] = numbers;
  return { x, y, scale: whole.scale * Math.min(CLOSEST, Math.max(FARTHEST, zoom)) };
}

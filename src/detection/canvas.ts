import { resize, type Photo } from '../image/transforms.js';

/** A photo at the size that a detector looks at, and how many of its pixels are one of the original's. */
export interface FittedPhoto extends Photo {
  readonly scale: number;
}

/** Scales a photo so that its longer side has so many pixels; the shorter one has at least one. */
export function fitLongestSide(photo: Photo, longestSide: number): FittedPhoto {
  const scale = longestSide / Math.max(photo.width, photo.height);
  const width = Math.max(1, Math.round(photo.width * scale));
  const height = Math.max(1, Math.round(photo.height * scale));
  return { width, height, data: resize(photo, width, height), scale };
}

export interface CanvasSize {
  readonly width: number;
  readonly height: number;
}

/** The sides of a photo, rounded up to multiples, so that few sizes occur. */
export function canvasOf({ width, height }: CanvasSize, multiple: number): CanvasSize {
  const roundUp = (length: number): number => Math.ceil(length / multiple) * multiple;
  return { width: roundUp(width), height: roundUp(height) };
}

const WHITE = 255;

/**
 * Lays a photo into the upper left corner of a larger white one.
 * @returns [height, width, 3] of the canvas, bytes as floats
 */
export function paintCanvas(photo: Photo, { width, height }: CanvasSize): Float32Array {
  const canvas = new Float32Array(width * height * 3).fill(WHITE);
  for (let y = 0; y < photo.height; y++) {
    canvas.set(photo.data.subarray(y * photo.width * 3, (y + 1) * photo.width * 3), y * width * 3);
  }
  return canvas;
}

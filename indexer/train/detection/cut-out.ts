import { cropPhoto, resize, type Photo } from '../../../src/image/transforms.js';
import { productMask } from '../../../src/detection/plain-background.js';

/** Pixels with an opacity, in memory that threads share. */
export interface Layer {
  readonly width: number;
  readonly height: number;
  /** [height, width, 3] RGB bytes, times their opacity */
  readonly data: Uint8Array;
  /** [height, width] 0 for background, 255 for the product */
  readonly opacity: Uint8Array;
}

/** A product without its background, cut to the smallest box around it. */
export interface CutOut {
  readonly id: string;
  readonly title: string;
  /** Last level of its category, in lower case: 'casual shoes'. */
  readonly label: string;
  readonly color?: string | undefined;
  readonly layer: Layer;
  /** The layer at half its size. */
  readonly half: Layer;
}

/**
 * Less sure boxes than this are left out: what runs out of the photo is mostly a person who wears the product, and
 * whose whole box would be taken for it.
 */
const LEAST_CONFIDENCE = 0.95;

/**
 * Cuts a product out of its plain background.
 * @param longestSide a larger product is shrunk to it
 * @returns undefined when the background is not plain enough
 */
export function cutOut(
  photo: Photo,
  { longestSide, ...names }: Pick<CutOut, 'id' | 'title' | 'label' | 'color'> & { longestSide: number },
): CutOut | undefined {
  const found = productMask(photo);
  if (found === undefined || found.confidence < LEAST_CONFIDENCE) return undefined;
  const opacity = softOpacity(found.mask, photo.width);
  const whole = cropPhoto(premultiplied(photo, opacity), found.box);
  const opaque = cropPhoto(greyPhoto(opacity, photo.width), found.box);
  const scale = Math.min(1, longestSide / Math.max(whole.width, whole.height));
  const layer = layerOf(whole, opaque, scale);
  return { ...names, layer, half: layerOf(whole, opaque, scale / 2) };
}

/** Twice the mean of nine mask pixels less one: the outermost pixels, which mix product and background, fade away. */
function softOpacity(mask: Uint8Array, width: number): Uint8Array {
  const height = mask.length / width;
  const opacity = new Uint8Array(mask.length);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (mask[at] === 0) continue;
      let sum = 0;
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) sum += mask[v * width + u];
      }
      opacity[at] = Math.max(0, Math.round((255 * (2 * sum - 9)) / 9));
    }
  }
  return opacity;
}

function premultiplied({ width, height, data }: Photo, opacity: Uint8Array): Photo {
  return { width, height, data: data.map((byte, i) => Math.round((byte * opacity[Math.floor(i / 3)]) / 255)) };
}

function greyPhoto(bytes: Uint8Array, width: number): Photo {
  const data = Uint8Array.from({ length: bytes.length * 3 }, (_, i) => bytes[Math.floor(i / 3)]);
  return { width, height: bytes.length / width, data };
}

function layerOf(product: Photo, opaque: Photo, scale: number): Layer {
  const width = Math.max(1, Math.round(product.width * scale));
  const height = Math.max(1, Math.round(product.height * scale));
  const data = new Uint8Array(new SharedArrayBuffer(width * height * 3));
  data.set(resize(product, width, height));
  const opacity = new Uint8Array(new SharedArrayBuffer(width * height));
  const grey = resize(opaque, width, height);
  for (let i = 0; i < opacity.length; i++) opacity[i] = grey[3 * i];
  return { width, height, data, opacity };
}

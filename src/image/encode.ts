import sharp from 'sharp';
import type { Photo } from './transforms.js';

/**
 * Writes a photo as WebP, the smallest form that every browser shows.
 * @param options quality 1 to 100; longestSide in pixels: a larger photo is shrunk to it
 */
export async function encodeWebp(
  { width, height, data }: Photo,
  { quality = 70, longestSide }: { readonly quality?: number; readonly longestSide?: number | undefined } = {},
): Promise<Uint8Array> {
  const image = sharp(data, { raw: { width, height, channels: 3 } });
  if (longestSide !== undefined) {
    image.resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true });
  }
  return image.webp({ quality }).toBuffer();
}

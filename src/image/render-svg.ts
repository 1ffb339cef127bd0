import sharp from 'sharp';

/**
 * Paints our own SVG drawings. Only for markup that this program made: photos from outside are never SVG
 * (see decode.ts), because an SVG from a stranger can name files and other addresses.
 */

/** @returns the bytes of a JPEG in the drawing's own size. */
export async function renderJpeg(svg: string, { quality = 85 }: { quality?: number } = {}): Promise<Uint8Array> {
  return sharp(Buffer.from(svg)).flatten({ background: '#fff' }).jpeg({ quality }).toBuffer();
}

/** @returns the bytes of a PNG in the drawing's own size. */
export async function renderPng(svg: string): Promise<Uint8Array> {
  return sharp(Buffer.from(svg)).png().toBuffer();
}

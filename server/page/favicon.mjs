import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

/** Edges in pixels of the pictures in the icon: a tab, a tab on a fine screen, a shortcut. */
const SIZES = [16, 32, 48];
const ICO_HEADER = 6;
const ICO_ENTRY = 16;

/** Makes `/favicon.ico` of the page's icon: browsers ask for it by that name wherever no page names another. */
export function favicon() {
  let icon;
  return {
    name: 'favicon',
    configResolved({ publicDir }) {
      icon = join(publicDir, 'icon.svg');
    },
    async generateBundle() {
      const drawing = readFileSync(icon);
      const pictures = await Promise.all(SIZES.map((size) => drawn(drawing, size)));
      this.emitFile({ type: 'asset', fileName: 'favicon.ico', source: icoOf(pictures) });
    },
  };
}

function drawn(drawing, size) {
  return sharp(drawing, { density: 72 * 8 })
    .resize(size, size)
    .png()
    .toBuffer();
}

/** The container: a header, an entry for each picture with its size and place, then the pictures as PNG. */
function icoOf(pictures) {
  const start = ICO_HEADER + ICO_ENTRY * pictures.length;
  const head = Buffer.alloc(start);
  head.writeUInt16LE(1, 2); // an icon, not a cursor
  head.writeUInt16LE(pictures.length, 4);
  let place = start;
  for (const [i, picture] of pictures.entries()) {
    const entry = ICO_HEADER + ICO_ENTRY * i;
    head.writeUInt8(SIZES[i], entry);
    head.writeUInt8(SIZES[i], entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(picture.length, entry + 8);
    head.writeUInt32LE(place, entry + 12);
    place += picture.length;
  }
  return Buffer.concat([head, ...pictures]);
}

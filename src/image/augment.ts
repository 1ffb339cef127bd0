import type { Random } from '../random.js';

/** How far a photo may be changed while it is trained on. */
export interface AugmentOptions {
  /** Largest shift in both directions, as a share of the side. */
  readonly shift: number;
  /** Largest zoom in or out, as a share. */
  readonly zoom: number;
  /** Whether half of the photos are mirrored. */
  readonly flip: boolean;
  /** Largest change of contrast and of brightness, as a share. Colours are words: keep it small. */
  readonly light: number;
}

const WHITE = 255;

/**
 * A random variant of a photo: moved, zoomed, mirrored, a little lighter or darker. What comes in from outside is white,
 * like the border that photos are stored with. Draws the same count of random numbers whatever they are.
 * @param photo [size, size, 3] bytes, RGB
 * @param into  [size, size, 3], the bytes of the variant as floats, 0 to 255
 */
export function augmentPhoto(
  photo: Uint8Array,
  into: Float32Array,
  { size, random, ...options }: AugmentOptions & { size: number; random: Random },
): void {
  const draw = (): number => 2 * random.next() - 1;
  const dx = Math.round(draw() * options.shift * size);
  const dy = Math.round(draw() * options.shift * size);
  const scale = 1 + draw() * options.zoom;
  const mirrored = random.next() < 0.5 && options.flip;
  const contrast = 1 + draw() * options.light;
  const brightness = WHITE * draw() * options.light * 0.5;
  const columns = sourcePixels(size, dx, scale);
  const rows = sourcePixels(size, dy, scale);
  if (mirrored) columns.reverse();
  const levels = Float32Array.from({ length: 256 }, (_, byte) => byteLevel(byte, contrast, brightness));
  const background = levels[WHITE];
  for (let y = 0, at = 0; y < size; y++) {
    const row = rows[y];
    for (let x = 0; x < size; x++, at += 3) {
      const column = columns[x];
      if (row < 0 || column < 0) {
        into[at] = into[at + 1] = into[at + 2] = background;
        continue;
      }
      const from = (row * size + column) * 3;
      into[at] = levels[photo[from]]!;
      into[at + 1] = levels[photo[from + 1]]!;
      into[at + 2] = levels[photo[from + 2]]!;
    }
  }
}

function byteLevel(byte: number, contrast: number, brightness: number): number {
  return Math.min(WHITE, Math.max(0, (byte - 128) * contrast + 128 + brightness));
}

/** For each pixel of the result the nearest one of the photo along one axis, -1 outside. */
function sourcePixels(size: number, shift: number, scale: number): Int32Array {
  const middle = (size - 1) / 2;
  return Int32Array.from({ length: size }, (_, i) => {
    const source = Math.round((i - shift - middle) / scale + middle);
    return source >= 0 && source < size ? source : -1;
  });
}

import type { Photo } from '../image/transforms.js';

/** A photo in CIE Lab (D65), one plane a channel: lightness 0 to 100, green to red, blue to yellow. */
export interface LabPhoto {
  readonly width: number;
  readonly height: number;
  /** Three planes of [height, width] */
  readonly planes: readonly Float32Array[];
}

/** Linear light of each byte of sRGB. */
const LINEAR = Float32Array.from({ length: 256 }, (_, byte) => {
  const share = byte / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
});

const STEPS = 4096;

/** The cube root of CIE Lab with its straight start, tabulated for 0 to 1. */
const ROOT = Float32Array.from({ length: STEPS + 1 }, (_, i) => {
  const share = i / STEPS;
  return share > 216 / 24389 ? Math.cbrt(share) : ((24389 / 27) * share + 16) / 116;
});

/** Converts sRGB bytes, within a quarter of a Lab unit in all but the darkest colours. */
export function labPhoto({ width, height, data }: Photo): LabPhoto {
  const planes = [0, 1, 2].map(() => new Float32Array(width * height));
  const [lightness, greenRed, blueYellow] = planes;
  for (let i = 0, from = 0; i < lightness.length; i++, from += 3) {
    const red = LINEAR[data[from]];
    const green = LINEAR[data[from + 1]];
    const blue = LINEAR[data[from + 2]];
    const x = ROOT[((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) * (STEPS / 0.95047) + 0.5) | 0];
    const y = ROOT[((0.2126729 * red + 0.7151522 * green + 0.072175 * blue) * STEPS + 0.5) | 0];
    const z = ROOT[((0.0193339 * red + 0.119192 * green + 0.9503041 * blue) * (STEPS / 1.08883) + 0.5) | 0];
    lightness[i] = 116 * y - 16;
    greenRed[i] = 500 * (x - y);
    blueYellow[i] = 200 * (y - z);
  }
  return { width, height, planes };
}

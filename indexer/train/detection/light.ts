import type { Random } from '../../../src/random.js';
import type { WindowOptions } from './windows-recipe.js';

/** A change of brightness, contrast, gamma and noise, the same for the three colours: hues stay. */
export interface Light {
  /** [256] what each level becomes, 0 to 255 */
  readonly levels: Uint8Array;
  /** Standard deviation in levels. */
  readonly noise: number;
}

/** Draws the same count of random numbers whatever they are. */
export function drawLight({ contrast, brightness, gamma, noise }: WindowOptions['light'], random: Random): Light {
  const draw = (): number => 2 * random.next() - 1;
  const slope = 1 + contrast * draw();
  const shift = 255 * brightness * draw();
  const exponent = Math.exp(gamma * draw());
  const levels = Uint8Array.from({ length: 256 }, (_, level) => {
    const curved = 255 * (level / 255) ** exponent;
    return Math.round(Math.min(255, Math.max(0, (curved - 128) * slope + 128 + shift)));
  });
  return { levels, noise: noise * random.next() };
}

/** Length of the noise that is drawn; rows of a window begin anywhere in it. A prime, so that no pattern is seen. */
const NOISE = 4093;

/** Changes the light of a picture where it lies. */
export function lighten(data: Uint8Array, { levels, noise }: Light, random: Random): void {
  if (noise < 0.5) {
    for (let i = 0; i < data.length; i++) data[i] = levels[data[i]]!;
    return;
  }
  const grains = noiseGrains(noise, random);
  const into = new Uint8ClampedArray(data.buffer, data.byteOffset, data.length);
  for (let start = 0; start < data.length; start += NOISE) {
    const end = Math.min(data.length, start + NOISE);
    let at = random.integer(NOISE);
    for (let i = start; i < end; i++) {
      into[i] = levels[data[i]] + grains[at];
      if (++at === NOISE) at = 0;
    }
  }
}

/** Sums of four uniform numbers, which are near enough to normal. */
function noiseGrains(deviation: number, random: Random): Int16Array {
  const scale = deviation * Math.sqrt(3);
  return Int16Array.from({ length: NOISE }, () =>
    Math.round((random.next() + random.next() + random.next() + random.next() - 2) * scale),
  );
}

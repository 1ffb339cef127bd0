/** Red, green, blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

/** Far apart for neighbours in the legend, which are the categories of like size. Degrees of OKLCH. */
const HUES = [165, 45, 262, 330, 95, 205, 15, 295, 135, 232, 70, 352];

export type Scheme = 'light' | 'dark';

/** The ground that points are drawn on: the paper of the page. */
export const GROUNDS: Readonly<Record<Scheme, Rgb>> = { light: [250, 249, 246], dark: [20, 22, 19] };

/** @returns one colour for each category; after a dozen hues come the same, paler */
export function categoryColors(count: number, scheme: Scheme): Rgb[] {
  const strong = scheme === 'light' ? { lightness: 0.56, chroma: 0.135 } : { lightness: 0.76, chroma: 0.125 };
  const pale = scheme === 'light' ? { lightness: 0.68, chroma: 0.06 } : { lightness: 0.6, chroma: 0.06 };
  return Array.from({ length: count }, (_, i) => {
    const { lightness, chroma } = i < HUES.length ? strong : pale;
    const hue = HUES[i % HUES.length] + 15 * Math.floor(i / HUES.length);
    // Yellows and greens look lighter than they are, reds and blues darker.
    return oklch(lightness + (i % 2 === 0 ? 0 : 0.04), chroma, hue);
  });
}

/** OKLCH to sRGB (Ottosson 2020); what the screen cannot show is cut off. */
export function oklch(lightness: number, chroma: number, degrees: number): Rgb {
  const hue = (degrees * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(hue), chroma * Math.sin(hue)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    toByte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    toByte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    toByte(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function toByte(linear: number): number {
  const value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
  return Math.round(255 * Math.min(1, Math.max(0, value)));
}

export function cssColor([red, green, blue]: Rgb): string {
  return `rgb(${red} ${green} ${blue})`;
}

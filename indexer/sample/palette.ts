/** '#rrggbb'. */
export type Hex = string;

/** A named colour of cloth and the words shoppers use for it. */
export interface Color {
  readonly name: ColorName;
  readonly hex: Hex;
  readonly synonyms: readonly string[];
  /** Colours that go with it as a second colour of a pattern. */
  readonly partners: readonly ColorName[];
  /** How common it is in a catalog. */
  readonly weight: number;
}

export type ColorName = keyof typeof COLORS;

const COLORS = {
  Black: ['#27272b', 9, ['jet black', 'ebony', 'onyx'], ['White', 'Grey', 'Red', 'Beige', 'Yellow']],
  White: [
    '#f6f5f2',
    7,
    ['snow white', 'optic white', 'bright white'],
    ['Black', 'Navy Blue', 'Red', 'Blue', 'Pink', 'Green'],
  ],
  Grey: ['#9a9da1', 5, ['ash', 'silver grey', 'heather grey'], ['White', 'Black', 'Navy Blue', 'Pink', 'Yellow']],
  Charcoal: ['#4b4e54', 3, ['dark grey', 'graphite', 'anthracite'], ['White', 'Grey', 'Red', 'Light Blue']],
  'Navy Blue': ['#25335c', 6, ['navy', 'dark blue', 'midnight'], ['White', 'Red', 'Beige', 'Light Blue', 'Mustard']],
  Blue: ['#2f62b8', 6, ['royal blue', 'cobalt', 'azure'], ['White', 'Navy Blue', 'Yellow', 'Light Blue', 'Red']],
  'Light Blue': ['#a3c6e8', 4, ['sky blue', 'powder blue', 'baby blue'], ['White', 'Navy Blue', 'Blue', 'Pink']],
  Teal: ['#1f7f86', 3, ['petrol', 'peacock', 'deep turquoise'], ['White', 'Mustard', 'Coral', 'Cream']],
  Green: ['#2f8a4e', 4, ['emerald', 'grass green', 'bottle green'], ['White', 'Navy Blue', 'Cream', 'Yellow']],
  Olive: ['#6d6f3c', 3, ['khaki green', 'army green', 'moss'], ['Beige', 'Black', 'Cream', 'Orange']],
  Mint: ['#a9dcc5', 2, ['pale green', 'seafoam', 'aqua mint'], ['White', 'Coral', 'Grey', 'Teal']],
  Yellow: ['#f3cf3d', 3, ['lemon', 'sunny yellow', 'canary'], ['White', 'Black', 'Blue', 'Grey']],
  Mustard: ['#c9962c', 2, ['ochre', 'golden yellow', 'turmeric'], ['Navy Blue', 'Cream', 'Teal', 'Burgundy']],
  Orange: ['#e8772e', 2, ['tangerine', 'rust orange', 'burnt orange'], ['White', 'Navy Blue', 'Brown', 'Cream']],
  Coral: ['#f2857a', 2, ['salmon', 'peach pink', 'melon'], ['White', 'Mint', 'Navy Blue', 'Cream']],
  Red: ['#c92b37', 5, ['scarlet', 'crimson', 'cherry red'], ['White', 'Black', 'Navy Blue', 'Beige']],
  Burgundy: ['#742238', 3, ['maroon', 'wine', 'oxblood'], ['Cream', 'Pink', 'Grey', 'Mustard']],
  Pink: ['#eda3bb', 4, ['rose', 'blush', 'pale pink'], ['White', 'Grey', 'Burgundy', 'Navy Blue', 'Green']],
  Magenta: ['#c42f7c', 2, ['fuchsia', 'hot pink', 'berry'], ['White', 'Black', 'Pink', 'Orange']],
  Purple: ['#6a4296', 3, ['violet', 'plum', 'aubergine'], ['White', 'Lavender', 'Grey', 'Mustard']],
  Lavender: ['#bfaede', 2, ['lilac', 'mauve', 'pale purple'], ['White', 'Purple', 'Grey', 'Pink']],
  Beige: ['#dcc8a6', 4, ['sand', 'oatmeal', 'nude'], ['White', 'Brown', 'Navy Blue', 'Black']],
  Cream: ['#f1e7d0', 3, ['ivory', 'off white', 'ecru'], ['Brown', 'Navy Blue', 'Olive', 'Burgundy']],
  Tan: ['#b98350', 3, ['camel', 'cognac', 'caramel'], ['Cream', 'Brown', 'Black', 'White']],
  Brown: ['#6b442c', 4, ['chocolate', 'coffee', 'chestnut'], ['Beige', 'Cream', 'Tan', 'Light Blue']],
  Gold: ['#d6ae4b', 0, ['golden', 'gold tone', 'gilded'], ['White', 'Black']],
  Silver: ['#c3c7cc', 0, ['silver tone', 'metallic grey', 'chrome'], ['White', 'Black']],
  'Rose Gold': ['#d9a08c', 0, ['copper pink', 'rosé', 'pink gold'], ['White', 'Black']],
} as const;

export function colorNamed(name: ColorName): Color {
  const [hex, weight, synonyms, partners] = COLORS[name];
  return { name, hex, weight, synonyms, partners };
}

export const CLOTH_COLORS: readonly Color[] = (Object.keys(COLORS) as ColorName[])
  .map(colorNamed)
  .filter(({ weight }) => weight > 0);

function channels(hex: Hex): [number, number, number] {
  const value = parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** @param share 0 gives the first colour, 1 the second */
export function mix(first: Hex, second: Hex, share: number): Hex {
  const [a, b] = [channels(first), channels(second)];
  const mixed = a.map((channel, i) => Math.round(channel + (b[i] - channel) * share));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** Perceived lightness in [0, 1] (weights of ITU-R BT.601). */
export function lightness(hex: Hex): number {
  const [red, green, blue] = channels(hex);
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
}

export function darker(hex: Hex, share = 0.35): Hex {
  return mix(hex, '#0c0a12', share);
}

export function lighter(hex: Hex, share = 0.35): Hex {
  return mix(hex, '#ffffff', share);
}

/** The colour of seams and edges on cloth of this colour: darker, or lighter where the cloth is nearly black. */
export function seamColor(hex: Hex): Hex {
  return lightness(hex) < 0.24 ? lighter(hex, 0.22) : darker(hex, 0.4);
}

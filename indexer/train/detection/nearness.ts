import { lemmatize } from '../../../src/text/lemmatize.js';
import { surfaceWords } from '../../../src/text/normalize.js';

/**
 * Which colours people mix up. A colour is near itself and those named here; the relation is symmetric. The base
 * colours are those of shop filters; every other name is put beside the base colours that it can be taken for.
 */
const NEAR_BASES: readonly (readonly [string, string])[] = [
  ['black', 'grey'],
  ['black', 'blue'],
  ['black', 'brown'],
  ['black', 'green'],
  ['black', 'purple'],
  ['grey', 'white'],
  ['grey', 'blue'],
  ['grey', 'beige'],
  ['grey', 'brown'],
  ['grey', 'green'],
  ['white', 'beige'],
  ['beige', 'brown'],
  ['beige', 'yellow'],
  ['beige', 'pink'],
  ['brown', 'red'],
  ['brown', 'orange'],
  ['brown', 'green'],
  ['brown', 'yellow'],
  ['brown', 'purple'],
  ['blue', 'purple'],
  ['blue', 'green'],
  ['pink', 'white'],
  ['purple', 'pink'],
  ['purple', 'red'],
  ['pink', 'red'],
  ['red', 'orange'],
  ['pink', 'orange'],
  ['orange', 'yellow'],
  ['yellow', 'green'],
];

/** Other names of colours, as the base colours that they lie between. */
const SHADES: Readonly<Record<string, readonly string[]>> = {
  gray: ['grey'],
  navy: ['blue', 'black'],
  charcoal: ['grey', 'black'],
  silver: ['grey', 'white'],
  metallic: ['grey'],
  steel: ['grey'],
  cream: ['white', 'beige'],
  ivory: ['white', 'beige'],
  'off white': ['white', 'beige'],
  nude: ['beige', 'pink'],
  skin: ['beige', 'pink'],
  tan: ['beige', 'brown'],
  khaki: ['beige', 'brown', 'green'],
  taupe: ['beige', 'brown', 'grey'],
  camel: ['beige', 'brown'],
  cognac: ['brown', 'orange'],
  coffee: ['brown'],
  copper: ['brown', 'orange'],
  bronze: ['brown', 'yellow'],
  rust: ['brown', 'red', 'orange'],
  gold: ['yellow', 'brown'],
  mustard: ['yellow', 'brown'],
  olive: ['green', 'brown'],
  lime: ['green', 'yellow'],
  mint: ['green', 'blue'],
  teal: ['green', 'blue'],
  turquoise: ['green', 'blue'],
  lavender: ['purple', 'blue'],
  mauve: ['purple', 'pink'],
  magenta: ['pink', 'purple'],
  fuchsia: ['pink', 'purple'],
  peach: ['pink', 'orange'],
  rose: ['pink', 'red'],
  coral: ['pink', 'orange', 'red'],
  maroon: ['red', 'brown', 'purple'],
  burgundy: ['red', 'brown', 'purple'],
};

const BASES = new Set(NEAR_BASES.flat());
const NEAR_PAIRS = new Set(NEAR_BASES.flatMap(([a, b]) => [`${a}/${b}`, `${b}/${a}`]));

/**
 * Garments that one person calls this and another that. A label may stand in several lines; labels of one line are near
 * each other, and so are labels that end in the same word ('ankle boots', 'boots').
 */
const NEAR_LABELS: readonly (readonly string[])[] = [
  ['shoes', 'heels', 'boots', 'sandals', 'sneakers', 'flats', 'loafers', 'pumps', 'clogs', 'wedges', 'footwear'],
  ['coat', 'jacket', 'blazer', 'cape', 'suit', 'cardigan', 'vest', 'parka', 'outerwear'],
  ['blouse', 'shirt', 'top', 't-shirt', 'polo', 'tunic', 'bodysuit', 'vest', 'sweater', 'sweatshirt', 'kurta'],
  ['sweater', 'sweatshirt', 'cardigan', 'jumper', 'hoodie', 'pullover', 'knitwear'],
  ['pants', 'jeans', 'leggings', 'tights', 'joggers', 'trousers', 'chinos', 'shorts', 'jumpsuit', 'suit'],
  ['tights', 'socks', 'stockings', 'leggings'],
  ['dress', 'jumpsuit', 'romper', 'bodysuit', 'skirt', 'gown', 'tunic'],
  ['sunglasses', 'glasses', 'eyewear'],
  ['bag', 'clutch', 'purse', 'wallet', 'backpack', 'handbag', 'top handle', 'tote', 'luggage', 'duffel'],
  ['hat', 'cap', 'beanie', 'headwear'],
  ['scarf', 'tie', 'necklace', 'shawl', 'stole', 'cape'],
  ['bracelet', 'watch', 'bangle', 'jewelry'],
  ['necklace', 'jewelry', 'earring', 'ring', 'pendant'],
  ['swimwear', 'bikini', 'swimsuit', 'bodysuit'],
].map((line) => line.map(plainLabel));

/** The same label however it is written: 'Tshirts' is 't-shirt', 'Dresses' is 'dress'. */
export function plainLabel(label: string): string {
  return surfaceWords(label).map(lemmatize).join(' ');
}

/** Whether a garment of one label may be called by the other: both are never used as each other's wrong answers. */
export function isNearLabel(a: string, b: string): boolean {
  const [first, second] = [plainLabel(a), plainLabel(b)];
  const [firstHead, secondHead] = [headOf(first), headOf(second)];
  if (first === second || firstHead === secondHead) return true;
  return NEAR_LABELS.some(
    (line) =>
      (line.includes(first) || line.includes(firstHead)) && (line.includes(second) || line.includes(secondHead)),
  );
}

/** Whether a garment of one colour may be said to be of the other. A colour that is not known is near every colour. */
export function isNearColor(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return true;
  if (a.toLowerCase() === b.toLowerCase()) return true;
  const [first, second] = [basesOf(a), basesOf(b)];
  if (first.length === 0 || second.length === 0) return true;
  return first.some((x) => second.some((y) => x === y || NEAR_PAIRS.has(`${x}/${y}`)));
}

/** 'travel bags' is known by its last word. */
function headOf(label: string): string {
  return label.slice(label.lastIndexOf(' ') + 1);
}

function basesOf(color: string): readonly string[] {
  const name = color.toLowerCase().replaceAll('-', ' ').trim();
  if (BASES.has(name)) return [name];
  const shade = SHADES[name];
  if (shade !== undefined) return shade;
  return name.split(/\s+/).flatMap((word) => (BASES.has(word) ? [word] : (SHADES[word] ?? [])));
}

/** How near names are to each other, worked out once: plain data for windows, of which each asks hundreds of times. */
export interface NearnessTable {
  readonly rows: ReadonlyMap<string, number>;
  /** [names, names] FAR, NEAR or SAME */
  readonly values: Uint8Array;
}

export const FAR = 0;
export const NEAR = 1;
export const SAME = 2;

export function labelNearness(labels: readonly string[]): NearnessTable {
  return nearnessTable(labels, (a, b) => {
    if (plainLabel(a) === plainLabel(b)) return SAME;
    return isNearLabel(a, b) ? NEAR : FAR;
  });
}

export function colorNearness(colors: readonly string[]): NearnessTable {
  return nearnessTable(colors, (a, b) => {
    if (a.toLowerCase() === b.toLowerCase()) return SAME;
    return isNearColor(a, b) ? NEAR : FAR;
  });
}

/** @returns NEAR when one of the names is missing or not known and they are not equal */
export function nearness({ rows, values }: NearnessTable, a: string | undefined, b: string | undefined): number {
  if (a !== undefined && a === b) return SAME;
  const row = a === undefined ? undefined : rows.get(a);
  const column = b === undefined ? undefined : rows.get(b);
  return row === undefined || column === undefined ? NEAR : values[row * rows.size + column];
}

function nearnessTable(names: readonly string[], between: (a: string, b: string) => number): NearnessTable {
  const distinct = [...new Set(names)];
  const values = Uint8Array.from({ length: distinct.length ** 2 }, (_, i) =>
    between(distinct[Math.floor(i / distinct.length)], distinct[i % distinct.length]),
  );
  return { rows: new Map(distinct.map((name, row) => [name, row])), values };
}

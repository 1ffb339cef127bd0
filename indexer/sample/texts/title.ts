import type { Random } from '../../../src/random.js';
import type { Design } from '../design.js';
import type { Facts } from './facts.js';
import { namingOf } from './nouns.js';

/** Which details make it into a title, the most telling first. */
const TELLING = [
  'sleeveLength',
  'neckline',
  'length',
  'fit',
  'heelHeight',
  'style',
  'sleeveStyle',
  'rise',
  'frame',
  'stone',
  'toe',
  'legs',
  'closure',
];

/** A title as shops write them: a heap of words in some order, with numbers and shouting in a part of them. */
export function noisyTitle(design: Design, { brand, usage, season }: Facts, random: Random): string {
  const { fabric, gender } = design;
  const { nouns } = namingOf(design);
  const noun = titleCase(random.next() < 0.65 ? nouns[0] : random.pick(nouns));
  const color = random.next() < 0.85 ? fabric.color.name : titleCase(random.pick(fabric.color.synonyms));
  const pattern = fabric.pattern === 'Solid' ? (random.next() < 0.2 ? 'Solid' : '') : fabric.pattern;
  const material = random.next() < 0.5 ? fabric.material : '';
  const telling = tellingDetails(design, noun, random);
  const owner = random.next() < 0.75 ? (random.next() < 0.6 ? gender : `${gender}'s`) : '';
  const orders: readonly (readonly string[])[] = [
    [brand, owner, color, pattern, material, ...telling, noun],
    [brand, color, ...telling, pattern, material, noun, owner === '' ? '' : `for ${gender}`],
    [owner, pattern, color, material, noun, ...telling.map((detail) => `- ${detail}`), '|', brand],
    [brand, noun, '-', color, pattern, ...telling],
    [brand, owner, ...telling, noun, `(${color})`],
  ];
  const words = random
    .pick(orders)
    .filter((word) => word !== '')
    .join(' ');
  return addNoise(words, { usage, season, random });
}

function tellingDetails({ details }: Design, noun: string, random: Random): string[] {
  const values = TELLING.map((name) => details[name]).filter(
    (value) => value !== undefined && !['None', 'Regular', 'Pullover', 'Seamed'].includes(value),
  );
  const fresh = values.filter((value) => !noun.toLowerCase().includes(value.toLowerCase()));
  return random.shuffle(fresh).slice(0, random.integer(3));
}

function addNoise(title: string, { usage, season, random }: { usage: string; season: string; random: Random }): string {
  const dice = random.next();
  if (dice < 0.1) return title.toUpperCase();
  if (dice < 0.18)
    return `${title} ${random.pick(['S-XL', 'Pack of 1', '(New)', '- Sale!', '2026 Edition', `#${1000 + random.integer(9000)}`, 'Free Size'])}`;
  if (dice < 0.28) return `${title} ${usage} Wear`;
  if (dice < 0.34) return `${random.pick(['NEW!', 'Trending', 'Hot', 'Bestseller:', season])} ${title}`;
  if (dice < 0.38) return title.toLowerCase();
  return title;
}

export function titleCase(text: string): string {
  return text.replace(/(^|[\s-])([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase());
}

import type { Random } from '../../../src/random.js';
import type { Design } from '../design.js';
import { attributesOf, type Facts } from './facts.js';
import { namingOf } from './nouns.js';
import { titleCase } from './title.js';

/** The tag series of the reference: 'Item Type: Dress // Material: Cotton // ...', in any order after the first. */
export function tagSeries(design: Design, { season, usage }: Facts, random: Random): string {
  const tags: [name: string, value: string][] = [
    ['Color', design.fabric.color.name],
    ...Object.entries(attributesOf(design)),
    ['Gender', design.gender],
    ['Season', season],
    ['Occasion', usage],
  ];
  const itemType: [string, string] = ['Item Type', titleCase(namingOf(design).nouns[0])];
  return [itemType, ...random.shuffle(tags)].map(([name, value]) => `${name}: ${value}`).join(' // ');
}

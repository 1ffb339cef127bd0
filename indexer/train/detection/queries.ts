import { boxArea } from '../../../src/box.js';
import type { Random } from '../../../src/random.js';
import { isNearColor, isNearLabel, plainLabel } from './nearness.js';
import type { BoxedPhoto } from './photos.js';
import type { SceneGarment } from './visible-garments.js';
import type { WindowQuery } from './windows.js';
import type { WindowOptions } from './windows-recipe.js';

/** A label of the photos and how many boxes have it. */
export interface LabelCount {
  readonly label: string;
  readonly count: number;
}

/** What is asked in a window needs to know of where it was drawn from. */
interface QuerySource {
  readonly options: WindowOptions;
  readonly labels: readonly LabelCount[];
  readonly colors: readonly string[];
}

/** @returns labels by how often they come, ties by name */
export function labelsOf(photos: readonly BoxedPhoto[]): LabelCount[] {
  const counts = countBy(photos.flatMap(({ boxes }) => boxes.map(({ label }) => label)));
  return [...counts]
    .map(([label, count]) => ({ label, count }))
    .sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
}

/** @returns colours of the boxes by how often they come, ties by name */
export function colorsOf(photos: readonly BoxedPhoto[]): string[] {
  const counts = countBy(photos.flatMap(({ boxes }) => boxes.flatMap(({ color }) => color ?? [])));
  return [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)! || (a < b ? -1 : 1));
}

function countBy(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/**
 * What can be asked in a window: garments that are there, at most `options.queries`, in a random order, and after them
 * texts of garments that are not there.
 */
export function windowQueries(garments: readonly SceneGarment[], source: QuerySource, random: Random): WindowQuery[] {
  const seen = garments.filter(({ visible }) => visible > 0);
  const right = random.shuffle(rightQueries(seen, source.options, random)).slice(0, source.options.queries);
  return [...right, ...wrongQueries(seen, source, random)];
}

/** A group of garments that one text means. */
function rightQueries(seen: readonly SceneGarment[], options: WindowOptions, random: Random): WindowQuery[] {
  const queries = new Map<string, WindowQuery>();
  const asked = new Set<SceneGarment>();
  for (const garment of seen) {
    if (asked.has(garment)) continue;
    const form = random.next(); // drawn for every garment, so that the rest does not hang on what is dropped
    const alike = seen.filter((other) => isSameGarment(garment, other));
    for (const other of alike) asked.add(other);
    const sameLabel = seen.filter(({ label }) => plainLabel(label) === plainLabel(garment.label));
    const { label, colorLast } = options.texts;
    if (form < label && isClear(sameLabel, seen, { options, anyColor: true })) {
      addQuery(queries, garment.label, sameLabel);
    } else if (isClear(alike, seen, { options, anyColor: false })) {
      const last = form >= label && form < label + colorLast && garment.color !== undefined;
      addQuery(queries, last ? `${garment.label} in ${garment.color}` : garment.query, alike);
    }
  }
  return [...queries.values()];
}

function addQuery(queries: Map<string, WindowQuery>, text: string, garments: readonly SceneGarment[]): void {
  queries.set(text, { text, boxes: garments.map(({ box }) => box) });
}

function isSameGarment(a: SceneGarment, b: SceneGarment): boolean {
  if (a.color === undefined || b.color === undefined) return a.query === b.query;
  return plainLabel(a.label) === plainLabel(b.label) && a.color.toLowerCase() === b.color.toLowerCase();
}

/**
 * Whether exactly these garments answer a text: all of them can be seen well, and no other may be meant: none of the
 * same label in a near colour, none of a near label in the same colour on somebody else. What one person wears was
 * labelled at one glance, so that there 'coat' and 'jacket' are two things.
 */
function isClear(
  answers: readonly SceneGarment[],
  seen: readonly SceneGarment[],
  { options, anyColor }: { options: WindowOptions; anyColor: boolean },
): boolean {
  if (!answers.every((garment) => isSeenWell(garment, options))) return false;
  const [{ label, color }] = answers;
  return seen.every((other) => {
    if (answers.includes(other)) return true;
    if (plainLabel(other.label) === plainLabel(label)) return !anyColor && !isNearColor(color, other.color);
    const sameColor = anyColor || color === undefined || other.color === undefined || other.color === color;
    const isAmongThem = answers.every(({ part }) => part === other.part);
    return !sameColor || isAmongThem || !isNearLabel(label, other.label);
  });
}

function isSeenWell({ box, visible }: SceneGarment, { visible: least, smallest }: WindowOptions): boolean {
  return visible >= least && box.x2 - box.x1 >= smallest && box.y2 - box.y1 >= smallest && boxArea(box) > 0;
}

/** Texts of what is not there: garments that are there in another colour, and other garments. */
function wrongQueries(
  seen: readonly SceneGarment[],
  { options, labels, colors }: QuerySource,
  random: Random,
): WindowQuery[] {
  const texts = new Set<string>();
  const absent = labels.filter(({ label }) => seen.every((garment) => !isNearLabel(garment.label, label)));
  for (let i = 0; i < options.negatives; i++) {
    const asksColor = random.next() < options.wrongColors;
    const wrong = asksColor ? wrongColor(seen, colors, random) : undefined;
    const text = wrong ?? absentGarment(absent, { colors, options, random });
    if (text !== undefined) texts.add(text);
  }
  return [...texts].map((text) => ({ text, boxes: [] }));
}

/** 'red skirt' where every skirt is black. */
function wrongColor(seen: readonly SceneGarment[], colors: readonly string[], random: Random): string | undefined {
  if (seen.length === 0) return undefined;
  const { label } = random.pick(seen);
  const rivals = seen.filter((other) => isNearLabel(label, other.label));
  const wrong = colors.filter((color) => rivals.every((rival) => !isNearColor(color, rival.color)));
  return wrong.length === 0 ? undefined : `${random.pick(wrong)} ${label}`;
}

/** As often as the label comes in the photos; half of them with a colour. */
function absentGarment(
  absent: readonly LabelCount[],
  { colors, options, random }: { colors: readonly string[]; options: WindowOptions; random: Random },
): string | undefined {
  const [at, form] = [random.next(), random.next()];
  if (absent.length === 0) return undefined;
  let rest = at * absent.reduce((sum, { count }) => sum + count, 0);
  const { label } = absent.find(({ count }) => (rest -= count) < 0) ?? absent[0];
  if (form < options.texts.label || colors.length === 0) return label;
  return `${random.pick(colors)} ${label}`;
}

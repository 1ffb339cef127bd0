import { boxArea } from '../../../src/box.js';
import type { Random } from '../../../src/random.js';
import type { CutOut } from './cut-out.js';
import { colorNearness, FAR, labelNearness, nearness, SAME, type NearnessTable } from './nearness.js';
import type { BoxedPhoto } from './photos.js';
import type { SceneGarment } from './visible-garments.js';
import type { WindowQuery } from './windows.js';
import type { WindowOptions } from './windows-recipe.js';

/** A label and a colour that come together in the photos or cut-outs. */
export interface GarmentKind {
  readonly label: string;
  readonly color?: string | undefined;
  /** What the catalog calls it. */
  readonly query: string;
  /** How many of it a window is expected to show. */
  readonly weight: number;
}

/** All that can be asked for, and what is near what. */
export interface Wardrobe {
  /** Most frequent first. */
  readonly kinds: readonly GarmentKind[];
  readonly labels: NearnessTable;
  readonly colors: NearnessTable;
}

/** A label of the photos and how many boxes have it. */
export interface LabelCount {
  readonly label: string;
  readonly count: number;
}

/** @returns labels by how often they come, ties by name */
export function labelsOf(photos: readonly BoxedPhoto[]): LabelCount[] {
  const counts = new Map<string, number>();
  for (const { boxes } of photos) for (const { label } of boxes) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts]
    .map(([label, count]) => ({ label, count }))
    .sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
}

/** Each kind of garment with how often it comes: those of photos once a photo, cut-outs where some are pasted. */
export function createWardrobe(
  photos: readonly BoxedPhoto[],
  products: readonly CutOut[],
  { composites, cutOuts }: WindowOptions,
): Wardrobe {
  const kinds = new Map<string, GarmentKind>();
  const add = ({ label, color, query, weight }: GarmentKind): void => {
    const key = `${label}\n${color ?? ''}`;
    kinds.set(key, { label, color, query, weight: weight + (kinds.get(key)?.weight ?? 0) });
  };
  const pasted = (composites * (1 + cutOuts)) / 2;
  for (const { boxes } of photos) for (const box of boxes) add({ ...box, weight: 1 / photos.length });
  for (const product of products) add({ ...product, query: queryOf(product), weight: pasted / products.length });
  const sorted = [...kinds.values()].sort((a, b) => b.weight - a.weight || (a.query < b.query ? -1 : 1));
  return {
    kinds: sorted,
    labels: labelNearness(sorted.map(({ label }) => label)),
    colors: colorNearness(sorted.flatMap(({ color }) => color ?? [])),
  };
}

/** 'navy blue shirts' */
export function queryOf({ label, color }: Pick<CutOut, 'label' | 'color'>): string {
  return color === undefined ? label : `${color} ${label}`;
}

/** What is asked of one window. */
export interface Asking {
  readonly wardrobe: Wardrobe;
  readonly options: WindowOptions;
  readonly random: Random;
}

/**
 * What can be asked in a window: garments that are there, at most `options.queries`, in a random order, and after them
 * texts of garments that are not there and, where `options.labelQueries` says so, labels drawn at random.
 */
export function windowQueries(garments: readonly SceneGarment[], asking: Asking): WindowQuery[] {
  const { options, random } = asking;
  const seen = garments.filter(({ visible }) => visible > 0);
  const right = random.shuffle(rightQueries(seen, asking)).slice(0, options.queries);
  return [...right, ...furtherQueries(seen, right, asking)];
}

function rightQueries(seen: readonly SceneGarment[], { wardrobe, options, random }: Asking): WindowQuery[] {
  const queries = new Map<string, WindowQuery>();
  const add = (text: string, garments: readonly SceneGarment[]): void => {
    queries.set(text, { text, boxes: garments.map(({ box }) => box) });
  };
  const asked = new Set<SceneGarment>();
  const { label: alone, colorLast } = options.texts;
  for (const garment of seen) {
    if (asked.has(garment)) continue;
    const { label, color, query, title } = garment;
    const form = random.next();
    const alike = seen.filter((other) => isSameKind(garment, other, wardrobe));
    for (const other of alike) asked.add(other);
    const ofLabel = seen.filter((other) => nearness(wardrobe.labels, label, other.label) === SAME);
    if (form < alone && isClear({ ...garment, color: undefined }, ofLabel, { seen, wardrobe, options })) {
      add(label, ofLabel);
    } else if (isClear(garment, alike, { seen, wardrobe, options })) {
      if (form >= alone && form < alone + colorLast && color !== undefined) add(`${label} in ${color}`, alike);
      else add(form > 0.5 && alike.length === 1 ? (title ?? query) : query, alike);
    }
  }
  return [...queries.values()];
}

function isSameKind(a: SceneGarment, b: SceneGarment, { labels, colors }: Wardrobe): boolean {
  if (a.color === undefined || b.color === undefined) return a.query === b.query;
  return nearness(labels, a.label, b.label) === SAME && nearness(colors, a.color, b.color) === SAME;
}

/**
 * Whether a label, in a colour or in any, means exactly these garments: all of them can be seen well, and no other may
 * be meant: none of the same label in a near colour, none of a near label in the same colour on somebody else. What one
 * person wears was labelled at one glance, so that there 'coat' and 'jacket' are two things.
 */
function isClear(
  { label, color }: Pick<SceneGarment, 'label' | 'color'>,
  answers: readonly SceneGarment[],
  { seen, wardrobe, options }: { seen: readonly SceneGarment[]; wardrobe: Wardrobe; options: WindowOptions },
): boolean {
  if (!answers.every((garment) => isSeenWell(garment, options))) return false;
  return seen.every((other) => {
    if (answers.includes(other)) return true;
    const labels = nearness(wardrobe.labels, label, other.label);
    if (labels === FAR) return true;
    const colors = nearness(wardrobe.colors, color, other.color);
    if (labels === SAME) return colors === FAR;
    const couldBeMeant = colors === SAME || color === undefined || other.color === undefined;
    return !couldBeMeant || answers.every(({ part }) => part === other.part);
  });
}

function isSeenWell({ box, visible }: SceneGarment, { visible: least, smallest }: WindowOptions): boolean {
  return visible >= least && boxArea(box) >= smallest;
}

/** Texts of what is not there, and labels drawn at random, of which some are there. No text comes twice. */
function furtherQueries(
  seen: readonly SceneGarment[],
  right: readonly WindowQuery[],
  asking: Asking,
): readonly WindowQuery[] {
  const { wardrobe, options, random } = asking;
  const asked = new Set(right.map(({ text }) => text));
  const queries = new Map<string, WindowQuery>();
  const labels = options.labelQueries > 0 ? [...new Set(wardrobe.kinds.map(({ label }) => label))] : [];
  const absent = wardrobe.kinds.filter(({ label }) =>
    seen.every((garment) => nearness(wardrobe.labels, garment.label, label) === FAR),
  );
  for (let i = 0; i < options.negatives; i++) {
    const asksLabel = labels.length > 0 && random.next() < options.labelQueries;
    const query = asksLabel ? labelQuery(random.pick(labels), seen, asking) : wrongQuery(seen, absent, asking);
    if (query !== undefined && !asked.has(query.text)) queries.set(query.text, query);
  }
  return [...queries.values()];
}

/** A label alone means all garments of the label; where some of them cannot be seen well, nothing is asked. */
function labelQuery(
  text: string,
  seen: readonly SceneGarment[],
  { wardrobe, options }: Asking,
): WindowQuery | undefined {
  const answers = seen.filter(({ label }) => nearness(wardrobe.labels, label, text) === SAME);
  if (!answers.every((garment) => isSeenWell(garment, options))) return undefined;
  return { text, boxes: answers.map(({ box }) => box) };
}

/** A garment that is there in another colour, or another garment. */
function wrongQuery(
  seen: readonly SceneGarment[],
  absent: readonly GarmentKind[],
  asking: Asking,
): WindowQuery | undefined {
  const { options, random } = asking;
  const recolored = random.next() < options.wrongColors ? recoloredKinds(seen, asking) : [];
  const kind = drawKind(recolored.length > 0 ? recolored : absent, random);
  if (kind === undefined) return undefined;
  const form = recolored.length > 0 || kind.color === undefined ? 1 : random.next();
  return { text: textOf(kind, form, options), boxes: [] };
}

/** A negative is worded like a question that has an answer. */
function textOf({ label, color, query }: GarmentKind, form: number, { texts }: WindowOptions): string {
  if (form < texts.label) return label;
  return form < texts.label + texts.colorLast ? `${label} in ${color!}` : query;
}

/** For one garment that is there what else it could be: 'red skirt' where every skirt is black. */
function recoloredKinds(seen: readonly SceneGarment[], { wardrobe, random }: Asking): GarmentKind[] {
  if (seen.length === 0) return [];
  const { label } = random.pick(seen);
  const rivals = seen.filter((other) => nearness(wardrobe.labels, label, other.label) !== FAR);
  return wardrobe.kinds.filter(
    (kind) =>
      nearness(wardrobe.labels, kind.label, label) === SAME &&
      rivals.every((rival) => nearness(wardrobe.colors, kind.color, rival.color) === FAR),
  );
}

/** As often as it comes. */
function drawKind(kinds: readonly GarmentKind[], random: Random): GarmentKind | undefined {
  let rest = random.next() * kinds.reduce((sum, { weight }) => sum + weight, 0);
  return kinds.find(({ weight }) => (rest -= weight) < 0) ?? kinds.at(-1);
}

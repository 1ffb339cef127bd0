import type { BoxTuple } from '../../src/box.js';
import {
  categoryLevels,
  categoryPrefix,
  valuesOf,
  type FieldValue,
  type Product,
  type ProductId,
} from '../../src/product.js';
import type { Random } from '../../src/random.js';

/** Queries to show on a catalog, chosen from what it holds, so that each has answers. */
export interface ExampleQueries {
  /** 'navy polo', 'striped dress': two-word queries for the photos. */
  readonly words: readonly string[];
  /** Products whose photo is the query. */
  readonly photos: readonly ProductId[];
  /** A product's photo and another colour that its category has too: 'like this, but red'. */
  readonly changes: readonly { readonly id: ProductId; readonly words: string }[];
  /** A part of a photo: one garment of several worn together. */
  readonly regions: readonly { readonly id: ProductId; readonly label: string; readonly box: BoxTuple }[];
}

/** How often a pair of words must fit for it to be worth asking. */
const MIN_ANSWERS = 4;
/** A part of a photo smaller than this share of its largest one is too small to show. */
const MIN_REGION_SHARE = 0.2;

/**
 * @param products of the catalog, in a fixed order
 * @returns up to `count` queries of each kind, of different kinds and colours; the same for the same random stream
 */
export function chooseExampleQueries(
  products: readonly Product[],
  random: Random,
  { count = 8 }: { count?: number } = {},
): ExampleQueries {
  const withPhoto = products.filter(({ images }) => images.length > 0);
  return {
    words: [
      ...pickDifferent(commonPairs(withPhoto, colorOf), random.fork('colours'), count),
      ...pickDifferent(commonPairs(withPhoto, patternOf), random.fork('patterns'), count),
    ].map(({ adjective, kind }) => `${adjective} ${kind}`.toLowerCase()),
    photos: pickByGroup(withPhoto, random.fork('photos'), count).map(({ id }) => id),
    changes: chooseChanges(withPhoto, random.fork('changes'), count),
    regions: chooseRegions(withPhoto, random.fork('regions'), count),
  };
}

/** An adjective (colour, pattern) and a kind (leaf category) that several products have together. */
interface Pair {
  readonly adjective: string;
  readonly kind: string;
  /** The two upper levels of the category: examples come from different ones. */
  readonly group: string;
  readonly count: number;
}

function commonPairs(products: readonly Product[], adjectiveOf: (product: Product) => string | undefined): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const product of products) {
    const [adjective, kind] = [adjectiveOf(product), leafOf(product)];
    if (adjective === undefined || kind === undefined) continue;
    const key = `${adjective}/${kind}`;
    pairs.set(key, { adjective, kind, group: groupOf(product), count: (pairs.get(key)?.count ?? 0) + 1 });
  }
  return [...pairs.values()].filter(({ count }) => count >= MIN_ANSWERS);
}

/** Things of several colours are not what 'navy polo' asks for. */
function colorOf({ color }: Product): string | undefined {
  return onlyValue(color);
}

/** 'striped', from an attribute that is called pattern; plain ones are not worth asking for. */
function patternOf({ attributes }: Product): string | undefined {
  const entry = Object.entries(attributes).find(([name]) => /pattern/i.test(name));
  const pattern = onlyValue(entry?.[1]);
  return pattern === undefined || /^(plain|solid|none)$/i.test(pattern) ? undefined : pattern;
}

function onlyValue(value: FieldValue | undefined): string | undefined {
  const values = valuesOf(value);
  return values.length === 1 ? values[0] : undefined;
}

/** Takes pairs in random order as long as neither their adjective nor their group has been taken. */
function pickDifferent(pairs: readonly Pair[], random: Random, count: number): Pair[] {
  const taken = new Set<string>();
  const picked: Pair[] = [];
  for (const pair of random.shuffle([...pairs])) {
    if (picked.length === count) break;
    if (taken.has(pair.adjective) || taken.has(pair.group)) continue;
    taken.add(pair.adjective).add(pair.group);
    picked.push(pair);
  }
  return picked;
}

function pickByGroup(products: readonly Product[], random: Random, count: number): Product[] {
  const taken = new Set<string>();
  const shuffled = random.shuffle([...products]);
  const picked = shuffled.filter((product) => {
    const group = groupOf(product);
    if (taken.size === count || taken.has(group)) return false;
    taken.add(group);
    return true;
  });
  return picked;
}

function chooseChanges(products: readonly Product[], random: Random, count: number): ExampleQueries['changes'] {
  const pairs = commonPairs(products, colorOf);
  const candidates = random.shuffle([...products]).flatMap((product) => {
    const own = valuesOf(product.color);
    const others = pairs.filter(({ adjective, kind }) => kind === leafOf(product) && !own.includes(adjective));
    if (others.length === 0) return [];
    return [{ product, words: random.pick(others).adjective.toLowerCase() }];
  });
  const chosen = pickByGroup(
    candidates.map(({ product }) => product),
    random,
    count,
  );
  return chosen.map(({ id }) => ({ id, words: candidates.find(({ product }) => product.id === id)!.words }));
}

function chooseRegions(products: readonly Product[], random: Random, count: number): ExampleQueries['regions'] {
  const candidates = products.flatMap(({ id, boxes = [] }) => {
    const largest = Math.max(0, ...boxes.map(({ box }) => box[2] * box[3]));
    const seen = boxes.filter(({ box }) => box[2] * box[3] >= MIN_REGION_SHARE * largest);
    return seen.length > 1 ? [{ id, ...random.pick(seen) }] : [];
  });
  return random
    .shuffle(candidates)
    .slice(0, count)
    .map(({ id, label, color, box }) => ({ id, label: [color, label].filter(Boolean).join(' ').toLowerCase(), box }));
}

function groupOf({ category = '' }: Product): string {
  return categoryPrefix(category, 2);
}

function leafOf({ category }: Product): string | undefined {
  return category === undefined ? undefined : categoryLevels(category).at(-1);
}

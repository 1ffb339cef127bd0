import { bagOfWords } from '../../src/encoder/bag.js';
import { categoryLevels, valuesOf, type Product } from '../../src/product.js';
import { plainText } from '../../src/text/plain-text.js';
import { productFields, productText } from '../../src/text/product-text.js';
import type { Vocabulary } from '../../src/text/vocabulary.js';

/**
 * Lists of different lengths, one after another, in memory that workers share:
 *
 *     offsets  0     2           5   6
 *     values   a  b  c   d   e   f
 */
export interface Lists {
  readonly offsets: Uint32Array;
  readonly values: Int32Array;
}

/** Products made ready for training, in memory that workers share. Rows are products that have a photo and words. */
export interface TrainingSet {
  readonly size: number;
  /** Words of the vocabulary. */
  readonly words: number;
  readonly idf: Float32Array;
  /** Whole texts as bags: the ids, rising, and their weights. */
  readonly bags: Lists;
  readonly bagWeights: Float32Array;
  /** The words of each title in order. */
  readonly titles: Lists;
  /** The tags of each product, rising, and for each tag of any product its words. */
  readonly tags: Lists;
  readonly tagWords: Lists;
  /** For each tag how often a short text uses it, relative to the others. */
  readonly tagWeights: Float32Array;
  /** Row of the leaf category, -1 without one. */
  readonly categories: Int32Array;
  readonly categoryNames: readonly string[];
  /** Record of the first photo in the pixel store. */
  readonly slots: Uint32Array;
  /** Which of the products that were given each row is. */
  readonly products: Uint32Array;
}

/** One product with what it was stored with. */
export interface TrainingProduct {
  readonly product: Product;
  readonly slot: number;
}

/** A tag of a short text, before it gets a number. */
interface DraftTag {
  readonly name: string;
  readonly text: string;
  readonly weight: number;
}

/** What people type: kinds and colours first, then for whom and which brand, details less often. */
const TAG_WEIGHTS: Readonly<Record<string, number>> = {
  category: 4,
  color: 3,
  gender: 2.5,
  brand: 1.5,
  usage: 0.7,
  season: 0.3,
};
const ATTRIBUTE_WEIGHT = 0.6;
/** A value of more words is a sentence, not a tag. */
const MAX_TAG_WORDS = 4;

/** @returns the products that can be trained on: those whose text holds at least one known word */
export function createTrainingSet(
  products: readonly TrainingProduct[],
  vocabulary: Vocabulary,
  categoryNames: readonly string[],
): TrainingSet {
  const categoryRows = new Map(categoryNames.map((name, i) => [name, i]));
  const tags = new TagTable(vocabulary);
  const bags: Int32Array[] = [];
  const weights: Float32Array[] = [];
  const kept: number[] = [];
  const rows = products.filter(({ product }, i) => {
    const bag = bagOfWords(vocabulary.encodeText(productText(product)), vocabulary.idf);
    if (bag.ids.length === 0) return false;
    kept.push(i);
    bags.push(bag.ids);
    weights.push(bag.weights);
    return true;
  });
  const bagWeights = sharedFloats(weights.reduce((total, { length }) => total + length, 0));
  fillInOrder(bagWeights, weights);
  return {
    size: rows.length,
    words: vocabulary.size,
    idf: copyShared(vocabulary.idf),
    bags: listsOf(bags),
    bagWeights,
    titles: listsOf(rows.map(({ product }) => vocabulary.encodeText(plainText(product.title)))),
    tags: listsOf(rows.map(({ product }) => tags.idsOf(product))),
    tagWords: listsOf(tags.words),
    tagWeights: copyShared(Float32Array.from(tags.weights)),
    categories: sharedInts(rows.map(({ product }) => categoryRows.get(leafCategory(product) ?? '') ?? -1)),
    categoryNames,
    slots: sharedUints(rows.map(({ slot }) => slot)),
    products: sharedUints(kept),
  };
}

/** The category path in its normal form, undefined for a product without one. */
export function leafCategory({ category }: Product): string | undefined {
  const levels = category === undefined ? [] : categoryLevels(category);
  return levels.length > 0 ? levels.join(' > ') : undefined;
}

/** Row `row` of some lists, a view. */
export function listAt({ offsets, values }: Lists, row: number): Int32Array {
  return values.subarray(offsets[row], offsets[row + 1]);
}

class TagTable {
  readonly words: Int32Array[] = [];
  readonly weights: number[] = [];
  private readonly rows = new Map<string, number>();

  constructor(private readonly vocabulary: Vocabulary) {}

  idsOf(product: Product): Int32Array {
    const ids = new Set<number>();
    for (const tag of draftTags(product)) {
      const id = this.idOf(tag);
      if (id >= 0) ids.add(id);
    }
    return Int32Array.from(ids).sort();
  }

  private idOf({ name, text, weight }: DraftTag): number {
    const key = `${name}\n${text}`;
    const known = this.rows.get(key);
    if (known !== undefined) return known;
    const words = this.vocabulary.encodeText(text);
    const id = words.length > 0 && words.length <= MAX_TAG_WORDS ? this.words.length : -1;
    if (id >= 0) {
      this.words.push(words);
      this.weights.push(weight);
    }
    this.rows.set(key, id);
    return id;
  }
}

/** The tags of a product; each level of its category but the top is one, the leaf the likeliest. */
function draftTags(product: Product): DraftTag[] {
  const drafts: DraftTag[] = [];
  const tags = productFields(product).tags.flatMap(([name, own]) => valuesOf(own).map((value) => [name, value]));
  for (const [name, value] of tags) {
    if (name !== 'category') {
      drafts.push({ name, text: value, weight: TAG_WEIGHTS[name] ?? ATTRIBUTE_WEIGHT });
      continue;
    }
    const levels = categoryLevels(value);
    for (const [i, level] of levels.entries()) {
      const isLeaf = i === levels.length - 1;
      drafts.push({ name, text: level, weight: isLeaf ? TAG_WEIGHTS.category : 0.4 });
    }
  }
  return drafts;
}

function listsOf(rows: readonly Int32Array[]): Lists {
  const offsets = sharedUints(new Array<number>(rows.length + 1).fill(0));
  let end = 0;
  for (const [i, row] of rows.entries()) offsets[i + 1] = end += row.length;
  const values = new Int32Array(new SharedArrayBuffer(end * 4));
  fillInOrder(values, rows);
  return { offsets, values };
}

function fillInOrder<T extends Int32Array | Float32Array>(into: T, parts: readonly T[]): void {
  let at = 0;
  for (const part of parts) {
    into.set(part, at);
    at += part.length;
  }
}

/** Zeros in memory that workers share. */
export function sharedFloats(length: number): Float32Array {
  return new Float32Array(new SharedArrayBuffer(length * 4));
}

function copyShared(source: Float32Array): Float32Array {
  const copy = sharedFloats(source.length);
  copy.set(source);
  return copy;
}

function sharedInts(values: readonly number[]): Int32Array {
  const copy = new Int32Array(new SharedArrayBuffer(values.length * 4));
  copy.set(values);
  return copy;
}

function sharedUints(values: readonly number[]): Uint32Array {
  const copy = new Uint32Array(new SharedArrayBuffer(values.length * 4));
  copy.set(values);
  return copy;
}

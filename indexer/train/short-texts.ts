import type { Random } from '../../src/random.js';
import { listAt, type TrainingSet } from './training-set.js';

/** A short text about a product: its words, and what another product must have for the text to be right for it too. */
export interface ShortText {
  readonly words: readonly number[];
  /** Tags it was made of. */
  readonly tags: readonly number[];
  /** Words that were taken from the title or the description. */
  readonly loose: readonly number[];
}

/** Shares of the ways in which a short text is made; the rest is tags alone. */
const FROM_TITLE = 0.25;
const FROM_WHOLE_TEXT = 0.08;
const TAG_AND_TITLE = 0.12;

/**
 * Draws what somebody might type who looks for a product: one to four of its tags, a few neighbouring words of its
 * title, a tag with one word of the title, or one or two words from anywhere in its text.
 */
export function drawShortText(set: TrainingSet, row: number, random: Random): ShortText {
  const kind = random.next();
  const title = listAt(set.titles, row);
  const tags = listAt(set.tags, row);
  if (kind < FROM_TITLE && title.length > 0) return looseText(titleRun(title, random));
  if (kind < FROM_TITLE + FROM_WHOLE_TEXT) return looseText(anyWords(set, row, random));
  if (tags.length === 0) return looseText(title.length > 0 ? titleRun(title, random) : anyWords(set, row, random));
  if (kind < FROM_TITLE + FROM_WHOLE_TEXT + TAG_AND_TITLE && title.length > 0) {
    const tag = drawTags(set, tags, 1, random);
    return withTags(set, tag, [title[random.integer(title.length)]]);
  }
  const count = [1, 1, 2, 2, 2, 3, 3, 4][random.integer(8)];
  return withTags(set, drawTags(set, tags, count, random), []);
}

/** Whether a short text is also right for another product: it has all the tags, and all the loose words in its text. */
export function describes({ tags, loose }: ShortText, set: TrainingSet, row: number): boolean {
  for (const tag of tags) {
    if (!holds(set.tags.values, tag, set.tags.offsets[row], set.tags.offsets[row + 1])) return false;
  }
  for (const word of loose) {
    if (!holds(set.bags.values, word, set.bags.offsets[row], set.bags.offsets[row + 1])) return false;
  }
  return true;
}

function looseText(words: readonly number[]): ShortText {
  return { words, tags: [], loose: words };
}

function withTags(set: TrainingSet, tags: readonly number[], loose: readonly number[]): ShortText {
  return { words: [...tags.flatMap((tag) => [...listAt(set.tagWords, tag)]), ...loose], tags, loose };
}

/** One to three neighbouring words. */
function titleRun(title: Int32Array, random: Random): number[] {
  const length = Math.min(title.length, 1 + random.integer(3));
  const start = random.integer(title.length - length + 1);
  return [...title.subarray(start, start + length)];
}

/** One or two words of the whole text. */
function anyWords(set: TrainingSet, row: number, random: Random): number[] {
  const bag = listAt(set.bags, row);
  const words = [bag[random.integer(bag.length)]];
  if (random.next() < 0.5) words.push(bag[random.integer(bag.length)]);
  return words;
}

/** Without replacement, in proportion to the tags' weights. */
function drawTags(set: TrainingSet, tags: Int32Array, count: number, random: Random): number[] {
  const left = [...tags];
  const drawn: number[] = [];
  while (drawn.length < count && left.length > 0) {
    const total = left.reduce((sum, tag) => sum + set.tagWeights[tag], 0);
    let at = random.next() * total;
    const found = left.findIndex((tag) => (at -= set.tagWeights[tag]) < 0);
    drawn.push(...left.splice(Math.max(0, found), 1));
  }
  return drawn;
}

/** Binary search in values[from, to), which rise. */
function holds(values: Int32Array, wanted: number, from: number, to: number): boolean {
  while (from < to) {
    const middle = (from + to) >> 1;
    if (values[middle] < wanted) from = middle + 1;
    else to = middle;
  }
  return values[from] === wanted;
}

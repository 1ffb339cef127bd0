import { damerauLevenshtein } from './edit-distance.js';
import { isDoubling, isSwap, isUsualSlip } from './slips.js';

/** A dictionary that knows what a misspelt word was meant to be. */
export interface Spelling {
  has(word: string): boolean;
  /**
   * The word that was most probably meant: few edits, weighed against how often the word occurs.
   * @returns undefined for a word that is too short to guess, or like none, or known, unless it is a rare word that is
   * a very frequent one with a letter doubled or two swapped: catalogs hold slips too ('marooon', 'leahter')
   */
  correct(word: string): Correction | undefined;
  /** The nearest other word, also for a known one. */
  nearest(word: string): Correction | undefined;
  /** Two known words that were run together: 'flipflops' is flip + flops. The more frequent pair wins. */
  split(word: string): readonly [string, string] | undefined;
  /** Changes how often a word occurs; 0 forgets it. */
  count(word: string, count: number): void;
}

export interface Correction {
  readonly word: string;
  /** Edits: a letter inserted, deleted or exchanged, or two neighbours swapped. */
  readonly distance: number;
  /** Whether the slip is of a kind that people make, and no other word is as likely. */
  readonly isSure: boolean;
}

/**
 * @param words surface words with their counts; those with a space, digits or fewer than 3 letters are known, but nothing
 * is corrected to them
 */
export function createSpelling(words: Iterable<readonly [word: string, count: number]>): Spelling {
  const counts = new Map(words);
  const shelves = new Shelves(counts);
  let mostFrequent: number | undefined;
  const nearest = (word: string): Correction | undefined =>
    bestCorrection(word, candidates(word, shelves), (mostFrequent ??= largestOf(counts.values())));
  return {
    nearest,
    has: (word) => counts.has(word),
    correct(word) {
      const count = counts.get(word);
      if (count === undefined) return nearest(word);
      mostFrequent ??= largestOf(counts.values());
      if (word.length < SHORTEST_SLIP || count * SLIP_RATIO > mostFrequent) return undefined;
      const slips = candidates(word, shelves).filter((other) => isSlipOf(word, count, other));
      return bestCorrection(word, slips, mostFrequent);
    },
    split: (word) => bestSplit(word, counts),
    count(word, count) {
      if (count > 0) counts.set(word, count);
      else counts.delete(word);
      mostFrequent = undefined;
      shelves.forget(word.length);
    },
  };
}

function largestOf(numbers: Iterable<number>): number {
  let largest = 0;
  for (const number of numbers) largest = Math.max(largest, number);
  return largest;
}

/** Words of one length, side by side, so that a search looks through numbers and not through strings. */
interface Shelf {
  readonly words: readonly string[];
  readonly letters: Int32Array;
  readonly counts: Float64Array;
}

const SHORTEST = 3;
/** How many edits a word of this length may hold: short words are too near to each other. */
function allowedEdits(length: number): number {
  return length < 4 ? 0 : length < 8 ? 1 : 2;
}

/**
 * How much an edit costs in units of ln(count): a word one edit further away must be e^6 = 400 times as frequent to be
 * preferred. Chosen on misspelt queries.
 */
const EDIT_COST = 6;
/**
 * The first letter is rarely wrong (Yannakoudakis and Fawthrop 1983): a short word with another one is another word,
 * as locket and pocket, unless the first two were swapped or one was lost.
 */
const FIRST_LETTER_COST = 2;
const SHORT_WORD = 7;
/** A letter typed twice, or once instead of twice, is the most common slip. */
const DOUBLED_BONUS = 1.5;

/** The words that others may be corrected to, by their length. A shelf is made when it is first looked at. */
class Shelves {
  private readonly made = new Map<number, Shelf>();
  private byLength: ReadonlyMap<number, readonly string[]> | undefined;

  constructor(private readonly counts: ReadonlyMap<string, number>) {}

  get(length: number): Shelf | undefined {
    this.byLength ??= wordsByLength(this.counts.keys());
    const words = this.byLength.get(length);
    if (words === undefined) return undefined;
    const shelf = this.made.get(length) ?? shelfOf(words, this.counts);
    this.made.set(length, shelf);
    return shelf;
  }

  /** After the words of this length have changed. */
  forget(length: number): void {
    this.byLength = undefined;
    this.made.delete(length);
  }
}

function wordsByLength(words: Iterable<string>): Map<number, string[]> {
  const byLength = new Map<number, string[]>();
  for (const word of words) {
    if (word.length < SHORTEST || !/^[\p{L}\p{M}-]+$/u.test(word)) continue;
    const list = byLength.get(word.length);
    if (list === undefined) byLength.set(word.length, [word]);
    else list.push(word);
  }
  return byLength;
}

function shelfOf(words: readonly string[], counts: ReadonlyMap<string, number>): Shelf {
  const sorted = words.toSorted();
  return {
    words: sorted,
    letters: Int32Array.from(sorted, letterSet),
    counts: Float64Array.from(sorted, (word) => counts.get(word) ?? 0),
  };
}

interface Candidate extends Omit<Correction, 'isSure'> {
  readonly count: number;
  readonly score: number;
}

function candidates(word: string, shelves: Shelves): Candidate[] {
  const most = allowedEdits(word.length);
  const found: Candidate[] = [];
  for (let length = word.length - most; length <= word.length + most; length++) {
    const shelf = shelves.get(length);
    if (shelf === undefined) continue;
    for (const { at, distance } of within(word, shelf, most)) {
      const candidate = shelf.words[at];
      if (distance === 0 || changesFirstLetter(word, candidate)) continue;
      const count = shelf.counts[at];
      found.push({ word: candidate, distance, count, score: Math.log1p(count) - slipCost(word, candidate, distance) });
    }
  }
  return found;
}

function bestCorrection(word: string, found: readonly Candidate[], mostFrequent: number): Correction | undefined {
  const [best] = found.toSorted((a, b) => b.score - a.score || (a.word < b.word ? -1 : 1));
  if (best === undefined) return undefined;
  const { word: meant, distance, count } = best;
  const isCommon =
    word.length >= LONG_SLIP || count * (word.length < SHORT_SLIP ? SHORT_RARITY : RARITY) >= mostFrequent;
  return { word: meant, distance, isSure: isCommon && isUsualSlip(word, meant, distance) };
}

/**
 * Nothing is surely corrected to a word that is so much rarer than the most frequent one: there is another, unknown word for
 * every rare one. Words of four letters have many neighbours, long words have none.
 */
const RARITY = 1500;
const SHORT_RARITY = 50;
const SHORT_SLIP = 5;
const LONG_SLIP = 8;

/** How much more frequent a word must be for a known one to be its slip, and how long the slip at least. */
const SLIP_RATIO = 300;
const SHORTEST_SLIP = 6;

function isSlipOf(word: string, count: number, other: Candidate): boolean {
  if (other.distance > 1 || other.count < SLIP_RATIO * count) return false;
  return isSwap(word, other.word) || isDoubling(word, other.word);
}

/** The words of a shelf within `most` edits. Most words are ruled out by their sets of letters alone. */
function within(word: string, { words, letters }: Shelf, most: number): { at: number; distance: number }[] {
  const found: { at: number; distance: number }[] = [];
  const own = letterSet(word);
  for (let at = 0; at < words.length; at++) {
    // An edit takes at most one letter out of the set and brings at most one in.
    if (bitCount(own & ~letters[at]) > most || bitCount(letters[at] & ~own) > most) continue;
    const distance = damerauLevenshtein(word, words[at], most);
    if (distance <= most) found.push({ at, distance });
  }
  return found;
}

function changesFirstLetter(typed: string, meant: string): boolean {
  if (typed.length >= SHORT_WORD || typed.length !== meant.length || typed.startsWith(meant.charAt(0))) return false;
  return !(typed.startsWith(meant.charAt(1)) && meant.startsWith(typed.charAt(1)));
}

function slipCost(typed: string, meant: string, distance: number): number {
  const firstLetter = typed.startsWith(meant.charAt(0)) ? 0 : FIRST_LETTER_COST;
  return EDIT_COST * distance + firstLetter - (distance === 1 && isDoubling(typed, meant) ? DOUBLED_BONUS : 0);
}

function bestSplit(word: string, counts: ReadonlyMap<string, number>): readonly [string, string] | undefined {
  let best: readonly [string, string] | undefined;
  let bestCount = 0;
  for (let at = SHORTEST; at <= word.length - SHORTEST; at++) {
    const pair = [word.slice(0, at), word.slice(at)] as const;
    // The rarer half decides: a chance split has at least one half that hardly occurs.
    const count = Math.min(counts.get(pair[0]) ?? 0, counts.get(pair[1]) ?? 0);
    if (count > bestCount) [best, bestCount] = [pair, count];
  }
  return best;
}

/** One bit for each letter a to z, the other letters share the rest. */
function letterSet(word: string): number {
  let set = 0;
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i) - 97;
    set |= 1 << (code >= 0 && code < 26 ? code : 26 + (word.charCodeAt(i) % 6));
  }
  return set;
}

function bitCount(bits: number): number {
  let rest = bits - ((bits >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

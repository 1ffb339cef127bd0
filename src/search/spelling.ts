import { isSwap } from '../text/slips.js';
import { createSpelling, type Spelling } from '../text/spelling.js';
import { openWordNet } from '../text/wordnet.js';

/** A word of the catalog with the number of products whose title or values hold it. */
export interface KnownWord {
  readonly word: string;
  readonly documents: number;
}

/** How a word of the query was read. */
export interface Correction {
  readonly from: string;
  readonly to: string;
}

/** What a word was probably meant to be. */
export interface Guess {
  /** One word of the catalog, or two. */
  readonly words: readonly string[];
  /** False when it may as well be another word, which this catalog lacks: then it is only offered. */
  readonly isSure: boolean;
}

/** A word with a meaning of its own is no slip for another one, whether the catalog has it or not. */
function isEnglish(word: string): boolean {
  return openWordNet().isWord(word);
}

/** Whether a word is no slip for another: unless two of its letters are swapped and few people ever write it, as 'bleu'. */
function isOwnWord(word: string, meant: string): boolean {
  return isEnglish(word) && !(isSwap(word, meant) && !openWordNet().isCommon(word));
}

const SHORTEST_BEGINNING = 3;
const SHORTEST_SURE_BEGINNING = 5;

/** How many times more frequent a word must be for a rare one to be another spelling of it. */
const MUCH_MORE = 10;

/** Texts hold slips too: a word in no more titles and values than this may be one. */
const MOST_SLIPS = 5;

/** Names are spelt in more than one way. */
function isName(word: string): boolean {
  return openWordNet().isName(word);
}

/** Finds the words that were meant by a misspelt, run-together or unfinished one. */
export class QuerySpelling {
  private readonly spelling: Spelling;
  private readonly counts: Map<string, number>;
  private readonly answers = new Map<string, Guess | undefined>();

  constructor(words: readonly KnownWord[]) {
    this.counts = new Map(words.map(({ word, documents }) => [word, documents]));
    this.spelling = createSpelling(this.counts);
  }

  /** The words with the number of products that have them. */
  get words(): ReadonlyMap<string, number> {
    return this.counts;
  }

  /** Follows products that were written: how many more of them have a word, or fewer. */
  update(more: ReadonlyMap<string, number>): void {
    for (const [word, count] of more) {
      if (count === 0) continue;
      const documents = (this.counts.get(word) ?? 0) + count;
      if (documents > 0) this.counts.set(word, documents);
      else this.counts.delete(word);
      this.spelling.count(word, documents);
    }
    this.answers.clear();
  }

  /** @returns the words of the catalog that a word of it was most probably meant to be; undefined when nothing is near */
  guess(word: string): Guess | undefined {
    if (this.answers.has(word)) return this.answers.get(word);
    const answer = this.made(word);
    if (this.answers.size > 10_000) this.answers.clear();
    this.answers.set(word, answer);
    return answer;
  }

  private made(word: string): Guess | undefined {
    const correction = this.spelling.correct(word);
    // Nobody slips at the first letter of a word that means something else.
    if (correction?.word.startsWith(word.charAt(0)) === false && isEnglish(word)) return undefined;
    if (correction !== undefined)
      return { words: [correction.word], isSure: correction.isSure && !isOwnWord(word, correction.word) };
    const halves = this.spelling.split(word);
    if (halves !== undefined) return { words: halves, isSure: false };
    const whole = this.completed(word);
    if (whole === undefined) return undefined;
    return { words: [whole], isSure: word.length >= SHORTEST_SURE_BEGINNING && !isEnglish(word) };
  }

  /** Whether a rare word of the texts, which no title or value has, is a slip for a much more frequent one. */
  isSlip(word: string, documents: number): boolean {
    if (documents > MOST_SLIPS || this.counts.has(word)) return false;
    const meant = this.spelling.nearest(word);
    if (meant?.isSure !== true || isOwnWord(word, meant.word)) return false;
    return (this.counts.get(meant.word) ?? 0) >= MUCH_MORE * documents;
  }

  /** The word of which a rare one is another spelling: 'phillips' where most products are of 'philips'. */
  usualSpelling(word: string): string | undefined {
    const own = this.counts.get(word) ?? 0;
    if (own > MOST_SLIPS) return undefined;
    const meant = this.spelling.nearest(word);
    if (meant?.isSure !== true || (isOwnWord(word, meant.word) && !isName(word))) return undefined;
    return (this.counts.get(meant.word) ?? 0) >= MUCH_MORE * Math.max(1, own) ? meant.word : undefined;
  }

  /** The most frequent word that begins with an unfinished one. */
  private completed(word: string): string | undefined {
    if (word.length < SHORTEST_BEGINNING) return undefined;
    let best: KnownWord | undefined;
    for (const [candidate, documents] of this.counts) {
      if (!candidate.startsWith(word)) continue;
      const known = { word: candidate, documents };
      const more = known.documents - (best?.documents ?? 0);
      if (best === undefined || more > 0 || (more === 0 && known.word < best.word)) best = known;
    }
    return best?.word;
  }
}

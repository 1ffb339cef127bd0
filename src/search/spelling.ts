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
  return openWordNet()?.isWord(word) ?? false;
}

const SHORTEST_BEGINNING = 3;
const SHORTEST_SURE_BEGINNING = 5;

/** How many times more frequent a word must be to be what a rare one was meant to be. */
const MUCH_MORE = 20;

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
    if (correction !== undefined) return { words: [correction.word], isSure: correction.isSure && !isEnglish(word) };
    const halves = this.spelling.split(word);
    if (halves !== undefined) return { words: halves, isSure: false };
    const whole = this.completed(word);
    if (whole === undefined) return undefined;
    return { words: [whole], isSure: word.length >= SHORTEST_SURE_BEGINNING && !isEnglish(word) };
  }

  /** Whether a rare word of the texts, which no title or value has, is a slip for a much more frequent one. */
  isSlip(word: string, documents: number): boolean {
    const meant = this.spelling.correct(word);
    if (meant?.isSure !== true || isEnglish(word)) return false;
    return (this.counts.get(meant.word) ?? 0) >= MUCH_MORE * documents;
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

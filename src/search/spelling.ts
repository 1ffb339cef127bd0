import { createSpelling, type Spelling } from '../text/spelling.js';

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

const SHORTEST_BEGINNING = 3;

/** How many times more frequent a word must be to be what a rare one was meant to be. */
const MUCH_MORE = 20;

/** Finds the words that were meant by a misspelt, run-together or unfinished one. */
export class QuerySpelling {
  private readonly spelling: Spelling;
  private readonly counts: Map<string, number>;
  private readonly answers = new Map<string, readonly string[]>();

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

  /** @returns the most likely words of the catalog, one or two; none when nothing is near */
  meant(word: string): readonly string[] {
    const known = this.answers.get(word);
    if (known !== undefined) return known;
    const corrected = this.spelling.correct(word)?.word;
    const single = corrected ?? (this.spelling.split(word) === undefined ? this.completed(word) : undefined);
    const answer = single === undefined ? (this.spelling.split(word) ?? []) : [single];
    if (this.answers.size > 10_000) this.answers.clear();
    this.answers.set(word, answer);
    return answer;
  }

  /** Whether a rare word of the texts, which no title or value has, is a slip for a much more frequent one. */
  isSlip(word: string, documents: number): boolean {
    const meant = this.spelling.correct(word)?.word;
    return meant !== undefined && (this.counts.get(meant) ?? 0) >= MUCH_MORE * documents;
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

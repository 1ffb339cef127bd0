import type { Synonyms } from '../catalog/synonym-list.js';

/** What the words of a shop's own list stand for. */
export class SynonymTable {
  private readonly byKey = new Map<string, Set<string>>();
  private longest = 0;

  /** @param stemsOf the stems of the words of a phrase, as the catalog has them */
  constructor(
    synonyms: Synonyms,
    private readonly stemsOf: (phrase: string) => readonly string[],
  ) {
    for (const synonym of synonyms) {
      if ('from' in synonym) this.add(synonym.from, synonym.to);
      else for (const word of synonym) this.add(word, synonym);
    }
  }

  /** How many words the longest phrase has that stands for others. */
  get longestPhrase(): number {
    return this.longest;
  }

  /** @returns the phrases that words with these stems also stand for; none for words that the list does not have */
  of(stems: readonly string[]): readonly string[] {
    return [...(this.byKey.get(stems.join(' ')) ?? [])];
  }

  private add(from: string, to: readonly string[]): void {
    const stems = this.stemsOf(from);
    if (stems.length === 0) return;
    const key = stems.join(' ');
    const others = to.filter((phrase) => this.stemsOf(phrase).join(' ') !== key);
    this.byKey.set(key, new Set([...(this.byKey.get(key) ?? []), ...others]));
    this.longest = Math.max(this.longest, stems.length);
  }
}

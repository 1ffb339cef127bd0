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

const LETTERS = /[\p{L}\p{N}]+/gu;

/** Words as they are written, lower case and without accents: 'Café-Racer' is 'cafe', 'racer'. */
export function plainWords(text: string): string[] {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().match(LETTERS) ?? [];
}

/**
 * Finds the word that was meant by a misspelt or unfinished one.
 *
 * A noisy channel (Kernighan, Church and Gale 1990) with two numbers: each edit costs as much as a word that is
 * `EDIT_COST` times as frequent, and a wrong first letter costs one edit more, since people rarely mistype it.
 */
export class Spelling {
  private readonly byLength = new Map<number, KnownWord[]>();
  private readonly counts = new Map<string, number>();
  private readonly answers = new Map<string, string | undefined>();

  constructor(words: readonly KnownWord[]) {
    for (const known of words) {
      this.counts.set(known.word, known.documents);
      const list = this.byLength.get(known.word.length);
      if (list === undefined) this.byLength.set(known.word.length, [known]);
      else list.push(known);
    }
  }

  /** Products that hold the word, 0 for an unknown one. */
  documents(word: string): number {
    return this.counts.get(word) ?? 0;
  }

  /** @returns the most likely word of the catalog; undefined when nothing is near */
  nearest(word: string): string | undefined {
    if (this.answers.has(word)) return this.answers.get(word);
    const answer = this.byEdits(word) ?? this.byBeginning(word);
    if (this.answers.size > 10_000) this.answers.clear();
    this.answers.set(word, answer);
    return answer;
  }

  private byEdits(word: string): string | undefined {
    const most = mostEdits(word.length);
    let best: { word: string; score: number } | undefined;
    for (let length = word.length - most; length <= word.length + most; length++) {
      for (const known of this.byLength.get(length) ?? []) {
        const edits = editDistance(word, known.word, most);
        if (edits > most || edits === 0) continue;
        const cost = edits + (known.word.startsWith(word[0]) ? 0 : 1);
        const score = Math.log(known.documents + 1) - cost * EDIT_COST;
        if (best === undefined || score > best.score || (score === best.score && known.word < best.word)) {
          best = { word: known.word, score };
        }
      }
    }
    return best?.word;
  }

  /** The most frequent word that begins with an unfinished one. */
  private byBeginning(word: string): string | undefined {
    if (word.length < 3) return undefined;
    let best: KnownWord | undefined;
    for (const list of this.byLength.values()) {
      for (const known of list) {
        if (!known.word.startsWith(word)) continue;
        const more = known.documents - (best?.documents ?? 0);
        if (more > 0 || (more === 0 && best !== undefined && known.word < best.word)) best = known;
      }
    }
    return best?.word;
  }
}

const EDIT_COST = 4;

/** Short words have too many neighbours: three letters take no edit, up to five take one, longer ones two. */
function mostEdits(length: number): number {
  if (length <= 3) return 0;
  return length <= 5 ? 1 : 2;
}

/**
 * Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours cost 1 (Damerau 1964).
 * @returns the distance, or `most + 1` as soon as it is known to be larger than `most`
 */
export function editDistance(a: string, b: string, most = Infinity): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let smallest = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, beforeLast[j - 2] + 1);
      row.push(cost);
      smallest = Math.min(smallest, cost);
    }
    if (smallest > most) return most + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length];
}

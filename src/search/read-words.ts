import type { FullTextIndex } from '../indexes/full-text.js';
import { eitherOf, firstOf, type TermExpression } from '../indexes/term-expression.js';
import type { EverydayWords } from './everyday-words.js';
import type { Stretch } from './query/lexemes.js';
import type { QueryWord, QueryWords } from './query-words.js';
import type { Correction, QuerySpelling } from './spelling.js';
import type { SynonymTable } from './synonyms.js';

/** A stretch of the query that was read as other words. */
export interface Reading extends Stretch {
  readonly kind: 'correction' | 'split' | 'synonym';
  readonly to: string;
}

/** A word of the query with its number there. */
export interface PlacedWord extends QueryWord {
  readonly place: number;
  /** Of several words that are read as one, the number of the last. */
  readonly last: number;
  /** The stems of phrases that are looked for as well, and name their values. */
  readonly others: readonly (readonly string[])[];
  /** What is looked for first, where the others were found out and are not the shop's own wish. */
  readonly typed?: TermExpression | undefined;
}

/** What became of the words of a query. */
export interface WordsRead {
  readonly understood: PlacedWord[];
  readonly unknown: PlacedWord[];
  /** Things with a name of their own that the catalog lacks. */
  readonly lacking: PlacedWord[];
  readonly corrections: Correction[];
  readonly didYouMean: Correction[];
  readonly readings: Reading[];
}

/** To be filled by a reader of words. */
export function nothingRead(): WordsRead {
  return { understood: [], unknown: [], lacking: [], corrections: [], didYouMean: [], readings: [] };
}

/** How many phrases a word that was read as several is said to stand for. */
const MOST_TOLD = 3;

export interface WordReaderParts {
  readonly fullText: FullTextIndex;
  readonly words: QueryWords;
  readonly spelling: () => QuerySpelling;
  /** The shop's own. */
  readonly synonyms: () => SynonymTable;
  readonly everyday: EverydayWords;
  /** Whether words, one behind the other, name a value of the catalog. */
  readonly namesValue: (words: readonly QueryWord[]) => boolean;
}

/** Finds the words of the catalog that the words of a query stand for: synonyms, everyday words, other spellings, slips. */
export class WordReader {
  constructor(private readonly parts: WordReaderParts) {}

  /** The words of a text as they stand there, numbered. */
  written(text: string, isLiteral: (stretch: Stretch) => boolean): PlacedWord[] {
    return this.parts.words.read(text, isLiteral).map((word, place) => ({ ...word, place, last: place, others: [] }));
  }

  /** Reads what the shop's own list has, the longest phrases first, as all that it stands for. */
  withSynonyms(words: readonly PlacedWord[], { readings }: WordsRead): PlacedWord[] {
    const table = this.parts.synonyms();
    if (table.longestPhrase === 0) return [...words];
    const read: PlacedWord[] = [];
    for (let start = 0; start < words.length;) {
      const found = this.longestSynonym(words, start, table);
      read.push(found?.word ?? words[start]);
      if (found !== undefined) readings.push(synonymReading(found.word, found.phrases));
      start += found?.count ?? 1;
    }
    return read;
  }

  private longestSynonym(
    words: readonly PlacedWord[],
    start: number,
    table: SynonymTable,
  ): { readonly word: PlacedWord; readonly phrases: readonly string[]; readonly count: number } | undefined {
    for (let count = Math.min(table.longestPhrase, words.length - start); count > 0; count--) {
      const stretch = words.slice(start, start + count);
      if (stretch.some(({ isLiteral }) => isLiteral)) continue;
      const phrases = table.of(stretch.flatMap(({ word }) => this.parts.fullText.stems(word)));
      if (phrases.length > 0) return { word: this.withOthers(asOne(stretch), phrases), phrases, count };
    }
    return undefined;
  }

  private withOthers(word: PlacedWord, phrases: readonly string[]): PlacedWord {
    const others = phrases.map((phrase) => this.parts.fullText.stems(phrase)).filter((stems) => stems.length > 0);
    return { ...word, others, term: eitherOf([word.term, ...others.map((stems) => stems.join(' '))]) };
  }

  /** Words that the search has found out by itself stand behind the one that was typed, and are told. */
  private told(word: PlacedWord, phrases: readonly string[], { readings }: WordsRead): PlacedWord {
    readings.push(synonymReading(word, phrases));
    return { ...this.withOthers(word, phrases), typed: word.term };
  }

  /** Puts words of the catalog in the place of those that it does not know, and writes down what became of each. */
  read(words: readonly PlacedWord[], read: WordsRead): void {
    for (let at = 0; at < words.length; at++) {
      const pair = this.pairAt(words, at);
      if (pair !== undefined) {
        const everyday = this.parts.everyday.same(pair.word);
        if (everyday.length > 0) read.understood.push(this.told(pair, everyday, read));
        else {
          read.unknown.push(pair);
          read.lacking.push(pair);
        }
        at++;
        continue;
      }
      const word = words[at];
      if (word.readAs !== undefined) read.readings.push({ ...stretchOf(word), kind: 'split', to: word.readAs });
      if (word.others.length > 0 || this.isKnown(word, words[at - 1], words[at + 1])) {
        read.understood.push(this.withUsualSpelling(word, read));
        continue;
      }
      const everyday = word.isLiteral ? [] : this.parts.everyday.of(word.word);
      if (everyday.length > 0) read.understood.push(this.told(word, everyday, read));
      else this.guess(word, read);
    }
  }

  /** What names the kind of thing is looked for by the catalog's own word, where it does not call anything so. */
  ofKind(word: PlacedWord, read: WordsRead): PlacedWord | undefined {
    if (word.isLiteral || word.others.length > 0) return undefined;
    const everyday = this.parts.everyday.of(word.word);
    return everyday.length === 0 ? undefined : this.told(word, everyday, read);
  }

  /**
   * Two words that together mean a thing for which the catalog has another word, or which it lacks altogether: of a
   * 'washing machine' neither 'washing' nor 'machine' is to be looked for.
   */
  private pairAt(words: readonly PlacedWord[], at: number): PlacedWord | undefined {
    const two = words.slice(at, at + 2);
    if (two.length < 2 || two.some(({ isLiteral, others }) => isLiteral || others.length > 0)) return undefined;
    const pair = asOne(two);
    const { everyday } = this.parts;
    return everyday.same(pair.word).length > 0 || everyday.isLacking(pair.word) ? pair : undefined;
  }

  /** A word that few products have is looked for also as most of them spell it. */
  private withUsualSpelling(word: PlacedWord, read: WordsRead): PlacedWord {
    if (word.isLiteral || word.others.length > 0 || word.term !== word.stem) return word;
    const usual = this.parts.namesValue([word]) ? undefined : this.parts.spelling().usualSpelling(word.word);
    return usual === undefined ? word : this.told(word, [usual], read);
  }

  private guess(word: PlacedWord, read: WordsRead): void {
    const { word: from } = word;
    const guess = word.isLiteral ? undefined : this.parts.spelling().guess(from);
    const to = guess?.words.join(' ') ?? '';
    if (guess?.isSure === true) {
      const { place, last, others } = word;
      const meant = guess.words.map((one) => ({ ...this.parts.words.corrected(one, word), place, last, others }));
      read.understood.push(...meant);
      read.corrections.push({ from, to });
      read.readings.push({ ...stretchOf(word), kind: meant.length > 1 ? 'split' : 'correction', to });
    } else {
      read.unknown.push(word);
      if (!word.isLiteral && this.parts.everyday.isLacking(from)) read.lacking.push(word);
      if (guess !== undefined) read.didYouMean.push({ from, to });
    }
  }

  /** A word is known when the catalog holds it, or when it names a value, alone or together with its neighbour. */
  private isKnown(word: QueryWord, before: QueryWord | undefined, after: QueryWord | undefined): boolean {
    const documents = this.parts.words.documentsOf(firstOf(word.term)) || this.parts.words.documentsOf(word.term);
    const mayBeSlip = word.term === word.stem && !word.isLiteral;
    if (documents > 0 && !(mayBeSlip && this.parts.spelling().isSlip(word.word, documents))) return true;
    const { namesValue } = this.parts;
    if (namesValue([word])) return true;
    return (before !== undefined && namesValue([before, word])) || (after !== undefined && namesValue([word, after]));
  }
}

function stretchOf({ start, end }: Stretch): Stretch {
  return { start, end };
}

function synonymReading(word: Stretch, phrases: readonly string[]): Reading {
  return { ...stretchOf(word), kind: 'synonym', to: phrases.slice(0, MOST_TOLD).join(', ') };
}

/** Words that are one phrase. */
function asOne(words: readonly PlacedWord[]): PlacedWord {
  const [first] = words;
  const final = words[words.length - 1];
  return {
    word: words.map(({ word }) => word).join(' '),
    stem: words.map(({ stem }) => stem).join(''),
    term: words.map(({ stem }) => stem).join(' '),
    ...{ start: first.start, end: final.end, place: first.place, last: final.last },
    ...{ isLiteral: false, others: [] },
  };
}

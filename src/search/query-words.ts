import type { FullTextIndex } from '../indexes/full-text.js';
import { idTerm, stretchOf } from '../indexes/indexed-texts.js';
import { eitherOf, firstOf, isTerm, type TermExpression } from '../indexes/term-expression.js';
import { analyze, type AnalyzedText } from '../text/analyzer.js';
import { isStopWord } from '../text/stop-words.js';
import { isUnspaced, type Word } from '../text/words.js';
import type { WordContexts } from './word-contexts.js';

/** A word of a query as the catalog may write it. */
export interface QueryWord {
  /** As it was typed, folded; of words that the catalog writes as one, joined: 'powerbank'. */
  readonly word: string;
  /** What names a value of the catalog. */
  readonly stem: string;
  /** What is looked for in the index. */
  readonly term: TermExpression;
  /** Offsets in the query. */
  readonly start: number;
  readonly end: number;
  /** Whether it is to be taken as it stands. */
  readonly isLiteral: boolean;
  /** What the catalog writes instead: 'power bank' for a powerbank that it does not know as one word. */
  readonly readAs?: string | undefined;
}

export interface QueryWordsParts {
  readonly fullText: FullTextIndex;
  readonly contexts: WordContexts;
  /** Rows of the products that a term finds. */
  readonly rowsOf: (term: TermExpression) => Uint32Array;
  /** Whether stems of words, one behind the other, name a value of the catalog. */
  readonly namesValue: (stems: readonly string[]) => boolean;
}

/** Words of a query that may be one word of the catalog: 'ear rings', '54 or 323014'. */
const MOST_JOINED = 3;

/** Answers that are kept. */
const MOST_KEPT = 10_000;

/** How alike the company of a word written apart and together must be for the two to be one. */
const ALIKE = 0.1;
/** The same where a part is a letter or a word of grammar, which stand beside everything: 'a line', 'be fore'. */
const ALIKE_BY_CHANCE = 0.3;

/** A word in more products than this is not looked for apart as well. */
const RARE = 50;

/** Shorter words are not cut in two, and shorter numbers are no beginning of one. */
const SHORTEST_CUT = 4;
const SHORTEST_NUMBER = 3;

/**
 * Reads the words of a query as the catalog writes them: together, apart, with a sign between, as a part of what is
 * written without spaces, or as the beginning of an article number.
 */
export class QueryWords {
  private readonly splits = new Map<string, string | undefined>();
  private readonly joins = new Map<string, Join | undefined>();

  constructor(private readonly parts: QueryWordsParts) {}

  /** Asks the catalog again, after products were written. */
  forget(): void {
    this.splits.clear();
    this.joins.clear();
  }

  /** @param isLiteral whether a stretch of the text is to be taken as it stands */
  read(text: string, isLiteral: (stretch: Pick<Word, 'start' | 'end'>) => boolean = () => false): readonly QueryWord[] {
    const analyzed = analyze(text);
    const read: QueryWord[] = [];
    for (let at = 0; at < analyzed.words.length;) {
      const first = analyzed.words[at];
      const found = isLiteral(first) ? undefined : (this.compoundAt(analyzed, at) ?? this.joinedAt(analyzed.words, at));
      read.push(...(found?.words ?? [this.single(first, isLiteral(first))]));
      at += found?.count ?? 1;
    }
    return this.orId(read, text);
  }

  /** A word that was corrected to one of the catalog, in the place of the one that was typed. */
  corrected(word: string, { start, end }: Pick<QueryWord, 'start' | 'end'>): QueryWord {
    return this.plain({ text: word, start, end });
  }

  /** What is written with a sign between, when the catalog has it as one: 't-shirt', 'at&t', '32/34'. */
  private compoundAt({ words, compounds }: AnalyzedText, at: number): Found | undefined {
    for (const { first, count, text, term } of compounds) {
      const known = first === at ? this.knownOr(term, text) : undefined;
      if (known === undefined) continue;
      const own = words.slice(at, at + count);
      const isWord = /^\p{L}+$/u.test(text);
      const either = isWord ? eitherOf([known, phraseOf(own)]) : known;
      return { words: [placed(own, { word: text, stem: term, term: either })], count };
    }
    return undefined;
  }

  /** Neighbours that the catalog writes as one. */
  private joinedAt(words: readonly Word[], at: number): Found | undefined {
    for (let count = Math.min(MOST_JOINED, words.length - at); count > 1; count--) {
      const own = words.slice(at, at + count);
      const isAll = count === words.length;
      const key = `${own.map(({ text }) => text).join(' ')} ${isAll}`;
      if (this.joins.size > MOST_KEPT) this.joins.clear();
      if (!this.joins.has(key)) this.joins.set(key, this.join(own, isAll));
      const join = this.joins.get(key);
      if (join !== undefined) return this.asJoined(own, join);
    }
    return undefined;
  }

  private asJoined(words: readonly Word[], { term, isWhole }: Join): Found {
    const word = joinedText(words);
    if (isWhole) {
      return {
        words: [placed(words, { word, stem: this.stemOf(word), term, readAs: isTerm(term) ? word : undefined })],
        count: words.length,
      };
    }
    // Both words stay, and what has them as one has each of them.
    const apart = words.map((own) => this.plain(own)).map((own) => ({ ...own, term: eitherOf([own.term, term]) }));
    return { words: apart, count: words.length };
  }

  private join(words: readonly Word[], isAll: boolean): Join | undefined {
    const { fullText, namesValue } = this.parts;
    const text = joinedText(words);
    const whole = this.stemOf(text);
    // A stem that has lost most of the last word is another word's: 'silver ring' is no 'silverr-ing'.
    if (whole.length <= joinedText(words.slice(0, -1)).length) return undefined;
    const stems = words.map(({ text: word }) => this.stemOf(word));
    const isThere = fullText.documents(whole) > 0;
    if (!isThere && !/\d/.test(text)) return undefined;
    const areKnown = stems.every((stem) => this.documentsOf(stem) > 0);
    if (!isThere) {
      const beginning = areKnown ? undefined : this.knownOr(whole, text);
      return beginning === undefined ? undefined : { term: beginning, isWhole: true };
    }
    if (!areKnown) return { term: whole, isWhole: true };
    const phrase = stems.join(' ');
    const isPhrase = fullText.documents(phrase) > 0;
    if (isPhrase ? !this.areAlike(whole, phrase, words) : !isAll && this.areApart(words, stems)) return undefined;
    // A letter by itself says nothing: 't shirt' is no shirt.
    const isWhole = namesValue([whole]) || words.some(({ text: word }) => word.length === 1);
    if (isWhole) return { term: eitherOf([whole, phrase]), isWhole };
    return namesValue(stems) ? undefined : { term: whole, isWhole: false };
  }

  /** Whether words that stand nowhere side by side are two all the same. */
  private areApart(words: readonly Word[], stems: readonly string[]): boolean {
    return words.some(({ text }) => isStopWord(text)) || this.parts.fullText.documentsNamingAll(stems) > 0;
  }

  /** A term that the catalog has, or of a number at least its beginning. */
  private knownOr(term: string, text: string): TermExpression | undefined {
    const { fullText } = this.parts;
    if (this.documentsOf(term) > 0) return term;
    const beginning = `${text}*`;
    const isNumber = /\d/.test(text) && text.length >= SHORTEST_NUMBER;
    return isNumber && fullText.documents(beginning) > 0 ? beginning : undefined;
  }

  /** Whether a word written as one and apart stands in the same company. */
  private areAlike(whole: string, phrase: string, parts: readonly Pick<Word, 'text' | 'term'>[]): boolean {
    const { contexts, rowsOf } = this.parts;
    const own = new Set([whole, ...parts.map(({ term }) => term)]);
    const byChance = parts.some(({ text }) => text.length === 1 || isStopWord(text));
    return contexts.similarity(rowsOf(whole), rowsOf(phrase), own) >= (byChance ? ALIKE_BY_CHANCE : ALIKE);
  }

  private plain({ text: word, start, end }: Pick<Word, 'text' | 'start' | 'end'>): QueryWord {
    const stem = this.stemOf(word);
    return { word, stem, term: stem, start, end, isLiteral: false };
  }

  private single({ text: word, start, end }: Word, isLiteral: boolean): QueryWord {
    const plain = this.plain({ text: word, start, end });
    const { stem } = plain;
    if (isUnspaced(word)) return { ...plain, isLiteral, term: eitherOf([stem, stretchOf(word)]) };
    if (isLiteral) return { ...plain, isLiteral };
    const known = this.knownOr(stem, word);
    const isRare = this.documentsOf(stem) <= RARE;
    const apart = known === undefined || (known === stem && isRare) ? this.split(word) : undefined;
    if (apart === undefined) return { ...plain, term: known ?? stem };
    const phrase = this.parts.fullText.stems(apart).join(' ');
    return known === undefined
      ? { ...plain, term: phrase, readAs: apart }
      : { ...plain, term: eitherOf([stem, phrase]) };
  }

  /** The two words as which the catalog writes a word. */
  private split(word: string): string | undefined {
    if (this.splits.has(word)) return this.splits.get(word);
    const apart = this.bestSplit(word);
    if (this.splits.size > MOST_KEPT) this.splits.clear();
    this.splits.set(word, apart);
    return apart;
  }

  private bestSplit(word: string): string | undefined {
    const { fullText } = this.parts;
    const letters = Array.from(word);
    if (letters.length < (/^[a-z\d]+$/.test(word) ? SHORTEST_CUT : 2)) return undefined;
    let best: string | undefined;
    let most = 0;
    for (let at = 1; at < letters.length; at++) {
      const texts = [letters.slice(0, at).join(''), letters.slice(at).join('')];
      const parts = texts.map((text) => ({ text, term: this.stemOf(text) }));
      if (!parts.every(({ term }) => fullText.documents(term) > 0)) continue;
      const documents = fullText.documentsNaming(phraseOf(parts));
      if (documents > most && this.isOneWord(word, parts)) [best, most] = [texts.join(' '), documents];
    }
    return best;
  }

  private isOneWord(word: string, parts: readonly Pick<Word, 'text' | 'term'>[]): boolean {
    const whole = this.stemOf(word);
    return this.parts.fullText.documents(whole) === 0 || this.areAlike(whole, phraseOf(parts), parts);
  }

  /** A query of one piece that is the id of a product, or the beginning of ids, finds it by that too. */
  private orId(read: readonly QueryWord[], text: string): readonly QueryWord[] {
    const { fullText } = this.parts;
    if (read.length === 0 || /\s/.test(text.trim())) return read;
    const id = idTerm(text);
    const isKnown = read.some(({ term }) => this.documentsOf(firstOf(term)) > 0 || fullText.documents(term) > 0);
    const isBeginning = !isKnown && /^[^/]*\d[^/]*$/.test(text) && id.length > SHORTEST_NUMBER;
    const term = [id, ...(isBeginning ? [`${id}*`] : [])].find((one) => fullText.documents(one) > 0);
    if (term === undefined) return read;
    const { start } = read[0];
    const { end } = read[read.length - 1];
    const word = read.map((one) => one.word).join('');
    const terms = read.length === 1 && isKnown ? [read[0].term, term] : [term];
    return [{ word, stem: this.stemOf(word), term: eitherOf(terms), start, end, isLiteral: false }];
  }

  /** How many products hold a term. The rows of a word are read for the ranking anyway, and kept. */
  documentsOf(term: TermExpression): number {
    return isTerm(term) ? this.parts.rowsOf(term).length : this.parts.fullText.documents(term);
  }

  private stemOf(word: string): string {
    return this.parts.fullText.stems(word).join('') || word;
  }
}

interface Found {
  /** What the words of the query are read as. */
  readonly words: readonly QueryWord[];
  /** How many words of the query. */
  readonly count: number;
}

/** Words that the catalog writes as one. */
interface Join {
  readonly term: TermExpression;
  /** Whether the words are nothing but this one. */
  readonly isWhole: boolean;
}

function placed(words: readonly Word[], read: Omit<QueryWord, 'start' | 'end' | 'isLiteral'>): QueryWord {
  return { ...read, isLiteral: false, start: words[0].start, end: words[words.length - 1].end };
}

function phraseOf(words: readonly Pick<Word, 'term'>[]): TermExpression {
  return words.map(({ term }) => term).join(' ');
}

/** The words as one; of 'h and m' without the 'and', which stands for a sign. */
function joinedText(words: readonly Pick<Word, 'text'>[]): string {
  const [first, middle, last] = words;
  const isSign = words.length === 3 && middle.text === 'and' && first.text.length === 1 && last.text.length <= 2;
  return (isSign ? [first, last] : words).map(({ text }) => text).join('');
}

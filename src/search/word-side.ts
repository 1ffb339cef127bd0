import type { ProductChange } from '../catalog/changes.js';
import type { Synonyms } from '../catalog/synonym-list.js';
import { WORD_COLUMNS } from '../catalog/searchable.js';
import { FullTextIndex, type WordChange } from '../indexes/full-text.js';
import type { TermExpression } from '../indexes/term-expression.js';
import type { Database } from '../storage/database.js';
import { openWordNet } from '../text/wordnet.js';
import { Associations, type AssociationWeights } from './associations.js';
import { EverydayWords } from './everyday-words.js';
import { WordCount, wordCountsOf } from './known-words.js';
import { QueryReader, type ReadOptions, type ReadQuery } from './query-units.js';
import { QueryWords } from './query-words.js';
import { QuerySpelling } from './spelling.js';
import { SynonymTable } from './synonyms.js';
import { ValueDictionary } from './value-dictionary.js';
import { WordContexts } from './word-contexts.js';
import {
  WordRanker,
  type ImpliedValue,
  type LearnedValues,
  type WordRanking,
  type WordRankingWeights,
} from './word-ranking.js';
import { WordScores, type StemScores, type WordWeights } from './word-scores.js';

/** Everything that can be turned in the ranking by words; chosen on validation queries, all of them flat maxima. */
export interface WordSettings {
  readonly words: WordWeights;
  readonly ranking: WordRankingWeights;
  readonly associations: AssociationWeights;
}

export const WORD_SETTINGS: WordSettings = {
  words: {
    columns: { title: 5, category: 3, attributes: 3, description: 1, kinds: 0 },
    saturation: 0.9,
    lengthShare: 0.6,
  },
  ranking: {
    wordsWithoutValue: 0.6,
    attributeValue: 0.65,
    otherWord: 0.9,
    textAmongEquals: 0.1,
    association: 0.85,
    categoryImportance: 1.5,
    rarity: [0.5, 5],
    surely: { confidence: 0.55, likelihood: 0.5 },
    order: 0.15,
    kind: 0.15,
  },
  associations: { prior: 2, lift: 2 },
};

/** Titles whose words are counted in one go: some milliseconds. */
const TITLES_AT_ONCE = 1000;

/** The words of a catalog: reads a query and scores all products for it. Everything is read when it is first needed. */
export class WordSide {
  readonly fullText: FullTextIndex;
  readonly dictionary: ValueDictionary;
  readonly associations: Associations;
  private readonly queryWords: QueryWords;
  private readonly everyday: EverydayWords;
  private readonly reader: QueryReader;
  private readonly scores: WordScores;
  private readonly ranker: WordRanker;
  private synonyms: SynonymTable;
  private loadedSpelling: QuerySpelling | undefined;
  private counting: WordCount | undefined;

  /** @param extent number of products, and one more than the largest row; both change with the catalog */
  constructor(
    private readonly database: Database,
    extent: { readonly count: number; readonly rows: number },
    settings: WordSettings = WORD_SETTINGS,
  ) {
    this.fullText = new FullTextIndex(database);
    this.dictionary = new ValueDictionary(database, this.fullText, extent);
    this.associations = new Associations(this.dictionary, extent, settings.associations);
    this.scores = new WordScores(this.fullText, settings.words);
    this.queryWords = new QueryWords({
      fullText: this.fullText,
      contexts: new WordContexts(database, this.fullText, extent),
      rowsOf: (term) => this.scores.ofStem(term).rows,
      namesValue: (stems) => this.dictionary.named(stems).length > 0,
    });
    this.everyday = new EverydayWords({
      fullText: this.fullText,
      dictionary: this.dictionary,
      wordNet: openWordNet(),
    });
    this.reader = new QueryReader({
      fullText: this.fullText,
      words: this.queryWords,
      dictionary: this.dictionary,
      spelling: () => this.spelling(),
      synonyms: () => this.synonyms,
      everyday: this.everyday,
    });
    this.synonyms = this.tableOf([]);
    this.ranker = new WordRanker({
      wordScores: this.scores,
      dictionary: this.dictionary,
      associations: this.associations,
      extent,
      weights: settings.ranking,
    });
  }

  /** Takes the shop's own list, from now on. */
  useSynonyms(synonyms: Synonyms): void {
    this.synonyms = this.tableOf(synonyms);
  }

  private tableOf(synonyms: Synonyms): SynonymTable {
    return new SynonymTable(synonyms, (phrase) => this.fullText.stems(phrase));
  }

  read(words: string, options?: ReadOptions): ReadQuery {
    return this.reader.read(words, options);
  }

  /** What the word for the kind of thing stands for in this catalog without naming it. */
  learned(read: ReadQuery): LearnedValues | undefined {
    return this.ranker.learned(read);
  }

  /** @param implied what a photo says, beside the words */
  rank(read: ReadQuery, implied: readonly ImpliedValue[] = []): WordRanking {
    return this.ranker.rank(read, implied);
  }

  /** The products that hold a term or a phrase, and the columns that do. */
  placesOf(expression: TermExpression): Pick<StemScores, 'rows' | 'columns'> {
    return this.scores.ofStem(expression);
  }

  /** Rows of the products that hold all of these stems, ascending. */
  rowsWithStems(stems: readonly string[]): Uint32Array {
    const lists = stems.map((stem) => this.scores.ofStem(stem).rows);
    if (lists.length === 1) return lists[0];
    const held = new Map<number, number>();
    for (const list of lists) for (const row of list) held.set(row, (held.get(row) ?? 0) + 1);
    const rows = [...held].filter(([, count]) => count === lists.length).map(([row]) => row);
    return Uint32Array.from(rows).sort();
  }

  /** Whether the product has fewer words than could be searched: its photo speaks alone. */
  isWordless(row: number): boolean {
    let words = 0;
    for (let column = 0; column < WORD_COLUMNS.length; column++) words += this.fullText.lengths(column)[row] ?? 0;
    return words < 2;
  }

  /** Follows products that were written; everything answers afterwards as if it were made anew. */
  update(changes: readonly ProductChange[]): void {
    const words = this.wordChanges(changes);
    this.fullText.update(words);
    this.scores.update(words);
    this.dictionary.update(changes);
    this.ranker.forget();
    this.queryWords.forget();
    this.everyday.forget();
    this.counting?.update(changes);
    this.loadedSpelling?.update(wordCountsOf(changes));
  }

  /** Words of titles and values as they are written: what is corrected to, and completed. */
  spelling(): QuerySpelling {
    while (this.loadedSpelling === undefined) this.prepareSpelling();
    return this.loadedSpelling;
  }

  /**
   * Does a part of what `spelling` needs.
   * @returns whether there is more
   */
  prepareSpelling(): boolean {
    if (this.loadedSpelling !== undefined) return false;
    this.counting ??= new WordCount(this.database, this.dictionary);
    if (this.counting.next(TITLES_AT_ONCE)) return true;
    this.loadedSpelling = new QuerySpelling(this.counting.words());
    this.counting = undefined;
    return false;
  }

  private wordChanges(changes: readonly ProductChange[]): WordChange[] {
    const found = this.fullText.occurrences(changes.flatMap(({ before, after }) => [before, after]));
    return changes.map(({ row }, i) => ({ row, before: found[2 * i], after: found[2 * i + 1] }));
  }
}

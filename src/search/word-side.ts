import { FullTextIndex, WORD_COLUMNS } from '../indexes/full-text.js';
import type { Database } from '../storage/database.js';
import { Associations, type AssociationWeights } from './associations.js';
import { QueryReader, type ReadQuery } from './query-units.js';
import { plainWords, QuerySpelling, type KnownWord } from './spelling.js';
import { ValueDictionary } from './value-dictionary.js';
import { WordRanker, type ImpliedValue, type WordRanking, type WordRankingWeights } from './word-ranking.js';
import { WordScores, type WordWeights } from './word-scores.js';

/** Everything that can be turned in the ranking by words; chosen on validation queries, all of them flat maxima. */
export interface WordSettings {
  readonly words: WordWeights;
  readonly ranking: WordRankingWeights;
  readonly associations: AssociationWeights;
}

export const WORD_SETTINGS: WordSettings = {
  words: {
    columns: { title: 5, category: 3, attributes: 3, description: 1 },
    saturation: 1.2,
    lengthShare: 0.5,
  },
  ranking: {
    wordsWithoutValue: 0.6,
    attributeValue: 0.65,
    textAmongEquals: 0.1,
    association: 0.85,
    categoryImportance: 1.5,
    rarity: [0.5, 4],
  },
  associations: { prior: 2, lift: 2 },
};

/** The words of a catalog: reads a query and scores all products for it. Everything is read when it is first needed. */
export class WordSide {
  readonly fullText: FullTextIndex;
  readonly dictionary: ValueDictionary;
  readonly associations: Associations;
  private readonly reader: QueryReader;
  private readonly ranker: WordRanker;
  private loadedSpelling: QuerySpelling | undefined;

  /** @param extent number of products, and one more than the largest row */
  constructor(
    private readonly database: Database,
    extent: { readonly count: number; readonly rows: number },
    settings: WordSettings = WORD_SETTINGS,
  ) {
    this.fullText = new FullTextIndex(database);
    this.dictionary = new ValueDictionary(database, this.fullText);
    this.associations = new Associations(this.dictionary, extent.rows, settings.associations);
    this.reader = new QueryReader(this.fullText, this.dictionary, () => this.spelling());
    this.ranker = new WordRanker({
      wordScores: new WordScores(this.fullText, settings.words),
      dictionary: this.dictionary,
      associations: this.associations,
      extent,
      weights: settings.ranking,
    });
  }

  read(words: string): ReadQuery {
    return this.reader.read(words);
  }

  /** @param implied what a photo says, beside the words */
  rank({ units }: ReadQuery, implied: readonly ImpliedValue[] = []): WordRanking {
    return this.ranker.rank(units, implied);
  }

  /** Whether the product has fewer words than could be searched: its photo speaks alone. */
  isWordless(row: number): boolean {
    let words = 0;
    for (let column = 0; column < WORD_COLUMNS.length; column++) words += this.fullText.lengths(column)[row] ?? 0;
    return words < 2;
  }

  private spelling(): QuerySpelling {
    this.loadedSpelling ??= new QuerySpelling(this.knownWords());
    return this.loadedSpelling;
  }

  /** Words of titles and values as they are written, with the number of products that have them. */
  private knownWords(): KnownWord[] {
    const counts = new Map<string, number>();
    const add = (text: string, documents: number): void => {
      for (const word of new Set(plainWords(text))) counts.set(word, (counts.get(word) ?? 0) + documents);
    };
    const titles = this.database.prepare<{ title: string }>(
      "SELECT json_extract(document, '$.title') AS title FROM products",
    );
    for (const { title } of titles.all()) add(title, 1);
    for (const { value, documents } of this.dictionary.values) add(value, documents);
    return [...counts].map(([word, documents]) => ({ word, documents }));
  }
}

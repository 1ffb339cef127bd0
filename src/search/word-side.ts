import type { ProductChange } from '../catalog/changes.js';
import { filterValues, WORD_COLUMNS, wordTexts } from '../catalog/searchable.js';
import { FullTextIndex, type WordChange } from '../indexes/full-text.js';
import type { Product } from '../product.js';
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
  private readonly scores: WordScores;
  private readonly ranker: WordRanker;
  private loadedSpelling: QuerySpelling | undefined;

  /** @param extent number of products, and one more than the largest row; both change with the catalog */
  constructor(
    private readonly database: Database,
    extent: { readonly count: number; readonly rows: number },
    settings: WordSettings = WORD_SETTINGS,
  ) {
    this.fullText = new FullTextIndex(database);
    this.dictionary = new ValueDictionary(database, this.fullText, extent);
    this.associations = new Associations(this.dictionary, extent, settings.associations);
    this.reader = new QueryReader(this.fullText, this.dictionary, () => this.spelling());
    this.scores = new WordScores(this.fullText, settings.words);
    this.ranker = new WordRanker({
      wordScores: this.scores,
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
    this.loadedSpelling?.update(countsOf(changes));
  }

  /** Words of titles and values as they are written: what is corrected to, and completed. */
  spelling(): QuerySpelling {
    this.loadedSpelling ??= new QuerySpelling(this.knownWords());
    return this.loadedSpelling;
  }

  private wordChanges(changes: readonly ProductChange[]): WordChange[] {
    const texts = (product: Product | undefined): readonly string[] =>
      product === undefined ? [] : wordTexts(product);
    const found = this.fullText.occurrences(changes.flatMap(({ before, after }) => [texts(before), texts(after)]));
    return changes.map(({ row }, i) => ({ row, before: found[2 * i], after: found[2 * i + 1] }));
  }

  private knownWords(): KnownWord[] {
    const counts = new Map<string, number>();
    const titles = this.database
      .prepare<{ titles: string }>("SELECT json_group_array(document ->> '$.title') AS titles FROM products")
      .get();
    for (const title of JSON.parse(titles?.titles ?? '[]') as string[]) countWords(counts, title, 1);
    for (const name of this.dictionary.names) {
      for (const { value, documents } of this.dictionary.valuesOf(name)) countWords(counts, value, documents);
    }
    return [...counts].map(([word, documents]) => ({ word, documents }));
  }
}

function countWords(counts: Map<string, number>, text: string, documents: number): void {
  for (const word of new Set(plainWords(text))) counts.set(word, (counts.get(word) ?? 0) + documents);
}

/** How many more products have each word than before the changes. */
function countsOf(changes: readonly ProductChange[]): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (product: Product | undefined, documents: number): void => {
    if (product === undefined) return;
    countWords(counts, product.title, documents);
    const values = new Map(filterValues(product).map(([name, value]) => [`${name}\0${value}`, value]));
    for (const value of values.values()) countWords(counts, value, documents);
  };
  for (const { before, after } of changes) {
    add(before, -1);
    add(after, 1);
  }
  return counts;
}

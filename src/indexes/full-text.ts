import { ANALYZED_VERSION } from '../catalog/schema.js';
import { WORD_COLUMNS, wordTexts } from '../catalog/searchable.js';
import type { Product } from '../product.js';
import type { Database, Statement } from '../storage/database.js';
import { stems } from '../text/analyzer.js';
import { porterStem } from '../text/porter-stem.js';
import { grown } from '../vector/grown.js';
import { indexedTerms } from './indexed-texts.js';
import { isTerm, matchOf, type TermExpression } from './term-expression.js';

/**
 * Where one stem stands, ordered by product row:
 *
 *     rows     [ 3, 3, 8, ... ]   the product of each occurrence
 *     columns  [ 0, 3, 1, ... ]   its column, by position in WORD_COLUMNS
 */
export interface Postings {
  readonly rows: Uint32Array;
  readonly columns: Uint8Array;
  /** How many products hold the stem at least once. */
  readonly documents: number;
}

/** How often each stem stands in each column of one product: `get('shoe')` is [1, 0, 2, 0]. */
export type Occurrences = ReadonlyMap<string, readonly number[]>;

/** A product that was written: its words as they were and as they are. */
export interface WordChange {
  readonly row: number;
  readonly before: Occurrences;
  readonly after: Occurrences;
}

/** `kinds` repeats single words of the title: no phrase stands there. Catalogs of older versions do not have it. */
const PHRASE_COLUMNS = WORD_COLUMNS.filter((name) => name !== 'kinds');

/** Where a product says what it is. */
const NAMING = '{title category attributes}';

const NO_POSTINGS: Postings = { rows: new Uint32Array(0), columns: new Uint8Array(0), documents: 0 };

interface FullTextStatements {
  readonly readPlaces: Statement<{ rows: string; columns: string }>;
  readonly countDocuments: Statement<{ documents: number }>;
  readonly commonest: Statement<{ term: string }>;
  readonly matching: Statement<{ rows: string }>;
  readonly countMatching: Statement<{ documents: number }>;
}

/**
 * Reads the full-text index that the catalog keeps in SQLite's FTS5, and leaves the ranking to `src/search`.
 * FTS5's own `bm25()` scores every product of the longest posting list again for each query, and knows nothing of exact
 * values; scores that were made once of these postings are kept by `src/search`.
 */
export class FullTextIndex {
  private readonly statements: FullTextStatements;
  private readonly terms: IndexedTerms;
  private readonly hasKinds: boolean;
  private readonly documentCounts = new Map<string, number>();
  private loadedLengths: Uint16Array[] | undefined;
  private loadedTotals: { words: number; products: number }[] | undefined;

  /** @param database a catalog; only temporary tables are made in it */
  constructor(private readonly database: Database) {
    database.exec(`
      CREATE VIRTUAL TABLE IF NOT EXISTS temp.word_places USING fts5vocab('main', 'product_words', 'instance');
      CREATE VIRTUAL TABLE IF NOT EXISTS temp.word_counts USING fts5vocab('main', 'product_words', 'row');`);
    this.statements = statementsOf(database);
    this.hasKinds = Number(database.pragma('user_version')) >= ANALYZED_VERSION;
    this.terms = this.hasKinds ? ANALYZED_TERMS : PORTER_TERMS;
  }

  /** Stems of the words of a text, in its order, as the index has them. */
  stems(text: string): readonly string[] {
    return this.terms.stems(text);
  }

  /**
   * Every occurrence of a term, read anew at each call; empty for an unknown one. A phrase or a beginning has at most one
   * occurrence in each column, and of several alternatives the one counts that stands there most often.
   */
  postings(expression: TermExpression): Postings {
    if (isTerm(expression)) return this.postingsOf(expression);
    const alternatives = expression
      .split('|')
      .map((one) => (isTerm(one) ? placesOf(this.postingsOf(one)) : this.placesMatching(one)));
    const places = alternatives.reduce(mostOfBoth);
    if (places.length === 0) return NO_POSTINGS;
    const rows = new Uint32Array(places.length);
    const columns = new Uint8Array(places.length);
    for (let i = 0; i < places.length; i++) {
      columns[i] = places[i] % WORD_COLUMNS.length;
      rows[i] = (places[i] - columns[i]) / WORD_COLUMNS.length;
    }
    return { rows, columns, documents: countDistinct(rows) };
  }

  /** How many products hold a term or an expression, without reading where. */
  documents(expression: TermExpression): number {
    const kept = this.documentCounts.get(expression);
    if (kept !== undefined) return kept;
    if (!isTerm(expression)) return this.countMatching(matchOf(expression));
    const documents = this.statements.countDocuments.get(expression)?.documents ?? 0;
    if (this.documentCounts.size > 50_000) this.documentCounts.clear();
    this.documentCounts.set(expression, documents);
    return documents;
  }

  /** How many products hold an expression in what says what they are, and not only in a description. */
  documentsNaming(expression: TermExpression): number {
    return this.countMatching(`${NAMING} : (${matchOf(expression)})`);
  }

  /** How many products hold all of the terms in what says what they are. */
  documentsNamingAll(terms: readonly TermExpression[]): number {
    return this.countMatching(`${NAMING} : (${terms.map((term) => `(${matchOf(term)})`).join(' AND ')})`);
  }

  /** How many titles have these words, one behind the other. */
  documentsTitled(stems: readonly string[]): number {
    return this.countMatching(`title : (${matchOf(stems.join(' '))})`);
  }

  /** How many products have a title whose word for the thing is this one; of several words, whose title has them so. */
  documentsCalled(stems: readonly string[]): number {
    if (stems.length !== 1) return this.documentsTitled(stems);
    return this.hasKinds ? this.countMatching(`kinds : (${matchOf(stems[0])})`) : 0;
  }

  private countMatching(match: string): number {
    const kept = this.documentCounts.get(match);
    if (kept !== undefined) return kept;
    const documents = this.statements.countMatching.get(match)?.documents ?? 0;
    this.documentCounts.set(match, documents);
    return documents;
  }

  /** The stems that most products hold, those of most first. */
  commonest(count: number): string[] {
    return this.statements.commonest.all(count).map(({ term }) => term);
  }

  /** Words in each column, by product row: `lengths(0)[row]` is the length of the title. */
  lengths(column: number): Uint16Array {
    this.loadedLengths ??= this.readLengths();
    return this.loadedLengths[column];
  }

  /** Words of all products in a column, and how many products have any. */
  totals(column: number): { readonly words: number; readonly products: number } {
    this.loadedTotals ??= WORD_COLUMNS.map((_, i) => totalsOf(this.lengths(i)));
    return this.loadedTotals[column];
  }

  /** How often each term would stand in the columns of products, of which some are not, or no longer, in the catalog. */
  occurrences(products: readonly (Product | undefined)[]): Occurrences[] {
    return products.map((product) =>
      product === undefined ? new Map() : occurrencesOf(this.terms.ofProduct(product)),
    );
  }

  /** Follows products that were written. */
  update(changes: readonly WordChange[]): void {
    for (const expression of this.documentCounts.keys())
      if (!isTerm(expression)) this.documentCounts.delete(expression);
    for (const { row, before, after } of changes) {
      for (const stem of before.keys()) if (!after.has(stem)) this.countDocuments(stem, -1);
      for (const stem of after.keys()) if (!before.has(stem)) this.countDocuments(stem, 1);
      this.setLengths(row, after);
    }
  }

  private countDocuments(stem: string, more: number): void {
    const known = this.documentCounts.get(stem);
    if (known !== undefined) this.documentCounts.set(stem, known + more);
  }

  private setLengths(row: number, occurrences: Occurrences): void {
    if (this.loadedLengths === undefined) return;
    const words = WORD_COLUMNS.map(() => 0);
    for (const counts of occurrences.values()) for (const [column, count] of counts.entries()) words[column] += count;
    for (const [column, count] of words.entries()) {
      const lengths = grown(this.loadedLengths[column], row + 1);
      const before = lengths[row];
      lengths[row] = Math.min(count, 0xffff);
      this.loadedLengths[column] = lengths;
      const total = this.loadedTotals?.[column];
      if (total === undefined) continue;
      total.words += lengths[row] - before;
      total.products += (lengths[row] > 0 ? 1 : 0) - (before > 0 ? 1 : 0);
    }
  }

  private postingsOf(term: string): Postings {
    const found = this.statements.readPlaces.get(term);
    if (found === undefined || found.rows === '[]') return NO_POSTINGS;
    const rows = Uint32Array.from(JSON.parse(found.rows) as number[]);
    const columns = Uint8Array.from(JSON.parse(found.columns) as number[]);
    return { rows, columns, documents: countDistinct(rows) };
  }

  /** Ascending; row x columns + column for each occurrence. */
  private placesMatching(expression: TermExpression): Float64Array {
    const match = matchOf(expression);
    const places = PHRASE_COLUMNS.flatMap((name, column) => {
      const found = this.statements.matching.get(`${name} : (${match})`);
      return (JSON.parse(found?.rows ?? '[]') as number[]).map((row) => row * WORD_COLUMNS.length + column);
    });
    return Float64Array.from(places).sort();
  }

  /** Reads the sizes that FTS5 keeps for each row: one varint for each column. */
  private readLengths(): Uint16Array[] {
    const last = this.database
      .prepare<{ last: number | null }>('SELECT max(id) AS last FROM product_words_docsize')
      .get();
    const lengths = WORD_COLUMNS.map(() => new Uint16Array((last?.last ?? 0) + 1));
    // One text of all sizes costs a fifth of as many rows.
    const sizes = this.database
      .prepare<{ ids: string; sizes: string | null }>(
        "SELECT json_group_array(id) AS ids, group_concat(hex(sz), ' ') AS sizes FROM product_words_docsize",
      )
      .get();
    const hexadecimal = sizes?.sizes?.split(' ') ?? [];
    for (const [i, id] of (JSON.parse(sizes?.ids ?? '[]') as number[]).entries()) {
      for (const [column, words] of decodeVarints(Buffer.from(hexadecimal[i], 'hex')).entries()) {
        if (column < lengths.length) lengths[column][id] = Math.min(words, 0xffff);
      }
    }
    return lengths;
  }
}

/** How a catalog's words are made from the texts of its products. */
interface IndexedTerms {
  readonly stems: (text: string) => string[];
  readonly ofProduct: (product: Product) => string[][];
}

const ANALYZED_TERMS: IndexedTerms = { stems, ofProduct: indexedTerms };

/** Until version 4, FTS5's own tokenizer made them ('porter unicode61 remove_diacritics 2'). */
const PORTER_TERMS: IndexedTerms = {
  stems: porterTerms,
  ofProduct: (product) => wordTexts(product).map(porterTerms),
};

function porterTerms(text: string): string[] {
  const words =
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.map(porterStem);
}

function occurrencesOf(columns: readonly (readonly string[])[]): Occurrences {
  const found = new Map<string, number[]>();
  for (const [column, terms] of columns.entries()) {
    for (const term of terms) {
      let counts = found.get(term);
      if (counts === undefined) found.set(term, (counts = columns.map(() => 0)));
      counts[column]++;
    }
  }
  return found;
}

/** Row x columns + column for each occurrence, ascending. */
function placesOf({ rows, columns }: Postings): Float64Array {
  const places = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) places[i] = rows[i] * WORD_COLUMNS.length + columns[i];
  return places.sort();
}

/** Merges ascending lists: a place is there as often as in the list that has it most often. */
function mostOfBoth(a: Float64Array, b: Float64Array): Float64Array {
  const merged = new Float64Array(a.length + b.length);
  let next = 0;
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const place = Math.min(a[i], b[j]);
    merged[next++] = place;
    if (a[i] === place) i++;
    if (b[j] === place) j++;
  }
  while (i < a.length) merged[next++] = a[i++];
  while (j < b.length) merged[next++] = b[j++];
  return merged.subarray(0, next);
}

/** How many rows there are in an ascending list that has some of them again. */
function countDistinct(rows: Uint32Array): number {
  let count = 0;
  for (let i = 0; i < rows.length; i++) if (i === 0 || rows[i] !== rows[i - 1]) count++;
  return count;
}

function totalsOf(lengths: Uint16Array): { words: number; products: number } {
  let words = 0;
  let products = 0;
  for (const length of lengths) {
    words += length;
    if (length > 0) products++;
  }
  return { words, products };
}

function statementsOf(database: Database): FullTextStatements {
  const cases = WORD_COLUMNS.map((column, i) => `WHEN '${column}' THEN ${i}`).join(' ');
  return {
    readPlaces: database.prepare(
      `SELECT json_group_array(doc) AS rows, json_group_array(CASE col ${cases} END) AS columns
       FROM temp.word_places WHERE term = ?`,
    ),
    countDocuments: database.prepare('SELECT doc AS documents FROM temp.word_counts WHERE term = ?'),
    commonest: database.prepare('SELECT term FROM temp.word_counts ORDER BY doc DESC, term LIMIT ?'),
    matching: database.prepare('SELECT json_group_array(rowid) AS rows FROM product_words WHERE product_words MATCH ?'),
    countMatching: database.prepare('SELECT count(*) AS documents FROM product_words WHERE product_words MATCH ?'),
  };
}

/** SQLite's big-endian base-128 numbers: the high bit says that another byte follows. */
function decodeVarints(bytes: Uint8Array): number[] {
  const numbers: number[] = [];
  let value = 0;
  for (const byte of bytes) {
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      numbers.push(value);
      value = 0;
    }
  }
  return numbers;
}

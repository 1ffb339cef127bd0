import { WORD_COLUMNS } from '../catalog/searchable.js';
import type { Database, Statement } from '../storage/database.js';
import { grown } from '../vector/grown.js';

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

const TOKENIZER = 'porter unicode61 remove_diacritics 2';
const NO_POSTINGS: Postings = { rows: new Uint32Array(0), columns: new Uint8Array(0), documents: 0 };

interface FullTextStatements {
  readonly insertAsked: Statement<unknown>;
  readonly readAsked: Statement<{ term: string; doc: number }>;
  readonly readAllAsked: Statement<{ terms: string; docs: string }>;
  readonly readPlaces: Statement<{ rows: string; columns: string }>;
  readonly countDocuments: Statement<{ documents: number }>;
  readonly commonest: Statement<{ term: string }>;
}

/**
 * Reads the full-text index that the catalog keeps in SQLite's FTS5, and leaves the ranking to `src/search`.
 * FTS5's own `bm25()` scores every product of the longest posting list again for each query, and knows nothing of exact
 * values; scores that were made once of these postings are kept by `src/search`.
 */
export class FullTextIndex {
  private readonly knownStems = new Map<string, readonly string[]>();
  private readonly statements: FullTextStatements;
  private readonly documentCounts = new Map<string, number>();
  private loadedLengths: Uint16Array[] | undefined;
  private loadedTotals: { words: number; products: number }[] | undefined;

  /** @param database a catalog; only temporary tables are made in it */
  constructor(private readonly database: Database) {
    database.exec(`
      CREATE VIRTUAL TABLE IF NOT EXISTS temp.word_places USING fts5vocab('main', 'product_words', 'instance');
      CREATE VIRTUAL TABLE IF NOT EXISTS temp.word_counts USING fts5vocab('main', 'product_words', 'row');
      CREATE VIRTUAL TABLE IF NOT EXISTS temp.asked USING fts5(text, tokenize = '${TOKENIZER}');
      CREATE VIRTUAL TABLE IF NOT EXISTS temp.asked_places USING fts5vocab('temp', 'asked', 'instance');`);
    this.statements = statementsOf(database);
  }

  /** Stems of a text as FTS5 itself makes them, in the order of the text. */
  stems(text: string): readonly string[] {
    return this.stemsOfAll([text])[0];
  }

  /** Stems of many texts at once. */
  stemsOfAll(texts: readonly string[]): (readonly string[])[] {
    const unknown = [...new Set(texts)].filter((text) => !this.knownStems.has(text));
    if (unknown.length > 0) this.learnStems(unknown);
    const stems = texts.map((text) => this.knownStems.get(text) ?? []);
    if (this.knownStems.size > 20_000) this.knownStems.clear();
    return stems;
  }

  /** Every occurrence of a stem, read anew at each call; empty for an unknown one. */
  postings(stem: string): Postings {
    const found = this.statements.readPlaces.get(stem);
    if (found === undefined || found.rows === '[]') return NO_POSTINGS;
    const rows = Uint32Array.from(JSON.parse(found.rows) as number[]);
    const columns = Uint8Array.from(JSON.parse(found.columns) as number[]);
    let documents = 0;
    for (let i = 0; i < rows.length; i++) if (i === 0 || rows[i] !== rows[i - 1]) documents++;
    return { rows, columns, documents };
  }

  /** How many products hold a stem, without reading where. */
  documents(stem: string): number {
    const kept = this.documentCounts.get(stem);
    if (kept !== undefined) return kept;
    const found = this.statements.countDocuments.get(stem);
    const documents = found?.documents ?? 0;
    if (this.documentCounts.size > 50_000) this.documentCounts.clear();
    this.documentCounts.set(stem, documents);
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

  /** The words of texts that are not, or no longer, in the catalog. */
  occurrences(products: readonly (readonly string[])[]): Occurrences[] {
    const width = WORD_COLUMNS.length;
    const found = products.map(() => new Map<string, number[]>());
    const { insertAsked, readAllAsked } = this.statements;
    this.database.transaction(() => {
      for (const [i, texts] of products.entries()) {
        for (const [column, text] of texts.entries()) if (text !== '') insertAsked.run(i * width + column + 1, text);
      }
      const { terms, docs } = readAllAsked.get() ?? { terms: '[]', docs: '[]' };
      const places = JSON.parse(docs) as number[];
      for (const [i, term] of (JSON.parse(terms) as string[]).entries()) {
        const stems = found[Math.floor((places[i] - 1) / width)];
        let counts = stems.get(term);
        if (counts === undefined) stems.set(term, (counts = new Array<number>(width).fill(0)));
        counts[(places[i] - 1) % width]++;
      }
      this.database.exec('DELETE FROM temp.asked');
    });
    return found;
  }

  /** Follows products that were written. */
  update(changes: readonly WordChange[]): void {
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

  private learnStems(texts: readonly string[]): void {
    const { insertAsked, readAsked } = this.statements;
    const stems: string[][] = texts.map(() => []);
    this.database.transaction(() => {
      for (const [i, text] of texts.entries()) insertAsked.run(i + 1, text);
      for (const { term, doc } of readAsked.all()) stems[doc - 1].push(term);
      this.database.exec('DELETE FROM temp.asked');
    });
    for (const [i, text] of texts.entries()) this.knownStems.set(text, stems[i]);
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
    insertAsked: database.prepare('INSERT INTO temp.asked(rowid, text) VALUES (?, ?)'),
    readAsked: database.prepare('SELECT term, doc FROM temp.asked_places ORDER BY doc, "offset"'),
    // Two JSON texts cost a tenth of as many rows.
    readAllAsked: database.prepare(
      'SELECT json_group_array(term) AS terms, json_group_array(doc) AS docs FROM temp.asked_places',
    ),
    readPlaces: database.prepare(
      `SELECT json_group_array(doc) AS rows, json_group_array(CASE col ${cases} END) AS columns
       FROM temp.word_places WHERE term = ?`,
    ),
    countDocuments: database.prepare('SELECT doc AS documents FROM temp.word_counts WHERE term = ?'),
    commonest: database.prepare('SELECT term FROM temp.word_counts ORDER BY doc DESC, term LIMIT ?'),
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

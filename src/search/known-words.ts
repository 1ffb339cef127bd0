import { filterValues } from '../catalog/searchable.js';
import type { ProductChange } from '../catalog/changes.js';
import type { Product } from '../product.js';
import type { Database, Statement } from '../storage/database.js';
import { plainWords } from '../text/analyzer.js';
import type { KnownWord } from './spelling.js';
import { UNSPOKEN_NAMES, type ValueDictionary } from './value-dictionary.js';

/**
 * Counts the words of titles and values, some hundred titles at a time, from the first product row to the last, then the
 * values. A product that is written meanwhile is counted anew when its row has been passed, and else when it is reached.
 */
export class WordCount {
  private readonly counts = new Map<string, number>();
  private readonly page: Statement<{ last: number | null; titles: string }>;
  private last = -1;
  private isDone = false;

  constructor(
    database: Database,
    private readonly dictionary: ValueDictionary,
  ) {
    this.page = database.prepare(
      `SELECT max(row) AS last, json_group_array(title) AS titles
       FROM (SELECT row, document ->> '$.title' AS title FROM products WHERE row > ? ORDER BY row LIMIT ?)`,
    );
  }

  /** @returns whether there is more to be counted */
  next(titles: number): boolean {
    if (this.isDone) return false;
    const found = this.page.get(this.last, titles);
    if (found === undefined || found.last === null) {
      this.isDone = true;
      this.countValues();
      return false;
    }
    for (const title of JSON.parse(found.titles) as string[]) countWords(this.counts, title, 1);
    this.last = found.last;
    return true;
  }

  /** All of them, once everything is counted. */
  words(): KnownWord[] {
    return [...this.counts].filter(([, documents]) => documents > 0).map(([word, documents]) => ({ word, documents }));
  }

  /** Follows products that were written. */
  update(changes: readonly ProductChange[]): void {
    for (const { row, before, after } of changes) {
      if (row > this.last) continue;
      if (before !== undefined) countWords(this.counts, before.title, -1);
      if (after !== undefined) countWords(this.counts, after.title, 1);
    }
  }

  private countValues(): void {
    for (const name of this.dictionary.names) {
      if (UNSPOKEN_NAMES.has(name)) continue;
      for (const [value, documents] of this.dictionary.spellings(name)) countWords(this.counts, value, documents);
    }
  }
}

/** How many more products have each word than before the changes. */
export function wordCountsOf(changes: readonly ProductChange[]): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (product: Product | undefined, documents: number): void => {
    if (product === undefined) return;
    countWords(counts, product.title, documents);
    const spoken = filterValues(product).filter(([name]) => !UNSPOKEN_NAMES.has(name));
    const values = new Map(spoken.map(([name, value]) => [`${name}\0${value}`, value]));
    for (const value of values.values()) countWords(counts, value, documents);
  };
  for (const { before, after } of changes) {
    add(before, -1);
    add(after, 1);
  }
  return counts;
}

function countWords(counts: Map<string, number>, text: string, documents: number): void {
  for (const word of new Set(plainWords(text))) counts.set(word, (counts.get(word) ?? 0) + documents);
}

import type { Database } from '../storage/database.js';
import { grown } from '../vector/grown.js';

/**
 * The values of one attribute, product by product. Nearly every product has one value, and of a category all levels of
 * its path, so products share their combinations of values:
 *
 *     combinationOfRow   [ 0, 2, 1, 2, ... ]
 *     combinations       0: none   1: 'Bags'   2: 'Shoes', 'Shoes > Boots'   ...
 */
export class ValueColumn {
  private numbers: Uint32Array;
  private readonly known = new Map<string, number>([['', 0]]);
  private readonly lists: (readonly string[])[] = [[]];

  /** @param rows one more than the largest row */
  constructor(database: Database, name: string, rows: number) {
    this.numbers = new Uint32Array(rows);
    const values = database.prepare<{ value: string; rows: string }>(
      'SELECT value, json_group_array(row) AS rows FROM product_values WHERE name = ? GROUP BY value ORDER BY value',
    );
    for (const { value, rows: holders } of values.all(name)) this.add(value, JSON.parse(holders) as number[]);
  }

  /** By product row; rows beyond it have no values. */
  get combinationOfRow(): Uint32Array {
    return this.numbers;
  }

  /** Values by combination, in the order of their code points. Some may be of no product any more. */
  get combinations(): readonly (readonly string[])[] {
    return this.lists;
  }

  get bytes(): number {
    return this.numbers.byteLength + 64 * this.lists.length;
  }

  /** Changes what a product has. */
  set(row: number, values: readonly string[]): void {
    this.numbers = grown(this.numbers, row + 1);
    this.numbers[row] = this.numberOf(values.toSorted(byCodePoint));
  }

  /** 1 for each combination that holds a value of a kind, by combination. */
  combinationsWith(isWanted: (value: string) => boolean): Uint8Array {
    return Uint8Array.from(this.lists, (values) => (values.some(isWanted) ? 1 : 0));
  }

  /** Rows of the products that have a value, ascending. */
  rowsWith(value: string): Uint32Array {
    const wanted = this.combinationsWith((own) => own === value);
    const { numbers } = this;
    let count = 0;
    for (const number of numbers) count += wanted[number];
    const rows = new Uint32Array(count);
    for (let row = 0, next = 0; next < count; row++) if (wanted[numbers[row]] === 1) rows[next++] = row;
    return rows;
  }

  /** How many of the products have each value. */
  counts(rows: Uint32Array): Map<string, number> {
    const counts = new Uint32Array(this.lists.length);
    const { numbers } = this;
    for (const row of rows) if (row < numbers.length) counts[numbers[row]]++;
    const found = new Map<string, number>();
    for (const [number, values] of this.lists.entries()) {
      if (counts[number] === 0) continue;
      for (const value of values) found.set(value, (found.get(value) ?? 0) + counts[number]);
    }
    return found;
  }

  /** Adds a value, later than all before it, to what its products have. */
  private add(value: string, rows: readonly number[]): void {
    const followers = new Map<number, number>();
    for (const row of rows) {
      const before = this.numbers[row];
      let after = followers.get(before);
      if (after === undefined) followers.set(before, (after = this.numberOf([...this.lists[before], value])));
      this.numbers[row] = after;
    }
  }

  private numberOf(values: readonly string[]): number {
    const key = values.length === 0 ? '' : JSON.stringify(values);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    this.known.set(key, this.lists.length);
    return this.lists.push(values) - 1;
  }
}

/** The order of SQLite: by code points, where JavaScript's own is by units of UTF-16. */
export function byCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x === y) continue;
    // A surrogate stands for a code point beyond all others.
    const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xe000;
    if (isSurrogate(x) !== isSurrogate(y)) return isSurrogate(x) ? 1 : -1;
    return x - y;
  }
  return a.length - b.length;
}

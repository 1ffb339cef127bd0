import type { Database } from '../storage/database.js';
import { grown } from '../vector/grown.js';
import { valueKey } from './folded-value.js';

/** The spellings of an attribute's name that the catalog has, one at least. */
type Names = readonly string[];

/**
 * The values of one attribute, product by product, by their keys: what all spellings of a value have in common. Nearly
 * every product has one value, and of a category all levels of its path, so products share their combinations of values:
 *
 *     combinationOfRow   [ 0, 2, 1, 2, ... ]
 *     combinations       0: none   1: 'bags'   2: 'shoes', 'shoes > boots'   ...
 */
export class ValueColumn {
  private numbers: Uint32Array;
  private readonly known = new Map<string, number>([['', 0]]);
  private readonly lists: (readonly string[])[] = [[]];

  /** @param rows one more than the largest row */
  constructor(database: Database, names: Names, rows: number) {
    this.numbers = new Uint32Array(rows);
    const holders = holdersByKey(database, names);
    for (const key of [...holders.keys()].sort(byCodePoint)) for (const own of holders.get(key)!) this.add(key, own);
  }

  /** By product row; rows beyond it have no values. */
  get combinationOfRow(): Uint32Array {
    return this.numbers;
  }

  /** Keys by combination, in the order of their code points. Some may be of no product any more. */
  get combinations(): readonly (readonly string[])[] {
    return this.lists;
  }

  get bytes(): number {
    return this.numbers.byteLength + 64 * this.lists.length;
  }

  /** Changes what a product has. */
  set(row: number, keys: readonly string[]): void {
    this.numbers = grown(this.numbers, row + 1);
    this.numbers[row] = this.numberOf(keys.toSorted(byCodePoint));
  }

  /** 1 for each combination that holds a key of a kind, by combination. */
  combinationsWith(isWanted: (key: string) => boolean): Uint8Array {
    return Uint8Array.from(this.lists, (keys) => (keys.some(isWanted) ? 1 : 0));
  }

  /** Rows of the products that have a value, ascending. */
  rowsWith(key: string): Uint32Array {
    const wanted = this.combinationsWith((own) => own === key);
    const { numbers } = this;
    let count = 0;
    for (const number of numbers) count += wanted[number];
    const rows = new Uint32Array(count);
    for (let row = 0, next = 0; next < count; row++) if (wanted[numbers[row]] === 1) rows[next++] = row;
    return rows;
  }

  /** How many of the products have each value, by key. */
  counts(rows: Uint32Array): Map<string, number> {
    const counts = new Uint32Array(this.lists.length);
    const { numbers } = this;
    for (const row of rows) if (row < numbers.length) counts[numbers[row]]++;
    const found = new Map<string, number>();
    for (const [number, keys] of this.lists.entries()) {
      if (counts[number] === 0) continue;
      for (const key of keys) found.set(key, (found.get(key) ?? 0) + counts[number]);
    }
    return found;
  }

  /** Adds a key, later than all before it or the last of them again, to what its products have. */
  private add(key: string, rows: readonly number[]): void {
    const followers = new Map<number, number>();
    for (const row of rows) {
      const before = this.numbers[row];
      if (this.lists[before].at(-1) === key) continue; // in two spellings
      let after = followers.get(before);
      if (after === undefined) followers.set(before, (after = this.numberOf([...this.lists[before], key])));
      this.numbers[row] = after;
    }
  }

  private numberOf(keys: readonly string[]): number {
    const text = keys.length === 0 ? '' : JSON.stringify(keys);
    const known = this.known.get(text);
    if (known !== undefined) return known;
    this.known.set(text, this.lists.length);
    return this.lists.push(keys) - 1;
  }
}

/** Rows of the products that have each value, one list for each of its spellings. */
function holdersByKey(database: Database, names: Names): Map<string, number[][]> {
  const spellings = database.prepare<{ value: string; rows: string }>(
    'SELECT value, json_group_array(row) AS rows FROM product_values WHERE name = ? GROUP BY value',
  );
  const holders = new Map<string, number[][]>();
  for (const { value, rows } of names.flatMap((name) => spellings.all(name))) {
    const key = valueKey(names[0], value);
    const own = JSON.parse(rows) as number[];
    const lists = holders.get(key);
    if (lists === undefined) holders.set(key, [own]);
    else lists.push(own);
  }
  return holders;
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

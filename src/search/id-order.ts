import type { ProductChange } from '../catalog/changes.js';
import type { Database } from '../storage/database.js';
import { grown } from '../vector/grown.js';
import { byCodePoint } from './value-column.js';

interface NewProduct {
  readonly row: number;
  readonly id: string;
}

/** Products in the order of their ids: ties are settled by it. */
export class IdOrder {
  private byRow: Uint32Array;
  private byRank: Uint32Array;

  constructor(private readonly database: Database) {
    const found = database
      .prepare<{ rows: string }>('SELECT json_group_array(row) AS rows FROM (SELECT row FROM products ORDER BY id)')
      .get();
    this.byRank = Uint32Array.from(JSON.parse(found?.rows ?? '[]') as number[]);
    this.byRow = new Uint32Array(this.byRank.reduce((most, row) => Math.max(most, row + 1), 0));
    this.number();
  }

  /** Rank of each product, by row. */
  get ranks(): Uint32Array {
    return this.byRow;
  }

  /** Row of each product, by rank. */
  get rows(): Uint32Array {
    return this.byRank;
  }

  /** Follows products that were written: an id stays what it is, so only new and removed ones matter. */
  update(changes: readonly ProductChange[]): void {
    const removed = new Set(changes.filter(({ after }) => after === undefined).map(({ row }) => row));
    const added = changes.flatMap(({ row, before, after }) =>
      before === undefined && after !== undefined ? [{ row, id: after.id }] : [],
    );
    if (removed.size === 0 && added.length === 0) return;
    this.byRank = this.withChanges(removed, { followers: this.followers(added), count: added.length });
    for (const { row } of added) this.byRow = grown(this.byRow, row + 1);
    this.number();
  }

  /**
   * New products by the product that each stands behind now; -1 for the first. The database may be further on: what came
   * later is passed over, and of what is gone later the place does not matter.
   */
  private followers(added: readonly NewProduct[]): Map<number, NewProduct[]> {
    const previous = this.database.prepare<NewProduct>(
      'SELECT row, id FROM products WHERE id < ? ORDER BY id DESC LIMIT 1',
    );
    const isNew = new Set(added.map(({ row }) => row));
    const isThere = (row: number): boolean => isNew.has(row) || this.byRank[this.byRow[row] ?? -1] === row;
    const followers = new Map<number, NewProduct[]>();
    for (const product of added) {
      let leader = previous.get(product.id);
      while (leader !== undefined && !isThere(leader.row)) leader = previous.get(leader.id);
      const behind = followers.get(leader?.row ?? -1);
      if (behind === undefined) followers.set(leader?.row ?? -1, [product]);
      else behind.push(product);
    }
    for (const behind of followers.values()) behind.sort((a, b) => byCodePoint(a.id, b.id));
    return followers;
  }

  private withChanges(
    removed: ReadonlySet<number>,
    { followers, count }: { readonly followers: ReadonlyMap<number, readonly NewProduct[]>; readonly count: number },
  ): Uint32Array {
    const rows = new Uint32Array(this.byRank.length + count);
    let next = 0;
    const follow = (leader: number): void => {
      const first = followers.get(leader);
      if (first === undefined) return; // nearly always
      const waiting = [...first].reverse();
      for (let product = waiting.pop(); product !== undefined; product = waiting.pop()) {
        rows[next++] = product.row;
        waiting.push(...[...(followers.get(product.row) ?? [])].reverse());
      }
    };
    follow(-1);
    for (const row of this.byRank) {
      if (removed.has(row)) continue;
      rows[next++] = row;
      follow(row);
    }
    return rows.slice(0, next);
  }

  private number(): void {
    for (let rank = 0; rank < this.byRank.length; rank++) this.byRow[this.byRank[rank]] = rank;
  }
}

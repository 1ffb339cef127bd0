import type { ProductChange } from '../catalog/changes.js';
import type { Database } from '../storage/database.js';
import { grown } from '../vector/grown.js';

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
    this.byRank = this.withChanges(removed, this.followers(added));
    for (const { row } of added) this.byRow = grown(this.byRow, row + 1);
    this.number();
  }

  /** New products by the product that each stands behind now; -1 for the first. */
  private followers(added: readonly { readonly row: number; readonly id: string }[]): Map<number, number> {
    const previous = this.database.prepare<{ row: number }>(
      'SELECT row FROM products WHERE id < ? ORDER BY id DESC LIMIT 1',
    );
    return new Map(added.map(({ row, id }) => [previous.get(id)?.row ?? -1, row]));
  }

  private withChanges(removed: ReadonlySet<number>, followers: ReadonlyMap<number, number>): Uint32Array {
    const rows = new Uint32Array(this.byRank.length + followers.size);
    let next = 0;
    const follow = (leader: number): void => {
      for (let row = followers.get(leader); row !== undefined; row = followers.get(row)) rows[next++] = row;
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
    for (const [rank, row] of this.byRank.entries()) this.byRow[row] = rank;
  }
}

import type { Product } from '../product.js';
import type { Database } from '../storage/database.js';
import { LIVE_VERSION } from './schema.js';

/** A product that was added, changed or removed, whatever happened to it in between. */
export interface ProductChange {
  readonly row: number;
  /** Undefined when it was added. */
  readonly before: Product | undefined;
  /** Undefined when it was removed. */
  readonly after: Product | undefined;
}

/** Entries of the log that are kept: a reader that is further behind reads the catalog anew. */
export const KEPT_CHANGES = 4096;

/** The log of changes as a reader sees it. Ask within one transaction, so that all answers are of one state. */
export interface ChangeLog {
  /** Number of the last change; 0 before the first. */
  position(): number;
  /**
   * @param upTo number of the last change to be told, the last there is by default: products are then told as they were
   *   after it
   * @returns what has changed since a position, by row; undefined when the log does not reach back so far
   */
  since(position: number, upTo?: number): ProductChange[] | undefined;
}

interface ChangeRecord {
  row: number;
  before: string | null;
  after: string | null;
}

/** @returns undefined for a catalog of a version without a log */
export function openChangeLog(database: Database): ChangeLog | undefined {
  if (Number(database.pragma('user_version')) < LIVE_VERSION) return undefined;
  const last = database.prepare<{ last: number | null }>('SELECT max(number) AS last FROM changes');
  const first = database.prepare<{ first: number | null }>('SELECT min(number) AS first FROM changes');
  // Beside min(), SQLite takes the other columns from the row that has the least.
  const changed = database.prepare<ChangeRecord>(
    `SELECT first.row AS row, first.before AS before,
       CASE WHEN next.number IS NULL THEN products.document ELSE next.before END AS after
     FROM (SELECT row, min(number), before FROM changes WHERE number > ? AND number <= ? GROUP BY row) AS first
     LEFT JOIN (SELECT row, min(number) AS number, before FROM changes WHERE number > ? GROUP BY row) AS next
       ON next.row = first.row
     LEFT JOIN products ON products.row = first.row ORDER BY first.row`,
  );
  return {
    position: () => last.get()?.last ?? 0,
    since: (position, upTo = Number.MAX_SAFE_INTEGER) => {
      if ((first.get()?.first ?? 1) > position + 1) return undefined;
      return changed
        .all(position, upTo, upTo)
        .map(({ row, before, after }) => ({ row, before: parsed(before), after: parsed(after) }));
    },
  };
}

function parsed(document: string | null): Product | undefined {
  return document === null ? undefined : (JSON.parse(document) as Product);
}

/** Writes the log; the caller has a transaction open. */
export interface ChangeWriter {
  /** @returns the number of the change */
  note(row: number, before: string | null): number;
  /** Forgets changes that are too old for any reader to be interested in. */
  cut(): void;
}

export function createChangeWriter(database: Database): ChangeWriter {
  const insert = database.prepare('INSERT INTO changes (row, before) VALUES (?, ?)');
  const cut = database.prepare('DELETE FROM changes WHERE number <= (SELECT max(number) FROM changes) - ?');
  return {
    note: (row, before) => insert.run(row, before).lastRow,
    cut: () => {
      cut.run(KEPT_CHANGES);
    },
  };
}

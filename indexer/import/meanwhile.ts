import type { Database } from '../../src/storage/database.js';
import { LockedError } from '../../src/errors.js';

/**
 * What others write to the catalog while an import runs. A row of a source is as old as the import: what somebody has
 * written or removed since it began is newer, and stays.
 */
export interface Meanwhile {
  /**
   * Reads what was written since the last look. To be called often enough that the log of changes still reaches back, and
   * under the lock of the catalog before anything is written.
   * @throws LockedError when the log does not: the import cannot tell any more what is newer
   */
  look(): void;
  /** Passes over what this import has just written itself, under the same lock as the look before it. */
  passOver(): void;
  /** Whether somebody else has written or removed a product of this id. */
  has(id: string): boolean;
}

interface ChangedProduct {
  number: number;
  id: string | null;
}

export function followMeanwhile(database: Database, file: string): Meanwhile {
  const last = database.prepare<{ last: number | null }>('SELECT max(number) AS last FROM changes');
  // Of a product that is gone the log knows the document; one that was added and is gone has such an entry, too.
  const changed = database.prepare<ChangedProduct>(
    `SELECT number, coalesce(products.id, before ->> '$.id') AS id
     FROM changes LEFT JOIN products ON products.row = changes.row WHERE number > ? ORDER BY number`,
  );
  const ids = new Set<string>();
  const position = (): number => last.get()?.last ?? 0;
  let seen = position();
  return {
    look: () => {
      const news = changed.all(seen);
      if (news.length === 0) return;
      if (news[0].number !== seen + 1) throw tooMuch(file);
      for (const { id } of news) if (id !== null) ids.add(id);
      seen = news[news.length - 1].number;
    },
    passOver: () => {
      seen = position();
    },
    has: (id) => ids.has(id),
  };
}

function tooMuch(file: string): LockedError {
  return new LockedError({
    file,
    reason: 'others have written so much meanwhile that the import cannot tell what is newer',
    remedy: 'run the import again: it goes on where it stopped',
  });
}

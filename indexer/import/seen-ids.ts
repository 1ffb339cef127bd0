import type { Database } from '../../src/storage/database.js';

/** Where an id was met first. */
export interface FirstPlace {
  readonly file: string;
  readonly line: number;
}

/** The ids of the sources of one import, kept in a temporary table so that a large catalog needs no more memory. */
export interface SeenIds {
  /** @returns where the id was met before, or undefined when it is new; it is then remembered */
  meet(id: string, place: FirstPlace): FirstPlace | undefined;
  has(id: string): boolean;
}

export function createSeenIds(database: Database): SeenIds {
  database.exec('CREATE TEMP TABLE seen (id TEXT PRIMARY KEY, file TEXT, line INTEGER) STRICT, WITHOUT ROWID');
  const insert = database.prepare('INSERT OR IGNORE INTO seen (id, file, line) VALUES (?, ?, ?)');
  const select = database.prepare<FirstPlace>('SELECT file, line FROM seen WHERE id = ?');
  return {
    meet: (id, { file, line }) => (insert.run(id, file, line).changes === 1 ? undefined : select.get(id)),
    has: (id) => select.get(id) !== undefined,
  };
}

/** The same in memory, where there is no database: the ids of a million products take some 100 MB. */
export function createSeenIdsInMemory(): SeenIds {
  const places = new Map<string, FirstPlace>();
  return {
    meet: (id, { file, line }) => {
      const first = places.get(id);
      if (first === undefined) places.set(id, { file, line });
      return first;
    },
    has: (id) => places.has(id),
  };
}

import type { Database } from '../storage/database.js';
import type { Synonyms } from './synonym-list.js';

/** The shop's own list that the catalog keeps, as far as it is followed. */
export interface SynonymStore {
  /** Another number whenever the list was written. */
  version(): number;
  read(): Synonyms;
}

const VERSION = 'synonyms_version';
const LIST = 'synonyms';

export function openSynonyms(database: Database): SynonymStore {
  const setting = database.prepare<{ value: string }>('SELECT value FROM settings WHERE name = ?');
  return {
    version: () => Number(setting.get(VERSION)?.value ?? 0),
    read: () => JSON.parse(setting.get(LIST)?.value ?? '[]') as Synonyms,
  };
}

/** Replaces the list; the caller has its turn. */
export function writeSynonyms(database: Database, synonyms: Synonyms): void {
  const write = database.prepare('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)');
  database.transaction(() => {
    write.run(LIST, JSON.stringify(synonyms));
    write.run(VERSION, String(openSynonyms(database).version() + 1));
  });
}

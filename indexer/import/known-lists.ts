import { existsSync } from 'node:fs';
import { openDatabase, type Database } from '../../src/storage/database.js';
import type { WorkspacePaths } from '../../src/storage/workspace.js';
import { listsOf, writtenLists, type Lists } from './lists.js';

/** Which fields of a catalog hold lists which are written as texts, as the imports before have found out. */
export function readKnownLists(database: Database): Lists {
  const stored = storedLists(database);
  return stored === undefined ? {} : listsOf(JSON.parse(stored) as Readonly<Record<string, string | false>>);
}

/** The same for a workspace that may have no catalog yet. */
export function knownListsOf(paths: WorkspacePaths): Lists {
  if (!existsSync(paths.database)) return {};
  const database = openDatabase(paths.database, { readOnly: true });
  try {
    return Number(database.pragma('user_version')) > 0 ? readKnownLists(database) : {};
  } finally {
    database.close();
  }
}

/** Remembers which fields hold lists, so that single products are read as the catalog was. The caller has its turn. */
export function rememberLists(database: Database, lists: Lists): void {
  const text = JSON.stringify(writtenLists(lists));
  if (text === (storedLists(database) ?? '{}')) return;
  database.prepare(`INSERT OR REPLACE INTO settings (name, value) VALUES ('lists', ?)`).run(text);
}

function storedLists(database: Database): string | undefined {
  return database.prepare<{ value: string }>(`SELECT value FROM settings WHERE name = 'lists'`).get()?.value;
}

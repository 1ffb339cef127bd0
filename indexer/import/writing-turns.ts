import { migrateCatalog } from '../../src/catalog/schema.js';
import { indexedTexts } from '../../src/indexes/indexed-texts.js';
import { openDatabase, type Database } from '../../src/storage/database.js';
import type { WorkspacePaths } from '../../src/storage/workspace.js';
import { withCatalogLock } from '../lock.js';
import { createCatalogWriter } from './catalog-writer.js';
import { followMeanwhile, type Meanwhile } from './meanwhile.js';
import { countRecords, openPixelWriter } from './pixel-writer.js';

/** Others write for moments only, but many of them may come first. */
const WAIT_MS = 120_000;

/** Often enough for the log of changes to reach back, however long a batch of photos takes. */
const LOOK_MS = 250;

/** The catalog as an import writes it: a batch at a time, and others in between. */
export interface WritingTurns {
  readonly meanwhile: Meanwhile;
  /**
   * Runs `work` as the only writer of the catalog, after a look at what others have written.
   * @throws LockedError when somebody else does not end
   */
  next<Result>(work: () => Result | Promise<Result>): Promise<Result>;
  close(): void;
}

export function takeTurns(paths: WorkspacePaths, database: Database, signal: AbortSignal | undefined): WritingTurns {
  const meanwhile = followMeanwhile(database, paths.database);
  const timer = setInterval(() => {
    try {
      meanwhile.look();
    } catch {
      // the next turn looks again, and fails
    }
  }, LOOK_MS);
  timer.unref();
  return {
    meanwhile,
    next(work) {
      const turn = async (): Promise<Awaited<ReturnType<typeof work>>> => {
        meanwhile.look();
        try {
          return await work();
        } finally {
          meanwhile.passOver();
        }
      };
      return withCatalogLock(paths, 'import', turn, { waitMs: WAIT_MS, signal });
    },
    close: () => {
      clearInterval(timer);
    },
  };
}

/** Tables of this version, and slots only of what the pixel store has. */
export function openToImport(
  paths: WorkspacePaths,
  { photoSize: size, signal }: { readonly photoSize: number; readonly signal?: AbortSignal | undefined },
): Promise<Database> {
  const open = async (): Promise<Database> => {
    const database = openDatabase(paths.database, { readOnly: false });
    try {
      migrateCatalog(database, paths.database, { indexedTexts });
      const writer = createCatalogWriter(database, size);
      writer.forgetSlots(await countRecords(paths.photos(size), size));
      await (await openPixelWriter(paths.photos(size), { size, next: writer.nextSlot() })).close();
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  };
  return withCatalogLock(paths, 'import', open, { waitMs: WAIT_MS, signal });
}

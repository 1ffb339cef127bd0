import { existsSync, readFileSync, statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { DamagedError, NotReadyError, explainFileError, explainNativeError } from '../errors.js';

export type SqlValue = string | number | bigint | null | Uint8Array;

/** A prepared statement; `Row` is what its columns give. */
export interface Statement<Row> {
  run(...values: SqlValue[]): { readonly changes: number; readonly lastRow: number };
  get(...values: SqlValue[]): Row | undefined;
  all(...values: SqlValue[]): Row[];
}

/** One connection to a SQLite file. All calls are synchronous; text is UTF-8. */
export interface Database {
  prepare<Row = unknown>(sql: string): Statement<Row>;
  /** Runs statements without parameters and without results. */
  exec(sql: string): void;
  /** Runs `work` in one transaction: all of it is kept, or, when it throws, nothing. */
  transaction<Result>(work: () => Result): Result;
  /** The value of `PRAGMA name`. */
  pragma(name: string): unknown;
  close(): void;
}

/**
 * Opens a SQLite file; the writer creates it and puts it into WAL mode.
 *
 * In a folder that cannot be written SQLite refuses to read a WAL database, since it wants to create its shared
 * memory beside it; the file is then loaded into memory, which is right as long as no log stands beside it.
 * @throws NotReadyError when a file to be read does not exist, DamagedError when it is no database
 */
export function openDatabase(file: string, { readOnly }: { readOnly: boolean }): Database {
  if (readOnly && !existsSync(file)) {
    throw new NotReadyError({ file, reason: 'there is no catalog here yet', remedy: "run 'vitrine import' first" });
  }
  try {
    return wrap(readOnly ? openToRead(file) : openToWrite(file), file);
  } catch (error) {
    throw explainSqliteError(error, file);
  }
}

/**
 * Connections and their statements, reachable as long as the process lives; `close` frees what they hold.
 *
 * Compiled against the headers of Node 24.19 and later, the objects of better-sqlite3 12 abort the process when the
 * garbage collector meets them while no JavaScript runs ("RemoveEnvironmentCleanupHook ... (env) != nullptr"). Version
 * 13 is free of that, and crashes on Node 20. So nothing of it may become garbage: `prepare` makes one statement for one
 * text, and pragmas, for which the package makes a statement at every call, go by `prepare` or `exec`.
 */
const uncollected: object[] = [];

function connect(source: string | Buffer, options: Sqlite.Options): Sqlite.Database {
  const database = new Sqlite(source, options);
  uncollected.push(database);
  return database;
}

function openToWrite(file: string): Sqlite.Database {
  const database = connect(file, { timeout: 10_000 });
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON');
  return database;
}

function openToRead(file: string): Sqlite.Database {
  const database = connect(file, { readonly: true, fileMustExist: true, timeout: 10_000 });
  try {
    database.exec('PRAGMA schema_version');
    return database;
  } catch (error) {
    database.close();
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!code.startsWith('SQLITE_CANTOPEN') && !code.startsWith('SQLITE_READONLY')) throw error;
    return openInMemory(file, error);
  }
}

/** Bytes 18 and 19 of the header ask for WAL, which a database in memory does not have: 1 means a plain journal. */
function openInMemory(file: string, cause: unknown): Sqlite.Database {
  const log = `${file}-wal`;
  if (existsSync(log) && statSync(log).size > 0) throw cause;
  const bytes = readFileSync(file);
  bytes.fill(1, 18, 20);
  return connect(bytes, { readonly: true });
}

function wrap(database: Sqlite.Database, file: string): Database {
  const explained = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (error) {
      throw explainSqliteError(error, file);
    }
  };
  const statements = new Map<string, Sqlite.Statement<SqlValue[]>>();
  uncollected.push(statements);
  const prepared = (sql: string): Sqlite.Statement<SqlValue[]> => {
    const known = statements.get(sql) ?? explained(() => database.prepare<SqlValue[]>(sql));
    statements.set(sql, known);
    return known;
  };
  return {
    prepare: <Row>(sql: string) => {
      const statement = prepared(sql) as Sqlite.Statement<SqlValue[], Row>;
      return {
        run: (...values) =>
          explained(() => {
            const { changes, lastInsertRowid } = statement.run(...values);
            return { changes, lastRow: Number(lastInsertRowid) };
          }),
        get: (...values) => explained(() => statement.get(...values)),
        all: (...values) => explained(() => statement.all(...values)),
      };
    },
    exec: (sql) => {
      explained(() => database.exec(sql));
    },
    transaction: (work) => explained(() => database.transaction(work)()),
    pragma: (name) => explained(() => Object.values(prepared(`PRAGMA ${name}`).get() as object)[0] as unknown),
    close: () => {
      database.close();
    },
  };
}

function explainSqliteError(error: unknown, file: string): unknown {
  const code = error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? '') : '';
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
    return new DamagedError({
      file,
      reason: 'this is no sound SQLite database',
      remedy: 'restore it from a copy, or delete it and import again',
      cause: error,
    });
  }
  return explainFileError(explainNativeError(error, 'better-sqlite3'), file);
}

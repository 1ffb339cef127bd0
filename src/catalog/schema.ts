import { BadInputError, NotReadyError } from '../errors.js';
import type { Product } from '../product.js';
import type { Database } from '../storage/database.js';

/**
 * Version 5. SQLite changes a CHECK only by making the table anew; numbers of photos that are gone are still not given out
 * again. Photos that an older program could not read are read again by the next import, for this program may be able to.
 */
const REFUSED_PHOTOS = `
  CREATE TABLE photos_anew (
    photo INTEGER PRIMARY KEY AUTOINCREMENT,
    row INTEGER NOT NULL REFERENCES products (row) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    source TEXT NOT NULL,
    file TEXT NOT NULL,
    signature TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('stored', 'missing', 'broken', 'refused')),
    problem TEXT,
    pixels_hash TEXT,
    main_kind TEXT CHECK (main_kind IN ('found', 'whole', 'unsure')),
    main_query TEXT,
    main_x REAL,
    main_y REAL,
    main_width REAL,
    main_height REAL,
    main_score REAL,
    UNIQUE (row, position)
  ) STRICT;
  INSERT INTO photos_anew
    SELECT photo, row, position, source, file, signature, content_hash, width, height, status, problem, pixels_hash,
      main_kind, main_query, main_x, main_y, main_width, main_height, main_score
    FROM photos;
  DELETE FROM sqlite_sequence WHERE name = 'photos_anew';
  INSERT INTO sqlite_sequence (name, seq) SELECT 'photos_anew', seq FROM sqlite_sequence WHERE name = 'photos';
  DROP TABLE photos;
  ALTER TABLE photos_anew RENAME TO photos;
  CREATE INDEX photos_by_content ON photos (content_hash);
  UPDATE photos SET signature = '' WHERE status = 'broken';
`;

/**
 * One entry for each version of the catalog's tables; `PRAGMA user_version` counts how many have been applied.
 * An entry that has been released is never edited: a change is a new entry.
 *
 *     products         one row a product; `document` is the Product as JSON, `hash` its SHA-256
 *     photos           one row a photo of a product; `signature` is size and times of the file when it was read
 *     pixels           record number (slot) of a photo's content in photos/<size>.rgb
 *     product_values   filters: (name, value, row); 'category' has a row for every prefix of the path
 *     product_words    FTS5 over the words, rowid = product row; the text itself is only in `document`
 *     settings         what belongs to the whole catalog: photo_size
 *
 * Version 2 keeps the main product of a photo, where the import looked for it: `pixels_hash` is the record's key when the
 * pixel store holds a part of the photo (NULL: all of it), `main_query` says what was looked for, and by what.
 *
 * Version 3 lets what is kept in memory follow the catalog (docs/decisions/0010-live-index.md):
 *
 *     changes            log of added, changed and removed products; `before` is the document as it was, NULL when added.
 *                        Only the last some thousand are kept
 *     products.changed   number of the last entry that changed the product's text or photos; 0 before version 3
 *     live_vectors       vectors made since the last `index`, by the model and by the hash of what was embedded
 *
 * Version 4 holds the words as the analyzer of `src/text` makes them, separated by spaces, which FTS5 only cuts: its own
 * folding knows neither the marks of most scripts nor words without spaces (docs/decisions/0014-one-analyzer.md). The words
 * of an older catalog are made again from its documents.
 *
 * Version 5 lets a photo be 'refused': outside of the folder of photos, or at an address that is not asked.
 */
const MIGRATIONS: readonly Migration[] = [
  `
  CREATE TABLE products (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    hash TEXT NOT NULL,
    price REAL,
    document TEXT NOT NULL
  ) STRICT;
  CREATE INDEX products_by_price ON products (price) WHERE price IS NOT NULL;

  CREATE TABLE photos (
    photo INTEGER PRIMARY KEY AUTOINCREMENT,
    row INTEGER NOT NULL REFERENCES products (row) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    source TEXT NOT NULL,
    file TEXT NOT NULL,
    signature TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('stored', 'missing', 'broken')),
    problem TEXT,
    UNIQUE (row, position)
  ) STRICT;
  CREATE INDEX photos_by_content ON photos (content_hash);

  CREATE TABLE pixels (
    size INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    slot INTEGER NOT NULL,
    PRIMARY KEY (size, content_hash)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX pixels_by_slot ON pixels (size, slot);

  CREATE TABLE product_values (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    row INTEGER NOT NULL REFERENCES products (row) ON DELETE CASCADE,
    PRIMARY KEY (name, value, row)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX product_values_by_row ON product_values (row);

  CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE VIRTUAL TABLE product_words USING fts5 (
    title, category, attributes, description,
    content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2'
  );
  CREATE VIRTUAL TABLE product_words_vocabulary USING fts5vocab (product_words, row);
  `,
  `
  ALTER TABLE photos ADD COLUMN pixels_hash TEXT;
  ALTER TABLE photos ADD COLUMN main_kind TEXT CHECK (main_kind IN ('found', 'whole', 'unsure'));
  ALTER TABLE photos ADD COLUMN main_query TEXT;
  ALTER TABLE photos ADD COLUMN main_x REAL;
  ALTER TABLE photos ADD COLUMN main_y REAL;
  ALTER TABLE photos ADD COLUMN main_width REAL;
  ALTER TABLE photos ADD COLUMN main_height REAL;
  ALTER TABLE photos ADD COLUMN main_score REAL;
  `,
  `
  CREATE TABLE changes (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    row INTEGER NOT NULL,
    before TEXT
  ) STRICT;
  ALTER TABLE products ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX products_by_change ON products (changed) WHERE changed > 0;

  CREATE TABLE live_vectors (
    model TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('image', 'text')),
    hash BLOB NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (model, kind, hash)
  ) STRICT, WITHOUT ROWID;
  `,
  (database, indexedTexts) => {
    database.exec(`
      DROP TABLE product_words_vocabulary;
      DROP TABLE product_words;
      CREATE VIRTUAL TABLE product_words USING fts5 (
        title, category, attributes, description, kinds,
        content = '', contentless_delete = 1, tokenize = 'ascii'
      );`);
    indexWords(database, indexedTexts);
  },
  REFUSED_PHOTOS,
];

/** The texts that the index holds of a product, by position in WORD_COLUMNS: terms with a space between. */
export type IndexedTexts = (product: Product) => readonly string[];

type Migration = string | ((database: Database, indexedTexts: IndexedTexts) => void);

/** The version whose words are made by the analyzer. */
export const ANALYZED_VERSION = 4;

/** Products whose words are made from one page. */
const PAGE = 500;

function indexWords(database: Database, indexedTexts: IndexedTexts): void {
  const page = database.prepare<{ row: number; document: string }>(
    'SELECT row, document FROM products WHERE row > ? ORDER BY row LIMIT ?',
  );
  const insert = database.prepare(
    'INSERT INTO product_words (rowid, title, category, attributes, description, kinds) VALUES (?, ?, ?, ?, ?, ?)',
  );
  for (let products = page.all(-1, PAGE); products.length > 0; products = page.all(products.at(-1)!.row, PAGE)) {
    for (const { row, document } of products) insert.run(row, ...indexedTexts(JSON.parse(document) as Product));
  }
}

/** The version that brought the log of changes and the live vectors. */
export const LIVE_VERSION = 3;

/**
 * Brings the tables to this version, one transaction a version.
 * @param upTo an older version to stop at: for tests of what old catalogs are read as
 */
export function migrateCatalog(
  database: Database,
  file: string,
  { indexedTexts, upTo = MIGRATIONS.length }: { readonly indexedTexts: IndexedTexts; readonly upTo?: number },
): void {
  const version = versionOf(database, file);
  for (const [i, migration] of MIGRATIONS.slice(0, upTo).entries()) {
    if (i < version) continue;
    database.transaction(() => {
      if (typeof migration === 'string') database.exec(migration);
      else migration(database, indexedTexts);
      database.exec(`PRAGMA user_version = ${i + 1}`);
    });
  }
}

/**
 * A catalog of an older version is read as it is; the next import brings its tables up to date.
 * @returns the version of the tables
 * @throws NotReadyError when the catalog was never imported
 */
export function requireReadableCatalog(database: Database, file: string): number {
  const version = versionOf(database, file);
  if (version > 0) return version;
  throw new NotReadyError({ file, reason: 'nothing has been imported here', remedy: "run 'vitrine import SOURCE'" });
}

/** Columns of photos that came with version 2, for a SELECT: NULL in an older catalog. */
export function mainProductColumns(version: number): string {
  const columns = [
    'pixels_hash',
    'main_kind',
    'main_query',
    'main_x',
    'main_y',
    'main_width',
    'main_height',
    'main_score',
  ];
  return columns.map((name) => (version >= 2 ? name : `NULL AS ${name}`)).join(', ');
}

/** The key of a photo's record in the pixel store, as an expression. */
export function pixelsKey(version: number): string {
  return version >= 2 ? 'coalesce(photos.pixels_hash, photos.content_hash)' : 'photos.content_hash';
}

function versionOf(database: Database, file: string): number {
  const version = Number(database.pragma('user_version'));
  if (version <= MIGRATIONS.length) return version;
  throw new BadInputError({
    file,
    reason: `the catalog is of version ${version}, this program knows versions up to ${MIGRATIONS.length}`,
    remedy: 'use the newer version of vitrine that made it',
  });
}

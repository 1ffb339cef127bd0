import type { Database, Statement } from '../storage/database.js';
import type { Matrix } from '../vector/matrix.js';
import { FilterIndex, type Allowed, type Filter } from './filters.js';
import { SEARCH_SETTINGS, type SearchSettings } from './settings.js';
import { VectorSide, type VectorSideParts } from './vector-side.js';
import { WordSide } from './word-side.js';

/** Puts words and photos into the space of the catalog's vectors. */
export interface QueryEncoder {
  readonly photoSize: number;
  /** @param pixels [count, photoSize, photoSize, 3] */
  embedPhotos(pixels: Uint8Array, count: number): Promise<Matrix>;
  embedTexts(texts: readonly string[]): Promise<Matrix>;
}

/** What a search works on. Without an encoder and vectors it finds by words alone. */
export interface SearchParts {
  readonly database: Database;
  /** Starts the encoder, or gives the one that was started: a search by words alone needs none. */
  readonly encoder?: (() => Promise<QueryEncoder>) | undefined;
  readonly images?: VectorSideParts | undefined;
  readonly texts?: VectorSideParts | undefined;
  /** Photo number of each image vector. */
  readonly photos?: Uint32Array | undefined;
  readonly settings?: SearchSettings | undefined;
}

/** A catalog made ready to be searched; it closes neither the database nor the encoder. */
export class SearchIndex {
  readonly database: Database;
  readonly encoder: (() => Promise<QueryEncoder>) | undefined;
  readonly images: VectorSide | undefined;
  readonly texts: VectorSide | undefined;
  readonly photos: Uint32Array;
  readonly settings: SearchSettings;
  /** One more than the largest product row. */
  readonly rows: number;
  readonly products: number;
  readonly order: IdOrder;
  readonly statements: SearchStatements;
  private loadedWords: WordSide | undefined;
  private loadedFilters: FilterIndex | undefined;

  constructor({ database, encoder, images, texts, photos, settings = SEARCH_SETTINGS }: SearchParts) {
    this.database = database;
    this.encoder = encoder;
    this.settings = settings;
    const sorted = database.prepare<{ row: number }>('SELECT row FROM products ORDER BY id').all();
    this.products = sorted.length;
    this.rows = sorted.reduce((most, { row }) => Math.max(most, row + 1), 0);
    this.order = orderOf(sorted, this.rows);
    const alive = new Uint8Array(this.rows);
    for (const { row } of sorted) alive[row] = 1;
    this.images = images && new VectorSide(images, alive);
    this.texts = texts && new VectorSide(texts, alive);
    this.statements = statementsOf(database);
    this.photos = photos ?? new Uint32Array(0);
  }

  /** The side of the words, read when the first query needs it. */
  get words(): WordSide {
    this.loadedWords ??= new WordSide(this.database, { count: this.products, rows: this.rows });
    return this.loadedWords;
  }

  /** Products that pass all filters; undefined without filters. */
  allowed(filters: readonly Filter[]): Allowed | undefined {
    this.loadedFilters ??= new FilterIndex(this.database, this.words.dictionary, this.rows);
    return this.loadedFilters.allowed(filters);
  }
}

/** What a page is made of, asked with a JSON list of rows. */
export interface SearchStatements {
  readonly documents: Statement<{ row: number; document: string }>;
  /** Photos by row and position. */
  readonly photos: Statement<{ row: number; photo: number; file: string; source: string }>;
}

function statementsOf(database: Database): SearchStatements {
  const rows = '(SELECT value FROM json_each(?))';
  return {
    documents: database.prepare(`SELECT row, document FROM products WHERE row IN ${rows}`),
    photos: database.prepare(`SELECT row, photo, file, source FROM photos WHERE row IN ${rows} ORDER BY row, position`),
  };
}

/** Products in the order of their ids: ties are settled by it. */
export interface IdOrder {
  /** By row. */
  readonly ranks: Uint32Array;
  /** By rank. */
  readonly rows: Uint32Array;
}

function orderOf(sorted: readonly { readonly row: number }[], extent: number): IdOrder {
  const rows = Uint32Array.from(sorted, ({ row }) => row);
  const ranks = new Uint32Array(extent);
  for (const [rank, row] of rows.entries()) ranks[row] = rank;
  return { ranks, rows };
}

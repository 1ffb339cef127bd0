import { openSynonyms, type SynonymStore } from '../catalog/synonyms.js';
import { openChangeLog, type ChangeLog, type ProductChange } from '../catalog/changes.js';
import type { Database } from '../storage/database.js';
import { FilterIndex, type Allowed, type Filter } from './filters.js';
import { IdOrder } from './id-order.js';
import { Prices } from './prices.js';
import { SEARCH_SETTINGS, type SearchSettings } from './settings.js';
import { StoredProducts } from './stored-products.js';
import type { VectorSide } from './vector-side.js';
import { VectorSpace, type VectorSpaceParts } from './vector-space.js';
import { WordSide } from './word-side.js';

export type { QueryEncoder } from './vector-space.js';

/** What a search works on. Without an encoder and vectors it finds by words alone. */
export interface SearchParts extends VectorSpaceParts {
  readonly database: Database;
  readonly settings?: SearchSettings | undefined;
}

/** When more has changed than this, reading the catalog anew costs less than following. */
const MOST_FOLLOWED = 4000;

/**
 * A catalog made ready to be searched, which follows what is written to it; it closes neither the database nor the
 * encoder. What it answers is the same as if it were made anew.
 */
export class SearchIndex {
  readonly database: Database;
  readonly settings: SearchSettings;
  private parts: VectorSpaceParts;
  private state: CatalogState;
  private changes = 0;
  private begun = 0;

  constructor({ database, settings = SEARCH_SETTINGS, ...vectors }: SearchParts) {
    this.database = database;
    this.settings = settings;
    this.parts = vectors;
    this.state = database.transaction(() => new CatalogState(database, vectors, settings));
  }

  /**
   * Runs `work` on one state of the catalog, the one that is committed now: nothing that is asked meanwhile, of what is
   * kept in memory or of the database, is older or newer.
   */
  atOnce<Result>(work: () => Result): Result {
    return this.database.transaction(() => {
      this.follow();
      return work();
    });
  }

  /**
   * Takes over a part of what was written, for the next question to have less to do.
   * @param count changes at most
   * @returns whether there is more
   */
  followSome(count: number): boolean {
    return this.database.transaction(() => {
      this.follow(count);
      return this.state.isBehind;
    });
  }

  /** Takes other vectors, of another model or of other indexes, from now on. */
  useVectors(parts: VectorSpaceParts): void {
    this.parts = parts;
    this.changes++;
    this.begun++;
    this.database.transaction(() => {
      this.state.useVectors(parts);
    });
  }

  get space(): VectorSpace {
    return this.state.space;
  }

  get encoder(): VectorSpaceParts['encoder'] {
    return this.state.space.encoder;
  }

  get images(): VectorSide | undefined {
    return this.state.space.images;
  }

  get texts(): VectorSide | undefined {
    return this.state.space.texts;
  }

  /** One more than the largest product row. */
  get rows(): number {
    return this.state.extent.rows;
  }

  get products(): number {
    return this.state.extent.count;
  }

  get order(): IdOrder {
    return this.state.order;
  }

  get prices(): Prices {
    return this.state.prices;
  }

  /** Products as a page shows them. */
  get stored(): StoredProducts {
    return this.state.stored;
  }

  /** The side of the words, read when the first query needs it. */
  get words(): WordSide {
    return this.state.words;
  }

  /** How often everything in memory was read anew: what is read when it is first needed is then to be read again. */
  get readAnew(): number {
    return this.begun;
  }

  /** How often something that was written, or other vectors, have been taken over. */
  get version(): number {
    return this.changes;
  }

  /**
   * An attribute's name as the catalog spells it.
   * @throws BadInputError when no product has it
   */
  attributeName(written: string, field: 'filter' | 'facets' | 'alternatives' = 'filter'): string {
    return this.state.filters.knownName(written, field);
  }

  /** Products that pass all filters; undefined without filters. */
  allowed(filters: readonly Filter[]): Allowed | undefined {
    return this.state.filters.allowed(filters);
  }

  private follow(count?: number): void {
    const step = this.state.follow(count);
    if (step === 'too much') {
      this.state = new CatalogState(this.database, this.parts, this.settings);
      this.begun++;
    }
    const hasOtherSynonyms = this.state.followSynonyms();
    if (step !== 'nothing' || hasOtherSynonyms) this.changes++;
  }
}

/** What is kept in memory of a catalog. Everything that is dear is read when it is first needed. */
class CatalogState {
  readonly extent: { count: number; rows: number };
  readonly order: IdOrder;
  readonly prices: Prices;
  readonly stored: StoredProducts;
  space: VectorSpace;
  private readonly log: ChangeLog | undefined;
  private readonly synonyms: SynonymStore;
  private knownSynonyms: number;
  private position: unknown;
  private readonly tables: unknown;
  private loadedWords: WordSide | undefined;
  private loadedFilters: FilterIndex | undefined;

  constructor(
    private readonly database: Database,
    parts: VectorSpaceParts,
    private readonly settings: SearchSettings,
  ) {
    this.synonyms = openSynonyms(database);
    this.knownSynonyms = this.synonyms.version();
    this.tables = database.pragma('user_version');
    this.log = openChangeLog(database);
    this.position = this.log?.position() ?? database.pragma('data_version');
    this.order = new IdOrder(database);
    this.extent = { count: this.order.rows.length, rows: this.order.ranks.length };
    this.prices = new Prices(database, this.extent);
    this.stored = new StoredProducts(database);
    this.space = new VectorSpace(parts, database, { extent: this.extent, alive: this.order.rows });
  }

  get words(): WordSide {
    if (this.loadedWords === undefined) {
      this.loadedWords = new WordSide(this.database, this.extent);
      this.loadedWords.useSynonyms([...this.settings.synonyms, ...this.synonyms.read()]);
    }
    return this.loadedWords;
  }

  get filters(): FilterIndex {
    this.loadedFilters ??= new FilterIndex(this.words.dictionary, this.prices, this.extent);
    return this.loadedFilters;
  }

  useVectors(parts: VectorSpaceParts): void {
    this.space = new VectorSpace(parts, this.database, { extent: this.extent, alive: this.order.rows });
  }

  get isBehind(): boolean {
    return this.log !== undefined && this.log.position() !== this.position;
  }

  /**
   * Takes over what was written since, or the first changes of it. After 'too much' the catalog is to be read anew.
   * Between two parts nothing may be read that is not in memory: the database is further on.
   */
  follow(count = Infinity): 'nothing' | 'followed' | 'too much' {
    if (this.tables !== this.database.pragma('user_version')) return 'too much';
    if (this.log === undefined) return this.position === this.database.pragma('data_version') ? 'nothing' : 'too much';
    const position = this.log.position();
    if (position === this.position) return 'nothing';
    const known = Number(this.position);
    this.position = undefined; // until all is done: half of it would be wrong
    const target = Math.min(position, known + count);
    const changes = position > known ? this.log.since(known, target) : undefined;
    if (changes === undefined || changes.length > MOST_FOLLOWED) return 'too much';
    this.apply(changes);
    this.position = target;
    return 'followed';
  }

  /** Takes over the shop's own list; @returns whether it is another one */
  followSynonyms(): boolean {
    const version = this.synonyms.version();
    if (version === this.knownSynonyms) return false;
    this.knownSynonyms = version;
    this.loadedWords?.useSynonyms([...this.settings.synonyms, ...this.synonyms.read()]);
    return true;
  }

  private apply(changes: readonly ProductChange[]): void {
    this.order.update(changes);
    this.extent.count = this.order.rows.length;
    this.extent.rows = Math.max(this.extent.rows, this.order.ranks.length);
    this.prices.update(changes);
    this.stored.update(changes);
    this.loadedWords?.update(changes);
    this.space.update(changes.map(({ row, after }) => ({ row, product: after })));
  }
}

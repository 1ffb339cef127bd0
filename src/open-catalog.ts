import type { Synonyms } from './catalog/synonym-list.js';
import { openSynonyms } from './catalog/synonyms.js';
import { openCatalogReader, type CatalogReader, type StoredPhoto } from './catalog/reader.js';
import { requireReadableCatalog } from './catalog/schema.js';
import type { EngineReport } from './engine/engine.js';
import type { EngineName } from './engine/select.js';
import { NotReadyError } from './errors.js';
import type { DetectionResult, DetectOptions } from './garment-finder.js';
import type { IndexSide, OpenSide } from './indexes/index-files.js';
import { Generations, type Generation } from './generations.js';
import { vectorParts, type OpenVectors } from './open-vectors.js';
import { RecallSampler, type RecallSample } from './indexes/recall.js';
import type { Product } from './product.js';
import type { Facet } from './search/facets.js';
import type { Query, SearchOptions } from './search/query.js';
import { readSearchRecipe, type SearchRecipe } from './search/recipe.js';
import { SearchIndex } from './search/search-index.js';
import { search, type SearchResult } from './search/search.js';
import { weightedSettings } from './search/settings.js';
import { suggest, type Suggestions } from './search/suggest.js';
import { WarmUp } from './search/warm-up.js';
import type { VectorSpaceParts } from './search/vector-space.js';
import { openDatabase, type Database } from './storage/database.js';
import { findModel } from './storage/model-folder.js';
import { workspacePaths, type WorkspacePaths } from './storage/workspace.js';

export interface OpenOptions {
  /**
   * Id of a model of the workspace, name of a shipped one, or a model's folder. By default the one that the catalog is
   * embedded by: the workspace's own, or the shipped one where it has none.
   */
  readonly model?: string | undefined;
  /** Take this engine or fail, instead of the first that works. */
  readonly engine?: EngineName | undefined;
  /** Factors on the weights of the rankings, and what comes last; those of the workspace's recipe by default. */
  readonly search?: (Pick<SearchRecipe, 'weights'> & Partial<SearchRecipe>) | undefined;
  /** One in so many answers of an approximate index can be compared by `sampleRecall`; none by default. */
  readonly recallSample?: number | undefined;
}

/** What is really in use. */
export interface CatalogStatus {
  readonly products: number;
  /** Null while searching by words alone. */
  readonly model: string | null;
  readonly engine: EngineReport | null;
  readonly indexes: Readonly<Record<'image' | 'text', ShownIndex>> | null;
}

type ShownIndex = Pick<IndexSide, 'kind' | 'vectors' | 'recallAt10'>;

/** A product as it was imported, with what the catalog knows of its photos. */
export interface CatalogProduct extends Product {
  readonly photos: readonly ProductPhoto[];
}

export interface ProductPhoto {
  /** 0 is the main photo. */
  readonly position: number;
  /** An absolute path; null when the photo is not on this machine. */
  readonly file: string | null;
  /** Path or web address as the catalog's source gave it. */
  readonly source: string;
  readonly status: 'stored' | 'missing' | 'broken' | 'refused';
  /** Pixels of the upright original; 0 when unknown. */
  readonly width: number;
  readonly height: number;
}

export interface ShopSynonyms {
  /** What the catalog keeps, as the service wrote it. */
  readonly synonyms: Synonyms;
  readonly recipe: Synonyms;
}

export interface PhotoFile {
  /** An absolute path. */
  readonly file: string;
  /** SHA-256 of the file when it was read, in hexadecimal. */
  readonly contentHash: string;
}

export interface CatalogSearchResult extends Omit<SearchResult, 'byVectors'> {
  /** The model whose vectors were compared; null when words alone were. */
  readonly model: string | null;
  /** What that model runs on; null as long as it is not loaded. */
  readonly engine: string | null;
}

export interface FacetsResult {
  readonly total: number;
  readonly facets: readonly Facet[];
}

/** How the words of a query are read when its values are counted. */
export type FacetsOptions = Pick<SearchOptions, 'literal'>;

export interface SuggestOptions {
  /** Completions at most; 8 by default. */
  readonly limit?: number | undefined;
}

/**
 * A catalog opened to be asked, read-only: it stands beside a writer and never waits for one. It follows what others write:
 * a product is found by the first search after it was committed, and a new index or model is taken over between two
 * searches.
 */
export interface Catalog {
  /** Finds products by words, photo, part of a photo, words and photo, or likeness to a product. */
  search(query: Query, options?: SearchOptions): Promise<CatalogSearchResult>;
  /**
   * Finds the garments of a photo, or the one that words describe, and products like each.
   * @param photo path or bytes of an encoded photo
   */
  detect(photo: string | Buffer, options?: DetectOptions): Promise<DetectionResult>;
  /**
   * Counts the values of attributes among all that a query finds; without words, photo or filters, in the whole catalog.
   * @param names attributes; 'price' for its range
   */
  facets(query: Query, names: readonly string[], options?: FacetsOptions): Promise<FacetsResult>;
  /** Completes what is being typed, and corrects slips. Synchronous: some milliseconds. */
  suggest(text: string, options?: SuggestOptions): Suggestions;
  /** The product as it was imported, with its photos; undefined for an unknown id. */
  product(id: string): CatalogProduct | undefined;
  /** Where a photo of a product lies; undefined when there is none on this machine. */
  photoFile(id: string, position: number): PhotoFile | undefined;
  /** The shop's own synonyms: those that the catalog keeps, and those of the recipe. */
  synonyms(): ShopSynonyms;
  /**
   * Another number whenever something was written, or another index or model was taken over: as long as it is the same,
   * the same question has the same answer.
   */
  version(): number;
  /** Starts the engine when it has not answered yet. */
  status(): Promise<CatalogStatus>;
  /**
   * Takes over a part of what was written, some milliseconds of it, and opens new indexes and models beside those that
   * answer. Without it, the next question does all of this at once; whoever calls it once must go on calling it, many times
   * a second.
   * @returns whether there is more to be taken over
   */
  keepUp(): boolean;
  /**
   * Makes a part, some ten milliseconds, of what else the first questions would have to wait for.
   * @returns whether there is more
   */
  warmUp(): Promise<boolean>;
  /**
   * Compares one of the last searches by vectors with exact search: some milliseconds for ten thousands of vectors.
   * @returns undefined when there is none that was chosen since the last time
   */
  sampleRecall(): RecallSample | undefined;
  close(): Promise<void>;
}

/**
 * Opens a workspace to search it. Without a trained model it finds by words; without a photo or modes that need it, the
 * model is not even loaded.
 * @throws NotReadyError when nothing was imported, DamagedError when files do not agree with each other
 */
export function openCatalog(workspace: string, options: OpenOptions = {}): Promise<Catalog> {
  return Promise.resolve().then(() => open(workspacePaths(workspace), options));
}

function open(paths: WorkspacePaths, options: OpenOptions): Catalog {
  const database = openDatabase(paths.database, { readOnly: true });
  try {
    requireReadableCatalog(database, paths.database);
    return new OpenedCatalog(paths, database, options);
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Changes of one part: some ten milliseconds. */
const FOLLOWED_AT_ONCE = 48;

class OpenedCatalog implements Catalog {
  private readonly index: SearchIndex;
  private readonly reader: CatalogReader;
  private readonly generations: Generations;
  private readonly warmth: WarmUp;
  private readonly recall: RecallSampler;

  constructor(
    paths: WorkspacePaths,
    private readonly database: Database,
    options: OpenOptions,
  ) {
    const { model, search: recipe = readSearchRecipe(paths.recipe), recallSample = 0 } = options;
    this.recall = new RecallSampler(recallSample);
    this.generations = new Generations(paths, {
      ...options,
      search: async (photo, box, { limit, signal }) => (await this.search({ photo, box }, { limit, signal })).hits,
      onUse: (next) => {
        this.index.useVectors(spaceOf(next, this.recall));
      },
    });
    const { current } = this.generations;
    if (model !== undefined) requireSameModel(paths, model, current.vectors);
    const settings = {
      ...weightedSettings(recipe.weights),
      outOfStockLast: recipe.outOfStockLast ?? false,
      synonyms: recipe.synonyms ?? [],
    };
    this.index = new SearchIndex({ database, settings, ...spaceOf(current, this.recall) });
    this.reader = openCatalogReader(paths);
    this.warmth = new WarmUp(this.index);
  }

  search(query: Query, options?: SearchOptions): Promise<CatalogSearchResult> {
    return this.generations.asked(async () => {
      const { byVectors, ...found } = await search(this.index, query, options);
      const { current, warnings } = this.generations;
      return {
        ...found,
        warnings: [...found.warnings, ...warnings],
        model: byVectors ? (current.vectors?.embeddings.model ?? null) : null,
        engine: byVectors ? (current.encoder?.report?.name ?? null) : null,
      };
    });
  }

  async facets(query: Query, names: readonly string[], options: FacetsOptions = {}): Promise<FacetsResult> {
    const counted = { limit: 1, facets: [...names], ...options };
    const { total, facets = [] } = await this.search({ everything: true, ...query }, counted);
    return { total, facets };
  }

  suggest(text: string, { limit }: SuggestOptions = {}): Suggestions {
    return this.index.atOnce(() => suggest(this.index, text, { limit }));
  }

  detect(photo: string | Buffer, options?: DetectOptions): Promise<DetectionResult> {
    return this.generations.asked(({ garments }) => garments.detect(photo, options));
  }

  product(id: string): CatalogProduct | undefined {
    const stored = this.reader.product(id);
    return stored && { ...stored.product, photos: stored.photos.map(shownPhoto) };
  }

  photoFile(id: string, position: number): PhotoFile | undefined {
    const photo = this.reader.product(id)?.photos.find((one) => one.position === position);
    if (photo === undefined || photo.file === '' || photo.status !== 'stored') return undefined;
    return { file: photo.file, contentHash: photo.contentHash };
  }

  synonyms(): ShopSynonyms {
    return { synonyms: openSynonyms(this.database).read(), recipe: this.index.settings.synonyms };
  }

  version(): number {
    this.generations.follow();
    return this.index.atOnce(() => this.index.version + this.generations.version);
  }

  status(): Promise<CatalogStatus> {
    return this.generations.asked(async ({ vectors, encoder }) => {
      await encoder?.get();
      return {
        products: this.index.atOnce(() => this.index.products),
        model: vectors?.embeddings.model ?? null,
        engine: encoder?.report ?? null,
        indexes: vectors === undefined ? null : shownIndexes(vectors),
      };
    });
  }

  keepUp(): boolean {
    this.generations.followBeside();
    return this.index.followSome(FOLLOWED_AT_ONCE);
  }

  warmUp(): Promise<boolean> {
    return this.warmth.next();
  }

  sampleRecall(): RecallSample | undefined {
    return this.recall.measure();
  }

  async close(): Promise<void> {
    await this.generations.close();
    this.reader.close();
    this.database.close();
  }
}

function spaceOf({ vectors, encoder }: Generation, recall: RecallSampler): VectorSpaceParts {
  return { ...(encoder === undefined ? {} : { encoder: () => encoder.get() }), ...vectorParts(vectors, recall) };
}

function shownIndexes({ indexes }: OpenVectors): CatalogStatus['indexes'] {
  const shown = ({ about: { kind, vectors, recallAt10 } }: OpenSide): ShownIndex => ({ kind, vectors, recallAt10 });
  return { image: shown(indexes.image), text: shown(indexes.text) };
}

function shownPhoto({ position, file, source, status, width, height }: StoredPhoto): ProductPhoto {
  return { position, file: file === '' ? null : file, source, status, width, height };
}

/** A query embedded by another model than the catalog would find nonsense. */
function requireSameModel(paths: WorkspacePaths, name: string, vectors: OpenVectors | undefined): void {
  const { id, fingerprint } = findModel(paths, name);
  if (vectors?.embeddings.model === id && vectors.embeddings.fingerprint === fingerprint) return;
  throw new NotReadyError({
    reason: `the catalog is not embedded with the model '${name}'`,
    remedy: "search with the workspace's own model, or train and index with this one",
  });
}

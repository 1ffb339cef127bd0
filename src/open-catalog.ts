import { requireReadableCatalog } from './catalog/schema.js';
import { openCatalogReader, type CatalogReader, type StoredProduct } from './catalog/reader.js';
import { openEncoder, type DualEncoder } from './encoder/open-encoder.js';
import type { Engine, EngineReport } from './engine/engine.js';
import { selectEngine, type EngineName } from './engine/select.js';
import { readEmbeddings, readVectorHashes, type Embeddings, type VectorHashes } from './indexes/embedding-files.js';
import { openIndexes, type IndexSide, type OpenIndexes } from './indexes/index-files.js';
import { NotReadyError } from './errors.js';
import { createGarmentFinder, type DetectionResult, type DetectOptions, type GarmentFinder } from './garment-finder.js';
import type { Product } from './product.js';
import type { Query, SearchOptions } from './search/query.js';
import { readSearchRecipe, type SearchRecipe } from './search/recipe.js';
import { SearchIndex, type SearchParts } from './search/search-index.js';
import { search, type SearchResult } from './search/search.js';
import { weightedSettings, type SearchSettings } from './search/settings.js';
import type { LiveVectorParts } from './search/vector-space.js';
import { openDatabase, type Database } from './storage/database.js';
import { findModel, vectorName, type ModelPlace } from './storage/model-folder.js';
import { readManifest, workspacePaths, type Manifest, type WorkspacePaths } from './storage/workspace.js';

export interface OpenOptions {
  /**
   * Id of a model of the workspace, name of a shipped one, or a model's folder. By default the one that the catalog is
   * embedded by: the workspace's own, or the shipped one where it has none.
   */
  readonly model?: string | undefined;
  /** Take this engine or fail, instead of the first that works. */
  readonly engine?: EngineName | undefined;
  /** Factors on the weights of the rankings; those of the workspace's recipe by default. */
  readonly search?: SearchRecipe | undefined;
}

/** What is really in use. */
export interface CatalogStatus {
  readonly products: number;
  /** Null while searching by words alone. */
  readonly model: string | null;
  readonly engine: EngineReport | null;
  readonly indexes: Readonly<Record<'image' | 'text', Pick<IndexSide, 'kind' | 'vectors' | 'recallAt10'>>> | null;
}

/** A catalog opened to be asked, read-only: it stands beside a writer and never waits for one. */
export interface Catalog {
  /** Finds products by words, photo, part of a photo, words and photo, or likeness to a product. */
  search(query: Query, options?: SearchOptions): Promise<SearchResult>;
  /**
   * Finds the garments of a photo, or the one that words describe, and products like each.
   * @param photo path or bytes of an encoded photo
   */
  detect(photo: string | Buffer, options?: DetectOptions): Promise<DetectionResult>;
  /** The product as it was imported; undefined for an unknown id. */
  product(id: string): Product | undefined;
  /** Starts the engine when it has not answered yet. */
  status(): Promise<CatalogStatus>;
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

class OpenedCatalog implements Catalog {
  private readonly index: SearchIndex;
  private readonly vectors: OpenVectors | undefined;
  private readonly reader: CatalogReader;
  private readonly lazyEncoder: LazyEncoder | undefined;
  private readonly settings: SearchSettings;
  private readonly garments: GarmentFinder;

  constructor(
    paths: WorkspacePaths,
    private readonly database: Database,
    { model, engine, search: recipe = readSearchRecipe(paths.recipe) }: OpenOptions,
  ) {
    const manifest = readManifest(paths);
    this.vectors = openVectors(paths, manifest);
    if (model !== undefined) requireSameModel(paths, model, this.vectors);
    this.lazyEncoder = this.vectors && new LazyEncoder(this.vectors.modelFolder, engine);
    this.settings = weightedSettings(recipe.weights);
    this.index = this.makeIndex();
    this.reader = openCatalogReader(paths);
    this.garments = createGarmentFinder(paths, { model, engine }, async (photo, box, { limit, signal }) => {
      return (await this.search({ photo, box }, { limit, signal })).hits;
    });
  }

  search(query: Query, options?: SearchOptions): Promise<SearchResult> {
    return search(this.index, query, options);
  }

  detect(photo: string | Buffer, options?: DetectOptions): Promise<DetectionResult> {
    return this.garments.detect(photo, options);
  }

  product(id: string): Product | undefined {
    const stored: StoredProduct | undefined = this.reader.product(id);
    return stored?.product;
  }

  async status(): Promise<CatalogStatus> {
    const { lazyEncoder, vectors } = this;
    await lazyEncoder?.get();
    const shown = ({
      kind,
      vectors: count,
      recallAt10,
    }: IndexSide): Pick<IndexSide, 'kind' | 'vectors' | 'recallAt10'> => ({
      kind,
      vectors: count,
      recallAt10,
    });
    return {
      products: this.index.atOnce(() => this.index.products),
      model: vectors?.embeddings.model ?? null,
      engine: lazyEncoder?.report ?? null,
      indexes:
        vectors === undefined
          ? null
          : { image: shown(vectors.indexes.image.about), text: shown(vectors.indexes.text.about) },
    };
  }

  async close(): Promise<void> {
    await this.garments.close();
    await this.lazyEncoder?.close();
    this.vectors?.indexes.image.index.close();
    this.vectors?.indexes.text.index.close();
    this.reader.close();
    this.database.close();
  }

  private makeIndex(): SearchIndex {
    const encoder = this.lazyEncoder;
    return new SearchIndex({
      database: this.database,
      settings: this.settings,
      ...(encoder === undefined ? {} : { encoder: () => encoder.get() }),
      ...searchParts(this.vectors),
    });
  }
}

interface OpenVectors {
  readonly embeddings: Embeddings;
  readonly indexes: OpenIndexes;
  /** Of the model that the catalog is embedded by. */
  readonly modelFolder: string;
  readonly live: LiveVectorParts;
}

/**
 * Vectors and indexes as the manifest names them; undefined when the catalog has not been embedded, or by a shipped model
 * that an upgrade has replaced, until it is embedded again.
 */
function openVectors(paths: WorkspacePaths, { embeddings: id, indexes }: Manifest): OpenVectors | undefined {
  if (id === undefined || indexes === undefined) return undefined;
  const embeddings = readEmbeddings(paths.embedding(id));
  const model = findModel(paths, embeddings.model);
  if (model.fingerprint !== embeddings.fingerprint) return undefined;
  return {
    embeddings,
    indexes: openIndexes(paths.index(indexes), embeddings, id),
    modelFolder: model.folder,
    live: liveVectors(paths.embedding(id), embeddings, model),
  };
}

/** Embeddings of earlier versions do not say what they know: their vectors are then taken for those of all products. */
function liveVectors(folder: string, embeddings: Embeddings, model: ModelPlace): LiveVectorParts {
  let hashes: VectorHashes | undefined;
  return {
    model: vectorName(model),
    position: embeddings.position ?? 0,
    hashes: () => (hashes ??= readVectorHashes(folder, embeddings)),
  };
}

function searchParts(vectors: OpenVectors | undefined): Omit<SearchParts, 'database' | 'encoder' | 'settings'> {
  if (vectors === undefined) return {};
  const { embeddings, indexes, live } = vectors;
  return {
    live,
    images: { ...indexes.image, products: embeddings.imageProducts, familiarity: indexes.image.about.familiarity },
    texts: { ...indexes.text, products: embeddings.textProducts },
    photos: embeddings.photos,
  };
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

/** Starts engine and encoder when they are first needed. */
class LazyEncoder {
  private started: Promise<{ engine: Engine; encoder: DualEncoder }> | undefined;
  report: EngineReport | undefined;

  constructor(
    private readonly folder: string,
    private readonly prefer: EngineName | undefined,
  ) {}

  async get(): Promise<DualEncoder> {
    this.started ??= this.start();
    return (await this.started).encoder;
  }

  async close(): Promise<void> {
    const started = await this.started?.catch(() => undefined);
    await started?.encoder.close();
    await started?.engine.close();
  }

  private async start(): Promise<{ engine: Engine; encoder: DualEncoder }> {
    const engine = await selectEngine({ need: 'answer', prefer: this.prefer });
    this.report = engine.report;
    return { engine, encoder: await openEncoder(this.folder, engine) };
  }
}

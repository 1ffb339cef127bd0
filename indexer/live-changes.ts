import { createHash } from 'node:crypto';
import { importedPhotoSize } from '../src/catalog/reader.js';
import { migrateCatalog } from '../src/catalog/schema.js';
import type { Synonyms } from '../src/catalog/synonym-list.js';
import { writeSynonyms } from '../src/catalog/synonyms.js';
import { indexedTexts } from '../src/indexes/indexed-texts.js';
import { openPhotoStore } from '../src/image/photo-store.js';
import type { Product } from '../src/product.js';
import { throwIfCancelled } from '../src/progress.js';
import { openDatabase, type Database } from '../src/storage/database.js';
import { workspacePaths, type WorkspacePaths } from '../src/storage/workspace.js';
import { productText } from '../src/text/product-text.js';
import { createCatalogWriter, type CatalogWriter, type PreparedProduct } from './import/catalog-writer.js';
import { createPhotoFetcher } from './import/fetch-photos.js';
import { readKnownLists } from './import/known-lists.js';
import { openLiveVectors, type LiveVector } from './import/live-vectors.js';
import { openPhotoFolder, type PhotoFolder } from './import/find-photo.js';
import { createReadingLimits, photoProblem, preparePhoto, type PreparedPhoto } from './import/photos.js';
import { countRecords, openPixelWriter } from './import/pixel-writer.js';
import { hashProduct } from './import/product-row.js';
import { uploadedPhotoFile } from './import/uploaded-photos.js';
import { LiveEmbedder, type ToEmbed } from './live/embedder.js';
import { readProduct, type ProductInput, type ProductOutcome } from './live/product-input.js';
import { withCatalogLock } from './lock.js';
import { loadRecipe } from './recipe.js';

export type { ProductInput, ProductOutcome, ProductProblem } from './live/product-input.js';

export interface RemovalOutcome {
  readonly id: string;
  readonly status: 'removed' | 'unknown';
}

export interface CatalogWriterOptions {
  /** The only folder that photos are read from by path; without it none are. */
  readonly photosFolder?: string | undefined;
  /** Fetch photos that are web addresses. */
  readonly fetchPhotos?: boolean | undefined;
  readonly allowHosts?: readonly string[] | undefined;
  /** How long another writer, such as an import, is waited for; 10 seconds by default. */
  readonly waitMs?: number | undefined;
}

/** Writes single products into a catalog that is searched meanwhile: each is found by the next search. */
export interface LiveCatalogWriter {
  /**
   * Adds or replaces products, with their vectors by the model that the catalog is searched by. Some dozen are written in
   * one transaction; when this throws, those before are in. Of two with one id the later one counts. What is not published
   * is removed.
   * @returns one outcome for each, in their order
   * @throws LockedError when another writer does not end in time; CancelledError
   */
  upsert(
    products: readonly ProductInput[],
    options?: { readonly signal?: AbortSignal | undefined },
  ): Promise<ProductOutcome[]>;
  /** @throws LockedError, CancelledError; then none is removed */
  remove(ids: readonly string[], options?: { readonly signal?: AbortSignal | undefined }): Promise<RemovalOutcome[]>;
  /**
   * Replaces the shop's own synonyms that the catalog keeps.
   * @throws LockedError, CancelledError; then the list is as it was
   */
  setSynonyms(synonyms: Synonyms, options?: { readonly signal?: AbortSignal | undefined }): Promise<void>;
  /** Waits for what is being written. */
  close(): Promise<void>;
}

/** Products of one transaction. */
const AT_ONCE = 32;

/** Opens a workspace to write single products; the folder and the catalog are made when they are missing. */
export async function openCatalogWriter(
  workspace: string | WorkspacePaths,
  options: CatalogWriterOptions = {},
): Promise<LiveCatalogWriter> {
  const paths = typeof workspace === 'string' ? workspacePaths(workspace) : workspace;
  const work = (): Promise<Database> => {
    const database = openDatabase(paths.database, { readOnly: false });
    migrateCatalog(database, paths.database, { indexedTexts });
    return Promise.resolve(database);
  };
  const database = await withCatalogLock(paths, 'serve', work, options);
  const size = importedPhotoSize(database) ?? loadRecipe(paths).encoder.photoSize;
  return new WorkspaceWriter(paths, database, { options, size });
}

/** A product that can be written, at its place among those that were asked for. */
interface Accepted {
  readonly at: number;
  readonly product: Product;
}

class WorkspaceWriter implements LiveCatalogWriter {
  private writer: CatalogWriter;
  /** Edge of the stored photos. */
  private size: number;
  private readonly options: CatalogWriterOptions;
  private readonly embedder: LiveEmbedder;
  private readonly folder: PhotoFolder;
  private readonly limits = createReadingLimits();
  private readonly fetchPhoto: ((url: string) => Promise<string>) | undefined;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly paths: WorkspacePaths,
    private readonly database: Database,
    { options, size }: { readonly options: CatalogWriterOptions; readonly size: number },
  ) {
    this.options = options;
    this.size = size;
    this.writer = createCatalogWriter(database, size);
    this.embedder = new LiveEmbedder(paths);
    const { fetchPhotos, allowHosts, photosFolder } = options;
    this.folder = openPhotoFolder(photosFolder ?? paths.uploadedPhotos);
    // Other products wait for this one to be written: its photos wait for nobody.
    this.fetchPhoto =
      fetchPhotos === true ? createPhotoFetcher({ folder: paths.fetchedPhotos, allowHosts, mostPauses: 0 }) : undefined;
  }

  upsert(
    products: readonly ProductInput[],
    { signal }: { readonly signal?: AbortSignal | undefined } = {},
  ): Promise<ProductOutcome[]> {
    return this.inTurn(async () => {
      const outcomes: ProductOutcome[] = [];
      for (let start = 0; start < products.length; start += AT_ONCE) {
        throwIfCancelled(signal);
        outcomes.push(...(await this.upsertSome(products.slice(start, start + AT_ONCE), signal)));
      }
      return outcomes;
    });
  }

  remove(
    ids: readonly string[],
    { signal }: { readonly signal?: AbortSignal | undefined } = {},
  ): Promise<RemovalOutcome[]> {
    return this.inTurn(async () => {
      const removed = new Set(await this.removeNow(ids, signal));
      return ids.map((id) => ({ id, status: removed.has(id) ? 'removed' : 'unknown' }));
    });
  }

  setSynonyms(synonyms: Synonyms, { signal }: { readonly signal?: AbortSignal | undefined } = {}): Promise<void> {
    return this.inTurn(() => {
      const work = (): Promise<void> => {
        writeSynonyms(this.database, synonyms);
        return Promise.resolve();
      };
      return withCatalogLock(this.paths, 'serve', work, { ...this.options, signal });
    });
  }

  /** @returns the ids of those that were there */
  private async removeNow(ids: readonly string[], signal: AbortSignal | undefined): Promise<readonly string[]> {
    if (ids.length === 0) return [];
    const work = (): Promise<string[]> => Promise.resolve(this.writer.remove(ids));
    return withCatalogLock(this.paths, 'serve', work, { ...this.options, signal });
  }

  async close(): Promise<void> {
    await this.last;
    await this.embedder.close();
    this.database.close();
  }

  /** One thing after another: what was asked first is written first. */
  private inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.last.then(work);
    this.last = result.catch(() => undefined);
    return result;
  }

  private async upsertSome(inputs: readonly ProductInput[], signal?: AbortSignal): Promise<ProductOutcome[]> {
    const outcomes: ProductOutcome[] = [];
    const accepted = new Map<string, Accepted>();
    const hidden = new Set<string>();
    const lists = readKnownLists(this.database);
    for (const [at, input] of inputs.entries()) {
      const row = await readProduct(this.paths, input, { lists });
      if ('problem' in row) {
        outcomes[at] = { id: row.id, status: 'refused', problem: row.problem };
        continue;
      }
      if ('hidden' in row) {
        accepted.delete(row.hidden);
        hidden.add(row.hidden);
        outcomes[at] = { id: row.hidden, status: 'notPublished' };
        continue;
      }
      hidden.delete(row.product.id);
      // An earlier one of the same id is written over before anybody has seen it.
      accepted.set(row.product.id, { at, product: row.product });
      outcomes[at] = { id: row.product.id, status: 'unchanged' };
    }
    await this.removeNow([...hidden], signal);
    const chosen = [...accepted.values()];
    const written = await this.write(
      chosen.map(({ product }) => product),
      signal,
    );
    for (const [i, outcome] of written.entries()) outcomes[chosen[i].at] = outcome;
    return outcomes;
  }

  /** Reads photos and embeds while others may write; when one of them has changed the same products, once more. */
  private async write(products: readonly Product[], signal?: AbortSignal): Promise<ProductOutcome[]> {
    for (;;) {
      throwIfCancelled(signal);
      this.followPhotoSize();
      const prepared = await Promise.all(products.map((product) => this.prepare(product)));
      const news = prepared.filter(hasNews);
      const model = this.embedder.modelName();
      const vectors = await this.embedder.embed(this.withoutVectors(news, model));
      const isWritten =
        news.length === 0 ||
        (await withCatalogLock(this.paths, 'serve', () => this.commit(news, { model, vectors }), {
          ...this.options,
          signal,
        }));
      if (isWritten) return prepared.map(outcomeOf);
    }
  }

  /** An import may change the size meanwhile. */
  private followPhotoSize(): void {
    const size = importedPhotoSize(this.database) ?? this.size;
    if (size === this.size) return;
    this.size = size;
    this.writer = createCatalogWriter(this.database, size);
  }

  private async prepare(product: Product): Promise<PreparedProduct> {
    const known = this.writer.find(product.id);
    // The paths of an imported catalog start at a folder that nobody knows any more.
    const placed = known?.photos.filter(({ source, file }) => file !== '' && !/^https?:/iu.test(source)) ?? [];
    const files = new Map(placed.map(({ source, file }) => [source, file]));
    const preparation = {
      ...{ folder: this.folder, size: this.size, limits: this.limits },
      ...{ keepsMainProducts: true, fetchPhoto: this.fetchPhoto },
      knownContent: (hash: string) => this.writer.knownContent(hash),
      fileOf: (source: string) => uploadedPhotoFile(this.paths, source) ?? files.get(source),
    };
    const reading = product.images.map((source, i) => preparePhoto(source, known?.photos[i], preparation));
    const photos = await Promise.all(reading);
    return { product, hash: hashProduct(product), known, photos };
  }

  /** What of the products has no vector yet: texts and photos that are new to them. */
  private withoutVectors(products: readonly PreparedProduct[], model: string | undefined): ToEmbed[] {
    if (model === undefined) return [];
    const live = openLiveVectors(this.database, model);
    const items = new Map<string, ToEmbed>();
    const add = (item: ToEmbed): void => {
      if (!live.has(item)) items.set(`${item.kind} ${item.hash.toString('hex')}`, item);
    };
    for (const { product, photos } of products) {
      const text = productText(product);
      add({ kind: 'text', hash: createHash('sha256').update(text).digest(), text });
      for (const photo of photos) {
        if (photo.status !== 'stored' || photo.unchanged) continue;
        add({ kind: 'image', hash: Buffer.from(keyOf(photo), 'hex'), pixels: photo.pixels ?? this.pixelsOf(photo) });
      }
    }
    return [...items.values()];
  }

  /** Pixels that the store has already. */
  private pixelsOf(photo: PreparedPhoto): Uint8Array {
    const store = openPhotoStore(this.paths.photos(this.size));
    try {
      return store.read([this.writer.slotOf(keyOf(photo))!]);
    } finally {
      store.close();
    }
  }

  /**
   * Pixels first, flushed; then, in one transaction, vectors and rows.
   * @returns false when products or model are others than when this was prepared
   */
  private async commit(
    products: readonly PreparedProduct[],
    { model, vectors }: { model: string | undefined; vectors: readonly LiveVector[] },
  ): Promise<boolean> {
    const { writer, paths, database, size } = this;
    if (this.embedder.modelName() !== model || (importedPhotoSize(database) ?? size) !== size) return false;
    const isSame = ({ product, known }: PreparedProduct): boolean =>
      JSON.stringify(writer.find(product.id)) === JSON.stringify(known);
    if (!products.every(isSame)) return false;
    writer.forgetSlots(await countRecords(paths.photos(size), size));
    const records = new Map<string, Uint8Array>();
    for (const photo of products.flatMap(({ photos }) => photos)) {
      if (photo.pixels !== undefined && writer.slotOf(keyOf(photo)) === undefined)
        records.set(keyOf(photo), photo.pixels);
    }
    const pixels = await openPixelWriter(paths.photos(size), { size, next: writer.nextSlot() });
    const first = pixels.next;
    try {
      await pixels.append([...records.values()]);
    } finally {
      await pixels.close();
    }
    database.transaction(() => {
      if (model !== undefined) openLiveVectors(database, model).add(vectors);
      writer.write(products, new Map([...records.keys()].map((hash, i) => [hash, first + i])));
    });
    return true;
  }
}

function keyOf({ main, contentHash }: PreparedPhoto): string {
  return main?.pixelsHash ?? contentHash;
}

function hasNews({ hash, known, photos }: PreparedProduct): boolean {
  return known?.hash !== hash || known.photos.length !== photos.length || photos.some(({ unchanged }) => !unchanged);
}

function outcomeOf(prepared: PreparedProduct): ProductOutcome {
  const { product, known, photos } = prepared;
  const status = known === undefined ? 'added' : hasNews(prepared) ? 'changed' : 'unchanged';
  const bad = photos.find((photo) => photo.status !== 'stored');
  if (bad === undefined) return { id: product.id, status };
  return { id: product.id, status, problem: { field: 'images', ...photoProblem(bad) } };
}

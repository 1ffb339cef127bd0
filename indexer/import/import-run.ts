import { performance } from 'node:perf_hooks';
import { join } from 'node:path';
import { throwIfCancelled } from '../../src/progress.js';
import type { Database } from '../../src/storage/database.js';
import type { WorkspacePaths } from '../../src/storage/workspace.js';
import { createCatalogWriter, type CatalogWriter, type PreparedProduct } from './catalog-writer.js';
import { createLimit, type Limit } from './concurrency-limit.js';
import { keepDataUrls } from './data-url.js';
import { createPhotoFetcher } from './fetch-photos.js';
import { BadInputError } from '../../src/errors.js';
import type { UnpublishedRow } from './formats/row.js';
import type { ImportOptions, ImportSummary } from './index.js';
import { rememberLists } from './known-lists.js';
import { listsOf, mergedLists } from './lists.js';
import { openMainProductFinder, type MainProductFinder } from './main-products.js';
import { countMainProducts, doubtAbout, withMainProducts } from './main-product-step.js';
import { openPhotoFolders, type PhotoFolder } from './find-photo.js';
import { createReadingLimits, photoProblem, preparePhoto, type PhotoPreparation } from './photos.js';
import { openPixelWriter } from './pixel-writer.js';
import { openProblemsFile, type ProblemsFile } from './problems.js';
import { hashProduct } from './product-row.js';
import { isPruning, pruneCatalog, withNothingRemoved, type NotRemoved } from './prune.js';
import {
  closeSources,
  columnsOfSources,
  listsOfSources,
  openSources,
  readSources,
  warningsOf,
  type Arrival,
  type OpenedSource,
  type SourcesReport,
} from './read-sources.js';
import { createSeenIds, type SeenIds } from './seen-ids.js';
import { keepUploadedPhoto, uploadedPhotoFile } from './uploaded-photos.js';
import { openToImport, takeTurns, type WritingTurns } from './writing-turns.js';

/** Products whose photos are flushed together: enough to make that cheap, few enough to lose little when killed. */
const BATCH = 256;

/** Products of one transaction: those who search follow them in some ten milliseconds. */
const AT_ONCE = 64;

/** The same where every photo is looked at, which takes a hundred times as long. */
const BATCH_TO_LOOK_AT = 64;

/** Photos on their way at once: enough to keep sharp's threads busy while a batch is written. */
const PHOTOS_IN_FLIGHT = 32;

interface Counts {
  added: number;
  changed: number;
  unchanged: number;
  removed: number;
  photos: { stored: number; unchanged: number; missing: number; broken: number; refused: number };
  mainProduct?: { found: number; whole: number; unsure: number };
}

export interface RunOptions extends ImportOptions {
  readonly photoSize: number;
  /** The sources, when they have been opened already. */
  readonly opened?: readonly OpenedSource[] | undefined;
}

/** What the steps of one import share. */
interface Run {
  readonly database: Database;
  readonly options: RunOptions;
  readonly opened: readonly OpenedSource[];
  readonly report: SourcesReport;
  readonly writer: CatalogWriter;
  readonly turns: WritingTurns;
  /** The pixel store. */
  readonly store: string;
  readonly seen: SeenIds;
  readonly problems: ProblemsFile;
  readonly counts: Counts;
  readonly limit: Limit;
  readonly photos: Omit<PhotoPreparation, 'folder'>;
  /** Keeps the photos that stand in the catalog itself. */
  readonly keepDataUrls: (images: readonly string[]) => Promise<readonly string[]>;
  /** The folder of this path that photos are read from. */
  readonly folderOf: (path: string) => PhotoFolder;
  /** Undefined when the import is not asked to look for main products. */
  readonly finder: MainProductFinder | undefined;
}

/** The import itself; the caller holds the workspace's lock. */
export async function runImport(
  paths: WorkspacePaths,
  options: RunOptions,
  openFinder: typeof openMainProductFinder = openMainProductFinder,
): Promise<ImportSummary> {
  const started = performance.now();
  const opened = options.opened ?? (await openSources({ ...options, lists: listsOf(options.lists ?? {}) }));
  const finder = options.mainProduct === true ? openFinder(paths, options) : undefined;
  const problems = openProblemsFile(join(paths.reports, 'import-problems.jsonl'));
  const counts = zeroCounts(finder !== undefined);
  const report: SourcesReport = { read: 0, refused: 0, notPublished: 0, tallies: [] };
  let file: string | null;
  let notRemoved: NotRemoved | null;
  try {
    notRemoved = await inCatalog(paths, options, (parts) =>
      importAll({ ...parts, options, opened, report, problems, counts, finder }),
    );
  } catch (error) {
    throw isPruning(options) ? withNothingRemoved(error) : error;
  } finally {
    await closeSources(opened);
    await finder?.close();
    file = problems.finish();
  }
  refuseWithoutProducts(report, file, options);
  const { mainProduct, ...rest } = counts;
  const looked = finder && { ...mainProduct!, model: finder.model, recipe: finder.recipe };
  return {
    ...{ read: report.read, ...rest, refused: report.refused, notPublished: report.notPublished, notRemoved },
    ...(looked === undefined ? {} : { mainProduct: looked }),
    ...{
      columns: columnsOfSources(opened),
      lists: listsOfSources(opened),
      warnings: warningsOf(report),
      problems: file,
    },
    seconds: Math.round(performance.now() - started) / 1000,
  };
}

function zeroCounts(looksAtPhotos: boolean): Counts {
  return {
    ...{ added: 0, changed: 0, unchanged: 0, removed: 0 },
    photos: { stored: 0, unchanged: 0, missing: 0, broken: 0, refused: 0 },
    ...(looksAtPhotos ? { mainProduct: { found: 0, whole: 0, unsure: 0 } } : {}),
  };
}

/** What of a run belongs to the opened catalog. */
type CatalogParts = Pick<
  Run,
  'database' | 'writer' | 'turns' | 'store' | 'seen' | 'limit' | 'photos' | 'keepDataUrls' | 'folderOf'
>;

/** Opens the catalog, and closes it however the work ends. */
async function inCatalog<Result>(
  paths: WorkspacePaths,
  options: RunOptions,
  work: (parts: CatalogParts) => Promise<Result>,
): Promise<Result> {
  const database = await openToImport(paths, options);
  const turns = takeTurns(paths, database, options.signal);
  try {
    const writer = createCatalogWriter(database, options.photoSize);
    return await work({
      ...{ database, writer, turns, store: paths.photos(options.photoSize), seen: createSeenIds(database) },
      ...{ limit: createLimit(PHOTOS_IN_FLIGHT, options.signal), photos: photoPreparation(paths, options, writer) },
      ...{
        keepDataUrls: (images) => keepDataUrls(images, (photo) => keepUploadedPhoto(paths, photo)),
        folderOf: openPhotoFolders(),
      },
    });
  } finally {
    turns.close();
    database.close();
  }
}

/** @returns what a prune has left in the catalog */
async function importAll(run: Run): Promise<NotRemoved | null> {
  const { options, counts, writer, report } = run;
  const before = writer.count();
  await importSources(run);
  await run.turns.next(() => {
    rememberLists(run.database, mergedLists(...run.opened.map(({ lists }) => lists)));
  });
  let notRemoved: NotRemoved | null = null;
  if (isPruning(options) && report.tallies.every(({ known }) => known > 0)) {
    const all = options.pruneAll === true;
    const pruned = await pruneCatalog({ ...run, tallies: report.tallies, before, all });
    notRemoved = pruned.notRemoved;
    counts.removed += pruned.removed;
  }
  const changes = counts.added + counts.changed + counts.removed;
  if (changes > 0) await finish(run, changes);
  return notRemoved;
}

/** A source without a single product is no catalog; the others are in. */
function refuseWithoutProducts({ tallies }: SourcesReport, problems: string | null, options: ImportOptions): void {
  const empty = tallies.find(({ known }) => known === 0);
  if (empty === undefined) return;
  const { path, refused, firstRefused } = empty;
  const first = firstRefused === undefined ? '' : `; the first: ${firstRefused.reason}`;
  const error = new BadInputError({
    ...{ file: firstRefused?.file ?? path, line: firstRefused?.line, field: firstRefused?.field },
    reason: `the source has no product: ${refused === 1 ? 'its row was' : `all of its ${refused} rows were`} refused${first}`,
    remedy: `${firstRefused?.remedy ?? 'look at what should have written it'}${problems === null ? '' : `; ${problems} has them all`}`,
  });
  throw isPruning(options) ? withNothingRemoved(error) : error;
}

/** Merging all of the words into one segment costs as much as writing them all: it pays when many are new. */
async function finish({ writer, turns }: Run, changes: number): Promise<void> {
  await turns.next(() => {
    writer.setPhotoSize();
  });
  if (changes * 10 < writer.count()) return;
  for (let isFirst = true; await turns.next(() => writer.mergeWords(isFirst)); isFirst = false);
}

function photoPreparation(
  paths: WorkspacePaths,
  { photoSize, fetchPhotos, allowHosts, mainProduct, signal }: RunOptions,
  writer: CatalogWriter,
): Run['photos'] {
  return {
    size: photoSize,
    keepsMainProducts: mainProduct === true,
    knownContent: (contentHash) => writer.knownContent(contentHash),
    fileOf: (source) => uploadedPhotoFile(paths, source),
    limits: createReadingLimits(signal),
    fetchPhoto:
      fetchPhotos === true ? createPhotoFetcher({ folder: paths.fetchedPhotos, allowHosts, signal }) : undefined,
  };
}

/** While one batch is written, the photos of the next are decoded. */
async function importSources(run: Run): Promise<void> {
  const { options, report } = run;
  let writing: Promise<void> = Promise.resolve();
  try {
    for await (const batch of readBatches(run)) {
      throwIfCancelled(options.signal);
      const read = await Promise.all(batch.map((arrival) => prepareProduct(arrival, run)));
      const prepared = run.finder === undefined ? read : await withMainProducts(read, run.finder, options.photoSize);
      await writing;
      writing = writeBatch(batch, prepared, run);
      writing.catch(() => undefined); // awaited before the next batch and at the end
      options.onProgress?.({ step: 'import', done: report.read });
    }
  } finally {
    await writing;
  }
}

async function* readBatches(run: Run): AsyncGenerator<Arrival[]> {
  const { options, opened, report, seen, problems } = run;
  const batchSize = run.finder === undefined ? BATCH : BATCH_TO_LOOK_AT;
  let batch: Arrival[] = [];
  const hidden: UnpublishedRow[] = [];
  try {
    for await (const event of readSources(opened, { ...options, seen, report })) {
      if (event.kind === 'product') batch.push(event);
      else if (event.kind === 'not-published') hidden.push(event);
      else problems.add(event);
      if (hidden.length >= BATCH) await removeHidden(hidden.splice(0), run);
      if (batch.length < batchSize) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    // The rows before the damage go in before the damage is told.
    if (batch.length > 0) yield batch;
    throw error;
  }
  if (batch.length > 0) yield batch;
  await removeHidden(hidden, run);
}

/** What the shop no longer shows goes at once: its source says so, which is more than that it is missing. */
async function removeHidden(rows: readonly UnpublishedRow[], { writer, turns, counts, seen }: Run): Promise<void> {
  const ids = rows.flatMap(({ id }) => (seen.has(id) ? [] : [id]));
  if (ids.length === 0) return;
  const removed = await turns.next(() => writer.remove(ids.filter((id) => !turns.meanwhile.has(id))));
  counts.removed += removed.length;
}

async function prepareProduct(arrival: Arrival, run: Run): Promise<PreparedProduct> {
  const { photosFolder } = arrival;
  const product = { ...arrival.product, images: await run.keepDataUrls(arrival.product.images) };
  const known = run.writer.find(product.id);
  const preparation = { ...run.photos, folder: run.folderOf(photosFolder) };
  const photos = await Promise.all(
    product.images.map((source, i) => run.limit(() => preparePhoto(source, known?.photos[i], preparation))),
  );
  return { product, hash: hashProduct(product), known, photos };
}

/** What somebody else has written or removed meanwhile stays as it is. */
async function writeBatch(batch: readonly Arrival[], prepared: readonly PreparedProduct[], run: Run): Promise<void> {
  const { turns } = run;
  await turns.next(async () => {
    await writeProducts(
      prepared.filter(({ product }) => !turns.meanwhile.has(product.id)),
      run,
    );
    for (const [i, product] of prepared.entries()) {
      if (turns.meanwhile.has(product.product.id)) leave(batch[i], run);
      else count(batch[i], product, run);
    }
  });
}

/** Pixels first, flushed; then the rows that name their slots. */
async function writeProducts(products: readonly PreparedProduct[], { writer, store, options }: Run): Promise<void> {
  const records = new Map<string, Uint8Array>();
  for (const photo of products.flatMap(({ photos }) => photos)) {
    const key = photo.main?.pixelsHash ?? photo.contentHash;
    if (photo.pixels !== undefined && writer.slotOf(key) === undefined) records.set(key, photo.pixels);
  }
  const first = writer.nextSlot();
  if (records.size > 0) {
    const pixels = await openPixelWriter(store, { size: options.photoSize, next: first });
    try {
      await pixels.append([...records.values()]);
    } finally {
      await pixels.close();
    }
  }
  let slots = new Map([...records.keys()].map((pixelsHash, i) => [pixelsHash, first + i]));
  const news = products.filter(hasNews);
  for (let start = 0; start < news.length; start += AT_ONCE) {
    writer.write(news.slice(start, start + AT_ONCE), slots);
    slots = new Map();
  }
}

function hasNews({ hash, known, photos }: PreparedProduct): boolean {
  return known?.hash !== hash || known.photos.length !== photos.length || photos.some(({ unchanged }) => !unchanged);
}

function leave({ file, line, product: { id } }: Arrival, { counts, problems }: Run): void {
  counts.unchanged++;
  const reason = 'somebody has written or removed this product since the import began';
  problems.add({ kind: 'warning', file, line, id, reason, remedy: 'nothing, or import this row again' });
}

function count({ file, line }: Arrival, { product, hash, known, photos }: PreparedProduct, run: Run): void {
  const { counts, problems } = run;
  counts[known === undefined ? 'added' : known.hash === hash ? 'unchanged' : 'changed']++;
  if (counts.mainProduct !== undefined) countMainProducts(photos, counts.mainProduct);
  for (const photo of photos) {
    const { status, unchanged } = photo;
    counts.photos[status === 'stored' && unchanged ? 'unchanged' : status]++;
    const doubt = doubtAbout(photo);
    if (doubt !== undefined) problems.add({ kind: 'warning', file, line, id: product.id, field: 'images', ...doubt });
    if (status === 'stored') continue;
    problems.add({ kind: 'photo', file, line, id: product.id, field: 'images', ...photoProblem(photo) });
  }
}

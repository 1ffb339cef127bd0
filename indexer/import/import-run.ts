import { performance } from 'node:perf_hooks';
import { join } from 'node:path';
import { throwIfCancelled } from '../../src/progress.js';
import type { WorkspacePaths } from '../../src/storage/workspace.js';
import { createCatalogWriter, type CatalogWriter, type PreparedProduct } from './catalog-writer.js';
import { createLimit, type Limit } from './concurrency-limit.js';
import { keepDataUrls } from './data-url.js';
import { createPhotoFetcher } from './fetch-photos.js';
import { openSource } from './formats/formats.js';
import type { Problem } from './formats/row.js';
import type { ImportOptions, ImportSummary } from './index.js';
import { openMainProductFinder, type MainProductFinder } from './main-products.js';
import { countMainProducts, doubtAbout, withMainProducts } from './main-product-step.js';
import { openPhotoFolder, type PhotoFolder } from './find-photo.js';
import { createReadingLimits, photoProblem, preparePhoto, type PhotoPreparation } from './photos.js';
import { openPixelWriter } from './pixel-writer.js';
import { openProblemsFile, type ProblemsFile } from './problems.js';
import { hashProduct, idOfRow, parseProductRow, type ParsedRow } from './product-row.js';
import { createSeenIds, type SeenIds } from './seen-ids.js';
import { uploadedPhotoFile } from './uploaded-photos.js';
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
  read: number;
  added: number;
  changed: number;
  unchanged: number;
  removed: number;
  refused: number;
  photos: { stored: number; unchanged: number; missing: number; broken: number; refused: number };
  mainProduct?: { found: number; whole: number; unsure: number };
}

/** What the steps of one import share. */
interface Run {
  readonly options: ImportOptions & { readonly photoSize: number };
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
  /** The folders that photos are read from, by their path. */
  readonly folders: Map<string, PhotoFolder>;
  /** Undefined when the import is not asked to look for main products. */
  readonly finder: MainProductFinder | undefined;
}

/** A product on its way from a source, and the folder its photos start at. */
interface Arrival extends ParsedRow {
  readonly photosFolder: string;
}

/** The import itself; the caller holds the workspace's lock. */
export async function runImport(
  paths: WorkspacePaths,
  options: ImportOptions & { readonly photoSize: number },
  openFinder: typeof openMainProductFinder = openMainProductFinder,
): Promise<ImportSummary> {
  const started = performance.now();
  const size = options.photoSize;
  const finder = options.mainProduct === true ? openFinder(paths, options) : undefined;
  const problems = openProblemsFile(join(paths.reports, 'import-problems.jsonl'));
  const counts: Counts = {
    ...{ read: 0, added: 0, changed: 0, unchanged: 0, removed: 0, refused: 0 },
    photos: { stored: 0, unchanged: 0, missing: 0, broken: 0, refused: 0 },
    ...(finder === undefined ? {} : { mainProduct: { found: 0, whole: 0, unsure: 0 } }),
  };
  const database = await openToImport(paths, options);
  let report: string | null;
  const turns = takeTurns(paths, database, options.signal);
  try {
    const writer = createCatalogWriter(database, size);
    const limit = createLimit(PHOTOS_IN_FLIGHT, options.signal);
    const seen = createSeenIds(database);
    const photos = photoPreparation(paths, options, writer);
    const store = paths.photos(size);
    const own = { keepDataUrls: (images: readonly string[]) => keepDataUrls(paths, images), folders: new Map() };
    const run = { options, writer, turns, store, seen, problems, counts, limit, photos, finder, ...own };
    await importSources(run);
    if (options.prune === true) counts.removed = await removeOthers(run);
    const changes = counts.added + counts.changed + counts.removed;
    if (changes > 0) await finish(run, changes);
  } finally {
    turns.close();
    database.close();
    await finder?.close();
    report = problems.finish();
  }
  const { mainProduct, ...rest } = counts;
  const looked = finder && { ...mainProduct!, model: finder.model, recipe: finder.recipe };
  return {
    ...rest,
    ...(looked === undefined ? {} : { mainProduct: looked }),
    problems: report,
    seconds: Math.round(performance.now() - started) / 1000,
  };
}

/** @returns how many */
async function removeOthers({ writer, turns, seen }: Run): Promise<number> {
  const keeps = (id: string): boolean => seen.has(id) || turns.meanwhile.has(id);
  let removed = 0;
  for (let last = -1; ;) {
    const page = await turns.next(() => writer.removeOthers(keeps, last));
    if (page === undefined) return removed;
    removed += page.removed;
    last = page.last;
  }
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
  { photoSize, fetchPhotos, allowHosts, mainProduct, signal }: ImportOptions & { readonly photoSize: number },
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
  const { options, counts } = run;
  let writing: Promise<void> = Promise.resolve();
  try {
    for await (const batch of readBatches(run)) {
      throwIfCancelled(options.signal);
      const read = await Promise.all(batch.map((arrival) => prepareProduct(arrival, run)));
      const prepared = run.finder === undefined ? read : await withMainProducts(read, run.finder, options.photoSize);
      await writing;
      writing = writeBatch(batch, prepared, run);
      writing.catch(() => undefined); // awaited before the next batch and at the end
      options.onProgress?.({ step: 'import', done: counts.read });
    }
  } finally {
    await writing;
  }
}

async function* readBatches(run: Run): AsyncGenerator<Arrival[]> {
  const { options } = run;
  const batchSize = run.finder === undefined ? BATCH : BATCH_TO_LOOK_AT;
  let batch: Arrival[] = [];
  try {
    for (const path of options.sources) {
      const source = await openSource(path, options);
      for await (const event of source.rows) {
        const row = event.kind === 'row' ? parseProductRow(event) : event;
        if (event.kind === 'row' && row.kind === 'refused') run.seen.meet(idOfRow(event) ?? '', event);
        const arrival = admit(row, run);
        if (arrival === undefined) continue;
        batch.push({ ...arrival, photosFolder: options.photosFolder ?? source.folder });
        if (batch.length < batchSize) continue;
        yield batch;
        batch = [];
      }
    }
  } catch (error) {
    // The rows before the damage go in before the damage is told.
    if (batch.length > 0) yield batch;
    throw error;
  }
  if (batch.length > 0) yield batch;
}

/** Counts a row, and refuses an id that came before. */
function admit(row: ParsedRow | Problem, { counts, problems, seen }: Run): ParsedRow | undefined {
  if (row.kind === 'product') {
    counts.read++;
    const first = seen.meet(row.product.id, row);
    if (first === undefined) return row;
    counts.refused++;
    problems.add({
      ...{ kind: 'refused', file: row.file, line: row.line, id: row.product.id, field: 'id' },
      reason: `the id '${row.product.id}' was there before, in line ${first.line} of ${first.file}`,
      remedy: 'give every product an id of its own, or delete one of the rows',
    });
    return undefined;
  }
  if (row.kind === 'refused') {
    counts.read++;
    counts.refused++;
  }
  problems.add(row);
  return undefined;
}

async function prepareProduct(arrival: Arrival, run: Run): Promise<PreparedProduct> {
  const { photosFolder } = arrival;
  const product = { ...arrival.product, images: await run.keepDataUrls(arrival.product.images) };
  const known = run.writer.find(product.id);
  const folder = run.folders.get(photosFolder) ?? openPhotoFolder(photosFolder);
  run.folders.set(photosFolder, folder);
  const preparation = { ...run.photos, folder };
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

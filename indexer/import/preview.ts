import { BadInputError } from '../../src/errors.js';
import type { Product } from '../../src/product.js';
import { keepDataUrls } from './data-url.js';
import type { Problem } from './formats/row.js';
import type { ImportOptions } from './index.js';
import { listsOf } from './lists.js';
import { requireSources } from './required-sources.js';
import {
  closeSources,
  columnsOfSources,
  listsOfSources,
  openSources,
  readSources,
  warningsOf,
  type ImportColumns,
  type SourcesReport,
} from './read-sources.js';
import { createSeenIdsInMemory } from './seen-ids.js';
import type { ImportWarning } from './source-tally.js';
import { uploadedPhotoName } from './uploaded-photos.js';

export interface PreviewOptions extends Pick<
  ImportOptions,
  'sources' | 'format' | 'photosFolder' | 'columns' | 'lists' | 'today' | 'signal' | 'onProgress'
> {
  /** Products that are shown as they would be; 5 by default. */
  readonly limit?: number | undefined;
}

/** What an import would read. */
export interface ImportPreview {
  /** Which column is taken for what. */
  readonly columns: ImportColumns;
  /** Fields whose texts are read as lists, and what parts the values. */
  readonly lists: Readonly<Record<string, string>>;
  /** Rows of all sources. */
  readonly read: number;
  readonly refused: number;
  /** Products that the sources have and the shop does not show. */
  readonly notPublished: number;
  /** What the reader should know of a source as a whole. */
  readonly warnings: readonly ImportWarning[];
  /** The first twenty: refused rows and doubts. */
  readonly problems: readonly Problem[];
  /** The first products, as they would be. */
  readonly first: readonly Product[];
}

/** Problems that a preview shows. */
const MAX_PROBLEMS = 20;

/** How many rows there are between two reports of progress. */
const ROWS_BETWEEN_REPORTS = 1000;

/**
 * Reads sources as an import does, and writes nothing: no workspace is needed, and none is made. Photos are not opened.
 * A source that is damaged on the way is read as far as it goes, and the damage is a warning.
 * @throws BadInputError when a source is no catalog or has no row; NotFoundError, UsageError, CancelledError
 */
export async function previewImport({ limit = 5, onProgress, ...options }: PreviewOptions): Promise<ImportPreview> {
  await requireSources(options);
  const opened = await openSources({ ...options, lists: listsOf(options.lists ?? {}) });
  const report: SourcesReport = { read: 0, refused: 0, notPublished: 0, tallies: [] };
  const problems: Problem[] = [];
  const first: Product[] = [];
  const damage: ImportWarning[] = [];
  try {
    for await (const event of readSources(opened, { ...options, seen: createSeenIdsInMemory(), report })) {
      if (report.read % ROWS_BETWEEN_REPORTS === 0) onProgress?.({ step: 'import', done: report.read });
      if (event.kind === 'product') {
        if (first.length < limit) first.push(await withPhotosTakenOut(event.product));
      } else if (event.kind !== 'not-published' && problems.length < MAX_PROBLEMS) problems.push(shown(event));
    }
  } catch (error) {
    if (!(error instanceof BadInputError) || report.read === 0) throw error;
    damage.push({ code: 'damage', text: error.message });
  } finally {
    await closeSources(opened);
  }
  const { read, refused, notPublished } = report;
  const warnings = [...damage, ...warningsOf(report)];
  return {
    columns: columnsOfSources(opened),
    lists: listsOfSources(opened),
    read,
    refused,
    notPublished,
    warnings,
    problems,
    first,
  };
}

async function withPhotosTakenOut(product: Product): Promise<Product> {
  return { ...product, images: await keepDataUrls(product.images, uploadedPhotoName) };
}

/** Without what only the import itself asks for. */
function shown({ kind, file, line, id, field, reason, remedy }: Problem): Problem {
  return { kind, file, line, id, field, reason, remedy };
}

import { resolve } from 'node:path';
import { throwIfCancelled } from '../../src/progress.js';
import { openSource, type FormatName, type Source } from './formats/formats.js';
import type { Problem, RowEvent, UnpublishedRow } from './formats/row.js';
import { mergedLists, writtenLists, type Lists } from './lists.js';
import { idOfRow, parseProductRow, type ParsedRow } from './product-row.js';
import { createSourceTally, type ImportWarning, type SourceTally } from './source-tally.js';
import type { SeenIds } from './seen-ids.js';

export interface SourcesOptions {
  readonly sources: readonly string[];
  readonly format?: FormatName | undefined;
  /** The only folder photos are read from; by default the folder of the source. */
  readonly photosFolder?: string | undefined;
  /** Field of a product -> header of the source. */
  readonly columns?: Readonly<Record<string, string>> | undefined;
  /** Fields that are known to hold lists which are written as texts, or known to hold none. */
  readonly lists?: Lists | undefined;
  /** The day on which a sale is on or not; now by default. */
  readonly today?: Date | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A source that was named, and opened. */
export interface OpenedSource extends Source {
  /** As the user named it. */
  readonly path: string;
}

/** A product on its way from a source, and the folder its photos start at. */
export interface Arrival extends ParsedRow {
  readonly photosFolder: string;
}

/**
 * Which column was taken for what: header -> field, or 'attributes'. Of several sources whose columns differ, one such
 * object for each file.
 */
export type ImportColumns =
  Readonly<Record<string, string>> | Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What the sources had, as far as they have been read. */
export interface SourcesReport {
  /** Rows, also those that were refused or are not published. */
  read: number;
  refused: number;
  notPublished: number;
  readonly tallies: SourceTally[];
}

/**
 * Opens all sources before any is read, so that one of them that is no catalog stops the import before it begins.
 * @throws NotFoundError, BadInputError
 */
export async function openSources({ sources, ...options }: SourcesOptions): Promise<OpenedSource[]> {
  const opened: OpenedSource[] = [];
  try {
    for (const path of sources) opened.push({ ...(await openSource(path, options)), path });
    return opened;
  } catch (error) {
    await closeSources(opened);
    throw error;
  }
}

/** Lets go of what was kept of sources that were not read. */
export async function closeSources(opened: readonly OpenedSource[]): Promise<void> {
  for (const source of opened) await source.close();
}

/**
 * Reads sources one after the other. A row whose id came before is refused, in whatever source it stands.
 * @param report is kept up with what has been read
 * @throws BadInputError when a source is damaged, behind the rows before the damage; CancelledError
 */
export async function* readSources(
  opened: readonly OpenedSource[],
  {
    seen,
    report,
    ...options
  }: Omit<SourcesOptions, 'lists'> & { readonly seen: SeenIds; readonly report: SourcesReport },
): AsyncGenerator<Arrival | UnpublishedRow | Problem> {
  for (const source of opened) {
    const tally = createSourceTally(source.path, source.columns);
    report.tallies.push(tally);
    const photosFolder = options.photosFolder ?? source.folder;
    for await (const event of source.rows) {
      throwIfCancelled(options.signal);
      for (const found of eventsOf(event, { seen, today: options.today })) {
        count(found, report);
        tally.add(found);
        yield found.kind === 'product' ? { ...found, photosFolder } : found;
      }
    }
  }
}

interface Reading {
  readonly seen: SeenIds;
  readonly today: Date | undefined;
}

/** The product of a row or why there is none, and what is doubtful about it. */
function eventsOf(event: RowEvent, { seen, today }: Reading): (ParsedRow | UnpublishedRow | Problem)[] {
  if (event.kind === 'row') {
    const parsed = parseProductRow(event, { today });
    // Another row may have the product that this one hides.
    if (parsed.kind === 'not-published') return [parsed];
    if (parsed.kind !== 'product') {
      const id = idOfRow(event);
      if (id !== undefined) seen.meet(id, event);
      return [parsed];
    }
    const first = seen.meet(parsed.product.id, parsed);
    return first === undefined ? [parsed, ...(parsed.doubts ?? [])] : [cameBefore(parsed, first)];
  }
  // The source still has a product whose row is bad.
  if (event.kind === 'refused' && event.id !== undefined) seen.meet(event.id, event);
  return [event];
}

function cameBefore(
  { file, line, product }: ParsedRow,
  first: { readonly file: string; readonly line: number },
): Problem {
  return {
    ...{ kind: 'refused', file, line, id: product.id, field: 'id' },
    reason: `the id '${product.id}' was there before, in line ${first.line} of ${first.file}`,
    remedy: 'give every product an id of its own, or delete one of the rows',
  };
}

function count({ kind }: { readonly kind: string }, report: SourcesReport): void {
  if (kind === 'product' || kind === 'refused' || kind === 'not-published') report.read++;
  if (kind === 'refused') report.refused++;
  if (kind === 'not-published') report.notPublished++;
}

/** One object when the sources agree about their columns, else one by file. */
export function columnsOfSources(opened: readonly OpenedSource[]): ImportColumns {
  const [first, ...others] = opened;
  const isSame = others.every(({ columns }) => JSON.stringify(columns) === JSON.stringify(first.columns));
  if (isSame) return first?.columns ?? {};
  return Object.fromEntries(opened.map(({ path, columns }) => [path === '-' ? path : resolve(path), columns]));
}

/** The fields of the sources that hold lists which are written as texts, and what parts their values: ',' or '/,'. */
export function listsOfSources(opened: readonly OpenedSource[]): Record<string, string> {
  return writtenLists(mergedLists(...opened.map(({ lists }) => lists)));
}

export function warningsOf({ tallies }: SourcesReport): ImportWarning[] {
  return tallies.flatMap((tally) => tally.warnings());
}

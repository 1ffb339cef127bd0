import { UsageError } from '../../src/errors.js';
import type { WorkOptions } from '../../src/progress.js';
import { workspacePaths, type WorkspacePaths } from '../../src/storage/workspace.js';
import { withLock } from '../lock.js';
import type { FormatName } from './formats/formats.js';
import { runImport } from './import-run.js';
import { knownListsOf } from './known-lists.js';
import { listsOf, mergedLists } from './lists.js';
import { isPruning, withNothingRemoved, type NotRemoved } from './prune.js';
import { closeSources, openSources, type ImportColumns } from './read-sources.js';
import { requireSources } from './required-sources.js';
import type { ImportWarning } from './source-tally.js';

export { FORMAT_NAMES, type FormatName } from './formats/formats.js';
export { previewImport, type ImportPreview, type PreviewOptions } from './preview.js';
export type { NotRemoved } from './prune.js';
export type { ImportColumns } from './read-sources.js';
export type { ImportWarning } from './source-tally.js';

export interface ImportOptions extends WorkOptions {
  /** Folder of the workspace, made when it is missing. */
  readonly workspace: string | WorkspacePaths;
  /** Files, folders in the layout of 'fashion-product-images', pipes, or '-' for the standard input. */
  readonly sources: readonly string[];
  /** 'auto' (default) looks at the content of each source. */
  readonly format?: FormatName | undefined;
  /** The only folder photos are read from; by default the folder of the source. */
  readonly photosFolder?: string | undefined;
  /**
   * Remove the products that no source has any more, but none when it is not known for sure what the sources have, or
   * when they are more than a fifth of the catalog: the summary then has `notRemoved`.
   */
  readonly prune?: boolean | undefined;
  /** Prune also when more than a fifth of the catalog goes. */
  readonly pruneAll?: boolean | undefined;
  /** The day on which a sale is on or not; now by default. */
  readonly today?: Date | undefined;
  /** Fetch photos that are web addresses. */
  readonly fetchPhotos?: boolean | undefined;
  /** Hosts that photos may be fetched from although their address is private or local. */
  readonly allowHosts?: readonly string[] | undefined;
  /**
   * Look for the product that is sold in each photo, and store what is in its box instead of the whole photo. False by
   * default: photos that were cut before are then stored whole again.
   */
  readonly mainProduct?: boolean | undefined;
  /** Field of a product -> header of the source: the recipe's `import.columns`. */
  readonly columns?: Readonly<Record<string, string>> | undefined;
  /**
   * Fields whose texts are lists, and what parts the values, or false: the recipe's `import.lists`. What it does not name is
   * found out from the sources, and from those that were imported before.
   */
  readonly lists?: Readonly<Record<string, string | false>> | undefined;
  /** Edge in pixels of the stored photos: the recipe's `encoder.photoSize`; 64 by default, [8, 1024]. */
  readonly photoSize?: number | undefined;
}

export interface ImportSummary {
  /** Products of all sources: rows, also refused ones; where several rows are one product, that counts once. */
  readonly read: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
  /** Rows that did not go in; each has a line in the problems file. */
  readonly refused: number;
  /** Products that the sources have and the shop does not show: drafts, private and hidden ones. */
  readonly notPublished: number;
  /** What a prune has left in the catalog, and why; null when there was nothing to leave. */
  readonly notRemoved: NotRemoved | null;
  readonly photos: {
    /** Photos new to the catalog, or changed. */
    readonly stored: number;
    readonly unchanged: number;
    readonly missing: number;
    readonly broken: number;
    /** Outside of the folder of photos, or at an address that is not asked. */
    readonly refused: number;
  };
  /** Of the photos that were looked at, now or before; only when the import is asked to look. */
  readonly mainProduct?: {
    /** Stored is what is in the box. */
    readonly found: number;
    /** The product stands alone, on a plain background. */
    readonly whole: number;
    /** The whole photo is stored; each has a line in the problems file. */
    readonly unsure: number;
    /** Whose detector looked: the workspace's own, or the shipped one. */
    readonly model: string;
    readonly recipe: string;
  };
  /** Which column was taken for what. */
  readonly columns: ImportColumns;
  /** Fields whose texts were read as lists, and what parts the values: { Size: ',' }. */
  readonly lists: Readonly<Record<string, string>>;
  /** What the reader should know of a source as a whole. */
  readonly warnings: readonly ImportWarning[];
  /** JSON lines with everything that was refused, missing, broken or doubtful; null when there is nothing. */
  readonly problems: string | null;
  readonly seconds: number;
}

/**
 * Brings products and their photos into the workspace. A product that is there already is left alone when its row
 * has not changed; a run that was killed goes on where it stopped when it is started again. Others may write single products
 * meanwhile: what they write or remove is newer than the sources, and stays as they left it.
 * @throws LockedError when another job is at work in the workspace; BadInputError when a source is damaged (what
 *   stands before the damage is in), or has no product at all; UsageError, NotFoundError; VitrineError 'disk-full' and 'read-only'
 */
export async function importCatalog(options: ImportOptions): Promise<ImportSummary> {
  const { workspace, photoSize = 64 } = options;
  if (!Number.isInteger(photoSize) || photoSize < 8 || photoSize > 1024) {
    throw new UsageError({ reason: `photos cannot be stored at ${photoSize} pixels`, remedy: 'choose 8 to 1024' });
  }
  await requireSources(options);
  const paths = typeof workspace === 'string' ? workspacePaths(workspace) : workspace;
  const lists = mergedLists(knownListsOf(paths), listsOf(options.lists ?? {}));
  const opened = await openSources({ ...options, lists }).catch((error: unknown) => {
    throw isPruning(options) ? withNothingRemoved(error) : error;
  });
  try {
    return await withLock(paths, 'import', () => runImport(paths, { ...options, photoSize, opened }));
  } finally {
    await closeSources(opened);
  }
}

import { stat } from 'node:fs/promises';
import { NotFoundError, UsageError } from '../../src/errors.js';
import type { WorkOptions } from '../../src/progress.js';
import { workspacePaths, type WorkspacePaths } from '../../src/storage/workspace.js';
import { withLock } from '../lock.js';
import type { FormatName } from './formats/formats.js';
import { runImport } from './import-run.js';

export { FORMAT_NAMES, type FormatName } from './formats/formats.js';

export interface ImportOptions extends WorkOptions {
  /** Folder of the workspace, made when it is missing. */
  readonly workspace: string | WorkspacePaths;
  /** Files, or folders in the layout of 'fashion-product-images'. */
  readonly sources: readonly string[];
  /** 'auto' (default) looks at the content of each source. */
  readonly format?: FormatName | undefined;
  /** The only folder photos are read from; by default the folder of the source. */
  readonly photosFolder?: string | undefined;
  /** Remove the products that no source has any more. */
  readonly prune?: boolean | undefined;
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
  /** Edge in pixels of the stored photos: the recipe's `encoder.photoSize`; 64 by default, [8, 1024]. */
  readonly photoSize?: number | undefined;
}

export interface ImportSummary {
  /** Rows of all sources. */
  readonly read: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
  /** Rows that did not go in; each has a line in the problems file. */
  readonly refused: number;
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
  /** JSON lines with everything that was refused, missing, broken or doubtful; null when there is nothing. */
  readonly problems: string | null;
  readonly seconds: number;
}

/**
 * Brings products and their photos into the workspace. A product that is there already is left alone when its row
 * has not changed; a run that was killed goes on where it stopped when it is started again. Others may write single products
 * meanwhile: what they write or remove is newer than the sources, and stays as they left it.
 * @throws LockedError when another job is at work in the workspace; BadInputError when a source is damaged (what
 *   stands before the damage is in); UsageError, NotFoundError; VitrineError 'disk-full' and 'read-only'
 */
export async function importCatalog(options: ImportOptions): Promise<ImportSummary> {
  const { workspace, sources, photoSize = 64, photosFolder } = options;
  if (sources.length === 0) throw new UsageError({ reason: 'nothing to import', remedy: 'name a catalog file' });
  if (!Number.isInteger(photoSize) || photoSize < 8 || photoSize > 1024) {
    throw new UsageError({ reason: `photos cannot be stored at ${photoSize} pixels`, remedy: 'choose 8 to 1024' });
  }
  for (const source of sources) await requireExisting(source);
  if (photosFolder !== undefined) await requireExisting(photosFolder);
  const paths = typeof workspace === 'string' ? workspacePaths(workspace) : workspace;
  return withLock(paths, 'import', () => runImport(paths, { ...options, photoSize }));
}

async function requireExisting(path: string): Promise<void> {
  try {
    await stat(path);
  } catch (cause) {
    throw new NotFoundError({ file: path, reason: 'there is no such file or folder', remedy: 'check the path', cause });
  }
}

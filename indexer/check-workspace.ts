import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { VitrineError } from '../src/errors.js';
import { importedPhotoSize } from '../src/catalog/reader.js';
import { requireReadableCatalog } from '../src/catalog/schema.js';
import { photoRecordBytes } from '../src/image/photo-store.js';
import { throwIfCancelled, type WorkOptions } from '../src/progress.js';
import { openDatabase, type Database } from '../src/storage/database.js';
import { readManifest, workspacePaths, type Manifest, type WorkspacePaths } from '../src/storage/workspace.js';

/** Something that does not agree with what is written about it. */
export interface CheckProblem {
  /** Path from the workspace. */
  readonly file: string;
  readonly reason: string;
  readonly remedy: string;
}

/** A file or folder that nothing refers to any more: it costs space and does no harm. */
export interface UnusedFile {
  readonly file: string;
  readonly bytes: number;
}

export interface CheckResult {
  readonly workspace: string;
  readonly sound: boolean;
  /** How many files were read from end to end, and their bytes. */
  readonly files: number;
  readonly bytes: number;
  readonly problems: readonly CheckProblem[];
  readonly unused: readonly UnusedFile[];
}

/**
 * Compares everything in a workspace with what is recorded about it: the database with itself and with the pixel
 * store, the files of model, embeddings and indexes with their checksums. Changes nothing.
 * @returns problems in the order of the files; a workspace that does not exist is sound and empty
 */
export async function checkWorkspace(root: string, options: WorkOptions = {}): Promise<CheckResult> {
  const paths = workspacePaths(root);
  const problems = [...checkDatabase(paths)];
  const manifest = tryManifest(paths, problems);
  const read = await checkFiles(paths, manifest, problems, options);
  return {
    workspace: paths.root,
    sound: problems.length === 0,
    ...read,
    problems,
    unused: unusedFiles(paths, manifest),
  };
}

function checkDatabase(paths: WorkspacePaths): CheckProblem[] {
  if (!existsSync(paths.database)) return [];
  try {
    const database = openDatabase(paths.database, { readOnly: true });
    try {
      requireReadableCatalog(database, paths.database);
      return [...checkTables(database), ...checkPixels(database, paths)];
    } finally {
      database.close();
    }
  } catch (error) {
    return [problemOf(error, 'catalog.sqlite')];
  }
}

function checkTables(database: Database): CheckProblem[] {
  const problem = (reason: string): CheckProblem => ({
    file: 'catalog.sqlite',
    reason,
    remedy: 'restore it from a copy, or delete it and import again',
  });
  const count = (sql: string): number => database.prepare<{ n: number }>(sql).get()?.n ?? 0;
  const faults = database
    .prepare<{ integrity_check: string }>('PRAGMA integrity_check(5)')
    .all()
    .map((row) => row.integrity_check)
    .filter((text) => text !== 'ok');
  const homeless = database.prepare('PRAGMA foreign_key_check').all().length;
  const products = count('SELECT count(*) AS n FROM products');
  const texts = count('SELECT count(*) AS n FROM product_words_docsize');
  return [
    ...faults.map(problem),
    ...(homeless > 0 ? [problem(`${homeless} rows belong to products that do not exist`)] : []),
    ...(products !== texts ? [problem(`${products} products, but ${texts} texts in the full-text index`)] : []),
  ];
}

function checkPixels(database: Database, paths: WorkspacePaths): CheckProblem[] {
  const size = importedPhotoSize(database);
  if (size === undefined) return [];
  const needed = database
    .prepare<{ slots: number | null }>('SELECT max(slot) + 1 AS slots FROM pixels WHERE size = ?')
    .get(size)?.slots;
  const file = paths.photos(size);
  const bytes = existsSync(file) ? statSync(file).size : 0;
  if (bytes >= (needed ?? 0) * photoRecordBytes(size)) return [];
  const reason = `${needed ?? 0} photos are recorded, ${Math.floor(bytes / photoRecordBytes(size))} are stored`;
  return [{ file: relative(paths.root, file), reason, remedy: 'delete it and import again' }];
}

function tryManifest(paths: WorkspacePaths, problems: CheckProblem[]): Manifest {
  try {
    return readManifest(paths);
  } catch (error) {
    problems.push(problemOf(error, 'manifest.json'));
    return { version: 1 };
  }
}

/** Folders that the manifest says are in use: they must be there. */
function usedFolders(paths: WorkspacePaths, { model, embeddings, indexes }: Manifest): string[] {
  return [
    ...(model === undefined ? [] : [paths.model(model)]),
    ...(embeddings === undefined ? [] : [paths.embedding(embeddings)]),
    ...(indexes === undefined ? [] : [paths.index(indexes)]),
  ];
}

async function checkFiles(
  paths: WorkspacePaths,
  manifest: Manifest,
  problems: CheckProblem[],
  { signal, onProgress }: WorkOptions,
): Promise<{ files: number; bytes: number }> {
  for (const folder of usedFolders(paths, manifest)) {
    if (!existsSync(folder)) problems.push(lost(relative(paths.root, folder), 'the manifest names it, but it is gone'));
  }
  const expected = Object.entries(manifest.checksums ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  let bytes = 0;
  for (const [i, [file, checksum]] of expected.entries()) {
    throwIfCancelled(signal);
    onProgress?.({ step: 'check', done: i, total: expected.length, detail: file });
    const path = join(paths.root, file);
    if (!existsSync(path)) problems.push(lost(file, 'the file is gone'));
    else if ((await sha256(path, signal)) !== checksum)
      problems.push(lost(file, 'the content is not what was written'));
    else bytes += statSync(path).size;
  }
  if (expected.length > 0) onProgress?.({ step: 'check', done: expected.length, total: expected.length });
  return { files: expected.length, bytes };
}

function lost(file: string, reason: string): CheckProblem {
  const step = file.startsWith('models') ? 'train' : 'index';
  return { file, reason, remedy: `run 'vitrine ${step}' again` };
}

async function sha256(path: string, signal: AbortSignal | undefined): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { signal })) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

/** Folders of former models, embeddings and indexes, and what a killed writer left behind. */
function unusedFiles(paths: WorkspacePaths, manifest: Manifest): UnusedFile[] {
  const used = new Set(usedFolders(paths, manifest));
  const former = [paths.models, paths.embeddings, paths.indexes].flatMap(entriesOf).filter((path) => !used.has(path));
  const leftOver = entriesOf(paths.root).filter((path) => /\.\d+\.(tmp|old|gone)$|\.\d+$/.test(path));
  return [...former, ...leftOver].sort().map((path) => ({ file: relative(paths.root, path), bytes: bytesOf(path) }));
}

function entriesOf(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}

function bytesOf(path: string): number {
  const state = statSync(path);
  return state.isDirectory() ? entriesOf(path).reduce((sum, entry) => sum + bytesOf(entry), 0) : state.size;
}

function problemOf(error: unknown, file: string): CheckProblem {
  if (!(error instanceof VitrineError)) throw error;
  return { file, reason: error.reason, remedy: error.remedy ?? 'restore it from a copy' };
}

import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { explainFileError } from '../src/errors.js';
import { manifestSchema, readManifest, type Manifest, type WorkspacePaths } from '../src/storage/workspace.js';

/**
 * Writes a file so that it is there as a whole or as it was before: beside, flushed to the disk, renamed. The folder
 * is made when it is missing.
 * @throws VitrineError with code 'disk-full' or 'read-only' when the disk says so
 */
export async function writeFileAtomic(path: string, data: string | Uint8Array | Iterable<Uint8Array>): Promise<void> {
  const beside = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeAndFlush(beside, typeof data === 'string' || data instanceof Uint8Array ? [data] : data);
    renameSync(beside, path);
    flushFolder(dirname(path));
  } catch (error) {
    rmSync(beside, { force: true });
    throw explainFileError(error, path);
  }
  return Promise.resolve();
}

/**
 * The same for content that comes bit by bit.
 * @throws also what `parts` throws; there is then no file
 */
export async function writeStreamAtomic(path: string, parts: AsyncIterable<Uint8Array>): Promise<void> {
  const beside = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    const descriptor = openSync(beside, 'w');
    try {
      for await (const part of parts) writeFully(descriptor, part);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(beside, path);
    flushFolder(dirname(path));
  } catch (error) {
    rmSync(beside, { force: true });
    throw explainFileError(error, path);
  }
}

/**
 * Makes a folder that is there as a whole or not at all; one of that name that exists is replaced.
 * @param fill writes the files into the folder it is given
 */
export async function writeFolderAtomic(path: string, fill: (temporaryFolder: string) => Promise<void>): Promise<void> {
  const beside = `${path}.${process.pid}.tmp`;
  const old = `${path}.${process.pid}.old`;
  try {
    rmSync(beside, { recursive: true, force: true });
    mkdirSync(beside, { recursive: true });
    await fill(beside);
    flushFolder(beside);
    rmSync(old, { recursive: true, force: true });
    renameIfThere(path, old);
    renameSync(beside, path);
    flushFolder(dirname(path));
    rmSync(old, { recursive: true, force: true });
  } catch (error) {
    rmSync(beside, { recursive: true, force: true });
    throw explainFileError(error, path);
  }
}

/**
 * Switches the workspace to another model, other embeddings or indexes, in one rename.
 * @param change fields to replace; the others stay. Undefined removes a field.
 * @returns the new manifest
 */
export async function writeManifest(
  paths: WorkspacePaths,
  change: { readonly [Field in Exclude<keyof Manifest, 'version'>]?: Manifest[Field] },
): Promise<Manifest> {
  const manifest = manifestSchema.parse({ ...readManifest(paths), ...change });
  await writeFileAtomic(paths.manifest, `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

function writeAndFlush(path: string, parts: Iterable<string | Uint8Array>): void {
  const descriptor = openSync(path, 'w');
  try {
    for (const part of parts) {
      writeFully(descriptor, typeof part === 'string' ? Buffer.from(part) : part);
    }
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function writeFully(descriptor: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done);
}

/** A rename is only on the disk once its folder is; some systems cannot flush a folder, and need not. */
function flushFolder(path: string): void {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch {
    return;
  }
  try {
    fsyncSync(descriptor);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!['EPERM', 'EINVAL', 'EBADF', 'EISDIR', 'ENOTSUP'].includes(code)) throw error;
  } finally {
    closeSync(descriptor);
  }
}

function renameIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

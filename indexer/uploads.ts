import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { BadInputError, explainFileError, NotFoundError } from '../src/errors.js';
import { workspacePaths } from '../src/storage/workspace.js';

/** A catalog file that was sent to a service, and waits to be imported. */
export interface Upload {
  readonly id: string;
  /** Of the file, as its sender called it, without what a file system could misunderstand. */
  readonly name: string;
  readonly file: string;
  readonly bytes: number;
  /** ISO 8601. */
  readonly created: string;
}

/** An upload on its way to the disk. One call at a time. */
export interface UploadWriter {
  write(part: Uint8Array): Promise<void>;
  /** The file is there as a whole from now on. */
  finish(): Promise<Upload>;
  /** Leaves nothing behind. */
  discard(): Promise<void>;
}

const NAME_LENGTH = 100;
const ID = /^[\w-]{1,64}$/;

/**
 * Begins a file in the workspace's folder of uploads, which is made when it is missing. It has its name when it is complete.
 * @param id letters, digits and dashes
 * @param name as the sender calls the file
 * @throws VitrineError 'disk-full' or 'read-only' when the disk says so, here and while it is written
 */
export async function openUpload(
  workspace: string,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<UploadWriter> {
  requireId(id);
  const folder = join(workspacePaths(workspace).uploads, id);
  const beside = `${folder}.tmp`;
  const file = join(beside, plainName(name));
  const explained = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      throw explainFileError(error, file);
    }
  };
  const handle: FileHandle = await explained(async () => {
    await mkdir(beside, { recursive: true });
    return open(file, 'wx');
  });
  return {
    write: (part) => explained(() => writeAll(handle, part)),
    finish: () =>
      explained(async () => {
        await handle.sync();
        await handle.close();
        await rename(beside, folder);
        return describeUpload(workspace, id);
      }),
    async discard() {
      await handle.close().catch(() => undefined);
      await rm(beside, { recursive: true, force: true });
    },
  };
}

async function writeAll(handle: FileHandle, part: Uint8Array): Promise<void> {
  for (let done = 0; done < part.length;) {
    const { bytesWritten } = await handle.write(part, done);
    done += bytesWritten;
  }
}

/** @throws NotFoundError when no upload of this id is there, or no more */
export async function describeUpload(workspace: string, id: string): Promise<Upload> {
  const folder = join(workspacePaths(workspace).uploads, ID.test(id) ? id : '-');
  const [name] = await readdir(folder).catch(() => []);
  if (name === undefined) {
    const remedy = 'send the file again: only the last uploads are kept';
    throw new NotFoundError({ field: 'upload', reason: `there is no upload '${id.slice(0, 64)}'`, remedy });
  }
  const file = join(folder, name);
  const { size, mtime } = await stat(file);
  return { id, name, file, bytes: size, created: mtime.toISOString() };
}

/** Removes an upload; nothing happens when it is not there. */
export async function removeUpload(workspace: string, id: string): Promise<void> {
  if (ID.test(id)) await rm(join(workspacePaths(workspace).uploads, id), { recursive: true, force: true });
}

/**
 * Removes all but the newest uploads, and what is left of those that were cut off.
 * @param options.count how many stay
 * @param options.needed ids that stay whatever their age, and those that are on their way
 */
export async function keepNewestUploads(
  workspace: string,
  { count, needed }: { readonly count: number; readonly needed: ReadonlySet<string> },
): Promise<void> {
  const { uploads } = workspacePaths(workspace);
  const names = await readdir(uploads).catch(() => []);
  for (const name of names.filter((one) => one.endsWith('.tmp'))) {
    if (!needed.has(name.slice(0, -'.tmp'.length))) await rm(join(uploads, name), { recursive: true, force: true });
  }
  const whole = names.filter((name) => ID.test(name) && !needed.has(name));
  const found = await Promise.all(whole.map((id) => describeUpload(workspace, id).catch(() => undefined)));
  const known = found.filter((upload) => upload !== undefined).sort((a, b) => b.created.localeCompare(a.created));
  for (const { id } of known.slice(count)) await removeUpload(workspace, id);
}

/** Only the last part of a path, without control characters, and never hidden: 'C:\\feeds\\a.csv' is 'a.csv'. */
function plainName(name: string): string {
  const last = basename(name.replaceAll('\\', '/'))
    .replace(/\p{Cc}/gu, '')
    .replace(/^\.+/, '')
    .trim();
  return last === '' ? 'catalog' : Array.from(last).slice(-NAME_LENGTH).join('');
}

function requireId(id: string): void {
  if (!ID.test(id))
    throw new BadInputError({ field: 'id', reason: 'an upload needs an id of letters, digits and dashes' });
}

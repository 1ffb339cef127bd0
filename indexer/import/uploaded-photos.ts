import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkspacePaths } from '../../src/storage/workspace.js';
import { writeFileAtomic } from '../atomic-file.js';

/** What a photo that came as bytes is called in its product: by what is in it. */
const UPLOADED = /^uploaded\/([0-9a-f]{64})$/u;

/** @returns what the product of a photo that came as bytes calls it */
export function uploadedPhotoName(bytes: Uint8Array): string {
  return `uploaded/${createHash('sha256').update(bytes).digest('hex')}`;
}

/** Keeps a photo that came as bytes. @returns what its product calls it */
export async function keepUploadedPhoto(paths: WorkspacePaths, bytes: Uint8Array): Promise<string> {
  const name = uploadedPhotoName(bytes);
  const file = uploadedPhotoFile(paths, name)!;
  if (!existsSync(file)) await writeFileAtomic(file, bytes);
  return name;
}

/** @returns undefined for a photo that was not uploaded */
export function uploadedPhotoFile(paths: WorkspacePaths, source: string): string | undefined {
  const hash = UPLOADED.exec(source)?.[1];
  return hash === undefined ? undefined : fileOf(paths, hash);
}

function fileOf(paths: WorkspacePaths, hash: string): string {
  return join(paths.uploadedPhotos, hash.slice(0, 2), hash);
}

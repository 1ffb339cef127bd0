import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkspacePaths } from '../../src/storage/workspace.js';
import { writeFileAtomic } from '../atomic-file.js';

/** What a photo that came as bytes is called in its product: by what is in it. */
const UPLOADED = /^uploaded\/([0-9a-f]{64})$/u;

/** Keeps a photo that came as bytes. @returns what its product calls it */
export async function keepUploadedPhoto(paths: WorkspacePaths, bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256').update(bytes).digest('hex');
  const file = fileOf(paths, hash);
  if (!existsSync(file)) await writeFileAtomic(file, bytes);
  return `uploaded/${hash}`;
}

/** @returns undefined for a photo that was not uploaded */
export function uploadedPhotoFile(paths: WorkspacePaths, source: string): string | undefined {
  const hash = UPLOADED.exec(source)?.[1];
  return hash === undefined ? undefined : fileOf(paths, hash);
}

function fileOf(paths: WorkspacePaths, hash: string): string {
  return join(paths.uploadedPhotos, hash.slice(0, 2), hash);
}

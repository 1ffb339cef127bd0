import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { DamagedError, explainFileError } from '../errors.js';

/** Where everything of a workspace lies; DESIGN: one folder, `shop.vitrine` by default. */
export interface WorkspacePaths {
  readonly root: string;
  /** Settings, edited by people. */
  readonly recipe: string;
  /** The current model, embeddings and indexes; its rename is the switch. */
  readonly manifest: string;
  readonly database: string;
  /** The pixel store of one photo size: [n, size, size, 3] bytes. */
  readonly photos: (size: number) => string;
  /** Photos fetched from web addresses, as they came. */
  readonly fetchedPhotos: string;
  /** Photos that came with a product, not by a path or an address: <folder>/<hash>. */
  readonly uploadedPhotos: string;
  readonly models: string;
  readonly model: (id: string) => string;
  readonly embeddings: string;
  readonly embedding: (id: string) => string;
  readonly indexes: string;
  readonly index: (id: string) => string;
  readonly checkpoints: string;
  readonly reports: string;
  /** Catalogs that were sent to a service, to be imported: <folder>/<id>/<name>. */
  readonly uploads: string;
  /** What became of the jobs that a service was asked for, one JSON object a line. */
  readonly jobs: string;
  /** Held by a job from its beginning to its end. */
  readonly lock: string;
  /** Held while the catalog or its pixel store is written, for moments. */
  readonly catalogLock: string;
}

export function workspacePaths(root: string): WorkspacePaths {
  const folder = resolve(root);
  const photos = join(folder, 'photos');
  const models = join(folder, 'models');
  const embeddings = join(folder, 'embeddings');
  const indexes = join(folder, 'indexes');
  return {
    root: folder,
    recipe: join(folder, 'vitrine.json'),
    manifest: join(folder, 'manifest.json'),
    database: join(folder, 'catalog.sqlite'),
    photos: (size) => join(photos, `${size}.rgb`),
    fetchedPhotos: join(photos, 'fetched'),
    uploadedPhotos: join(photos, 'uploaded'),
    models,
    model: (id) => join(models, id),
    embeddings,
    embedding: (id) => join(embeddings, id),
    indexes,
    index: (id) => join(indexes, id),
    checkpoints: join(folder, 'checkpoints'),
    reports: join(folder, 'reports'),
    uploads: join(folder, 'uploads'),
    jobs: join(folder, 'jobs.jsonl'),
    lock: join(folder, 'lock'),
    catalogLock: join(folder, 'catalog.lock'),
  };
}

export const manifestSchema = z.strictObject({
  version: z.literal(1),
  /** Ids of the folders under models/, embeddings/ and indexes/ that are in use. */
  model: z.string().min(1).optional(),
  embeddings: z.string().min(1).optional(),
  indexes: z.string().min(1).optional(),
  /** SHA-256 in hexadecimal by path, relative to the workspace. */
  checksums: z.record(z.string(), z.string()).optional(),
});

export type Manifest = Readonly<z.infer<typeof manifestSchema>>;

/**
 * @returns what the workspace uses now; an empty manifest when nothing has been built yet
 * @throws DamagedError when the file is no manifest of this version
 */
export function readManifest(paths: WorkspacePaths): Manifest {
  let text: string;
  try {
    text = readFileSync(paths.manifest, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { version: 1 };
    throw explainFileError(error, paths.manifest);
  }
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new DamagedError({
      file: paths.manifest,
      reason: 'this is no manifest of version 1',
      remedy: 'delete the file and run build again: what is up to date is found again',
      cause,
    });
  }
}

/** Reads a manifest, and again only when it was written since. */
export class ManifestWatch {
  private seen = '';

  constructor(private readonly paths: WorkspacePaths) {}

  /** @throws DamagedError */
  read(): Manifest {
    this.seen = this.state();
    return readManifest(this.paths);
  }

  /** @returns undefined as long as it is the one that was read */
  changed(): Manifest | undefined {
    return this.state() === this.seen ? undefined : this.read();
  }

  private state(): string {
    const found = statSync(this.paths.manifest, { throwIfNoEntry: false });
    return found === undefined ? '' : `${found.ino} ${found.size} ${found.mtimeMs}`;
  }
}

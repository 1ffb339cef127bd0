import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NotReadyError } from '../src/errors.js';
import { quantileOf } from '../src/evaluation/ranking.js';
import { readEmbeddings } from '../src/indexes/embedding-files.js';
import {
  checksumOf,
  readIndexDescription,
  type IndexDescription,
  type IndexSide,
  type IndexSideName,
} from '../src/indexes/index-files.js';
import { FlatIndex } from '../src/indexes/flat.js';
import type { IndexRecipe } from '../src/indexes/recipe.js';
import { throwIfCancelled, type WorkOptions } from '../src/progress.js';
import { readManifest, workspacePaths, type WorkspacePaths } from '../src/storage/workspace.js';
import { rowOf, type Matrix } from '../src/vector/matrix.js';
import { WorkerPool } from '../src/workers/pool.js';
import { writeFolderAtomic, writeManifest } from './atomic-file.js';
import type { GraphOutcome, GraphTask } from './index-worker.js';

export interface IndexOptions extends WorkOptions {
  readonly recipe: IndexRecipe;
  readonly seed: number;
}

/** What stands in an index, for the summary of `vitrine index`. */
export type BuiltIndexes = Readonly<Record<IndexSideName, Pick<IndexSide, 'kind' | 'vectors' | 'recallAt10'>>>;

/** Changes when the same vectors and recipe make other files. */
const VERSION = 2;

const RECALL_SAMPLES = 200;
const FAMILIARITY_SAMPLES = 200;
const UNFAMILIAR_SHARE = 0.02;

/**
 * Builds the indexes over the workspace's embeddings and makes them the current ones. Indexes that were already built
 * from the same embeddings and recipe are taken as they are. The caller holds the workspace's lock.
 * @throws NotReadyError when the catalog is not embedded
 */
export async function buildIndexes(workspace: string | WorkspacePaths, options: IndexOptions): Promise<BuiltIndexes> {
  const paths = typeof workspace === 'string' ? workspacePaths(workspace) : workspace;
  const { embeddings } = readManifest(paths);
  if (embeddings === undefined) {
    throw new NotReadyError({ file: paths.root, reason: 'the catalog is not embedded', remedy: "run 'vitrine train'" });
  }
  const { id, checksums, about } = await makeIndexes(paths, embeddings, options);
  const others = Object.entries(readManifest(paths).checksums ?? {}).filter(([file]) => !file.startsWith('indexes/'));
  await writeManifest(paths, { indexes: id, checksums: { ...Object.fromEntries(others), ...checksums } });
  return about;
}

/** Indexes that are there and not yet in use. */
export interface MadeIndexes {
  readonly id: string;
  /** What the manifest says of their files. */
  readonly checksums: Readonly<Record<string, string>>;
  readonly about: BuiltIndexes;
}

/**
 * Builds the indexes over embeddings, or finds that they were built; nothing is switched.
 * @param embeddings their id
 */
export async function makeIndexes(
  paths: WorkspacePaths,
  embeddings: string,
  options: IndexOptions,
): Promise<MadeIndexes> {
  const id = indexId(embeddings, options);
  const folder = paths.index(id);
  const description = kept(folder) ?? (await build(paths, { ...options, id, embeddings }));
  const about = { image: shown(description.image), text: shown(description.text) };
  return { id, checksums: checksumsOf(id, description), about };
}

/** The same embeddings and recipe give the same indexes, and the same name. */
function indexId(embeddings: string, { recipe, seed }: IndexOptions): string {
  return createHash('sha256')
    .update(JSON.stringify([VERSION, embeddings, recipe, seed]))
    .digest('hex')
    .slice(0, 16);
}

/** Indexes that were finished before; a damaged folder is built again. */
function kept(folder: string): IndexDescription | undefined {
  if (!existsSync(join(folder, 'index.json'))) return undefined;
  try {
    const description = readIndexDescription(folder);
    const isWhole = (['image', 'text'] as const).every((name) => {
      const { checksum } = description[name];
      return checksum === undefined || checksumOf(readFileSync(join(folder, `${name}.hnsw`))) === checksum;
    });
    return isWhole ? description : undefined;
  } catch {
    return undefined;
  }
}

type Building = IndexOptions & { readonly id: string; readonly embeddings: string };

async function build(paths: WorkspacePaths, options: Building): Promise<IndexDescription> {
  const { images, texts } = readEmbeddings(paths.embedding(options.embeddings));
  const total = images.rows + texts.rows;
  const pool = new WorkerPool({ module: new URL('./index-worker.js', import.meta.url), threads: 1 });
  let description: IndexDescription | undefined;
  try {
    await writeFolderAtomic(paths.index(options.id), async (folder) => {
      const image = await buildSide(pool, { ...options, name: 'image', matrix: images, folder, before: 0, total });
      const text = await buildSide(pool, {
        ...options,
        name: 'text',
        matrix: texts,
        folder,
        before: images.rows,
        total,
      });
      description = { version: 1, embeddings: options.embeddings, image, text };
      writeFileSync(join(folder, 'index.json'), `${JSON.stringify(description, null, 2)}\n`);
    });
  } finally {
    await pool.close();
  }
  return description ?? readIndexDescription(paths.index(options.id));
}

interface SideTask extends Building {
  readonly name: IndexSideName;
  readonly matrix: Matrix;
  readonly folder: string;
  /** Rows done before this side, and rows of both. */
  readonly before: number;
  readonly total: number;
}

async function buildSide(pool: WorkerPool, task: SideTask): Promise<IndexSide> {
  const { matrix, recipe, seed, folder, name, signal } = task;
  throwIfCancelled(signal);
  const about = { vectors: matrix.rows, dimensions: matrix.columns, familiarity: familiarityOf(matrix) };
  if (matrix.rows < recipe.graphFrom) return { kind: 'exact', ...about, recallAt10: 1 };
  const { m, efConstruction, efSearch } = recipe;
  const parameters = { m, efConstruction, efSearch };
  const file = join(folder, `${name}.hnsw`);
  const done = new Int32Array(new SharedArrayBuffer(4));
  const graph: GraphTask = { matrix: shared(matrix), parameters, seed, file, done, samples: RECALL_SAMPLES };
  const timer = setInterval(() => {
    report(task, Atomics.load(done, 0));
  }, 200);
  try {
    const { recallAt10 } = await pool.run<GraphTask, GraphOutcome>(graph, { name: 'buildGraph', signal });
    report(task, matrix.rows);
    return { kind: 'hnsw', ...about, recallAt10, parameters, checksum: checksumOf(readFileSync(file)) };
  } finally {
    clearInterval(timer);
  }
}

/** How near vectors are to their nearest others: what an unfamiliar query is measured by. */
function familiarityOf(matrix: Matrix): number | undefined {
  if (matrix.rows < 2) return undefined;
  const exact = new FlatIndex(matrix);
  const count = Math.min(matrix.rows, FAMILIARITY_SAMPLES);
  const nearest = Array.from({ length: count }, (_, i) => {
    const row = Math.floor((i * matrix.rows) / count);
    return exact.nearest(rowOf(matrix, row), 2).scores[1];
  });
  return quantileOf(nearest, UNFAMILIAR_SHARE);
}

function report({ onProgress, name, before, total }: SideTask, rows: number): void {
  onProgress?.({ step: 'index', done: before + rows, total, detail: `${name} vectors` });
}

/** A copy that the worker reads without copying it again. */
function shared({ rows, columns, data }: Matrix): Matrix {
  const copy = new Float32Array(new SharedArrayBuffer(data.byteLength));
  copy.set(data);
  return { rows, columns, data: copy };
}

function shown({ kind, vectors, recallAt10 }: IndexSide): Pick<IndexSide, 'kind' | 'vectors' | 'recallAt10'> {
  return { kind, vectors, recallAt10 };
}

function checksumsOf(id: string, description: IndexDescription): Record<string, string> {
  const own = (['image', 'text'] as const).flatMap((name): [string, string][] => {
    const { checksum } = description[name];
    return checksum === undefined ? [] : [[`indexes/${id}/${name}.hnsw`, checksum]];
  });
  return Object.fromEntries(own);
}

import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as pause } from 'node:timers/promises';
import { z } from 'zod';
import { DamagedError, explainFileError } from '../errors.js';
import type { Matrix } from '../vector/matrix.js';
import type { Embeddings } from './embedding-files.js';
import { FlatIndex } from './flat.js';
import { HnswIndex } from './hnsw.js';
import { momentsOf, momentSteps, type VectorMoments } from './moments.js';
import type { VectorIndex } from './vector-index.js';

/**
 * The indexes over one set of embeddings, in a folder of their own:
 *
 *     index.json            what is here, with counts, parameters and checksums; the id map is embeddings' ids.u32
 *     image.hnsw text.hnsw  graphs, where there are enough vectors for them to pay
 */
const side = z.object({
  kind: z.enum(['exact', 'hnsw']),
  vectors: z.number().int().min(0),
  dimensions: z.number().int().min(1),
  /** Share of the true ten nearest that the index finds, sampled when it was built; 1 for the exact one. */
  recallAt10: z.number().min(0).max(1),
  /** Inner product that all but a fiftieth of the vectors have with their nearest other one. */
  familiarity: z.number().optional(),
  parameters: z.object({ m: z.number(), efConstruction: z.number(), efSearch: z.number() }).optional(),
  /** SHA-256 of the graph's file in hexadecimal. */
  checksum: z.string().optional(),
});

const description = z.object({
  version: z.literal(1),
  /** Id of the embeddings that were indexed. */
  embeddings: z.string().min(1),
  image: side,
  text: side,
});

export type IndexSide = Readonly<z.infer<typeof side>>;
export type IndexDescription = Readonly<z.infer<typeof description>>;

export const INDEX_SIDES = ['image', 'text'] as const;
export type IndexSideName = (typeof INDEX_SIDES)[number];

/** What a search needs of one side. */
export interface OpenSide {
  readonly index: VectorIndex;
  readonly matrix: Matrix;
  readonly moments: VectorMoments;
  readonly about: IndexSide;
}

export interface OpenIndexes {
  readonly description: IndexDescription;
  readonly image: OpenSide;
  readonly text: OpenSide;
}

/** @throws DamagedError when index.json cannot be read */
export function readIndexDescription(folder: string): IndexDescription {
  const file = join(folder, 'index.json');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') throw damaged(file, 'the file is missing', cause);
    throw explainFileError(cause, file);
  }
  try {
    return description.parse(JSON.parse(text));
  } catch (cause) {
    throw damaged(file, 'this does not describe indexes', cause);
  }
}

/**
 * Opens the indexes of a folder over their vectors.
 * @param id of the embeddings
 * @throws DamagedError when index.json, the graphs and the embeddings do not agree
 */
export function openIndexes(folder: string, embeddings: Embeddings, id: string): OpenIndexes {
  const found = descriptionOf(folder, id);
  return {
    description: found,
    image: openSide(folder, { name: 'image', about: found.image, matrix: embeddings.images }),
    text: openSide(folder, { name: 'text', about: found.text, matrix: embeddings.texts }),
  };
}

/** The same in parts of some ten milliseconds, for a thread that has questions to answer meanwhile. */
export async function openIndexesBeside(folder: string, embeddings: Embeddings, id: string): Promise<OpenIndexes> {
  const found = descriptionOf(folder, id);
  return {
    description: found,
    image: await openSideBeside(folder, { name: 'image', about: found.image, matrix: embeddings.images }),
    text: await openSideBeside(folder, { name: 'text', about: found.text, matrix: embeddings.texts }),
  };
}

function descriptionOf(folder: string, id: string): IndexDescription {
  const found = readIndexDescription(folder);
  if (found.embeddings === id) return found;
  throw damaged(join(folder, 'index.json'), `the index is of the embeddings ${found.embeddings}, not of ${id}`);
}

/** SHA-256 of a file in hexadecimal. */
export function checksumOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

interface DescribedSide {
  readonly name: IndexSideName;
  readonly about: IndexSide;
  readonly matrix: Matrix;
}

function openSide(folder: string, side: DescribedSide): OpenSide {
  const { about, matrix } = side;
  const graph = graphOf(folder, side);
  const moments = momentsOf(matrix);
  if (graph === undefined) return { index: new FlatIndex(matrix), matrix, moments, about };
  requireChecksum(graph.file, about.checksum);
  return { index: HnswIndex.load(graph.file, matrix, graph.parameters), matrix, moments, about };
}

async function openSideBeside(folder: string, side: DescribedSide): Promise<OpenSide> {
  const { about, matrix } = side;
  const graph = graphOf(folder, side);
  const moments = await momentsBeside(matrix);
  if (graph === undefined) return { index: new FlatIndex(matrix), matrix, moments, about };
  await requireChecksumBeside(graph.file, about.checksum);
  return { index: await HnswIndex.loadBeside(graph.file, matrix, graph.parameters), matrix, moments, about };
}

async function momentsBeside(matrix: Matrix): Promise<VectorMoments> {
  const steps = momentSteps(matrix);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await pause();
  }
}

interface DescribedGraph {
  readonly file: string;
  readonly parameters: NonNullable<IndexSide['parameters']>;
}

/** @returns undefined for an exact index */
function graphOf(folder: string, { name, about, matrix }: DescribedSide): DescribedGraph | undefined {
  const described = join(folder, 'index.json');
  if (about.vectors !== matrix.rows || about.dimensions !== matrix.columns) {
    throw damaged(
      described,
      `the index '${name}' is of ${about.vectors} x ${about.dimensions} numbers, the vectors are ${matrix.rows} x ${matrix.columns}`,
    );
  }
  if (about.kind === 'exact') return undefined;
  if (about.parameters === undefined) throw damaged(described, `the graph '${name}' has no parameters`);
  return { file: join(folder, `${name}.hnsw`), parameters: about.parameters };
}

/** hnswlib believes whatever it reads, so nothing is read that is not what was written. */
function requireChecksum(file: string, checksum: string | undefined): void {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    throw explainMissing(cause, file);
  }
  if (checksumOf(bytes) !== checksum) throw damaged(file, 'the checksum does not agree with index.json');
}

const BYTES_AT_ONCE = 2 ** 20;

async function requireChecksumBeside(file: string, checksum: string | undefined): Promise<void> {
  const hash = createHash('sha256');
  try {
    for await (const bytes of createReadStream(file, { highWaterMark: BYTES_AT_ONCE })) hash.update(bytes as Buffer);
  } catch (cause) {
    throw explainMissing(cause, file);
  }
  if (hash.digest('hex') !== checksum) throw damaged(file, 'the checksum does not agree with index.json');
}

function explainMissing(cause: unknown, file: string): unknown {
  const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
  return isMissing ? damaged(file, 'the file is missing', cause) : explainFileError(cause, file);
}

function damaged(file: string, reason: string, cause?: unknown): DamagedError {
  return new DamagedError({ file, reason, remedy: "run 'vitrine index' again", cause });
}

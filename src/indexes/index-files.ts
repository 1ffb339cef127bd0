import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DamagedError, explainFileError } from '../errors.js';
import type { Matrix } from '../vector/matrix.js';
import type { Embeddings } from './embedding-files.js';
import { FlatIndex } from './flat.js';
import { HnswIndex } from './hnsw.js';
import { momentsOf, type VectorMoments } from './moments.js';
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
  const found = readIndexDescription(folder);
  if (found.embeddings !== id) {
    throw damaged(join(folder, 'index.json'), `the index is of the embeddings ${found.embeddings}, not of ${id}`);
  }
  return {
    description: found,
    image: openSide(folder, { name: 'image', about: found.image, matrix: embeddings.images }),
    text: openSide(folder, { name: 'text', about: found.text, matrix: embeddings.texts }),
  };
}

/** SHA-256 of a file in hexadecimal. */
export function checksumOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function openSide(
  folder: string,
  { name, about, matrix }: { name: IndexSideName; about: IndexSide; matrix: Matrix },
): OpenSide {
  const described = join(folder, 'index.json');
  if (about.vectors !== matrix.rows || about.dimensions !== matrix.columns) {
    throw damaged(
      described,
      `the index '${name}' is of ${about.vectors} x ${about.dimensions} numbers, the vectors are ${matrix.rows} x ${matrix.columns}`,
    );
  }
  const moments = momentsOf(matrix);
  if (about.kind === 'exact') return { index: new FlatIndex(matrix), matrix, moments, about };
  const file = join(folder, `${name}.hnsw`);
  if (about.parameters === undefined) throw damaged(described, `the graph '${name}' has no parameters`);
  requireChecksum(file, about.checksum);
  return { index: HnswIndex.load(file, matrix, about.parameters), matrix, moments, about };
}

/** hnswlib believes whatever it reads, so nothing is read that is not what was written. */
function requireChecksum(file: string, checksum: string | undefined): void {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') throw damaged(file, 'the file is missing', cause);
    throw explainFileError(cause, file);
  }
  if (checksumOf(bytes) !== checksum) throw damaged(file, 'the checksum does not agree with index.json');
}

function damaged(file: string, reason: string, cause?: unknown): DamagedError {
  return new DamagedError({ file, reason, remedy: "run 'vitrine index' again", cause });
}

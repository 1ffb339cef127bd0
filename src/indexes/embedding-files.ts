import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { DamagedError, NotReadyError, explainFileError } from '../errors.js';
import { createMatrix, type Matrix } from '../vector/matrix.js';

/**
 * The vectors of a catalog under one model, in a folder of their own:
 *
 *     embeddings.json   model, dimensions, counts
 *     image.f32         [images, dimensions] unit rows, little-endian
 *     text.f32          [texts, dimensions]
 *     ids.u32           photo of each image vector | product row of each image vector | product row of each text vector
 *     hashes.bin        SHA-256 of what each image vector was made of | of what each text vector was made of
 *
 * Both lists are ordered by product row, the photos of one product by position.
 */
export interface Embeddings {
  readonly model: string;
  /** Of a shipped model, whose name does not tell its versions apart. */
  readonly fingerprint?: string | undefined;
  /** Number of the last change of the catalog that they know; undefined in those of earlier versions. */
  readonly position?: number | undefined;
  /** Share of the words of the texts that the model knows, in [0, 1]; undefined in those of earlier versions. */
  readonly knownWords?: number | undefined;
  readonly images: Matrix;
  readonly texts: Matrix;
  /** [images] photo number */
  readonly photos: Uint32Array;
  /** [images] product row, ascending */
  readonly imageProducts: Uint32Array;
  /** [texts] product row, ascending */
  readonly textProducts: Uint32Array;
}

const description = z.object({
  version: z.literal(1),
  model: z.string().min(1),
  fingerprint: z.string().optional(),
  position: z.number().int().min(0).optional(),
  knownWords: z.number().min(0).max(1).optional(),
  dimensions: z.number().int().min(1),
  images: z.number().int().min(0),
  texts: z.number().int().min(0),
});

/** The files of a folder of embeddings, by name. */
export function encodeEmbeddings(embeddings: Embeddings): Readonly<Record<string, Uint8Array | string>> {
  const { model, fingerprint, position, knownWords, images, texts, photos, imageProducts, textProducts } = embeddings;
  const about: z.infer<typeof description> = {
    version: 1,
    model,
    ...(fingerprint === undefined ? {} : { fingerprint }),
    ...(position === undefined ? {} : { position }),
    ...(knownWords === undefined ? {} : { knownWords }),
    dimensions: Math.max(images.columns, texts.columns),
    images: images.rows,
    texts: texts.rows,
  };
  const ids = Uint32Array.from([...photos, ...imageProducts, ...textProducts]);
  return {
    'image.f32': bytesOf(images.data),
    'text.f32': bytesOf(texts.data),
    'ids.u32': bytesOf(ids),
    'embeddings.json': JSON.stringify(about, null, 2),
  };
}

/**
 * @param folder embeddings/<id> of a workspace
 * @throws NotReadyError when it does not exist, DamagedError when its files do not agree with each other
 */
export function readEmbeddings(folder: string): Embeddings {
  return embeddingsOf(folder, readFileSync);
}

/** The same without keeping this thread from other things. */
export async function readEmbeddingsBeside(folder: string): Promise<Embeddings> {
  const read = new Map<string, Buffer>();
  for (const name of NUMBER_FILES) {
    const file = join(folder, name);
    const bytes = await readFile(file).catch(() => undefined);
    if (bytes !== undefined) read.set(file, bytes);
  }
  return embeddingsOf(folder, (file) => read.get(file) ?? readFileSync(file)); // what could not be read fails once more
}

const NUMBER_FILES = ['image.f32', 'text.f32', 'ids.u32'] as const;

function embeddingsOf(folder: string, readBytes: (file: string) => Buffer): Embeddings {
  const { model, fingerprint, position, knownWords, dimensions, images, texts } = readDescription(folder);
  const numbers = (name: (typeof NUMBER_FILES)[number], count: number): ArrayBuffer =>
    numbersOf(join(folder, name), count, readBytes);
  const matrix = (name: 'image.f32' | 'text.f32', rows: number): Matrix =>
    createMatrix(rows, dimensions, new Float32Array(numbers(name, rows * dimensions)));
  const ids = new Uint32Array(numbers('ids.u32', 2 * images + texts));
  const embeddings = {
    model,
    ...(fingerprint === undefined ? {} : { fingerprint }),
    ...(position === undefined ? {} : { position }),
    ...(knownWords === undefined ? {} : { knownWords }),
    images: matrix('image.f32', images),
    texts: matrix('text.f32', texts),
    photos: ids.subarray(0, images),
    imageProducts: ids.subarray(images, 2 * images),
    textProducts: ids.subarray(2 * images),
  };
  requireAscending(embeddings.imageProducts, join(folder, 'ids.u32'));
  requireAscending(embeddings.textProducts, join(folder, 'ids.u32'));
  return embeddings;
}

/** SHA-256 as bytes. */
export const HASH_BYTES = 32;
export const HASHES_FILE = 'hashes.bin';

/** Hashes of what the vectors were made of, of each kind one after another, as bytes. */
export interface VectorHashes {
  readonly images: Uint8Array;
  readonly texts: Uint8Array;
}

/** @returns undefined when they were not written, or do not agree with the vectors */
export function readVectorHashes(folder: string, { images, texts }: Embeddings): VectorHashes | undefined {
  const file = join(folder, HASHES_FILE);
  try {
    const hashes = readFileSync(file);
    if (hashes.length !== (images.rows + texts.rows) * HASH_BYTES) return undefined;
    const middle = images.rows * HASH_BYTES;
    return { images: hashes.subarray(0, middle), texts: hashes.subarray(middle) };
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw explainFileError(cause, file);
  }
}

function readDescription(folder: string): z.infer<typeof description> {
  const file = join(folder, 'embeddings.json');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw explainFileError(cause, file);
    throw new NotReadyError({ file, reason: 'the catalog is not embedded', remedy: "run 'vitrine index'", cause });
  }
  try {
    return description.parse(JSON.parse(text));
  } catch (cause) {
    throw damaged(file, 'this does not describe embeddings', cause);
  }
}

/** Numbers of 32 bits, read into memory of their own, so that they are aligned. */
function numbersOf(file: string, count: number, readBytes: (file: string) => Buffer): ArrayBuffer {
  let bytes: Buffer;
  try {
    bytes = readBytes(file);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') throw damaged(file, 'the file is missing', cause);
    throw explainFileError(cause, file);
  }
  if (bytes.byteLength !== 4 * count) {
    throw damaged(file, `the file has ${bytes.byteLength} bytes, not ${4 * count}`);
  }
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}

function requireAscending(rows: Uint32Array, file: string): void {
  for (let i = 1; i < rows.length; i++) {
    if (rows[i] < rows[i - 1]) throw damaged(file, 'the products are out of order');
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array | Uint32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function damaged(file: string, reason: string, cause?: unknown): DamagedError {
  return new DamagedError({ file, reason, remedy: "run 'vitrine index' again", cause });
}

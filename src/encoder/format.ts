import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DamagedError, NotFoundError, explainFileError } from '../errors.js';
import { vocabularyFromJson, type Vocabulary } from '../text/vocabulary.js';
import { createMatrix, type Matrix } from '../vector/matrix.js';
import { twinModel, type TwinModel, type TwinShape } from './dual-encoder.js';
import { IMAGE_BRANCHES } from './image-branch.js';
import { layOut, statisticsLayout } from './weights.js';

/** Files of a model folder besides model.json, which holds their checksums. */
const MODEL_FILES = ['weights.bin', 'vocabulary.json', 'word2vec.f32', 'card.json'] as const;
type ModelFile = (typeof MODEL_FILES)[number];

const size = z.number().int().positive();

const description = z.strictObject({
  version: z.literal(1),
  shape: z.strictObject({
    image: z.enum(IMAGE_BRANCHES),
    photoSize: size,
    embeddingSize: size,
    widths: z.array(size).readonly(),
    textUnits: size,
    words: size,
    wordSize: size,
    categories: z.number().int().nonnegative(),
  }),
  /** Leaf categories as paths, in the order of the category layers. */
  categories: z.array(z.string()).readonly(),
  /** Floats in weights.bin: the parameters, then the running statistics of the batch norms. */
  parameters: size,
  statistics: z.number().int().nonnegative(),
  /** SHA-256 of each file, in hexadecimal. */
  sha256: z.strictObject(
    Object.fromEntries(MODEL_FILES.map((file) => [file, z.string()])) as Record<ModelFile, z.ZodString>,
  ),
});

/** What a model says of itself: where it comes from, how it was made, how good it is. For people and for `status`. */
const modelCard = z.looseObject({
  name: z.string(),
  /** What it was trained on, and under which terms. */
  data: z.string(),
  licence: z.string(),
  epochs: z.number().int().nonnegative(),
});
export type ModelCard = z.infer<typeof modelCard>;

/** A trained twin model with all that belongs to it. */
export interface StoredModel {
  readonly model: TwinModel;
  readonly categories: readonly string[];
  readonly vocabulary: Vocabulary;
  /** Vectors as word2vec made them, for nearest words; those that the text branch tuned are among the weights. */
  readonly words: Matrix;
  readonly weights: Float32Array;
  readonly statistics: Float32Array;
  readonly card: ModelCard;
}

/** @returns the files of a model folder by name */
export function encodeModel(stored: StoredModel): ReadonlyMap<string, Uint8Array> {
  const { model, categories, vocabulary, words, weights, statistics, card } = stored;
  const json = (value: unknown): Uint8Array => Buffer.from(`${JSON.stringify(value, null, 1)}\n`);
  const files = new Map<string, Uint8Array>([
    ['weights.bin', Buffer.concat([littleEndian(weights), littleEndian(statistics)])],
    ['vocabulary.json', Buffer.from(JSON.stringify(vocabulary.toJson()))],
    ['word2vec.f32', littleEndian(words.data)],
    ['card.json', json(card)],
  ]);
  const sha256 = Object.fromEntries([...files].map(([name, bytes]) => [name, sha256Of(bytes)]));
  const counts = { parameters: weights.length, statistics: statistics.length };
  files.set('model.json', json({ version: 1, shape: model.shape, categories, ...counts, sha256 }));
  return files;
}

/**
 * Reads a model folder.
 * @throws NotFoundError when there is none, DamagedError when a file is not what model.json says
 */
export function readModel(folder: string): StoredModel {
  const file = join(folder, 'model.json');
  const parsed = description.safeParse(parseJson(readFile(folder, 'model.json'), file));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw damaged(file, `${issue.path.join('.')}: ${issue.message}`);
  }
  const { shape, categories, parameters, statistics, sha256 } = parsed.data;
  const bytesOf = (name: ModelFile): Buffer => {
    const bytes = readFile(folder, name);
    if (sha256Of(bytes) !== sha256[name]) throw damaged(join(folder, name), 'the checksum differs from model.json');
    return bytes;
  };
  const model = twinModel(shape);
  const floats = floatsOf(bytesOf('weights.bin'));
  const sizes = [layOut(model.parameters).size, statisticsLayout(model.layers).size];
  if (parameters !== sizes[0] || statistics !== sizes[1] || floats.length !== parameters + statistics) {
    throw damaged(join(folder, 'weights.bin'), `${floats.length} numbers do not fit the model`);
  }
  const vocabularyFile = join(folder, 'vocabulary.json');
  const cardFile = join(folder, 'card.json');
  return {
    model,
    categories,
    vocabulary: vocabularyFromJson(parseJson(bytesOf('vocabulary.json'), vocabularyFile), vocabularyFile),
    words: createMatrix(shape.words, shape.wordSize, floatsOf(bytesOf('word2vec.f32'))),
    weights: floats.subarray(0, parameters),
    statistics: floats.subarray(parameters),
    card: modelCard.parse(parseJson(bytesOf('card.json'), cardFile)),
  };
}

/** The shape of a model that a recipe asks for. */
export function shapeOf(
  recipe: Omit<TwinShape, 'words' | 'wordSize' | 'categories'>,
  sizes: Pick<TwinShape, 'words' | 'wordSize' | 'categories'>,
): TwinShape {
  const { image, photoSize, embeddingSize, widths, textUnits } = recipe;
  return { image, photoSize, embeddingSize, widths, textUnits, ...sizes };
}

export function sha256Of(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function readFile(folder: string, name: string): Buffer {
  const file = join(folder, name);
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw explainFileError(error, file);
    throw new NotFoundError({ file, reason: 'no model here', remedy: "train one with 'vitrine train'" });
  }
}

function parseJson(bytes: Buffer, file: string): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw damaged(file, 'no JSON', cause);
  }
}

function damaged(file: string, reason: string, cause?: unknown): DamagedError {
  return new DamagedError({ file, reason, remedy: 'train the model again', cause });
}

/** A copy, because the memory may be shared between threads. All platforms that Node runs on are little-endian. */
function littleEndian(floats: Float32Array): Uint8Array {
  return new Uint8Array(Float32Array.from(floats).buffer);
}

/** A copy, because a Buffer need not start at a multiple of four bytes. */
function floatsOf(bytes: Buffer): Float32Array {
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + (bytes.length & ~3)));
}

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DamagedError, NotFoundError, explainFileError } from '../errors.js';
import { vocabularyFromJson, type Vocabulary } from '../text/vocabulary.js';
import { decodeFloat16, encodeFloat16 } from '../vector/float16.js';
import { createMatrix, type Matrix } from '../vector/matrix.js';
import { twinModel, type TwinModel, type TwinShape } from './dual-encoder.js';
import { IMAGE_BRANCHES } from './image-branch.js';
import { layOut, statisticsLayout } from './weights.js';

/**
 * How finely a model's weights and word vectors are stored: in half precision the files are half as large. The running
 * statistics are always single, because a variance may be larger than a half can hold.
 */
export const PRECISIONS = ['float32', 'float16'] as const;
export type Precision = (typeof PRECISIONS)[number];

/** Word vectors as word2vec made them, by precision. */
export const WORD_VECTORS_FILE: Readonly<Record<Precision, string>> = {
  float32: 'word2vec.f32',
  float16: 'word2vec.f16',
};

/** Files of a model folder besides model.json, which holds their checksums. */
function modelFiles(precision: Precision): string[] {
  return ['weights.bin', 'vocabulary.json', WORD_VECTORS_FILE[precision], 'card.json'];
}

const size = z.number().int().positive();

const contents = {
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
  /** Numbers in weights.bin: the parameters, then the running statistics of the batch norms. */
  parameters: size,
  statistics: z.number().int().nonnegative(),
};

/** SHA-256 of each file, in hexadecimal. */
function checksums(precision: Precision): z.ZodObject<Record<string, z.ZodString>> {
  return z.strictObject(Object.fromEntries(modelFiles(precision).map((file) => [file, z.string()])));
}

/** Version 1 knew no precision: everything was single. */
const description = z.union([
  z
    .strictObject({ version: z.literal(1), ...contents, sha256: checksums('float32') })
    .transform((read) => ({ ...read, precision: 'float32' as Precision })),
  ...PRECISIONS.map((precision) =>
    z
      .strictObject({
        ...{ version: z.literal(2), precision: z.literal(precision) },
        ...{ ...contents, sha256: checksums(precision) },
      })
      .transform((read) => ({ ...read, precision: read.precision })),
  ),
]);

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
export function encodeModel(
  stored: StoredModel,
  { precision = 'float32' }: { precision?: Precision } = {},
): ReadonlyMap<string, Uint8Array> {
  const { model, categories, vocabulary, words, weights, statistics, card } = stored;
  const json = (value: unknown): Uint8Array => Buffer.from(`${JSON.stringify(value, null, 1)}\n`);
  const files = new Map<string, Uint8Array>([
    ['weights.bin', Buffer.concat([bytesOf(weights, precision), bytesOf(statistics, 'float32')])],
    ['vocabulary.json', Buffer.from(JSON.stringify(vocabulary.toJson()))],
    [WORD_VECTORS_FILE[precision], bytesOf(words.data, precision)],
    ['card.json', json(card)],
  ]);
  const sha256 = Object.fromEntries([...files].map(([name, bytes]) => [name, sha256Of(bytes)]));
  const counts = { parameters: weights.length, statistics: statistics.length };
  files.set('model.json', json({ version: 2, precision, shape: model.shape, categories, ...counts, sha256 }));
  return files;
}

/**
 * Reads a model folder.
 * @throws NotFoundError when there is none, DamagedError when a file is not what model.json says
 */
export function readModel(folder: string): StoredModel {
  const { shape, categories, parameters, statistics, sha256, precision } = readDescription(folder);
  const checked = (name: string): Buffer => {
    const bytes = readFile(folder, name);
    if (sha256Of(bytes) !== sha256[name]) throw damaged(join(folder, name), 'the checksum differs from model.json');
    return bytes;
  };
  const model = twinModel(shape);
  const weights = checked('weights.bin');
  const statisticsAt = parameters * BYTES[precision];
  const sizes = [layOut(model.parameters).size, statisticsLayout(model.layers).size];
  if (parameters !== sizes[0] || statistics !== sizes[1] || weights.length !== statisticsAt + 4 * statistics) {
    throw damaged(join(folder, 'weights.bin'), `${weights.length} bytes do not fit the model`);
  }
  const vocabularyFile = join(folder, 'vocabulary.json');
  const words = numbersOf(checked(WORD_VECTORS_FILE[precision]), precision);
  return {
    model,
    categories,
    vocabulary: vocabularyFromJson(parseJson(checked('vocabulary.json'), vocabularyFile), vocabularyFile),
    words: createMatrix(shape.words, shape.wordSize, words),
    weights: numbersOf(weights.subarray(0, statisticsAt), precision),
    statistics: numbersOf(weights.subarray(statisticsAt), 'float32'),
    card: modelCard.parse(parseJson(checked('card.json'), join(folder, 'card.json'))),
  };
}

function readDescription(folder: string): z.output<typeof description> {
  const file = join(folder, 'model.json');
  const json = parseJson(readFile(folder, 'model.json'), file);
  const parsed = description.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw damaged(
    file,
    issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : 'no model of versions 1 or 2',
  );
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

const BYTES: Readonly<Record<Precision, number>> = { float32: 4, float16: 2 };

/** A copy, because the memory may be shared between threads. All platforms that Node runs on are little-endian. */
export function bytesOf(numbers: Float32Array, precision: Precision): Uint8Array {
  const copy = precision === 'float16' ? encodeFloat16(numbers) : Float32Array.from(numbers);
  return new Uint8Array(copy.buffer);
}

/** The numbers that `bytesOf` wrote. A copy, because a Buffer need not start at a multiple of four bytes. */
export function numbersOf(bytes: Buffer, precision: Precision): Float32Array {
  const length = bytes.byteLength - (bytes.byteLength % BYTES[precision]);
  const copy = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + length);
  return precision === 'float16' ? decodeFloat16(new Uint16Array(copy)) : new Float32Array(copy);
}

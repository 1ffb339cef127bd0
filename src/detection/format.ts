import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { bytesOf, numbersOf, PRECISIONS, sha256Of, type Precision } from '../encoder/format.js';
import { decodeInt8Blocks, encodeInt8Blocks, int8BlocksLength } from '../vector/int8-blocks.js';
import type { Held } from '../engine/engine.js';
import { DamagedError, NotFoundError, explainFileError } from '../errors.js';
import { DETECTION_RECIPES, type DetectionRecipeName } from './detection.js';

/** How finely the weights are stored; with 'int8' the large tensors in 8 bits, the small ones in half precision. */
export const DETECTOR_PRECISIONS = [...PRECISIONS, 'int8'] as const;
export type DetectorPrecision = (typeof DETECTOR_PRECISIONS)[number];

/** Tensors of fewer numbers, biases and the like, are worth more than the bytes that 8 bits would save. */
const LARGE = 1024;

const count = z.number().int().nonnegative();

/** What a detector says of itself, for people and for `status`. */
const detectionCard = z.looseObject({
  /** What it was trained on. */
  data: z.string(),
  licence: z.string(),
  seed: count,
  epochs: count,
  /** On photos that training held out, by name: 'all.0.5.top1'. */
  metrics: z.record(z.string(), z.number()),
});
export type DetectionCard = z.infer<typeof detectionCard>;

/** The twin model that a detector was made for: it reads the detector's texts. */
const twinReference = z.strictObject({
  /** As its card has it. */
  name: z.string(),
  /** SHA-256 of its vocabulary, see vocabularyHash: other words would mean other texts. */
  vocabulary: z.string(),
});
export type TwinReference = z.infer<typeof twinReference>;

const description = z.strictObject({
  version: z.literal(1),
  recipe: z.enum(DETECTION_RECIPES),
  twin: twinReference,
  shape: z.record(z.string(), z.unknown()),
  labels: z.array(z.string()).readonly(),
  /** How the numbers lie in weights.bin. */
  precision: z.enum(DETECTOR_PRECISIONS),
  /** What lies in weights.bin, one after another without gaps. */
  tensors: z.array(z.strictObject({ name: z.string(), shape: z.array(count).readonly() })),
  /** Of weights.bin, in hexadecimal. */
  sha256: z.string(),
  card: detectionCard,
});

/** A trained detector of any recipe, as its folder holds it. */
export interface StoredDetector {
  readonly recipe: DetectionRecipeName;
  readonly twin: TwinReference;
  readonly card: DetectionCard;
  /** The garments that it was trained with, which are its prompts where nobody names one. */
  readonly labels: readonly string[];
  /** Whatever else the recipe needs to build its programs; the recipe's own schema checks it. */
  readonly shape: Readonly<Record<string, unknown>>;
  readonly precision: DetectorPrecision;
  readonly weights: Readonly<Record<string, Held>>;
}

/** A detector lies in the folder of its twin model: `models/<id>/detection/<recipe>/`. */
export function detectorFolder(modelFolder: string, recipe: DetectionRecipeName): string {
  return join(modelFolder, 'detection', recipe);
}

/** @returns the recipes of which a model folder has a trained detector, in the order of DETECTION_RECIPES */
export function trainedRecipes(modelFolder: string): DetectionRecipeName[] {
  return DETECTION_RECIPES.filter((recipe) => existsSync(descriptionFile(modelFolder, recipe)));
}

/** @returns what identifies the words of a twin model, which are the same whatever its weights are stored as */
export function vocabularyHash(vocabulary: { toJson(): unknown }): string {
  return sha256Of(JSON.stringify(vocabulary.toJson()));
}

/** @returns the files of a detector's folder by name; numbers are rounded to the precision */
export function encodeDetector(stored: StoredDetector): ReadonlyMap<string, Uint8Array> {
  const { recipe, twin, shape, labels, precision, card } = stored;
  const entries = Object.entries(stored.weights);
  const weights = Buffer.concat(entries.map(([, { data }]) => tensorBytes(data, precision)));
  const json = {
    ...{ version: 1, recipe, twin, shape, labels, precision },
    tensors: entries.map(([name, held]) => ({ name, shape: held.shape })),
    sha256: sha256Of(weights),
    card,
  } satisfies z.input<typeof description>;
  return new Map<string, Uint8Array>([
    ['detection.json', Buffer.from(`${JSON.stringify(json, null, 1)}\n`)],
    ['weights.bin', weights],
  ]);
}

/**
 * Reads a detector of a model folder.
 * @throws NotFoundError when it was not trained, DamagedError when a file is not what detection.json says
 */
export function readDetector(modelFolder: string, recipe: DetectionRecipeName): StoredDetector {
  const file = descriptionFile(modelFolder, recipe);
  const { tensors, sha256, ...stored } = readDescription(file, recipe);
  if (stored.recipe !== recipe) throw damaged(file, `this is a detector of recipe '${stored.recipe}'`, recipe);
  const weightsFile = join(detectorFolder(modelFolder, recipe), 'weights.bin');
  const bytes = readBytes(weightsFile, recipe);
  if (sha256Of(bytes) !== sha256) throw damaged(weightsFile, 'the checksum differs from detection.json', recipe);
  const weights = cut(bytes, tensors, stored.precision);
  if (weights === undefined) {
    throw damaged(weightsFile, `${bytes.length} bytes do not fit detection.json`, recipe);
  }
  const { twin, card, labels, shape, precision } = stored;
  return { recipe, twin, card, labels, shape, precision, weights };
}

function descriptionFile(modelFolder: string, recipe: DetectionRecipeName): string {
  return join(detectorFolder(modelFolder, recipe), 'detection.json');
}

function readDescription(file: string, recipe: DetectionRecipeName): z.infer<typeof description> {
  let json: unknown;
  try {
    json = JSON.parse(readBytes(file, recipe).toString('utf8'));
  } catch (cause) {
    if (cause instanceof SyntaxError) throw damaged(file, 'no JSON', recipe, cause);
    throw cause;
  }
  const parsed = description.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw damaged(file, `${issue.path.join('.')}: ${issue.message}`, recipe);
}

function cut(
  bytes: Buffer,
  tensors: z.infer<typeof description>['tensors'],
  precision: DetectorPrecision,
): Readonly<Record<string, Held>> | undefined {
  const sizes = tensors.map(({ shape }) => shape.reduce((product, length) => product * length, 1));
  const lengths = sizes.map((size) => tensorLength(size, precision));
  if (lengths.reduce((sum, length) => sum + length, 0) !== bytes.length) return undefined;
  let at = 0;
  const entries = tensors.map(({ name, shape }, i): [string, Held] => {
    const own = bytes.subarray(at, (at += lengths[i]));
    return [name, { shape, data: tensorNumbers(own, sizes[i], precision) }];
  });
  return Object.fromEntries(entries);
}

function plainPrecision(precision: DetectorPrecision): Precision {
  return precision === 'int8' ? 'float16' : precision;
}

function isInt8(size: number, precision: DetectorPrecision): boolean {
  return precision === 'int8' && size >= LARGE;
}

function tensorLength(size: number, precision: DetectorPrecision): number {
  if (isInt8(size, precision)) return int8BlocksLength(size);
  return size * (plainPrecision(precision) === 'float16' ? 2 : 4);
}

function tensorBytes(data: Float32Array, precision: DetectorPrecision): Uint8Array {
  return isInt8(data.length, precision) ? encodeInt8Blocks(data) : bytesOf(data, plainPrecision(precision));
}

function tensorNumbers(bytes: Buffer, size: number, precision: DetectorPrecision): Float32Array {
  return isInt8(size, precision) ? decodeInt8Blocks(bytes) : numbersOf(bytes, plainPrecision(precision));
}

function readBytes(file: string, recipe: DetectionRecipeName): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw explainFileError(error, file);
    throw new NotFoundError({
      file,
      reason: `this model has no detector of recipe '${recipe}'`,
      remedy: `train one with 'vitrine train-detection --recipe ${recipe}'`,
    });
  }
}

function damaged(file: string, reason: string, recipe: DetectionRecipeName, cause?: unknown): DamagedError {
  return new DamagedError({
    ...{ file, reason, cause },
    remedy: `train the detector again with 'vitrine train-detection --recipe ${recipe}'`,
  });
}

import type { TwinShape } from '../../src/encoder/dual-encoder.js';
import type { EncoderRecipe } from '../../src/encoder/recipe.js';
import { augmentPhoto } from '../../src/image/augment.js';
import { createRandom } from '../../src/random.js';
import { shardSizes, type ShardSizes } from './gradient-program.js';
import { describes, drawShortText, type ShortText } from './short-texts.js';
import { listAt, type TrainingSet } from './training-set.js';

/** What batches are drawn from. The same source gives the same batch for a step, on any machine, in any order. */
export interface BatchSource {
  readonly set: TrainingSet;
  /** Rows of the set that are trained on; the others are held out. */
  readonly rows: Uint32Array;
  /** [set.size, side, side, 3] bytes, in the order of the set. */
  readonly pixels: Uint8Array;
  readonly shape: TwinShape;
  readonly recipe: EncoderRecipe;
  readonly seed: number;
}

/** Photos of earlier steps, as they were embedded then: a ring. */
export interface PhotoMemory {
  /** [memory, embeddingSize] */
  readonly embeddings: Float32Array;
  /** [memory] rows of the training set, -1 while a place is empty. */
  readonly rows: Int32Array;
}

/** Added to the score of an empty place, so that its softmax is 0. */
const ABSENT = -1e9;

export function stepsPerEpoch({ rows, recipe }: Pick<BatchSource, 'rows' | 'recipe'>): number {
  return Math.max(1, Math.floor(rows.length / recipe.batchSize));
}

/** Rows of one step: the batch, and behind it the products whose texts only serve as wrong answers. */
export function rowsOfStep(source: BatchSource, step: number, order: Uint32Array): Uint32Array {
  const { rows, recipe, seed } = source;
  const { batchSize, extraTexts } = recipe;
  const start = (step % stepsPerEpoch(source)) * batchSize;
  const spare = rows.length - batchSize - extraTexts;
  const skip = batchSize + (spare > 0 ? createRandom(`${seed}/${step}/extra`).integer(spare + 1) : 0);
  return Uint32Array.from({ length: batchSize + extraTexts }, (_, i) => {
    const at = i < batchSize ? start + i : start + skip + i - batchSize;
    return order[at % order.length];
  });
}

/** The order of the rows in an epoch. */
export function epochOrder({ rows, seed }: Pick<BatchSource, 'rows' | 'seed'>, epoch: number): Uint32Array {
  return createRandom(`${seed}/epoch/${epoch}`).shuffle(Uint32Array.from(rows));
}

/** As epochOrder, but remembers the last epoch asked for. */
export function createEpochOrders(source: Pick<BatchSource, 'rows' | 'seed'>): (epoch: number) => Uint32Array {
  let last: { epoch: number; order: Uint32Array } | undefined;
  return (epoch) => {
    if (last?.epoch !== epoch) last = { epoch, order: epochOrder(source, epoch) };
    return last.order;
  };
}

/** The shard's own rows first, then the others of the batch in a circle, then the extra ones. */
export function rotateRows(rows: Uint32Array, shard: number, { batchSize, shards }: EncoderRecipe): Uint32Array {
  const start = (shard * batchSize) / shards;
  return Uint32Array.from(rows, (row, i) => (i < batchSize ? rows[(i + start) % batchSize] : row));
}

/** @returns a function that makes the feeds of a step's shard; it gives the same arrays every time, filled anew */
export function createBatchMaker(
  source: BatchSource,
  memory: PhotoMemory,
): (step: number, shard: number) => Record<string, Float32Array> {
  const { recipe, shape, set, seed } = source;
  const sizes = shardSizes(recipe);
  const feeds = allocate(sizes, shape, recipe);
  const clearBags = createBagWriter(feeds.bags, shape.words);
  const orderOf = createEpochOrders(source);
  return (step, shard) => {
    const batch = rowsOfStep(source, step, orderOf(Math.floor(step / stepsPerEpoch(source))));
    const texts = rotateRows(batch, shard, recipe);
    const own = texts.subarray(0, sizes.photos);
    fillPhotos(feeds.photos, source, own, `${seed}/${step}/photo/${shard}`);
    const writeBag = clearBags();
    for (const [i, row] of texts.entries()) {
      writeBag(i, listAt(set.bags, row), set.bagWeights.subarray(set.bags.offsets[row], set.bags.offsets[row + 1]));
    }
    fillLabels(feeds.labels, set, own);
    fillWholeTargets(feeds, own, memory);
    fillOthers(feeds, set, texts, sizes);
    if (sizes.shortTexts > 0 && recipe.losses.infoNce > 0) {
      const short = rotatedShortTexts(source, batch, step, shard);
      for (const [i, { words }] of short.entries()) writeBag(sizes.wholeTexts + i, ...weighWords(words, set.idf));
      fillShortTargets(feeds, set, { short, own, batch: texts, memory });
    }
    return feeds;
  };
}

function allocate(sizes: ShardSizes, shape: TwinShape, { losses }: EncoderRecipe): Record<string, Float32Array> {
  const { photos, wholeTexts, shortTexts, memory } = sizes;
  const side = shape.photoSize;
  return {
    photos: new Float32Array(photos * side * side * 3),
    bags: new Float32Array((wholeTexts + shortTexts) * shape.words),
    ...(losses.imageCategory + losses.textCategory > 0 && { labels: new Float32Array(photos * shape.categories) }),
    wholeTexts: new Float32Array(photos * wholeTexts),
    wholePhotos: new Float32Array(photos * (photos + memory)),
    shortTexts: new Float32Array(photos * shortTexts),
    shortPhotos: new Float32Array(photos * (photos + memory)),
    memory: new Float32Array(memory * shape.embeddingSize),
    memoryBias: new Float32Array(photos + memory),
    ...(losses.contrastive > 0 && {
      others: new Float32Array(photos * wholeTexts),
      isMatch: Float32Array.from({ length: 2 * photos }, (_, i) => (i < photos ? 1 : 0)),
    }),
  };
}

type WriteBag = (row: number, ids: ArrayLike<number>, weights: ArrayLike<number>) => void;

/** Clears what the last step wrote, not the whole matrix: it is large and almost all zeros. */
function createBagWriter(bags: Float32Array, words: number): () => WriteBag {
  let written: number[] = [];
  return () => {
    for (const at of written) bags[at] = 0;
    written = [];
    return (row, ids, weights) => {
      for (let i = 0; i < ids.length; i++) {
        const at = row * words + ids[i];
        bags[at] += weights[i];
        written.push(at);
      }
    };
  };
}

/** The words of a short text with their idf, scaled to sum to 1. */
function weighWords(words: readonly number[], idf: Float32Array): [number[], number[]] {
  const unique = [...new Set(words)];
  const total = unique.reduce((sum, word) => sum + idf[word], 0);
  return [unique, unique.map((word) => idf[word] / total)];
}

function fillPhotos(into: Float32Array, { pixels, recipe, shape }: BatchSource, rows: Uint32Array, seed: string): void {
  const size = shape.photoSize;
  const bytes = size * size * 3;
  const random = createRandom(seed);
  for (const [i, row] of rows.entries()) {
    const photo = pixels.subarray(row * bytes, (row + 1) * bytes);
    augmentPhoto(photo, into.subarray(i * bytes, (i + 1) * bytes), { size, random, ...recipe.augment });
  }
}

function fillLabels(
  labels: Float32Array | undefined,
  { categories, categoryNames }: TrainingSet,
  rows: Uint32Array,
): void {
  labels?.fill(0);
  for (const [i, row] of rows.entries()) {
    const category = categories[row];
    if (category >= 0 && labels !== undefined) labels[i * categoryNames.length + category] = 1;
  }
}

/** A photo's right text is its own; a text's right photos are its own and, rarely, the same one in the memory. */
function fillWholeTargets(feeds: Record<string, Float32Array>, own: Uint32Array, memory: PhotoMemory): void {
  const texts = feeds.wholeTexts;
  const photos = feeds.wholePhotos;
  const columns = own.length + memory.rows.length;
  texts.fill(0);
  photos.fill(0);
  feeds.memory.set(memory.embeddings);
  for (const [i, row] of memory.rows.entries()) feeds.memoryBias[own.length + i] = row < 0 ? ABSENT : 0;
  for (const [i, row] of own.entries()) {
    texts[i * (texts.length / own.length) + i] = 1;
    const right = photos.subarray(i * columns, (i + 1) * columns);
    right[i] = 1;
    for (const [j, earlier] of memory.rows.entries()) if (earlier === row) right[own.length + j] = 1;
    scaleToOne(right);
  }
}

/** For each photo the next text of the batch that is of another category, or simply the next one. */
function fillOthers(
  feeds: Record<string, Float32Array>,
  set: TrainingSet,
  texts: Uint32Array,
  sizes: ShardSizes,
): void {
  const { others } = feeds;
  if (others === undefined) return;
  others.fill(0);
  for (let i = 0; i < sizes.photos; i++) {
    const category = set.categories[texts[i]];
    let step = 1;
    while (step < texts.length && set.categories[texts[(i + step) % texts.length]] === category) step++;
    others[i * texts.length + ((i + (step === texts.length ? 1 : step)) % texts.length)] = 1;
  }
}

/** Short texts are drawn in the order of the batch, so that every shard draws the same ones. */
function rotatedShortTexts(
  { set, recipe, seed }: BatchSource,
  batch: Uint32Array,
  step: number,
  shard: number,
): ShortText[] {
  const random = createRandom(`${seed}/${step}/text`);
  const { batchSize, shards } = recipe;
  const drawn = Array.from({ length: batchSize }, (_, i) => drawShortText(set, batch[i], random));
  const start = (shard * batchSize) / shards;
  return [...drawn.slice(start), ...drawn.slice(0, start)];
}

interface ShortTexts {
  readonly short: readonly ShortText[];
  readonly own: Uint32Array;
  /** Row i is the product that short text i was drawn from. */
  readonly batch: Uint32Array;
  readonly memory: PhotoMemory;
}

function fillShortTargets(
  feeds: Record<string, Float32Array>,
  set: TrainingSet,
  { short, own, batch, memory }: ShortTexts,
): void {
  const photos = feeds.shortPhotos;
  const texts = feeds.shortTexts;
  const columns = own.length + memory.rows.length;
  for (let i = 0; i < own.length; i++) {
    const right = photos.subarray(i * columns, (i + 1) * columns);
    const isRight = (row: number): number => (row === batch[i] || (row >= 0 && describes(short[i], set, row)) ? 1 : 0);
    for (let j = 0; j < own.length; j++) right[j] = isRight(own[j]);
    for (let j = 0; j < memory.rows.length; j++) right[own.length + j] = isRight(memory.rows[j]);
    scaleToOne(right);
    const named = texts.subarray(i * short.length, (i + 1) * short.length);
    for (let j = 0; j < short.length; j++) named[j] = j === i || describes(short[j], set, own[i]) ? 1 : 0;
    scaleToOne(named);
  }
}

function scaleToOne(row: Float32Array): void {
  let total = 0;
  for (const value of row) total += value;
  if (total > 1) for (let i = 0; i < row.length; i++) row[i] /= total;
}

import { createRandom, type Random } from '../../src/random.js';
import { createWindowTrainer, trainWindow, type AliasTable } from './word2vec-window.js';

/** What all shards read; the buffers are shared memory. */
export interface SharedModel {
  /** Word ids, text after text; text t is ids[offsets[t] .. offsets[t + 1]). */
  readonly ids: Int32Array;
  readonly offsets: Int32Array;
  /** [words x dimensions] word vectors and context vectors. */
  readonly input: Float32Array;
  readonly output: Float32Array;
  /** [2 x words] 1 for the rows of `input`, then of `output`, that the last merge changed. */
  readonly changed: Uint8Array;
  /** [words] how probably an occurrence is kept (subsampling). */
  readonly keep: Float32Array;
  readonly negatives: AliasTable;
  readonly dimensions: number;
  readonly window: number;
  readonly negativesPerWindow: number;
}

/** A shard's own copies of the vectors, in shared memory so that the merge can read them. */
export interface Shard {
  readonly input: Float32Array;
  /** With a spare row at the end. */
  readonly output: Float32Array;
  /** [2 x words] how many steps each row has made since the last merge. */
  readonly steps: Uint32Array;
}

export interface TrainTask {
  readonly model: SharedModel;
  readonly shard: Shard;
  /** The texts of this block, in order. */
  readonly texts: Int32Array;
  readonly learningRate: number;
  readonly seed: string;
}

export interface TrainResult {
  /** Sum of the losses of the pairs, in nats. */
  readonly loss: number;
  readonly pairs: number;
}

/** Brings a shard's copies up to date, then learns one block of texts on them. */
export function trainShard({ model, shard, texts, learningRate, seed }: TrainTask): TrainResult {
  fetchChanges(model, shard);
  const random = createRandom(seed);
  const trainer = createWindowTrainer({ ...model, ...shard }, random);
  const words = new Int32Array(longestText(model.offsets, texts));
  let loss = 0;
  let pairs = 0;
  for (const text of texts) {
    const length = subsample(model, text, words, random);
    for (let at = 0; at < length; at++) {
      // A shorter reach now and then weighs near words more.
      const reach = 1 + random.integer(model.window);
      const from = Math.max(0, at - reach);
      const to = Math.min(length, at + reach + 1);
      loss += trainWindow(trainer, { words, at, from, to }, learningRate);
      pairs += to - from - 1;
    }
  }
  return { loss, pairs };
}

function longestText(offsets: Int32Array, texts: Int32Array): number {
  let longest = 0;
  for (const text of texts) longest = Math.max(longest, offsets[text + 1] - offsets[text]);
  return longest;
}

/** @returns how many words of the text were kept, at the beginning of `into` */
function subsample({ ids, offsets, keep }: SharedModel, text: number, into: Int32Array, random: Random): number {
  let length = 0;
  for (let i = offsets[text]; i < offsets[text + 1]; i++) {
    if (random.next() < keep[ids[i]]) into[length++] = ids[i];
  }
  return length;
}

function fetchChanges({ input, output, changed, dimensions }: SharedModel, shard: Shard): void {
  const words = changed.length / 2;
  for (let row = 0; row < words; row++) {
    const from = row * dimensions;
    if (changed[row] === 1) for (let i = from; i < from + dimensions; i++) shard.input[i] = input[i];
    if (changed[words + row] === 1) for (let i = from; i < from + dimensions; i++) shard.output[i] = output[i];
  }
}

export interface MergeTask {
  readonly model: SharedModel;
  readonly shards: readonly Shard[];
  /** The rows that this call merges: from, to (exclusive), of 0 to 2 x words. */
  readonly from: number;
  readonly to: number;
}

/**
 * Steps of one row that may be added up over the shards. All shards start from the same row, so what they learn of a
 * row that they step on often overlaps; there the sum would overshoot, and the mean is right.
 */
const STEPS_TO_ADD = 400;

/** Adds what each shard has learned to the shared vectors, in the order of the shards, and forgets its counts. */
export function mergeShards({ model, shards, from, to }: MergeTask): void {
  const words = model.changed.length / 2;
  for (let row = from; row < to; row++) {
    let steps = 0;
    let learners = 0;
    for (const shard of shards) {
      steps += shard.steps[row];
      if (shard.steps[row] > 0) learners++;
    }
    model.changed[row] = learners > 0 ? 1 : 0;
    if (learners === 0) continue;
    const share = Math.max(1 / learners, Math.min(1, STEPS_TO_ADD / steps));
    mergeRow(model, shards, row, share);
    for (const shard of shards) shard.steps[row] = 0;
  }

  function mergeRow(
    { input, output, dimensions }: SharedModel,
    parts: readonly Shard[],
    row: number,
    share: number,
  ): void {
    const isInput = row < words;
    const target = isInput ? input : output;
    const start = (isInput ? row : row - words) * dimensions;
    for (let i = start; i < start + dimensions; i++) {
      const old = target[i];
      let learned = 0;
      for (const part of parts) learned += (isInput ? part.input[i] : part.output[i]) - old;
      target[i] = old + share * learned;
    }
  }
}

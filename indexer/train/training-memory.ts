import { initialStatistics, initialWeights, layOut, statisticsLayout } from '../../src/encoder/weights.js';
import { WORDS, type TwinModel } from '../../src/encoder/dual-encoder.js';
import type { EncoderRecipe } from '../../src/encoder/recipe.js';
import { createRandom } from '../../src/random.js';
import type { Matrix } from '../../src/vector/matrix.js';
import { LOSS_NAMES } from './gradient-program.js';
import { sharedFloats } from './training-set.js';

/**
 * The whole state of a training, in memory that its workers share. What a checkpoint must hold is `saved`; the rest is
 * made anew at every step.
 */
export interface SharedTraining {
  readonly saved: SavedTraining;
  /** One flat gradient for each shard. */
  readonly gradients: readonly Float32Array[];
  /** What each shard's batch norms saw. */
  readonly shardStatistics: readonly Float32Array[];
  /** [shards, LOSS_NAMES] of the step. */
  readonly shardLosses: readonly Float32Array[];
  /** [photos of a shard, embeddingSize] for each shard. */
  readonly shardEmbeddings: readonly Float32Array[];
  /** Two counters of the barrier at which the workers meet. */
  readonly barrier: Int32Array;
}

export interface SavedTraining {
  readonly weights: Float32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
  readonly statistics: Float32Array;
  /** [photoMemory, embeddingSize] and the rows of the training set they belong to; see PhotoMemory. */
  readonly memoryEmbeddings: Float32Array;
  readonly memoryRows: Int32Array;
  /** Sums of the losses since the epoch began, and the count of steps. */
  readonly lossSums: Float32Array;
}

/** @param words [vocabulary, wordSize] from word2vec */
export function createSharedTraining(
  model: TwinModel,
  recipe: EncoderRecipe,
  { words, seed }: { words: Matrix; seed: number },
): SharedTraining {
  const layout = layOut(model.parameters);
  const statistics = statisticsLayout(model.layers);
  const weights = sharedFloats(layout.size);
  weights.set(initialWeights(model.parameters, createRandom(`${seed}/weights`)));
  weights.set(unitScale(words), layout.places.find(({ name }) => name === WORDS)!.offset);
  const runningStatistics = sharedFloats(statistics.size);
  runningStatistics.set(initialStatistics(statistics));
  const { photoMemory, shards, batchSize } = recipe;
  const memoryRows = new Int32Array(new SharedArrayBuffer(photoMemory * 4)).fill(-1);
  const perShard = (length: number): Float32Array[] => Array.from({ length: shards }, () => sharedFloats(length));
  return {
    saved: {
      weights,
      first: sharedFloats(layout.size),
      second: sharedFloats(layout.size),
      statistics: runningStatistics,
      memoryEmbeddings: sharedFloats(photoMemory * model.shape.embeddingSize),
      memoryRows,
      lossSums: sharedFloats(LOSS_NAMES.length + 1),
    },
    gradients: perShard(layout.size),
    shardStatistics: perShard(statistics.size),
    shardLosses: perShard(LOSS_NAMES.length),
    shardEmbeddings: perShard((batchSize / shards) * model.shape.embeddingSize),
    barrier: new Int32Array(new SharedArrayBuffer(8)),
  };
}

/**
 * Word vectors scaled by one factor, to length 1 on average (root of the mean square): Adam moves every number by about
 * the learning rate, and must be able to turn a vector around within an epoch.
 */
function unitScale({ data, rows }: Matrix): Float32Array {
  const squares = data.reduce((sum, value) => sum + value * value, 0);
  const scale = squares > 0 ? Math.sqrt(rows / squares) : 1;
  return data.map((value) => value * scale);
}

/** Blocks until all workers have come here. The last one starts a new generation and wakes the others. */
export function meet(barrier: Int32Array, workers: number): void {
  const generation = Atomics.load(barrier, 1);
  if (Atomics.add(barrier, 0, 1) === workers - 1) {
    Atomics.store(barrier, 0, 0);
    Atomics.add(barrier, 1, 1);
    Atomics.notify(barrier, 1);
    return;
  }
  while (Atomics.load(barrier, 1) === generation) Atomics.wait(barrier, 1, generation, 1000);
}

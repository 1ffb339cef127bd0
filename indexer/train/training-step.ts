import { twinModel, type TwinModel } from '../../src/encoder/dual-encoder.js';
import { layOut } from '../../src/encoder/weights.js';
import type { CompiledProgram, Engine } from '../../src/engine/engine.js';
import { adamWStep, decayRanges, type DecayRange } from './adamw.js';
import {
  createBatchMaker,
  createEpochOrders,
  rotateRows,
  rowsOfStep,
  stepsPerEpoch,
  type BatchSource,
} from './batches.js';
import { gradientProgram, LOSS_NAMES } from './gradient-program.js';
import { oneCycleRate } from './schedule.js';
import { meet, type SharedTraining } from './training-memory.js';

/** Share of the old value that running statistics keep at every step. */
const MOMENTUM = 0.97;
/** Cosines times more than this overflow nothing but learn nothing either (Radford et al. 2021, section 2.5). */
const MAX_INVERSE_TEMPERATURE = 100;

/** What one worker of a training has to do. */
export interface WorkerShare {
  readonly source: BatchSource;
  readonly shared: SharedTraining;
  /** This worker of so many; worker w takes the shards w, w + workers, ... */
  readonly worker: number;
  readonly workers: number;
  /** Steps of the whole training, for the schedule. */
  readonly steps: number;
}

/** Runs steps of a training; all workers run the same steps at once. */
export interface StepRunner {
  run(from: number, to: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * A step: each worker computes the gradients of its shards, all meet, each updates its part of the weights by AdamW with
 * the mean gradient, the first also the running statistics and the memory of photos, all meet again.
 *
 *     shard 0  gradient ----+            +-- AdamW on the first half of the weights --+
 *                           | they meet  |                                            | they meet, next step
 *     shard 1  gradient ----+            +-- AdamW on the second half ----------------+
 *
 * The mean is taken in the order of the shards, so the result does not depend on the count of workers.
 */
export async function createStepRunner(engine: Engine, share: WorkerShare): Promise<StepRunner> {
  const { source, shared, worker, workers, steps } = share;
  const { recipe } = source;
  const model = twinModel(source.shape);
  const program = await engine.compile(gradientProgram(model, recipe));
  const { memoryEmbeddings, memoryRows } = shared.saved;
  const weights = new Float32Array(shared.saved.weights.length); // engines refuse memory that threads share
  const makeBatch = createBatchMaker(source, { embeddings: memoryEmbeddings, rows: memoryRows });
  const ranges = rangesOfWorker(model, worker, workers);
  const orderOf = createEpochOrders(source);
  const clampTemperatures = temperatureClamp(model, shared);
  return {
    async run(from, to) {
      for (let step = from; step < to; step++) {
        for (let shard = worker; shard < recipe.shards; shard += workers) {
          weights.set(shared.saved.weights);
          await computeShard(program, shared, shard, { ...makeBatch(step, shard), weights });
        }
        meet(shared.barrier, workers);
        const learningRate = oneCycleRate(step, { steps, peak: recipe.learningRate });
        const options = { learningRate, weightDecay: recipe.weightDecay, step: step + 1 };
        for (const range of ranges) adamWStep(shared.saved, shared.gradients, range, options);
        if (worker === 0) {
          finishStep(share, step, rowsOfStep(source, step, orderOf(Math.floor(step / stepsPerEpoch(source)))));
        }
        meet(shared.barrier, workers);
        if (worker === 0) clampTemperatures();
        meet(shared.barrier, workers);
      }
    },
    close: () => program.close(),
  };
}

async function computeShard(
  program: CompiledProgram,
  { gradients, shardStatistics, shardLosses, shardEmbeddings }: SharedTraining,
  shard: number,
  feeds: Record<string, Float32Array>,
): Promise<void> {
  const outputs = await program.run(feeds);
  gradients[shard].set(outputs.gradient);
  shardStatistics[shard].set(outputs.statistics);
  shardLosses[shard].set(outputs.losses);
  shardEmbeddings[shard].set(outputs.embeddings);
}

/** The worker's part of the flat weights: equal parts, cut at the borders between what decays and what does not. */
function rangesOfWorker({ parameters }: TwinModel, worker: number, workers: number): DecayRange[] {
  const { size } = layOut(parameters);
  const low = Math.floor((size * worker) / workers);
  const high = Math.floor((size * (worker + 1)) / workers);
  return decayRanges(parameters)
    .map(({ from, to, decays }) => ({ from: Math.max(from, low), to: Math.min(to, high), decays }))
    .filter(({ from, to }) => from < to);
}

/** @param batch rows of the step, as rowsOfStep gives them */
function finishStep({ source, shared }: WorkerShare, step: number, batch: Uint32Array): void {
  const { statistics, lossSums } = shared.saved;
  for (let i = 0; i < statistics.length; i++) {
    const seen = meanOver(shared.shardStatistics, i);
    statistics[i] = MOMENTUM * statistics[i] + (1 - MOMENTUM) * seen;
  }
  for (let i = 0; i < LOSS_NAMES.length; i++) lossSums[i] += meanOver(shared.shardLosses, i);
  lossSums[LOSS_NAMES.length] += 1;
  if (source.recipe.photoMemory > 0) rememberPhotos(source, shared, { step, batch });
}

function meanOver(arrays: readonly Float32Array[], i: number): number {
  let sum = 0;
  for (const array of arrays) sum += array[i];
  return sum / arrays.length;
}

/** Writes the step's photos over the oldest ones of the ring. */
function rememberPhotos(
  { recipe, shape }: BatchSource,
  { saved, shardEmbeddings }: SharedTraining,
  { step, batch }: { step: number; batch: Uint32Array },
): void {
  const { memoryRows, memoryEmbeddings } = saved;
  const perShard = recipe.batchSize / recipe.shards;
  const width = shape.embeddingSize;
  for (const [shard, embeddings] of shardEmbeddings.entries()) {
    const own = rotateRows(batch, shard, recipe);
    for (let i = 0; i < perShard; i++) {
      const place = (step * recipe.batchSize + shard * perShard + i) % memoryRows.length;
      memoryRows[place] = own[i]!;
      memoryEmbeddings.set(embeddings.subarray(i * width, (i + 1) * width), place * width);
    }
  }
}

function temperatureClamp({ parameters }: TwinModel, { saved }: SharedTraining): () => void {
  const places = layOut(parameters).places.filter(({ name }) => name.startsWith('temperature/'));
  const most = Math.log(MAX_INVERSE_TEMPERATURE);
  return () => {
    for (const { offset } of places) saved.weights[offset] = Math.min(most, saved.weights[offset]);
  };
}

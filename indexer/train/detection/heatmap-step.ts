import { heatmapNetwork, type HeatmapShape } from '../../../src/detection/heatmap-network.js';
import type { StoredModel } from '../../../src/encoder/format.js';
import { layerParameters, type ParameterSpec } from '../../../src/encoder/layers.js';
import type { DualEncoder } from '../../../src/encoder/open-encoder.js';
import type { Engine } from '../../../src/engine/engine.js';
import { adamWStep, addInPlace, decayRanges, type DecayRange } from '../adamw.js';
import { oneCycleRate } from '../schedule.js';
import { meet } from '../training-memory.js';
import { createHeatmapBatches, heatmapBatch, type HeatmapSource } from './heatmap-batches.js';
import { HEATMAP_LOSSES, heatmapProgram } from './heatmap-program.js';
import { frozenLayers, PIECES, type HeatmapState } from './heatmap-state.js';

/** Share of the old value that running statistics keep at every step. */
const MOMENTUM = 0.98;
/** What Adam's second moment keeps: gradients change fast in a training of few steps. */
const BETA2 = 0.99;

/** What one worker of a training has to do. */
export interface HeatmapShare {
  readonly source: HeatmapSource;
  readonly shape: HeatmapShape;
  readonly state: HeatmapState;
  /** This worker of so many; worker w takes the shards w, w + workers, ... */
  readonly worker: number;
  readonly workers: number;
  /** Steps of the whole training, for the schedule. */
  readonly steps: number;
}

/** What a worker computes with. */
export interface HeatmapTools {
  readonly engine: Engine;
  readonly twin: StoredModel;
  readonly encoder: DualEncoder;
}

/** Runs steps of a training; all workers run the same steps at once. */
export interface HeatmapRunner {
  run(from: number, to: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * A step: each worker draws the windows of its shards and computes their gradients; all meet; each adds up the gradients
 * of its pieces of the flat vector and measures them; all meet; each updates its pieces by AdamW; all meet again.
 * Every sum is taken in a fixed order, so the result does not depend on the count of workers.
 */
export async function createHeatmapRunner(
  { engine, twin, encoder }: HeatmapTools,
  share: HeatmapShare,
): Promise<HeatmapRunner> {
  const { source, shape, state, worker, workers, steps } = share;
  const { recipe } = source;
  const network = heatmapNetwork(shape);
  const options = { network, frozen: frozenLayers(network, twin), batch: heatmapBatch(source), losses: recipe.losses };
  const program = await engine.compile(heatmapProgram(options));
  const draw = createHeatmapBatches(source, shape, encoder);
  const weights = new Float32Array(state.saved.weights.length); // engines refuse memory that threads share
  const pieces = piecesOf(layerParameters(network.trained), worker, workers);
  const computeShard = async (step: number, shard: number): Promise<void> => {
    const feeds = await draw(step, shard);
    weights.set(state.saved.weights);
    const outputs = await program.run({ ...feeds, weights });
    state.gradients[shard].set(outputs.gradient);
    state.shardStatistics[shard].set(outputs.statistics);
    state.shardLosses[shard].set(outputs.losses);
  };
  return {
    async run(from, to) {
      for (let step = from; step < to; step++) {
        for (let shard = worker; shard < recipe.shards; shard += workers) await computeShard(step, shard);
        meet(state.barrier, workers);
        for (const piece of pieces) state.pieceSquares[piece.index] = addUp(state.gradients, piece);
        meet(state.barrier, workers);
        updatePieces(share, pieces, { step, steps });
        if (worker === 0) finishStep(share, step);
        meet(state.barrier, workers);
      }
    },
    close: () => program.close(),
  };
}

/** A part of the flat vector, and the runs of it that decay or do not. */
interface Piece {
  readonly index: number;
  readonly from: number;
  readonly to: number;
  readonly ranges: readonly DecayRange[];
}

/** Worker w takes the pieces w, w + workers, ... */
function piecesOf(parameters: readonly ParameterSpec[], worker: number, workers: number): Piece[] {
  const ranges = decayRanges(parameters);
  const size = ranges[ranges.length - 1].to;
  const pieces: Piece[] = [];
  for (let index = worker; index < PIECES; index += workers) {
    const [low, high] = [Math.floor((size * index) / PIECES), Math.floor((size * (index + 1)) / PIECES)];
    const own = ranges
      .map(({ from, to, decays }) => ({ from: Math.max(from, low), to: Math.min(to, high), decays }))
      .filter(({ from, to }) => from < to);
    pieces.push({ index, from: low, to: high, ranges: own });
  }
  return pieces;
}

/**
 * Adds the gradients of all shards into the first one.
 * @returns the sum of the squares of their mean
 */
function addUp(gradients: readonly Float32Array[], { from, to }: Piece): number {
  const [sum, ...others] = gradients;
  for (const other of others) addInPlace(sum, other, from, to);
  let squares = 0;
  for (let i = from; i < to; i++) squares += sum[i] * sum[i];
  return squares / gradients.length ** 2;
}

/** AdamW with the mean gradient, cut to the longest permitted, and the moving average of the weights. */
function updatePieces(
  { source: { recipe }, state }: HeatmapShare,
  pieces: readonly Piece[],
  { step, steps }: { readonly step: number; readonly steps: number },
): void {
  const { gradients, pieceSquares, saved } = state;
  const length = Math.sqrt(pieceSquares.reduce((sum, squares) => sum + squares, 0));
  const cut = length > recipe.longestGradient ? recipe.longestGradient / length : 1;
  const options = {
    learningRate: oneCycleRate(step, { steps, peak: recipe.learningRate, rise: recipe.rise }),
    weightDecay: recipe.weightDecay,
    step: step + 1,
    beta2: BETA2,
    gradientScale: cut / gradients.length,
  };
  const kept = averageKept(recipe.averaging, step);
  for (const { from, to, ranges } of pieces) {
    for (const range of ranges) adamWStep(saved, [gradients[0]], range, options);
    average(saved.averageWeights, saved.weights, { kept, from, to });
  }
}

/** At first the average follows closely, or it would remember the beginning for long. */
function averageKept(averaging: number, step: number): number {
  return Math.min(averaging, (1 + step) / (10 + step));
}

function average(
  into: Float32Array,
  values: Float32Array,
  { kept, from, to }: { readonly kept: number; readonly from: number; readonly to: number },
): void {
  for (let i = from; i < to; i++) into[i] = kept * into[i] + (1 - kept) * values[i];
}

/** Running statistics, their average, and the sums of the losses. */
function finishStep({ source: { recipe }, state }: HeatmapShare, step: number): void {
  const { saved, shardStatistics, shardLosses } = state;
  const { statistics, averageStatistics, lossSums } = saved;
  for (let i = 0; i < statistics.length; i++) {
    statistics[i] = MOMENTUM * statistics[i] + (1 - MOMENTUM) * meanOver(shardStatistics, i);
  }
  const kept = averageKept(recipe.averaging, step);
  average(averageStatistics, statistics, { kept, from: 0, to: statistics.length });
  for (let i = 0; i < HEATMAP_LOSSES.length; i++) lossSums[i] += meanOver(shardLosses, i);
  lossSums[HEATMAP_LOSSES.length] += 1;
}

function meanOver(arrays: readonly Float32Array[], i: number): number {
  let sum = 0;
  for (const array of arrays) sum += array[i];
  return sum / arrays.length;
}

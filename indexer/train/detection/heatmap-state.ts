import { heatmapNetwork, type HeatmapNetwork, type HeatmapShape } from '../../../src/detection/heatmap-network.js';
import type { FoldedWeights } from '../../../src/encoder/answering.js';
import type { StoredModel } from '../../../src/encoder/format.js';
import { layerParameters } from '../../../src/encoder/layers.js';
import {
  foldLayers,
  initialStatistics,
  initialWeights,
  layOut,
  statisticsLayout,
  viewsOf,
} from '../../../src/encoder/weights.js';
import { createRandom } from '../../../src/random.js';
import { sharedFloats } from '../training-set.js';
import { HEATMAP_LOSSES } from './heatmap-program.js';

/** What a checkpoint of a training holds, in memory that its workers share. */
export interface SavedHeatmap {
  readonly weights: Float32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
  /** Running statistics of the batch norms. */
  readonly statistics: Float32Array;
  /** Moving averages of the weights and of the statistics: the result. */
  readonly averageWeights: Float32Array;
  readonly averageStatistics: Float32Array;
  /** Sums of the losses since the epoch began, and the count of steps. */
  readonly lossSums: Float32Array;
}

export interface HeatmapState {
  readonly saved: SavedHeatmap;
  /** One flat gradient for each shard. */
  readonly gradients: readonly Float32Array[];
  /** What each shard's batch norms saw. */
  readonly shardStatistics: readonly Float32Array[];
  /** [shards, HEATMAP_LOSSES] of the step. */
  readonly shardLosses: readonly Float32Array[];
  /** Sum of the squared gradient over each piece of the flat vector. */
  readonly pieceSquares: Float64Array;
  /** Two counters of the barrier at which the workers meet. */
  readonly barrier: Int32Array;
}

/** The flat vector is worked on in so many pieces, whatever the count of workers. */
export const PIECES = 16;

/** The state before the first step: layers of the twin model keep its weights, the others are drawn. */
export function createHeatmapState(
  shape: HeatmapShape,
  twin: StoredModel,
  { shards, seed }: { readonly shards: number; readonly seed: number },
): HeatmapState {
  const network = heatmapNetwork(shape);
  const weights = firstWeights(network, twin, seed);
  const statistics = firstStatistics(network, twin);
  const copied = (values: Float32Array): Float32Array => {
    const copy = sharedFloats(values.length);
    copy.set(values);
    return copy;
  };
  const perShard = (length: number): Float32Array[] => Array.from({ length: shards }, () => sharedFloats(length));
  return {
    saved: {
      weights: copied(weights),
      first: sharedFloats(weights.length),
      second: sharedFloats(weights.length),
      statistics: copied(statistics),
      averageWeights: copied(weights),
      averageStatistics: copied(statistics),
      lossSums: sharedFloats(HEATMAP_LOSSES.length + 1),
    },
    gradients: perShard(weights.length),
    shardStatistics: perShard(statistics.length),
    shardLosses: perShard(HEATMAP_LOSSES.length),
    pieceSquares: new Float64Array(new SharedArrayBuffer(8 * PIECES)),
    barrier: new Int32Array(new SharedArrayBuffer(8)),
  };
}

/**
 * Factors on the normal weights of variance 2 / inputs, by layer. Texts are short vectors (length 1 in 228 dimensions),
 * so their layer begins larger; the answers begin near their biases.
 */
const FIRST_SCALES: Readonly<Record<string, number>> = {
  lateral5: Math.SQRT1_2,
  lateral4: Math.SQRT1_2,
  lateral3: Math.SQRT1_2,
  text1: 4,
  text2: Math.SQRT1_2 / 2,
  head2: 0.05 * Math.sqrt(32),
};
/** See ANSWER: seldom present, of middling size. */
const FIRST_ANSWER = [0, -2, 0, 0, 1.3, 1.3];

function firstWeights(network: HeatmapNetwork, twin: StoredModel, seed: number): Float32Array {
  const parameters = layerParameters(network.trained);
  const weights = initialWeights(parameters, createRandom(`${seed}/weights`));
  const own = viewsOf(weights, layOut(parameters));
  const twins = viewsOf(twin.weights, layOut(twin.model.parameters));
  for (const [name, values] of own) {
    const known = twins.get(name);
    if (known !== undefined) values.set(known);
    const scale = FIRST_SCALES[name.slice(0, -'/weights'.length)];
    if (scale !== undefined && name.endsWith('/weights')) for (let i = 0; i < values.length; i++) values[i] *= scale;
    // Blocks after the first one begin as if they were not there (Goyal et al. 2017, section 5.1).
    if (/^context\d+\/second\/scale$/u.test(name) && !name.startsWith('context1/')) values.fill(0);
  }
  own.get('head2/bias')?.set(FIRST_ANSWER);
  return weights;
}

function firstStatistics(network: HeatmapNetwork, twin: StoredModel): Float32Array {
  const layout = statisticsLayout(network.trained);
  const statistics = initialStatistics(layout);
  const twins = viewsOf(twin.statistics, statisticsLayout(twin.model.layers));
  for (const [name, values] of viewsOf(statistics, layout)) {
    const known = twins.get(name);
    if (known !== undefined) values.set(known);
  }
  return statistics;
}

/** The layers that are never trained, as the twin model has them. */
export function frozenLayers(network: HeatmapNetwork, { model, weights, statistics }: StoredModel): FoldedWeights {
  return foldLayers(
    network.frozen,
    viewsOf(weights, layOut(model.parameters)),
    viewsOf(statistics, statisticsLayout(model.layers)),
  );
}

/** What answering needs of a state: the averaged weights with their batch norms folded in, and the frozen layers. */
export function heatmapResult(network: HeatmapNetwork, twin: StoredModel, { saved }: HeatmapState): FoldedWeights {
  const trained = foldLayers(
    network.trained,
    viewsOf(saved.averageWeights, layOut(layerParameters(network.trained))),
    viewsOf(saved.averageStatistics, statisticsLayout(network.trained)),
  );
  return { ...frozenLayers(network, twin), ...trained };
}

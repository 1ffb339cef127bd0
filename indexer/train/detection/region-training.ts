import { featureProgram, featuresOf } from '../../../src/detection/region-encoder.js';
import { regionHead, type RegionHead } from '../../../src/detection/region-head.js';
import { roiAlign } from '../../../src/detection/roi-align.js';
import type { StoredModel } from '../../../src/encoder/format.js';
import { layerParameters } from '../../../src/encoder/layers.js';
import { contrastiveLoss } from '../../../src/encoder/losses.js';
import {
  foldLayers,
  initialStatistics,
  initialWeights,
  layOut,
  statisticsLayout,
  viewsOf,
} from '../../../src/encoder/weights.js';
import type { Engine, Feeds, Held } from '../../../src/engine/engine.js';
import * as tf from '../../../src/engine/tensor.js';
import { throwIfCancelled, type WorkOptions } from '../../../src/progress.js';
import type { Random } from '../../../src/random.js';
import { rowOf } from '../../../src/vector/matrix.js';
import { learn, type Learned, type Lesson } from './learning.js';
import { drawPairs, type PairCounts } from './region-pairs.js';
import type { RegionPhotos } from './region-photos.js';

/** How the head of phases c and d is trained. */
export interface RegionTrainingOptions extends WorkOptions {
  readonly twin: StoredModel;
  readonly engine: Engine;
  readonly random: Random;
  /** Phase d: the overlap is predicted, too. */
  readonly predictsOverlap: boolean;
  readonly epochs?: number | undefined;
  readonly grid?: number | undefined;
  readonly hiddenSize?: number | undefined;
  readonly learningRate?: number | undefined;
  readonly weightDecay?: number | undefined;
  readonly photosPerStep?: number | undefined;
  /** Pairs of each photo of a step. */
  readonly pairs?: PairCounts | undefined;
  /** Share of the hidden units that are left out of each region at each step, 0 to 1. */
  readonly dropout?: number | undefined;
  /** Of the contrastive loss. */
  readonly margin?: number | undefined;
  /** Of the overlap's part of the loss in phase d. */
  readonly overlapLoss?: number | undefined;
}

const DEFAULTS = {
  epochs: 12,
  grid: 3,
  hiddenSize: 256,
  learningRate: 2e-3,
  weightDecay: 0.05,
  photosPerStep: 8,
  pairs: { matches: 12, others: 18, any: 10 },
  dropout: 0.5,
  margin: 1,
  overlapLoss: 2,
} as const;
const OVERLAP_UNITS = 64;

export interface TrainedRegionHead {
  readonly head: RegionHead;
  /** Batch norms folded in. */
  readonly weights: Readonly<Record<string, Held>>;
  readonly learned: Learned;
  readonly epochs: number;
}

/**
 * Trains the head of phase c or d (Rubio et al. 2017) over frozen convolutions: their features are computed once for each
 * photo, the regions of every step are pooled from them anew.
 *
 *     L = contrastive(regions, texts)  [ + overlapLoss * mean |expected - true overlap| ]
 *
 * @throws CancelledError
 */
export async function trainRegionHead(
  photos: RegionPhotos,
  options: RegionTrainingOptions,
): Promise<TrainedRegionHead> {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const settings: Settings = { ...DEFAULTS, ...(Object.fromEntries(given) as unknown as Given) };
  const { twin, random, epochs, photosPerStep } = settings;
  const features = await featuresOfPhotos(photos, settings);
  const head = regionHead({
    grid: settings.grid,
    channels: featuresOf(twin).channels,
    hiddenSize: settings.hiddenSize,
    embeddingSize: twin.model.shape.embeddingSize,
    overlapUnits: settings.predictsOverlap ? OVERLAP_UNITS : 0,
  });
  const batches = new RegionBatches(photos, features, settings);
  const stepsPerEpoch = Math.max(1, Math.floor(photos.photos.length / photosPerStep));
  const learned = await learn(lessonOf(head, { settings, features, random }), {
    ...settings,
    steps: epochs * stepsPerEpoch,
    stepsPerEpoch,
    batch: (step) => batches.batch(step),
  });
  const parameters = viewsOf(learned.weights, layOut(layerParameters(head.layers)));
  const statistics = viewsOf(learned.statistics, statisticsLayout(head.layers));
  return { head, weights: foldLayers(head.layers, parameters, statistics), learned, epochs };
}

type Choices = { readonly [Name in keyof typeof DEFAULTS]: NonNullable<RegionTrainingOptions[Name]> };
type Given = Omit<RegionTrainingOptions, keyof Choices> & Partial<Choices>;
type Settings = Omit<RegionTrainingOptions, keyof Choices> & Choices;

/** The feature maps of all photos. */
interface Features {
  /** [height, width, channels] of one photo. */
  readonly shape: readonly [number, number, number];
  /** Pixels of the photo from one place to the next. */
  readonly stride: number;
  readonly maps: readonly Float32Array[];
}

async function featuresOfPhotos(
  { photos }: RegionPhotos,
  { twin, engine, signal, onProgress }: Pick<RegionTrainingOptions, 'twin' | 'engine' | 'signal' | 'onProgress'>,
): Promise<Features> {
  const { width, height } = photos[0].photo;
  const { stride, channels } = featuresOf(twin);
  const program = await engine.compile(featureProgram(twin, { width, height, batch: 1 }));
  try {
    const maps: Float32Array[] = [];
    for (const { photo } of photos) {
      throwIfCancelled(signal);
      maps.push((await program.run({ photos: Float32Array.from(photo.data) })).features);
      onProgress?.({ step: 'features', done: maps.length, total: photos.length });
    }
    return { shape: [height / stride, width / stride, channels], stride, maps };
  } finally {
    await program.close();
  }
}

interface LessonParts {
  readonly settings: Settings;
  readonly features: Features;
  readonly random: Random;
}

function lessonOf(head: RegionHead, { settings, features, random }: LessonParts): Lesson {
  const { photosPerStep, pairs, margin, overlapLoss } = settings;
  const judged = photosPerStep * (pairs.matches + pairs.others);
  const all = judged + photosPerStep * pairs.any;
  const { embeddingSize, grid, overlapUnits } = head.shape;
  return {
    layers: head.layers,
    initial: {
      weights: initialWeights(layerParameters(head.layers), random.fork('weights')),
      statistics: initialStatistics(statisticsLayout(head.layers)),
    },
    inputs: {
      features: { shape: [photosPerStep, ...features.shape] },
      boxes: { shape: [all, 4] },
      photoOfBox: { shape: [all], dtype: 'int32' },
      texts: { shape: [all, embeddingSize] },
      isMatch: { shape: [judged] },
      overlaps: { shape: [all, 1] },
      dropout: { shape: [all, head.shape.hiddenSize] },
    },
    losses: (layers, batch) => {
      const { boxes, photoOfBox, isMatch, overlaps } = batch;
      const texts = batch.texts as tf.Tensor2D;
      const pooled = roiAlign(batch.features as tf.Tensor4D, boxes as tf.Tensor2D, photoOfBox as tf.Tensor1D, {
        size: grid,
        spatialScale: 1 / features.stride,
      });
      const { unit, overlap } = head.embed(layers, pooled, batch.dropout as tf.Tensor2D);
      const contrastive = contrastiveLoss(firstRows(unit, judged), firstRows(texts, judged), isMatch as tf.Tensor1D, {
        margin,
      });
      if (overlapUnits === 0 || overlap === undefined) return { total: contrastive };
      const error: tf.Scalar = tf.mean(tf.abs(tf.sub(head.overlaps(layers, overlap, texts), overlaps)));
      return { total: tf.add(contrastive, tf.mul(error, overlapLoss)), contrastive, overlap: error };
    },
  };
}

function firstRows(matrix: tf.Tensor2D, count: number): tf.Tensor2D {
  return tf.slice(matrix, [0, 0], [count, matrix.shape[1]]);
}

/** Photos of a step in a random order of the epoch, with pairs drawn anew each time. */
class RegionBatches {
  private order: number[] = [];
  private readonly random: Random;

  constructor(
    private readonly photos: RegionPhotos,
    private readonly features: Features,
    private readonly settings: Settings,
  ) {
    this.random = settings.random.fork('pairs');
  }

  batch(step: number): Feeds {
    const { photosPerStep, pairs } = this.settings;
    const random = this.random.fork(step);
    const judgedPerPhoto = pairs.matches + pairs.others;
    const judged = photosPerStep * judgedPerPhoto;
    const all = judged + photosPerStep * pairs.any;
    const { columns } = this.photos.texts;
    const mapSize = this.features.maps[0].length;
    const features = new Float32Array(photosPerStep * mapSize);
    const [boxes, photoOfBox] = [new Float32Array(all * 4), new Int32Array(all)];
    const [texts, isMatch, overlaps] = [
      new Float32Array(all * columns),
      new Float32Array(judged),
      new Float32Array(all),
    ];
    for (let slot = 0; slot < photosPerStep; slot++) {
      const photo = this.next();
      features.set(this.features.maps[photo], slot * mapSize);
      for (const [i, pair] of drawPairs(this.photos.photos[photo].pairs, pairs, random).entries()) {
        // Rows of the contrastive loss come first, of all photos, then those whose overlap alone is learned.
        const isJudged = i < judgedPerPhoto;
        const row = isJudged ? slot * judgedPerPhoto + i : judged + slot * pairs.any + i - judgedPerPhoto;
        boxes.set([pair.box.x1, pair.box.y1, pair.box.x2, pair.box.y2], row * 4);
        photoOfBox[row] = slot;
        texts.set(rowOf(this.photos.texts, pair.text), row * columns);
        overlaps[row] = pair.overlap;
        if (isJudged) isMatch[row] = Number(pair.isMatch);
      }
    }
    return { features, boxes, photoOfBox, texts, isMatch, overlaps, dropout: this.dropout(all, random) };
  }

  /** Units that stay are enlarged, so that their sum stays. */
  private dropout(rows: number, random: Random): Float32Array {
    const { dropout, hiddenSize } = this.settings;
    const kept = 1 / (1 - dropout);
    return Float32Array.from({ length: rows * hiddenSize }, () => (random.next() < dropout ? 0 : kept));
  }

  private next(): number {
    if (this.order.length === 0) this.order = this.random.shuffle([...this.photos.photos.keys()]);
    return this.order.pop()!;
  }
}

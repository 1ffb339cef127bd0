import { availableParallelism } from 'node:os';
import { createBoxTrainedDetector } from '../../../src/detection/crop-detector.js';
import { imageBranch } from '../../../src/encoder/image-branch.js';
import type { StoredModel } from '../../../src/encoder/format.js';
import { layerParameters } from '../../../src/encoder/layers.js';
import { contrastiveLoss, unitRows } from '../../../src/encoder/losses.js';
import { layOut, statisticsLayout, viewsOf, type Layout } from '../../../src/encoder/weights.js';
import type { Engine, Feeds, Held } from '../../../src/engine/engine.js';
import { selectEngine } from '../../../src/engine/select.js';
import type { Tensor1D, Tensor2D, Tensor4D } from '../../../src/engine/tensor.js';
import { cropPhoto, letterbox } from '../../../src/image/transforms.js';
import type { WorkOptions } from '../../../src/progress.js';
import { createRandom, type Random } from '../../../src/random.js';
import { rowOf } from '../../../src/vector/matrix.js';
import type { TrainRecipe } from './index.js';
import { learn, type Learned, type Lesson } from './learning.js';
import { calibratePhase, phaseLabels, phasePhotos, UNCALIBRATED } from './phase-training.js';
import { drawPairs } from './region-pairs.js';
import type { RegionPhoto, RegionPhotos } from './region-photos.js';

/** Phase b of the reference: the whole image branch is trained further, on boxes cut out of photos. */
export const trainPhaseB: TrainRecipe = async (training) => {
  const { twin, encoder, seed, epochs, signal, onProgress } = training;
  const photos = await phasePhotos(training);
  const random = createRandom(seed).fork('boxes');
  // The rest of the training has an engine of one thread; here nearly everything is convolutions.
  const engine = await selectEngine({ need: 'train', threads: Math.min(2, availableParallelism()) });
  try {
    const trained = await trainImageBranch(photos, { twin, engine, random, epochs, signal, onProgress });
    const shape = { calibration: UNCALIBRATED };
    const detector = { shape, labels: phaseLabels(training), precision: 'float32', weights: trained.weights } as const;
    const parts = { twin, encoder, engine: training.engine };
    const calibration = await calibratePhase(() => createBoxTrainedDetector(detector, parts), training);
    const { losses, photosPerSecond } = trained.learned;
    return { detector: { ...detector, shape: { calibration } }, epochs: trained.epochs, photosPerSecond, losses };
  } finally {
    await engine.close();
  }
};

export interface BoxTrainingOptions extends WorkOptions {
  readonly twin: StoredModel;
  readonly engine: Engine;
  readonly random: Random;
  readonly epochs?: number | undefined;
  readonly learningRate?: number | undefined;
  readonly weightDecay?: number | undefined;
  readonly photosPerStep?: number | undefined;
  /** Pairs of each photo of a step. */
  readonly matches?: number | undefined;
  readonly others?: number | undefined;
  /** Of the contrastive loss. */
  readonly margin?: number | undefined;
}

const DEFAULTS = {
  epochs: 6,
  learningRate: 5e-4,
  weightDecay: 0.02,
  photosPerStep: 16,
  matches: 3,
  others: 5,
  margin: 1,
} as const;
type Choices = { readonly [Name in keyof typeof DEFAULTS]: number };
type Settings = Omit<BoxTrainingOptions, keyof Choices> & Choices;

export interface TrainedImageBranch {
  /** Weights and running statistics of the layers, by name. */
  readonly weights: Readonly<Record<string, Held>>;
  readonly learned: Learned;
  readonly epochs: number;
}

/**
 * Trains the image branch of a twin model further on boxes, by the contrastive loss; texts stay where they are.
 * @throws CancelledError
 */
export async function trainImageBranch(photos: RegionPhotos, options: BoxTrainingOptions): Promise<TrainedImageBranch> {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const settings = { ...DEFAULTS, ...Object.fromEntries(given) } as Settings;
  const { twin, random, epochs, photosPerStep, matches, others } = settings;
  const branch = imageBranch(twin.model.shape.image, twin.model.shape);
  const [parameters, statistics] = [layOut(layerParameters(branch.layers)), statisticsLayout(branch.layers)];
  const rows = photosPerStep * (matches + others);
  const { photoSize, embeddingSize } = twin.model.shape;
  const lesson: Lesson = {
    layers: branch.layers,
    initial: {
      weights: partsOf(parameters, twin.weights, layOut(twin.model.parameters)),
      statistics: partsOf(statistics, twin.statistics, statisticsLayout(twin.model.layers)),
    },
    inputs: {
      crops: { shape: [rows, photoSize, photoSize, 3] },
      texts: { shape: [rows, embeddingSize] },
      isMatch: { shape: [rows] },
    },
    losses: (layers, { crops, texts, isMatch }) => {
      const unit = unitRows(branch.embed(layers, crops as Tensor4D));
      const { margin } = settings;
      return { total: contrastiveLoss(unit, texts as Tensor2D, isMatch as Tensor1D, { margin }) };
    },
  };
  const stepsPerEpoch = Math.max(1, Math.floor(photos.photos.length / photosPerStep));
  const batches = new BoxBatches(photos, settings);
  const learned = await learn(lesson, {
    ...settings,
    steps: epochs * stepsPerEpoch,
    stepsPerEpoch,
    photosPerStep: rows,
    batch: (step) => batches.batch(random.fork(step)),
  });
  const weights = { ...heldOf(parameters, learned.weights), ...heldOf(statistics, learned.statistics) };
  return { weights, learned, epochs };
}

/** The named parts of one flat vector, as another layout orders them. */
function partsOf(wanted: Layout, flat: Float32Array, layout: Layout): Float32Array {
  const views = viewsOf(flat, layout);
  const parts = new Float32Array(wanted.size);
  for (const { name, offset } of wanted.places) parts.set(views.get(name)!, offset);
  return parts;
}

function heldOf(layout: Layout, flat: Float32Array): Record<string, Held> {
  const views = viewsOf(flat, layout);
  return Object.fromEntries(layout.places.map(({ name, shape }) => [name, { shape, data: views.get(name)! }]));
}

/** Boxes cut out of photos, with texts, drawn anew at each step. */
class BoxBatches {
  private order: RegionPhoto[] = [];

  constructor(
    private readonly photos: RegionPhotos,
    private readonly settings: Settings,
  ) {}

  batch(random: Random): Feeds {
    const { photosPerStep, matches, others, twin } = this.settings;
    const { photoSize, embeddingSize } = twin.model.shape;
    const rows = photosPerStep * (matches + others);
    const cropSize = photoSize * photoSize * 3;
    const [crops, texts] = [new Float32Array(rows * cropSize), new Float32Array(rows * embeddingSize)];
    const isMatch = new Float32Array(rows);
    for (let slot = 0, row = 0; slot < photosPerStep; slot++) {
      const { photo, pairs } = this.next(random);
      for (const pair of drawPairs(pairs, { matches, others, any: 0 }, random)) {
        crops.set(letterbox(cropPhoto(photo, pair.box), photoSize), row * cropSize);
        texts.set(rowOf(this.photos.texts, pair.text), row * embeddingSize);
        isMatch[row++] = Number(pair.isMatch);
      }
    }
    return { crops, texts, isMatch };
  }

  private next(random: Random): RegionPhoto {
    if (this.order.length === 0) this.order = random.shuffle([...this.photos.photos]);
    return this.order.pop()!;
  }
}

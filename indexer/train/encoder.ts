import { availableParallelism } from 'node:os';
import { twinModel } from '../../src/encoder/dual-encoder.js';
import type { Engine, EngineReport } from '../../src/engine/engine.js';
import { throwIfCancelled, type WorkOptions } from '../../src/progress.js';
import type { Matrix } from '../../src/vector/matrix.js';
import { stepsPerEpoch, type BatchSource } from './batches.js';
import { readCheckpoint, writeCheckpoint, type EpochRecord } from './checkpoint.js';
import { hireWorkers, workAlone, type Crew } from './crew.js';
import { LOSS_NAMES } from './gradient-program.js';
import { oneCycleRate } from './schedule.js';
import { createSharedTraining, type SharedTraining } from './training-memory.js';
import { createHeldOut, validationMetrics, type HeldOut } from './validation.js';

/** What a training needs besides the data. */
export interface TrainEncoderOptions extends WorkOptions {
  /** Word vectors to start from, [vocabulary, wordSize]. */
  readonly words: Matrix;
  /** Rows of the set that are not trained on. */
  readonly heldOut: Uint32Array;
  /** Where checkpoints go; without it a stopped training starts anew. */
  readonly checkpoint?:
    { readonly file: string; readonly training: string; readonly everySeconds?: number } | undefined;
  /** Weights and statistics of another model of the same shape to start from. */
  readonly startFrom?: { readonly weights: Float32Array; readonly statistics: Float32Array } | undefined;
  /** Trains on this engine in the calling thread, instead of in workers. */
  readonly engine?: Engine | undefined;
  /** Called after each epoch, for the curve. */
  readonly onEpoch?: ((record: EpochRecord, history: readonly EpochRecord[]) => void) | undefined;
}

export interface TrainedEncoder {
  readonly weights: Float32Array;
  readonly statistics: Float32Array;
  readonly history: readonly EpochRecord[];
  readonly engine: EngineReport;
  readonly steps: number;
  /** Steps that an earlier run had done already. */
  readonly resumedAt: number;
  readonly photosPerSecond: number;
}

/** Steps between two looks at the signal, the clock and the progress bar. */
const STEPS_AT_ONCE = 8;
const CHECKPOINT_SECONDS = 120;

/**
 * Trains the twin model. The result depends on the source, the words and the recipe alone: not on the count of cores,
 * and not on how often it was killed and started again.
 * @throws CancelledError after a last checkpoint
 */
export async function trainEncoder(source: BatchSource, options: TrainEncoderOptions): Promise<TrainedEncoder> {
  const { words, startFrom, checkpoint } = options;
  const { recipe, seed } = source;
  const shared = createSharedTraining(twinModel(source.shape), recipe, { words, seed });
  if (startFrom !== undefined) {
    shared.saved.weights.set(startFrom.weights);
    shared.saved.statistics.set(startFrom.statistics);
  }
  const resumed = checkpoint && readCheckpoint(checkpoint.file, checkpoint.training, shared.saved);
  const steps = stepsPerEpoch(source) * recipe.epochs;
  const heldOut = createHeldOut(options.heldOut, source.shape.embeddingSize);
  const crew = await assemble(source, { shared, steps, heldOut, engine: options.engine });
  try {
    const training = new Training(source, options, { shared, heldOut, crew, steps });
    await training.run(resumed?.step ?? 0, resumed?.history ?? []);
    return {
      weights: shared.saved.weights,
      statistics: shared.saved.statistics,
      history: training.history,
      engine: crew.engine,
      steps: training.step,
      resumedAt: resumed?.step ?? 0,
      photosPerSecond: training.photosPerSecond,
    };
  } finally {
    await crew.close();
  }
}

interface Parts {
  readonly shared: SharedTraining;
  readonly heldOut: HeldOut;
  readonly steps: number;
}

function assemble(source: BatchSource, { engine, ...parts }: Parts & { engine: Engine | undefined }): Promise<Crew> {
  if (engine !== undefined) return workAlone(engine, { source, ...parts });
  const workers = Math.min(source.recipe.shards, availableParallelism());
  return hireWorkers({ source, ...parts, workers });
}

/** One training from its first (or resumed) step to its last. */
class Training {
  step = 0;
  history: EpochRecord[] = [];
  photosPerSecond = 0;
  private photos = 0;
  private seconds = 0;
  private lastSave = performance.now();

  constructor(
    private readonly source: BatchSource,
    private readonly options: TrainEncoderOptions,
    private readonly parts: Parts & { readonly crew: Crew },
  ) {}

  async run(step: number, history: readonly EpochRecord[]): Promise<void> {
    this.step = step;
    this.history = [...history];
    const perEpoch = stepsPerEpoch(this.source);
    while (this.step < this.parts.steps && !this.shouldStop()) {
      const epoch = Math.floor(this.step / perEpoch);
      const started = { seconds: this.seconds, photos: this.photos };
      while (this.step < (epoch + 1) * perEpoch) await this.advance((epoch + 1) * perEpoch);
      await this.finishEpoch(epoch + 1, this.seconds - started.seconds);
      await this.save();
    }
  }

  /** Some steps, never over the end of the epoch. */
  private async advance(endOfEpoch: number): Promise<void> {
    if (this.options.signal?.aborted === true) {
      await this.save();
      throwIfCancelled(this.options.signal);
    }
    const end = Math.min(this.step + STEPS_AT_ONCE, endOfEpoch);
    const start = performance.now();
    await this.parts.crew.run(this.step, end);
    this.seconds += (performance.now() - start) / 1000;
    this.photos += (end - this.step) * this.source.recipe.batchSize;
    this.photosPerSecond = this.photos / this.seconds;
    this.step = end;
    this.report();
    const every = this.options.checkpoint?.everySeconds ?? CHECKPOINT_SECONDS;
    if (performance.now() - this.lastSave > every * 1000) await this.save();
  }

  private report(): void {
    const { epochs } = this.source.recipe;
    const epoch = Math.min(epochs, Math.floor((this.step - 1) / stepsPerEpoch(this.source)) + 1);
    const parts = Object.entries(this.meanLosses()).filter(([name, loss]) => name === 'total' || loss > 0);
    const losses = parts.map(([name, loss]) => `${name} ${loss.toFixed(2)}`).join(' ');
    this.options.onProgress?.({
      step: 'train',
      done: this.step,
      total: this.parts.steps,
      detail: `epoch ${epoch}/${epochs}, ${losses}, ${Math.round(this.photosPerSecond)} photos/s`,
    });
  }

  /** Means since the epoch began. */
  private meanLosses(): Record<string, number> {
    const sums = this.parts.shared.saved.lossSums;
    const steps = Math.max(1, sums[LOSS_NAMES.length]);
    return Object.fromEntries(LOSS_NAMES.map((name, i) => [name, sums[i] / steps]));
  }

  private async finishEpoch(epoch: number, seconds: number): Promise<void> {
    const { crew, heldOut, shared, steps } = this.parts;
    const validation: Record<string, number> = {};
    if (heldOut.rows.length > 0) {
      await crew.embedHeldOut();
      const metrics = validationMetrics(heldOut);
      for (const direction of ['textToImage', 'imageToText'] as const) {
        for (const [name, value] of Object.entries(metrics[direction])) {
          validation[`${direction}.${name}`] = value as number;
        }
      }
    }
    const { learningRate: peak } = this.source.recipe;
    const record: EpochRecord = {
      epoch,
      losses: this.meanLosses(),
      learningRate: oneCycleRate(this.step - 1, { steps, peak }),
      validation,
      photosPerSecond: this.photosPerSecond,
      seconds,
    };
    this.history.push(record);
    shared.saved.lossSums.fill(0);
    this.options.onEpoch?.(record, this.history);
  }

  /** After `patience` epochs in a row that were no better than the best one before them. */
  private shouldStop(): boolean {
    const { patience } = this.source.recipe;
    const ranks = this.history.map(({ validation }) => validation['textToImage.medianRankPercent'] ?? 0);
    if (patience === 0 || ranks.length <= patience) return false;
    return Math.min(...ranks.slice(-patience)) >= Math.min(...ranks.slice(0, -patience));
  }

  private async save(): Promise<void> {
    const { checkpoint } = this.options;
    this.lastSave = performance.now();
    if (checkpoint === undefined) return;
    const { training, file } = checkpoint;
    await writeCheckpoint(file, { training, step: this.step, history: this.history }, this.parts.shared.saved);
  }
}

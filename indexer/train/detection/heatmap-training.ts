import { availableParallelism } from 'node:os';
import { heatmapNetwork, heatmapShapeOf } from '../../../src/detection/heatmap-network.js';
import { sha256Of } from '../../../src/encoder/format.js';
import { throwIfCancelled } from '../../../src/progress.js';
import { readCheckpoint, writeCheckpoint } from '../checkpoint.js';
import type { HeatmapSource } from './heatmap-batches.js';
import { calibratedShape } from './heatmap-calibration.js';
import { hireHeatmapWorkers, type HeatmapCrew } from './heatmap-crew.js';
import { HEATMAP_LOSSES } from './heatmap-program.js';
import { createHeatmapState, heatmapResult, type HeatmapState } from './heatmap-state.js';
import type { DetectionTraining, TrainedDetection } from './index.js';
import { labelsOf } from './queries.js';
import { heatmapRecipe, type HeatmapRecipe, type HeatmapRecipeInput } from './recipe.js';
import { createWindowSource } from './windows.js';

/** Steps between two looks at the signal, the clock and the progress bar. */
const STEPS_AT_ONCE = 4;
const CHECKPOINT_SECONDS = 120;
/** Labels that come less often in the photos are not asked for by themselves. */
const LEAST_BOXES = 10;

/** Trains the recipe 'heatmap' by its defaults. */
export function trainHeatmap(training: DetectionTraining): Promise<TrainedDetection> {
  return trainHeatmapBy({}, training);
}

/**
 * Trains a heat map. The result depends on photos, twin model, recipe and seed alone: not on the count of cores, and not
 * on how often it was killed and started again.
 * @throws CancelledError after a last checkpoint
 */
export async function trainHeatmapBy(
  input: HeatmapRecipeInput,
  training: DetectionTraining,
): Promise<TrainedDetection> {
  const { twin, modelFolder, photos, seed } = training;
  const given = heatmapRecipe.parse(input);
  const recipe = { ...given, epochs: training.epochs ?? given.epochs };
  const shape = heatmapShapeOf(twin.model.shape, {
    ...{ contextBlocks: recipe.contextBlocks, channels: recipe.channels },
    ...{ textUnits: recipe.textUnits, headUnits: recipe.headUnits },
  });
  const state = createHeatmapState(shape, twin, { shards: recipe.shards, seed });
  const source: HeatmapSource = { windows: createWindowSource(photos, [], recipe.windows), recipe, seed };
  const perEpoch = Math.max(1, Math.round(photos.length / recipe.batchSize));
  const steps = perEpoch * recipe.epochs;
  const workers = Math.min(recipe.shards, availableParallelism());
  const crew = await hireHeatmapWorkers({ source, shape, state, steps, workers, modelFolder });
  const run = new HeatmapRun(training, { recipe, state, crew, perEpoch, steps });
  try {
    await run.toTheEnd();
  } finally {
    await crew.close();
  }
  const labels = labelsOf(photos).flatMap(({ label, count }) => (count >= LEAST_BOXES ? [label] : []));
  const weights = heatmapResult(heatmapNetwork(shape), twin, state);
  const detector = { labels, precision: 'int8', weights } as const;
  return {
    detector: { ...detector, shape: await calibratedShape({ ...detector, network: shape }, training) },
    epochs: recipe.epochs,
    photosPerSecond: run.photosPerSecond,
    losses: run.losses,
  };
}

interface RunParts {
  readonly recipe: HeatmapRecipe;
  readonly state: HeatmapState;
  readonly crew: HeatmapCrew;
  readonly perEpoch: number;
  readonly steps: number;
}

/** One training from its first (or resumed) step to its last. */
class HeatmapRun {
  /** Means of the last epoch. */
  losses: Record<string, number> = {};
  photosPerSecond = 0;
  private step = 0;
  private windows = 0;
  private seconds = 0;
  private lastSave = performance.now();
  private readonly id: string;

  constructor(
    private readonly training: DetectionTraining,
    private readonly parts: RunParts,
  ) {
    const { photos, twin, seed } = training;
    const ids = photos.map(({ id, photo: { width, height }, boxes }) => [id, width, height, boxes]);
    this.id = sha256Of(JSON.stringify([twin.card.name, parts.recipe, seed, ids]));
  }

  async toTheEnd(): Promise<void> {
    const { steps, perEpoch } = this.parts;
    this.step = readCheckpoint(this.training.checkpoint, this.id, this.parts.state.saved)?.step ?? 0;
    while (this.step < steps) {
      const epoch = Math.floor(this.step / perEpoch);
      await this.advance((epoch + 1) * perEpoch);
      if (this.step % perEpoch !== 0) continue;
      this.losses = this.meanLosses();
      this.parts.state.saved.lossSums.fill(0);
    }
  }

  /** Some steps, never over the end of the epoch. */
  private async advance(endOfEpoch: number): Promise<void> {
    const { crew, recipe } = this.parts;
    if (this.training.signal?.aborted === true) {
      await this.save();
      throwIfCancelled(this.training.signal);
    }
    const end = Math.min(this.step + STEPS_AT_ONCE, endOfEpoch);
    const start = performance.now();
    await crew.run(this.step, end);
    this.seconds += (performance.now() - start) / 1000;
    this.windows += (end - this.step) * recipe.batchSize;
    this.photosPerSecond = this.windows / this.seconds;
    this.step = end;
    this.report();
    if (performance.now() - this.lastSave > CHECKPOINT_SECONDS * 1000) await this.save();
  }

  private report(): void {
    const { recipe, perEpoch, steps } = this.parts;
    const epoch = Math.floor((this.step - 1) / perEpoch) + 1;
    const losses = Object.entries(this.meanLosses()).map(([name, loss]) => `${name} ${loss.toFixed(2)}`);
    this.training.onProgress?.({
      step: 'train-detection',
      done: this.step,
      total: steps,
      detail: `epoch ${epoch}/${recipe.epochs}, ${losses.join(' ')}, ${this.photosPerSecond.toFixed(1)} windows/s`,
    });
  }

  /** Means since the epoch began. */
  private meanLosses(): Record<string, number> {
    const sums = this.parts.state.saved.lossSums;
    const steps = Math.max(1, sums[HEATMAP_LOSSES.length]);
    return Object.fromEntries(HEATMAP_LOSSES.map((name, i) => [name, sums[i] / steps]));
  }

  private async save(): Promise<void> {
    this.lastSave = performance.now();
    const checkpoint = { training: this.id, step: this.step, history: [] };
    await writeCheckpoint(this.training.checkpoint, checkpoint, this.parts.state.saved);
  }
}

import { z } from 'zod';
import { CANVAS_MULTIPLE } from '../../../src/detection/heatmap-network.js';
import { windowsRecipe } from './windows-recipe.js';

const weight = z.number().min(0).max(1000);
const size = z.number().int().positive().max(4096);

/** What the total loss is made of; the match (which place is it?) has weight 1. */
const heatmapLosses = z.strictObject({
  /** How much a place whose box overlaps less counts as an answer: exp((overlap - 1) / temperature). */
  overlapTemperature: z.number().positive().max(1000).default(0.15),
  /** Generalised intersection over union of the box. */
  giou: weight.default(1),
  /** Smooth L1 of the box's centre and of the logarithm of its sides. */
  sides: weight.default(0.5),
  /** Binary cross entropy of the presence. */
  presence: weight.default(1.2),
});
export type HeatmapLosses = z.output<typeof heatmapLosses>;

/** The recipe 'heatmap': the network and its training. */
export const heatmapRecipe = z
  .strictObject({
    /** Residual blocks of stride 32 after the trunk. */
    contextBlocks: size.default(2),
    /** Channels of the neck and of the map. */
    channels: size.default(128),
    textUnits: size.default(256),
    headUnits: size.default(64),
    windows: windowsRecipe.prefault({ queries: 5, negatives: 14, labelQueries: 0.75 }),
    /** Queries of a window: those with an answer, at most windows.queries, then others. */
    queries: z.number().int().min(1).max(64).default(12),
    /** Windows of one step. */
    batchSize: z.number().int().min(1).max(256).default(8),
    /** Parts of a batch whose gradients are averaged; each can have a core. The result depends on it, not on the cores. */
    shards: z.number().int().min(1).max(16).default(2),
    /** Passes over the photos; one window for each photo and pass. */
    epochs: z.number().int().min(1).max(10_000).default(60),
    losses: heatmapLosses.prefault({}),
    /** Places up to so many sides from a box's centre may answer with it, 0.5 being the whole box. */
    region: z.number().min(0).max(1).default(0.25),
    /** Peak of the one-cycle schedule. */
    learningRate: z.number().positive().max(1).default(0.002),
    /** Share of the steps in which the rate rises. */
    rise: z.number().min(0).max(1).default(0.03),
    weightDecay: z.number().min(0).max(1).default(0.01),
    /** A longer gradient is cut to this length. */
    longestGradient: z.number().positive().default(10),
    /** Share of the old value that the averaged weights, which are the result, keep at every step. */
    averaging: z.number().min(0).max(1).default(0.995),
  })
  .refine(({ batchSize, shards }) => batchSize % shards === 0, {
    message: 'batchSize must be a multiple of shards',
    path: ['batchSize'],
  })
  .refine(({ windows: { width, height } }) => width % CANVAS_MULTIPLE === 0 && height % CANVAS_MULTIPLE === 0, {
    message: `width and height of windows must be multiples of ${CANVAS_MULTIPLE}`,
    path: ['windows'],
  });

export type HeatmapRecipe = z.output<typeof heatmapRecipe>;
export type HeatmapRecipeInput = z.input<typeof heatmapRecipe>;

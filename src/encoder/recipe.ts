import { z } from 'zod';
import { IMAGE_BRANCHES } from './image-branch.js';

const share = z.number().min(0).max(1);
const weight = z.number().min(0).max(1000);

/** What the total loss is made of; a weight of 0 leaves a part out. */
export const lossWeights = z
  .strictObject({
    /** Symmetric InfoNCE over the batch, learned temperature. */
    infoNce: weight.default(1),
    /** Pairwise contrastive loss of the reference, margin `margin`. */
    contrastive: weight.default(0),
    /** Cross entropy of the photo over the leaf categories. */
    imageCategory: weight.default(0.1),
    /** Cross entropy of the whole text over the leaf categories. */
    textCategory: weight.default(0.1),
  })
  .refine(({ infoNce, contrastive }) => infoNce + contrastive > 0, {
    message: 'one of infoNce and contrastive must be above 0, or photos and texts never meet',
  });

/** The section 'encoder' of a recipe: the twin model and its training. */
export const encoderRecipe = z
  .strictObject({
    image: z.enum(IMAGE_BRANCHES).default('residual'),
    /** Side of the photos in pixels. */
    photoSize: z.number().int().min(32).max(256).multipleOf(16).default(64),
    embeddingSize: z.number().int().min(8).max(1024).default(128),
    /** Channels of the stages of 'residual'. */
    widths: z.array(z.number().int().min(4).max(1024)).min(2).max(5).default([32, 64, 128, 256]),
    /** Units of the text branch's first three layers. */
    textUnits: z.number().int().min(8).max(2048).default(256),
    batchSize: z.number().int().min(2).max(1024).multipleOf(2).default(128),
    /** Parts of a batch whose gradients are averaged; each can have a core. The result depends on it, not on the cores. */
    shards: z.number().int().min(1).max(16).default(2),
    epochs: z.number().int().min(1).max(1000).default(16),
    losses: lossWeights.prefault({}),
    /** Of the contrastive loss. */
    margin: z.number().positive().max(2).default(1),
    /** Weight of short texts (a few tags or words of the title) against whole texts, 0 to 1. */
    shortTexts: share.default(0.35),
    /** Further whole texts per step, without their photos, as wrong answers. */
    extraTexts: z.number().int().min(0).max(4096).default(128),
    /** Photos of the steps before, kept as wrong (and for short texts also right) answers. */
    photoMemory: z.number().int().min(0).max(65536).default(0),
    /** Peak of the one-cycle schedule. */
    learningRate: z.number().positive().max(1).default(0.003),
    weightDecay: z.number().min(0).max(1).default(0.02),
    /** Stops when the held-out median rank has not improved for so many epochs; 0 never stops early. */
    patience: z.number().int().min(0).default(0),
    /** Share of the products held out for the validation of each epoch. */
    heldOut: z.number().min(0).max(0.5).default(0.03),
    augment: z
      .strictObject({
        /** Largest shift as a share of the side. */
        shift: z.number().min(0).max(0.5).default(0.0625),
        /** Largest zoom in and out, as a share. */
        zoom: z.number().min(0).max(0.5).default(0),
        flip: z.boolean().default(true),
        /** Largest change of brightness and contrast, as a share; colours matter, so keep it small. */
        light: z.number().min(0).max(0.5).default(0.03),
      })
      .prefault({}),
  })
  .refine(({ batchSize, shards }) => batchSize % shards === 0, {
    message: 'batchSize must be a multiple of shards',
    path: ['batchSize'],
  });

export type EncoderRecipe = z.output<typeof encoderRecipe>;

import { z } from 'zod';

/** The section 'text' of a recipe: the vocabulary and word2vec. */
export const textRecipe = z.strictObject({
  /** Length of a word's vector. */
  dimensions: z.number().int().min(2).max(1000).default(100),
  /** How many words to each side count as near, at most. */
  window: z.number().int().min(1).max(50).default(5),
  /** Random words that each window learns to tell from its own. */
  negatives: z.number().int().min(1).max(100).default(5),
  /** Words seen less often are unknown. */
  minCount: z.number().int().min(1).default(5),
  epochs: z.number().int().min(1).max(1000).default(5),
  /** Words more frequent than this share of all are skipped now and then; 0 skips none. */
  subsample: z.number().min(0).max(1).default(1e-4),
});

export type TextRecipe = z.output<typeof textRecipe>;

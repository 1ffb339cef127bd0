import { z } from 'zod';

const weight = z.number().min(0).max(100).default(1);

/** The section 'search' of a recipe: factors on the weights that were chosen on validation queries; 0 leaves one out. */
export const searchRecipe = z.strictObject({
  weights: z.strictObject({ words: weight, text: weight, image: weight }).prefault({}),
});

export type SearchRecipe = z.output<typeof searchRecipe>;

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Synonyms } from '../catalog/synonym-list.js';
import { BadRecipeError, explainFileError } from '../errors.js';

const weight = z.number().min(0).max(100).default(1);

/** The section 'search' of a recipe. */
export const searchRecipe = z.strictObject({
  /** Factors on the weights that were chosen on validation queries; 0 leaves one out. */
  weights: z.strictObject({ words: weight, text: weight, image: weight }).prefault({}),
  /** Whether what is out of stock comes behind all others, however they are sorted. */
  outOfStockLast: z.boolean().default(false),
  /** Words that mean the same in this shop. */
  synonyms: Synonyms.default([]),
});

export type SearchRecipe = z.output<typeof searchRecipe>;

const recipeFile = z.looseObject({ search: searchRecipe.prefault({}) });

/**
 * The section 'search' of a recipe file; the defaults when there is no such file.
 * @throws BadRecipeError when the section is not as it should be
 */
export function readSearchRecipe(file: string): SearchRecipe {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return searchRecipe.parse({});
    throw explainFileError(error, file);
  }
  try {
    return recipeFile.parse(JSON.parse(text)).search;
  } catch (cause) {
    const issue = cause instanceof z.ZodError ? cause.issues.at(0) : undefined;
    throw new BadRecipeError({
      file,
      field: issue === undefined ? 'search' : issue.path.join('.'),
      reason: issue?.message ?? 'the section cannot be read',
      remedy:
        'write {"weights": {"words": 1, "text": 1, "image": 1}, "outOfStockLast": true, "synonyms": [["jumper", "sweater"]]}',
      cause,
    });
  }
}

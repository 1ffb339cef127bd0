import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { BadRecipeError, NotFoundError, explainFileError } from '../src/errors.js';
import { encoderRecipe } from '../src/encoder/recipe.js';
import { indexRecipe } from '../src/indexes/recipe.js';
import { searchRecipe } from '../src/search/recipe.js';
import { textRecipe } from '../src/text/recipe.js';
import { damerauLevenshtein } from '../src/text/edit-distance.js';
import { workspacePaths, type WorkspacePaths } from '../src/storage/workspace.js';
import { importRecipeSchema } from './import/recipe.js';

/** A recipe: everything that decides what is built. Each section's schema stands in its own folder. */
const recipeSchema = z.strictObject({
  version: z.literal(1).default(1),
  seed: z.number().int().min(0).default(7),
  import: importRecipeSchema.prefault({}),
  text: textRecipe.prefault({}),
  encoder: encoderRecipe.prefault({}),
  index: indexRecipe.prefault({}),
  search: searchRecipe.prefault({}),
});

export type Recipe = z.output<typeof recipeSchema>;

/** What a recipe may say; all that it leaves out has a default. */
export type RecipeInput = z.input<typeof recipeSchema>;

/**
 * Recipes that go by a name.
 *
 *     default    what is best here: residual branch, InfoNCE, short texts
 *     reference  after Rubio et al. 2017: AlexNet-like branch, pairs at a margin of 1, no short texts
 *     small      a small catalog in few minutes: narrow branch, small batches
 */
export const NAMED_RECIPES: Readonly<Record<string, RecipeInput>> = {
  default: {},
  reference: {
    encoder: {
      image: 'alexnet',
      losses: { infoNce: 0, contrastive: 1, imageCategory: 0.1, textCategory: 0.1 },
      ...{ margin: 1, shortTexts: 0, extraTexts: 0, photoMemory: 0, learningRate: 0.001 },
    },
  },
  small: {
    text: { minCount: 2, dimensions: 64, epochs: 8 },
    encoder: {
      ...{ widths: [16, 32, 64, 128], textUnits: 128, batchSize: 64, epochs: 14 },
      ...{ extraTexts: 64, heldOut: 0.05, learningRate: 0.004 },
    },
  },
};

/**
 * Checks a recipe once, at the edge.
 * @param file named in errors
 * @throws BadRecipeError for the first unknown key, with the nearest known one, or value out of range
 */
export function parseRecipe(input: unknown, file?: string): Recipe {
  const parsed = recipeSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    const [key] = issue.keys;
    const nearest = nearestKey(key, keysAt(path));
    const remedy = nearest === undefined ? `known keys: ${keysAt(path).join(', ')}` : `did you mean '${nearest}'?`;
    throw new BadRecipeError({ file, field: [...path, key].join('.'), reason: 'unknown key', remedy });
  }
  throw new BadRecipeError({
    file,
    field: path.join('.') || undefined,
    reason: issue.message,
    remedy: 'see docs/recipe.md',
  });
}

/**
 * The recipe of a workspace, which need not exist: `name` chosen on the command line, else its vitrine.json, else the defaults. What
 * vitrine.json says about import, index and search holds also when another recipe is named.
 * @param name one of NAMED_RECIPES, or a JSON file
 */
export function loadRecipe(workspace: string | WorkspacePaths, name?: string): Recipe {
  const paths = typeof workspace === 'string' ? workspacePaths(workspace) : workspace;
  const own = readRecipeFile(paths.recipe);
  if (name === undefined) return parseRecipe(own ?? {}, paths.recipe);
  const named = NAMED_RECIPES[name] ?? readRecipeFile(name);
  if (named === undefined) {
    const known = Object.keys(NAMED_RECIPES).join(', ');
    throw new NotFoundError({
      file: name,
      reason: 'no recipe of this name',
      remedy: `name a JSON file, or one of ${known}`,
    });
  }
  const chosen = parseRecipe(named, name);
  if (own === undefined) return chosen;
  const { import: importing, index, search } = parseRecipe(own, paths.recipe);
  return { ...chosen, import: importing, index, search };
}

/** @returns undefined when there is no such file */
function readRecipeFile(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw explainFileError(error, file);
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = `no JSON: ${(cause as Error).message}`;
    throw new BadRecipeError({ file, reason, remedy: 'mind quotes and commas', cause });
  }
}

/** The keys of the section at a path, read off the defaults. */
function keysAt(path: readonly string[]): string[] {
  let section: unknown = recipeSchema.parse({ import: { source: '-', columns: {} } });
  for (const key of path) section = (section as Record<string, unknown>)[key];
  return typeof section === 'object' && section !== null ? Object.keys(section) : [];
}

/** The known key that fewest slips away, if it is at most half of its length. */
function nearestKey(key: string, known: readonly string[]): string | undefined {
  const distances = known.map((name) => ({ name, slips: damerauLevenshtein(key.toLowerCase(), name.toLowerCase()) }));
  const [best] = distances.sort((a, b) => a.slips - b.slips);
  return best !== undefined && best.slips <= Math.max(1, best.name.length / 2) ? best.name : undefined;
}

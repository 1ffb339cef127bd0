import { categoryLevels, categoryPrefix } from '../../src/product.js';
import { rowOf, type Matrix } from '../../src/vector/matrix.js';

/** Share of the products whose category was predicted right at one level, two levels, and all of them. */
export interface CategoryAccuracy {
  readonly top: number;
  readonly middle: number;
  readonly leaf: number;
}

const LEVELS = { top: 1, middle: 2, leaf: Infinity } as const;

/**
 * Compares predicted categories with the true ones. At a higher level the probabilities of the categories below it are
 * added. A category that the model does not know counts as wrong.
 * @param probabilities [n, names.length]
 * @param truth the path of each product, undefined without one
 */
export function categoryAccuracy(
  probabilities: Matrix,
  names: readonly string[],
  truth: readonly (string | undefined)[],
): CategoryAccuracy {
  const at = (levels: number): number => {
    const prefixes = names.map((name) => prefixOf(name, levels));
    let right = 0;
    let judged = 0;
    for (const [i, category] of truth.entries()) {
      if (category === undefined) continue;
      judged++;
      if (mostLikely(rowOf(probabilities, i), prefixes) === prefixOf(category, levels)) right++;
    }
    return judged === 0 ? 0 : right / judged;
  };
  return { top: at(LEVELS.top), middle: at(LEVELS.middle), leaf: at(LEVELS.leaf) };
}

function prefixOf(category: string, levels: number): string {
  return levels === Infinity ? categoryLevels(category).join(' > ') : categoryPrefix(category, levels);
}

function mostLikely(probabilities: Float32Array, prefixes: readonly string[]): string | undefined {
  const sums = new Map<string, number>();
  for (const [i, prefix] of prefixes.entries()) sums.set(prefix, (sums.get(prefix) ?? 0) + probabilities[i]);
  let best: string | undefined;
  for (const [prefix, sum] of sums) if (best === undefined || sum > (sums.get(best) ?? 0)) best = prefix;
  return best;
}

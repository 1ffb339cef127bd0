import { categoryLevels } from '../product.js';
import type { CatalogValue, ValueDictionary } from './value-dictionary.js';
import type { RowScores } from './word-scores.js';

/** The fields that a word of everyday speech stands for: 'tees' for a category, 'ladies' for a gender. */
export const ASSOCIATED_NAMES = ['category', 'gender'] as const;
export type AssociatedName = (typeof ASSOCIATED_NAMES)[number];

export interface AssociationWeights {
  /** Products of the whole catalog's mixture that are added to what was counted, against chance findings. */
  readonly prior: number;
  /** How many times more frequent than in the whole catalog a value must be among the products with the word. */
  readonly lift: number;
}

/** What a word stands for, learned from the products whose texts hold it. */
export interface Association {
  readonly name: AssociatedName;
  /** Share of the word's products whose value is one of the lifted ones, in [0, 1]. */
  readonly confidence: number;
  /** By value number: 1 for the most likely value, 0 for one that is not lifted. */
  readonly likelihood: Float32Array;
}

/** The number of each product's value, by row, and how much of the catalog has each value. */
interface Field {
  readonly valueOfRow: Int32Array;
  readonly shares: Float64Array;
  /** The products of value v are rows[first[v]] .. rows[first[v + 1] - 1]. */
  readonly rows: Uint32Array;
  readonly first: Uint32Array;
}

/**
 * Learns from the catalog's own texts what its words stand for: of the products that say 'tees' nearly all are
 * T-shirts, so 'tees' finds T-shirts, also those that never say it.
 */
export class Associations {
  private readonly fields = new Map<AssociatedName, Field>();

  /** @param extent.rows one more than the largest row */
  constructor(
    private readonly dictionary: ValueDictionary,
    private readonly extent: { readonly rows: number },
    private readonly weights: AssociationWeights,
  ) {}

  /**
   * @param weights the catalog's own by default
   * @returns undefined when the word's products are as mixed as the catalog
   */
  of(name: AssociatedName, { rows, scores }: RowScores, weights = this.weights): Association | undefined {
    const { valueOfRow, shares } = this.field(name);
    const { prior, lift } = weights;
    const likelihood = Float32Array.from(shares, (share) => prior * share);
    let total = prior;
    for (let i = 0; i < rows.length; i++) {
      const value = valueOfRow[rows[i]];
      if (value < 0) continue;
      likelihood[value] += scores[i];
      total += scores[i];
    }
    let confidence = 0;
    let most = 0;
    for (let value = 0; value < likelihood.length; value++) {
      likelihood[value] = likelihood[value] < lift * shares[value] * total ? 0 : likelihood[value] / total;
      confidence += likelihood[value];
      most = Math.max(most, likelihood[value]);
    }
    if (most === 0) return undefined;
    for (let value = 0; value < likelihood.length; value++) likelihood[value] /= most;
    return { name, confidence, likelihood };
  }

  /** Value number of each product, by row; -1 without one. A category is its deepest level. */
  valueNumbers(name: AssociatedName): Int32Array {
    return this.field(name).valueOfRow;
  }

  /** The values of at least this likelihood, the likeliest first. */
  valuesOf({ name, likelihood }: Pick<Association, 'name' | 'likelihood'>, least: number): CatalogValue[] {
    return this.byDepth(name)
      .map((value, number) => ({ value, likelihood: likelihood[number] }))
      .filter((each) => each.likelihood >= least)
      .sort((a, b) => b.likelihood - a.likelihood)
      .map(({ value }) => value);
  }

  /** Visits every product whose value is likely at all. */
  forLikely(
    { name, likelihood }: Pick<Association, 'name' | 'likelihood'>,
    visit: (row: number, likelihood: number) => void,
  ): void {
    const { rows, first } = this.field(name);
    for (let value = 0; value < likelihood.length; value++) {
      if (likelihood[value] === 0) continue;
      for (let i = first[value]; i < first[value + 1]; i++) visit(rows[i], likelihood[value]);
    }
  }

  /** Counts anew when it is asked next: every change of a product shifts all shares. */
  forget(): void {
    this.fields.clear();
  }

  private field(name: AssociatedName): Field {
    const kept = this.fields.get(name);
    if (kept !== undefined) return kept;
    const { combinationOfRow, combinations } = this.dictionary.column(name);
    const numbers = new Map<string, number>();
    for (const { key } of this.byDepth(name)) numbers.set(key, numbers.size);
    const numberOfCombination = combinations.map((keys) =>
      keys.reduce((deepest, key) => Math.max(deepest, numbers.get(key) ?? -1), -1),
    );
    const valueOfRow = new Int32Array(this.extent.rows).fill(-1);
    const known = Math.min(valueOfRow.length, combinationOfRow.length);
    for (let row = 0; row < known; row++) valueOfRow[row] = numberOfCombination[combinationOfRow[row]];
    const field = { valueOfRow, ...rowsByValue(valueOfRow, numbers.size) };
    this.fields.set(name, field);
    return field;
  }

  /** The deeper levels of a category come later, so that they are what a product counts for. */
  private byDepth(name: AssociatedName): CatalogValue[] {
    return this.dictionary
      .valuesOf(name)
      .toSorted((a, b) => categoryLevels(a.value).length - categoryLevels(b.value).length);
  }
}

/** Counting sort of the rows by value. */
function rowsByValue(valueOfRow: Int32Array, values: number): Omit<Field, 'valueOfRow'> {
  const first = new Uint32Array(values + 1);
  for (const value of valueOfRow) if (value >= 0) first[value + 1]++;
  for (let value = 0; value < values; value++) first[value + 1] += first[value];
  const counted = first[values];
  const shares = Float64Array.from({ length: values }, (_, v) => (first[v + 1] - first[v]) / Math.max(1, counted));
  const rows = new Uint32Array(counted);
  const next = first.slice();
  for (let row = 0; row < valueOfRow.length; row++) {
    const value = valueOfRow[row];
    if (value >= 0) rows[next[value]++] = row;
  }
  return { rows, first, shares };
}

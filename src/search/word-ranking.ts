import { ASSOCIATED_NAMES, type Associations } from './associations.js';
import type { QueryUnit } from './query-units.js';
import type { ValueDictionary } from './value-dictionary.js';
import type { RowScores, WordScores } from './word-scores.js';

/** How a product's words and values count for a query. */
export interface WordRankingWeights {
  /** What the mere words of a stretch that names a value are worth to a product without that value, in [0, 1]. */
  readonly wordsWithoutValue: number;
  /** What a value of an attribute that is none of category, colour, gender and brand is worth, in [0, 1]. */
  readonly attributeValue: number;
  /** Share of the text score in the score of a product with the value: orders equals. */
  readonly textAmongEquals: number;
  /** Share of what a word stands for, against where it stands, in the score of a word that names no value. */
  readonly association: number;
  /** How much more than its rarity says a category counts. */
  readonly categoryImportance: number;
  /** Bounds of a unit's weight: a word that nearly everything has, and one that nearly nothing has. */
  readonly rarity: readonly [least: number, most: number];
}

/** Scores by product row; 0 is no match, 1 a perfect one. */
export interface WordRanking {
  readonly scores: Float32Array;
  /** Share of the query's weight that a product matches at all, by row. */
  readonly coverage: Float32Array;
}

const CORE_NAMES = new Set(['category', 'color', 'gender', 'brand']);

/**
 * Scores every product for the units of a query:
 *
 *     score = sum of weight(unit) x match(product, unit) / sum of weight(unit)
 *
 * where the weight of a unit is its inverse document frequency (Robertson and Spärck Jones 1976).
 */
export class WordRanker {
  constructor(
    private readonly wordScores: WordScores,
    private readonly dictionary: ValueDictionary,
    private readonly associations: Associations,
    private readonly products: { readonly count: number; readonly rows: number },
    private readonly weights: WordRankingWeights,
  ) {}

  rank(units: readonly QueryUnit[]): WordRanking {
    const scores = new Float32Array(this.products.rows);
    const coverage = new Float32Array(this.products.rows);
    let total = 0;
    const named = new Set(units.flatMap(({ values }) => values.map(({ name }) => name)));
    for (const unit of units) {
      const match = this.match(unit, named);
      const importance = unit.values.some(({ name }) => name === 'category') ? this.weights.categoryImportance : 1;
      const weight = importance * this.rarity(match.documents);
      total += weight;
      for (let row = 0; row < scores.length; row++) {
        if (match.scores[row] === 0) continue;
        scores[row] += weight * match.scores[row];
        coverage[row] += weight;
      }
    }
    if (total > 0) {
      for (let row = 0; row < scores.length; row++) {
        scores[row] /= total;
        coverage[row] /= total;
      }
    }
    return { scores, coverage };
  }

  private rarity(documents: number): number {
    const [least, most] = this.weights.rarity;
    const inverseFrequency = Math.log(1 + (this.products.count - documents + 0.5) / (documents + 0.5));
    return Math.min(most, Math.max(least, inverseFrequency));
  }

  /** How well each product matches one unit, in [0, 1], and how many really do. */
  private match(unit: QueryUnit, named: ReadonlySet<string>): { scores: Float32Array; documents: number } {
    const { wordsWithoutValue, textAmongEquals, attributeValue } = this.weights;
    const scores = this.textScores(unit.stems);
    if (unit.values.length === 0) {
      const documents = countPositive(scores);
      this.addAssociation(unit, scores, named);
      return { scores, documents };
    }
    const hasValue = new Float32Array(this.products.rows);
    let documents = 0;
    for (const value of unit.values) {
      const worth = CORE_NAMES.has(value.name) ? 1 : attributeValue;
      for (const row of this.dictionary.rows(value)) {
        if (hasValue[row] === 0) documents++;
        hasValue[row] = Math.max(hasValue[row], worth);
      }
    }
    for (let row = 0; row < scores.length; row++) {
      scores[row] =
        hasValue[row] > 0
          ? hasValue[row] * (1 - textAmongEquals) + textAmongEquals * scores[row]
          : wordsWithoutValue * scores[row];
    }
    return { scores, documents };
  }

  private addAssociation({ stems }: QueryUnit, scores: Float32Array, named: ReadonlySet<string>): void {
    const list = this.wordScores.ofStem(stems[0]);
    for (const name of ASSOCIATED_NAMES) {
      const found = named.has(name) ? undefined : this.associations.of(name, list);
      if (found === undefined) continue;
      const share = this.weights.association * found.confidence;
      const valueOfRow = this.associations.valueNumbers(name);
      for (let row = 0; row < scores.length; row++) {
        const value = valueOfRow[row];
        scores[row] = (1 - share) * scores[row] + share * (value < 0 ? 0 : found.likelihood[value]);
      }
    }
  }

  /** Mean score of the words in the products that hold all of them. */
  private textScores(stems: readonly string[]): Float32Array {
    const sums = new Float32Array(this.products.rows);
    const lists = stems.map((stem) => this.wordScores.ofStem(stem));
    if (lists.length === 1) return addTo(sums, lists[0]);
    const held = new Uint8Array(sums.length);
    for (const list of lists) {
      addTo(sums, list);
      for (const row of list.rows) held[row]++;
    }
    for (let row = 0; row < sums.length; row++) sums[row] = held[row] === lists.length ? sums[row] / lists.length : 0;
    return sums;
  }
}

function addTo(sums: Float32Array, { rows, scores }: RowScores): Float32Array {
  for (let i = 0; i < rows.length; i++) sums[rows[i]] += scores[i];
  return sums;
}

function countPositive(scores: Float32Array): number {
  let count = 0;
  for (const score of scores) if (score > 0) count++;
  return count;
}

import { ASSOCIATED_NAMES, type AssociatedName, type Association, type Associations } from './associations.js';
import type { QueryUnit } from './query-units.js';
import { CORE_NAMES, type ValueDictionary } from './value-dictionary.js';
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

/** What a photo says about the products that are meant: a likelihood for each value of a field. */
export interface ImpliedValue extends Association {
  /** Weight beside the units of the words. */
  readonly weight: number;
}

/** What a ranker works with. */
export interface WordRankerParts {
  readonly wordScores: WordScores;
  readonly dictionary: ValueDictionary;
  readonly associations: Associations;
  /** Number of products, and one more than the largest row; both grow with the catalog. */
  readonly extent: { readonly count: number; readonly rows: number };
  readonly weights: WordRankingWeights;
}

/** Scores by product row; 0 is no match, 1 a perfect one. */
export interface WordRanking {
  readonly scores: Float32Array;
  /** Share of the query's weight that a product matches at all, by row. */
  readonly coverage: Float32Array;
}

/** Some kilobytes each. */
const MOST_ASSOCIATIONS = 5000;

/**
 * Scores every product for the units of a query:
 *
 *     score = sum of weight(unit) x match(product, unit) / sum of weight(unit)
 *
 * where the weight of a unit is its inverse document frequency (Robertson and Spärck Jones 1976).
 */
export class WordRanker {
  private readonly wordScores: WordScores;
  private readonly dictionary: ValueDictionary;
  private readonly associations: Associations;
  private readonly extent: WordRankerParts['extent'];
  private readonly weights: WordRankingWeights;
  /** Associations of the words asked so far; a word that stands for nothing is kept as such. */
  private readonly known = new Map<string, Association | undefined>();

  constructor(parts: WordRankerParts) {
    this.wordScores = parts.wordScores;
    this.dictionary = parts.dictionary;
    this.associations = parts.associations;
    this.extent = parts.extent;
    this.weights = parts.weights;
  }

  /** Learns anew what words stand for. */
  forget(): void {
    this.known.clear();
    this.associations.forget();
  }

  /** @param implied what a photo says; of no account where the words name a value of the same field */
  rank(units: readonly QueryUnit[], implied: readonly ImpliedValue[] = []): WordRanking {
    const sums = new WeightedSums(this.extent.rows);
    const named = new Set(units.flatMap(({ values }) => values.map(({ name }) => name)));
    for (const unit of units) {
      const { scores, documents } = this.match(unit, named);
      const importance = unit.values.some(({ name }) => name === 'category') ? this.weights.categoryImportance : 1;
      sums.add(scores, importance * this.rarity(documents));
    }
    for (const value of implied) {
      if (!named.has(value.name)) sums.add(this.likelihoods(value), value.weight * value.confidence);
    }
    return sums.shares();
  }

  private likelihoods({ name, likelihood }: Association): Float32Array {
    const valueOfRow = this.associations.valueNumbers(name);
    const scores = new Float32Array(valueOfRow.length);
    for (let row = 0; row < scores.length; row++) {
      if (valueOfRow[row] >= 0) scores[row] = likelihood[valueOfRow[row]];
    }
    return scores;
  }

  private rarity(documents: number): number {
    const [least, most] = this.weights.rarity;
    const inverseFrequency = Math.log(1 + (this.extent.count - documents + 0.5) / (documents + 0.5));
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
    const hasValue = new Float32Array(this.extent.rows);
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
    for (const name of ASSOCIATED_NAMES) {
      const found = named.has(name) ? undefined : this.associationOf(stems[0], name);
      if (found === undefined) continue;
      const share = this.weights.association * found.confidence;
      const valueOfRow = this.associations.valueNumbers(name);
      for (let row = 0; row < scores.length; row++) {
        const value = valueOfRow[row];
        // A product of which the field is not known keeps what its words say.
        if (value >= 0) scores[row] = (1 - share) * scores[row] + share * found.likelihood[value];
      }
    }
  }

  private associationOf(stem: string, name: AssociatedName): Association | undefined {
    const key = `${name} ${stem}`;
    if (this.known.has(key)) return this.known.get(key);
    const found = this.associations.of(name, this.wordScores.ofStem(stem));
    if (this.known.size > MOST_ASSOCIATIONS) this.known.clear();
    this.known.set(key, found);
    return found;
  }

  /** Mean score of the words in the products that hold all of them. */
  private textScores(stems: readonly string[]): Float32Array {
    const sums = new Float32Array(this.extent.rows);
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

/** Sums of unit scores and of the weights that were matched, by row. */
class WeightedSums {
  private readonly scores: Float32Array;
  private readonly coverage: Float32Array;
  private total = 0;

  constructor(rows: number) {
    this.scores = new Float32Array(rows);
    this.coverage = new Float32Array(rows);
  }

  add(scores: Float32Array, weight: number): void {
    this.total += weight;
    for (let row = 0; row < scores.length; row++) {
      if (scores[row] === 0) continue;
      this.scores[row] += weight * scores[row];
      this.coverage[row] += weight;
    }
  }

  /** Both as shares of all weights. */
  shares(): WordRanking {
    const { scores, coverage } = this;
    if (this.total === 0) return { scores, coverage };
    for (let row = 0; row < scores.length; row++) {
      scores[row] /= this.total;
      coverage[row] /= this.total;
    }
    return { scores, coverage };
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

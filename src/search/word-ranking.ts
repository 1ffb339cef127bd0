import { ByteCache } from '../indexes/byte-cache.js';
import { ASSOCIATED_NAMES, type AssociatedName, type Association, type Associations } from './associations.js';
import type { QueryUnit } from './query-units.js';
import { CORE_NAMES, type ValueDictionary } from './value-dictionary.js';
import { SparseRows } from './sparse-rows.js';
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

/**
 * Scores by product row; 0 is no match, 1 a perfect one. They are the ranker's own and stand until it ranks again: a
 * catalog has more rows than a query finds, and making and clearing arrays of all of them cost more than the ranking.
 */
export interface WordRanking {
  readonly scores: Float32Array;
  /** Share of the query's weight that a product matches at all, by row. */
  readonly coverage: Float32Array;
  /** The rows with a score, in no order. */
  readonly rows: Uint32Array;
}

/** How well products match one unit of a query. */
interface UnitMatch extends RowScores {
  /** How many really do: not by what the unit's words stand for. */
  readonly documents: number;
}

/** Some kilobytes each. */
const MOST_ASSOCIATIONS = 5000;

/** A broad value takes some hundred kilobytes. */
const MATCH_BYTES = 32 * 2 ** 20;

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
  private readonly sums = new SparseRows();
  private readonly coverage = new SparseRows();
  /** How well each product matches the unit at hand, and what having its value is worth there. */
  private readonly match = new SparseRows();
  private readonly worth = new SparseRows();
  private readonly matches = new ByteCache<UnitMatch>(MATCH_BYTES);

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
    this.matches.clear();
    this.associations.forget();
  }

  /** @param implied what a photo says; of no account where the words name a value of the same field */
  rank(units: readonly QueryUnit[], implied: readonly ImpliedValue[] = []): WordRanking {
    const { rows } = this.extent;
    for (const scratch of [this.sums, this.coverage, this.match, this.worth]) scratch.clear(rows);
    const named = new Set(units.flatMap(({ values }) => values.map(({ name }) => name)));
    let total = 0;
    for (const unit of units) {
      const match = this.unitMatch(unit, named);
      const importance = unit.values.some(({ name }) => name === 'category') ? this.weights.categoryImportance : 1;
      total += this.count(match, importance * this.rarity(match.documents));
    }
    for (const value of implied) {
      if (named.has(value.name)) continue;
      this.match.clear(rows);
      this.associations.forLikely(value, (row, likelihood) => {
        this.match.set(row, likelihood);
      });
      total += this.count(this.match.written(), value.weight * value.confidence);
    }
    if (total > 0) for (const sums of [this.sums, this.coverage]) sums.divide(total);
    return { scores: this.sums.values, coverage: this.coverage.values, rows: this.sums.rows };
  }

  /** Adds what products match, and how much of the query it is. */
  private count({ rows, scores }: Pick<UnitMatch, 'rows' | 'scores'>, weight: number): number {
    for (let i = 0; i < rows.length; i++) {
      this.sums.add(rows[i], weight * scores[i]);
      this.coverage.add(rows[i], weight);
    }
    return weight;
  }

  private rarity(documents: number): number {
    const [least, most] = this.weights.rarity;
    const inverseFrequency = Math.log(1 + (this.extent.count - documents + 0.5) / (documents + 0.5));
    return Math.min(most, Math.max(least, inverseFrequency));
  }

  /** Queries are made of the same words and values again and again. */
  private unitMatch(unit: QueryUnit, named: ReadonlySet<string>): UnitMatch {
    const values = unit.values.map(({ name, value }) => [name, value]);
    const without = unit.values.length > 0 ? [] : ASSOCIATED_NAMES.filter((name) => named.has(name));
    const key = JSON.stringify([unit.stems, values, without]);
    const kept = this.matches.get(key);
    if (kept !== undefined) return kept;
    const documents = this.matchUnit(unit, named);
    const match = { documents, ...this.match.written() };
    this.matches.set(key, match, 8 * match.rows.length + 2 * key.length + 200);
    return match;
  }

  /** How well each product matches one unit, in [0, 1]; @returns how many really do */
  private matchUnit(unit: QueryUnit, named: ReadonlySet<string>): number {
    this.match.clear(this.extent.rows);
    this.matchText(unit.stems);
    if (unit.values.length > 0) return this.matchValues(unit.values);
    const documents = this.match.rows.length;
    this.addAssociation(unit, named);
    return documents;
  }

  private matchValues(unitValues: QueryUnit['values']): number {
    const { wordsWithoutValue, textAmongEquals, attributeValue } = this.weights;
    const { match, worth } = this;
    worth.clear(this.extent.rows);
    for (const value of unitValues) {
      const valueWorth = CORE_NAMES.has(value.name) ? 1 : attributeValue;
      for (const row of this.dictionary.rows(value)) worth.raise(row, valueWorth);
    }
    for (const row of match.rows) if (worth.values[row] === 0) match.values[row] *= wordsWithoutValue;
    for (const row of worth.rows) {
      match.set(row, worth.values[row] * (1 - textAmongEquals) + textAmongEquals * match.values[row]);
    }
    return worth.rows.length;
  }

  private addAssociation({ stems }: QueryUnit, named: ReadonlySet<string>): void {
    const { match } = this;
    for (const name of ASSOCIATED_NAMES) {
      const found = named.has(name) ? undefined : this.associationOf(stems[0], name);
      if (found === undefined) continue;
      const share = this.weights.association * found.confidence;
      const valueOfRow = this.associations.valueNumbers(name);
      // A product of which the field is not known keeps what its words say.
      for (const row of match.rows) if (valueOfRow[row] >= 0) match.values[row] *= 1 - share;
      this.associations.forLikely(found, (row, likelihood) => {
        match.add(row, share * likelihood);
      });
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
  private matchText(stems: readonly string[]): void {
    const [first, ...others] = stems.map((stem) => this.wordScores.ofStem(stem));
    const { match } = this;
    const places = others.map(() => 0);
    for (let i = 0; i < first.rows.length; i++) {
      const row = first.rows[i];
      let sum = first.scores[i];
      let held = 1;
      for (let other = 0; other < others.length; other++) {
        const { rows, scores } = others[other];
        while (rows[places[other]] < row) places[other]++;
        if (rows[places[other]] !== row) break;
        sum += scores[places[other]];
        held++;
      }
      if (held === stems.length) match.set(row, sum / held);
    }
  }
}

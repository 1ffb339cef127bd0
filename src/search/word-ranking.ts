import type { Association } from './associations.js';
import { firstOf, isTerm, type TermExpression } from '../indexes/term-expression.js';
import type { QueryUnit, ReadQuery } from './query-units.js';
import { SparseRows } from './sparse-rows.js';
import { UnitMatcher, type UnitMatch, type UnitMatcherParts, type UnitWeights } from './unit-matching.js';
import { columnBit, type WordScores } from './word-scores.js';

/** How the units of a query count together. */
export interface WordRankingWeights extends UnitWeights {
  /** How much more than its rarity says a category counts. */
  readonly categoryImportance: number;
  /** Bounds of a unit's weight: a word that nearly everything has, and one that nearly nothing has. */
  readonly rarity: readonly [least: number, most: number];
  /** What the order of words is worth, beside 1 for the words: neighbours of the query that are neighbours in a title. */
  readonly order: number;
  /** What it is worth that a title names the thing that the query names. */
  readonly kind: number;
}

/** What a photo or a text says about the products that are meant: a likelihood for each value of a field. */
export interface ImpliedValue extends Association {
  /** Weight beside the units of the words. */
  readonly weight: number;
  /** Whether products with an unlikely value are not what the query asks for, and not only less likely. */
  readonly isAsked: boolean;
}

/** What a ranker works with. */
export interface WordRankerParts extends UnitMatcherParts {
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
  /** Share of the query's weight that a product holds, by row; 0 for one of another kind than the query names. */
  readonly held: Float32Array;
  /** The rows with a score, in no order. */
  readonly rows: Uint32Array;
}

const KINDS = columnBit('kinds');
const TITLE = columnBit('title');

/**
 * Scores every product for the units of a query:
 *
 *     score = (words + order x neighbours + kind x isThing x coverage^2) / (1 + order + kind)
 *     words = sum of weight(unit) x match(product, unit) / sum of weight(unit)
 *
 * The weight of a unit is its inverse document frequency (Robertson and Spärck Jones 1976). `neighbours` is the share of
 * neighbouring words of the query that are neighbours in the title too; `isThing` is 1 when the title names the thing
 * that the query names, and counts only as far as the product matches the rest of the query. A query without two
 * neighbouring words, or without a word for a thing, leaves out the part in numerator and denominator.
 */
export class WordRanker {
  private readonly units: UnitMatcher;
  private readonly wordScores: WordScores;
  private readonly extent: WordRankerParts['extent'];
  private readonly weights: WordRankingWeights;
  private readonly associations: WordRankerParts['associations'];
  private readonly sums = new SparseRows();
  private readonly coverage = new SparseRows();
  private readonly held = new SparseRows();
  private readonly scratch = new SparseRows();

  constructor(parts: WordRankerParts) {
    this.units = new UnitMatcher(parts);
    this.wordScores = parts.wordScores;
    this.extent = parts.extent;
    this.weights = parts.weights;
    this.associations = parts.associations;
  }

  /** Learns again what words stand for, after products were written. */
  forget(): void {
    this.units.forget();
  }

  /** @param implied what a photo says; of no account where the words name a value of the same field */
  rank({ units, kind }: Pick<ReadQuery, 'units' | 'kind'>, implied: readonly ImpliedValue[] = []): WordRanking {
    const { rows } = this.extent;
    for (const sums of [this.sums, this.coverage, this.held]) sums.clear(rows);
    const named = new Set(units.flatMap(({ values }) => values.map(({ name }) => name)));
    let total = 0;
    let ofKind: UnitMatch | undefined;
    let kindWeight = 0;
    for (const [i, unit] of units.entries()) {
      const match = this.units.of(unit, { isKind: i === kind, named, isAlone: units.length === 1 });
      const importance = unit.values.some(({ name }) => name === 'category') ? this.weights.categoryImportance : 1;
      const weight = importance * this.rarity(match.documents);
      total += this.count(match, weight);
      if (i === kind) [ofKind, kindWeight] = [match, weight];
    }
    for (const value of implied) {
      if (named.has(value.name)) continue;
      const isMeant = value.isAsked || units.length === 0 || (kind !== undefined && units[kind].values.length === 0);
      if (!value.isAsked && ofKind !== undefined) this.widenKind(value, ofKind, kindWeight);
      total += this.countImplied(value, isMeant);
    }
    if (total > 0) for (const sums of [this.sums, this.coverage, this.held]) sums.divide(total);
    if (kind !== undefined && ofKind !== undefined && units[kind].values.length > 0) this.keepKind(ofKind);
    this.addStructure(units, kind);
    return {
      scores: this.sums.values,
      coverage: this.coverage.values,
      held: this.held.values,
      rows: this.sums.rows,
    };
  }

  /** Adds what products match, and how much of the query it is. */
  private count({ rows, scores, holds }: Omit<UnitMatch, 'documents'>, weight: number): number {
    for (let i = 0; i < rows.length; i++) {
      this.sums.add(rows[i], weight * scores[i]);
      this.coverage.add(rows[i], weight);
      if (holds[i] === 1) this.held.add(rows[i], weight);
    }
    return weight;
  }

  private countImplied(value: ImpliedValue, isMeant: boolean): number {
    this.scratch.clear(this.extent.rows);
    this.associations.forLikely(value, (row, likelihood) => {
      this.scratch.set(row, likelihood);
    });
    const { rows, scores } = this.scratch.written();
    return this.count(
      { rows, scores, holds: new Uint8Array(rows.length).fill(isMeant ? 1 : 0) },
      value.weight * value.confidence,
    );
  }

  /** What a text surely means is what its word for the thing asks for, also where the catalog has other words for it. */
  private widenKind(value: ImpliedValue, { rows, holds }: UnitMatch, weight: number): void {
    const { surely } = this.weights;
    if (value.confidence < surely.confidence) return;
    this.scratch.clear(this.extent.rows);
    for (let i = 0; i < rows.length; i++) if (holds[i] === 1) this.scratch.set(rows[i], 1);
    this.associations.forLikely(value, (row, likelihood) => {
      if (likelihood >= surely.likelihood && this.scratch.values[row] !== 1) this.held.add(row, weight);
    });
  }

  /** Products of another kind hold nothing of the query, whatever else they match. */
  private keepKind({ rows, holds }: UnitMatch): void {
    this.scratch.clear(this.extent.rows);
    for (let i = 0; i < rows.length; i++) if (holds[i] === 1) this.scratch.set(rows[i], 1);
    for (const row of this.held.rows) if (this.scratch.values[row] !== 1) this.held.set(row, 0);
  }

  private addStructure(units: readonly QueryUnit[], kind: number | undefined): void {
    const { order, kind: kindWeight } = this.weights;
    const pairs = units.flatMap((unit, i) => pairOf(unit, units.at(i + 1)));
    const thing = kind === undefined || units[kind].values.length > 0 ? undefined : units[kind].stems.at(-1);
    const most = 1 + (pairs.length > 0 ? order : 0) + (thing === undefined ? 0 : kindWeight);
    if (most === 1) return;
    for (const pair of pairs) this.addNeighbours(pair, order / pairs.length);
    if (thing !== undefined) this.addThing(thing, kindWeight);
    this.sums.divide(most);
  }

  private addThing(stem: string, weight: number): void {
    const { rows, columns } = this.wordScores.ofStem(stem);
    for (let i = 0; i < rows.length; i++) {
      const covered = this.coverage.values[rows[i]];
      if ((columns[i] & KINDS) !== 0) this.sums.add(rows[i], weight * covered * covered);
    }
  }

  private addNeighbours(pair: TermExpression, weight: number): void {
    const { rows, columns } = this.wordScores.ofStem(pair);
    for (let i = 0; i < rows.length; i++) if ((columns[i] & TITLE) !== 0) this.sums.add(rows[i], weight);
  }

  private rarity(documents: number): number {
    const [least, most] = this.weights.rarity;
    const inverseFrequency = Math.log(1 + (this.extent.count - documents + 0.5) / (documents + 0.5));
    return Math.min(most, Math.max(least, inverseFrequency));
  }
}

/** Two neighbouring words of a query, where both are mere words. */
function pairOf(unit: QueryUnit, next: QueryUnit | undefined): TermExpression[] {
  if (next === undefined || unit.values.length > 0 || next.values.length > 0 || next.first !== unit.last + 1) return [];
  const pair = [unit.stems[unit.stems.length - 1], next.stems[0]].map(firstOf);
  return pair.every(isTerm) ? [pair.join(' ')] : [];
}

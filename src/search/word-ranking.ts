import type { Association } from './associations.js';
import { fact, productOf, quotientOf, sumOf, weighted, type Explanation } from './explanation.js';
import { firstOf, isTerm, type TermExpression } from '../indexes/term-expression.js';
import type { QueryUnit, ReadQuery } from './query-units.js';
import { SparseRows } from './sparse-rows.js';
import { UnitMatcher, type UnitMatch, type UnitMatcherParts, type UnitWeights } from './unit-matching.js';
import type { CatalogValue } from './value-dictionary.js';
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

/** What of a query is ranked. Where it asks for a thing that the catalog lacks no product holds anything of it. */
type RankedQuery = Pick<ReadQuery, 'units' | 'kind'> & Partial<Pick<ReadQuery, 'isLacking'>>;

/** A unit and the values that its words stand for, as the catalog's texts use them. */
export interface LearnedValues {
  readonly unit: QueryUnit;
  readonly values: readonly CatalogValue[];
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
  /** Why a product has its score; it asks the catalog again, within the same state. */
  readonly explain: (row: number) => Explanation;
}

/** Whether a unit names a kind of thing that the catalog has: its category, or a word that was looked up for it. */
function isSureOfKind({ values, typed }: QueryUnit): boolean {
  return values.length > 0 || typed !== undefined;
}

/** What is asked for need not be sure. */
const NOT_SURE = { confidence: 0, likelihood: 0 };

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

  /** What the word for the kind of thing surely stands for, where it names no value. */
  learned({ units, kind }: Pick<ReadQuery, 'units' | 'kind'>): LearnedValues | undefined {
    if (kind === undefined) return undefined;
    const named = new Set(units.flatMap(({ values }) => values.map(({ name }) => name)));
    const values = this.units.learned(units[kind], named);
    return values.length === 0 ? undefined : { unit: units[kind], values };
  }

  /** @param implied what a photo says; of no account where the words name a value of the same field */
  rank({ units, kind, isLacking }: RankedQuery, implied: readonly ImpliedValue[] = []): WordRanking {
    const { rows } = this.extent;
    for (const sums of [this.sums, this.coverage, this.held]) sums.clear(rows);
    const named = new Set(units.flatMap(({ values }) => values.map(({ name }) => name)));
    const kinds = kind === undefined ? '' : this.units.kinds(units[kind], named);
    let total = 0;
    let ofKind: UnitMatch | undefined;
    const others: UnitMatch[] = [];
    let kindWeight = 0;
    for (const [i, unit] of units.entries()) {
      const match = this.units.of(unit, { isKind: i === kind, named, isAlone: units.length === 1, kinds });
      const importance = unit.values.some(({ name }) => name === 'category') ? this.weights.categoryImportance : 1;
      const weight = importance * this.rarity(match.documents);
      total += this.count(match, weight);
      if (i === kind) [ofKind, kindWeight] = [match, weight];
      else if (unit.values.length === 0) others.push(match);
    }
    for (const value of implied) {
      if (named.has(value.name)) continue;
      const isMeant = value.isAsked || units.length === 0 || (kind !== undefined && units[kind].values.length === 0);
      if (!value.isAsked && ofKind !== undefined) this.widenKind(value, ofKind, kindWeight);
      total += this.countImplied(value, isMeant);
    }
    if (total > 0) for (const sums of [this.sums, this.coverage, this.held]) sums.divide(total);
    if (
      kind !== undefined &&
      ofKind !== undefined &&
      (isSureOfKind(units[kind]) || this.isOnlyToldOf(ofKind, others))
    ) {
      this.keepKind(ofKind);
    }
    if (isLacking === true) this.held.clear(rows);
    this.addStructure(units, kind);
    return {
      scores: this.sums.values,
      coverage: this.coverage.values,
      held: this.held.values,
      rows: this.sums.rows,
      explain: (row) => this.explain({ units, kind }, implied, row),
    };
  }

  /** Adds what products match, and how much of the query it is. */
  private count({ rows, scores, holds }: Pick<UnitMatch, 'rows' | 'scores' | 'holds'>, weight: number): number {
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
    const { confidence, likelihood } = value.isAsked ? NOT_SURE : this.weights.surely;
    const holds = new Uint8Array(rows.length);
    if (isMeant && value.confidence >= confidence) {
      for (let i = 0; i < rows.length; i++) holds[i] = scores[i] >= likelihood ? 1 : 0;
    }
    return this.count({ rows, scores, holds }, value.weight * value.confidence);
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

  /**
   * Whether there is the kind of thing, but the products that hold most of the query are none, and only their
   * descriptions have its other words: of 'cargo pants' a shirt that goes well with them.
   * @param others matches of the mere words beside the one for the kind
   */
  private isOnlyToldOf({ rows, holds }: UnitMatch, others: readonly UnitMatch[]): boolean {
    let most = 0;
    for (const row of this.held.rows) most = Math.max(most, this.held.values[row]);
    const isBest = (row: number): boolean => this.held.values[row] >= most;
    if (!holds.includes(1) || rows.some((row, i) => holds[i] === 1 && isBest(row))) return false;
    return !others.some((other) => other.rows.some((row, i) => other.isNamed[i] === 1 && isBest(row)));
  }

  /** Products of another kind hold nothing of the query, whatever else they match. */
  private keepKind({ rows, holds }: UnitMatch): void {
    this.scratch.clear(this.extent.rows);
    for (let i = 0; i < rows.length; i++) if (holds[i] === 1) this.scratch.set(rows[i], 1);
    for (const row of this.held.rows) if (this.scratch.values[row] !== 1) this.held.set(row, 0);
  }

  private addStructure(units: readonly QueryUnit[], kind: number | undefined): void {
    const { pairs, thing, most } = this.structureOf(units, kind);
    if (most === 1) return;
    for (const pair of pairs) this.addNeighbours(pair, this.weights.order / pairs.length);
    if (thing !== undefined) this.addThing(thing, this.weights.kind);
    this.sums.divide(most);
  }

  /** What counts beside the words, and the most that all of it can be. */
  private structureOf(
    units: readonly QueryUnit[],
    kind: number | undefined,
  ): { readonly pairs: readonly TermExpression[]; readonly thing: TermExpression | undefined; readonly most: number } {
    const { order, kind: kindWeight } = this.weights;
    const pairs = units.flatMap((unit, i) => pairOf(unit, units.at(i + 1)));
    const thing = kind === undefined || units[kind].values.length > 0 ? undefined : units[kind].stems.at(-1);
    return { pairs, thing, most: 1 + (pairs.length > 0 ? order : 0) + (thing === undefined ? 0 : kindWeight) };
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

  /** The sums of `rank` and `addStructure` for one product. */
  private explain(
    { units, kind }: Pick<ReadQuery, 'units' | 'kind'>,
    implied: readonly ImpliedValue[],
    row: number,
  ): Explanation {
    const parts = [...this.explainUnits({ units, kind }, row), ...this.explainImplied(units, implied, row)];
    const weights = sumOf(
      'weights of all parts',
      parts.map(({ weight }) => weight),
    );
    if (parts.every(({ part }) => part === undefined)) return fact(0, 'has nothing of the words');
    const all = parts.map(({ name, part }) => part ?? fact(0, `the product has nothing of ${name}`));
    const words = quotientOf('words', sumOf('parts of the query', all), weights);
    const structure = this.explainStructure(units, kind, { row, coverage: this.explainCoverage(parts, weights) });
    const whole = sumOf('words, their order and the thing', [words, ...structure.details]);
    return quotientOf('words', whole, fact(structure.most, 'the most that these can be'));
  }

  private explainUnits({ units, kind }: Pick<ReadQuery, 'units' | 'kind'>, row: number): ExplainedPart[] {
    const named = new Set(units.flatMap(({ values }) => values.map(({ name }) => name)));
    const kinds = kind === undefined ? '' : this.units.kinds(units[kind], named);
    return units.map((unit, i) => {
      const role = { isKind: i === kind, named, isAlone: units.length === 1, kinds };
      const name = `'${unit.words.join(' ')}'`;
      const { documents } = this.units.of(unit, role);
      const isCategory = unit.values.some(({ name: attribute }) => attribute === 'category');
      const rarity = fact(this.rarity(documents), `rarity of ${name}: ${documents} of ${this.extent.count} products`);
      const weight = isCategory
        ? productOf(`weight of ${name}`, [rarity, fact(this.weights.categoryImportance, 'importance of a category')])
        : rarity;
      return partOf(name, weight, this.units.explain(unit, role, row));
    });
  }

  private explainImplied(units: readonly QueryUnit[], implied: readonly ImpliedValue[], row: number): ExplainedPart[] {
    const named = new Set(units.flatMap(({ values }) => values.map(({ name }) => name)));
    return implied
      .filter(({ name }) => !named.has(name))
      .map((value) => {
        const number = this.associations.valueNumbers(value.name)[row] ?? -1;
        const likelihood = number < 0 ? 0 : value.likelihood[number];
        const weight = productOf(`weight of the ${value.name} that the query is near to`, [
          fact(value.weight, 'weight of what is near'),
          fact(value.confidence, `confidence in the ${value.name} that the query is near to`),
        ]);
        const match = likelihood === 0 ? undefined : fact(likelihood, `likelihood of this ${value.name}`);
        return partOf(`the ${value.name} that the query is near to`, weight, match);
      });
  }

  private explainCoverage(parts: readonly ExplainedPart[], weights: Explanation): Explanation {
    const covered = parts.flatMap(({ weight, part }) =>
      part === undefined ? [] : [fact(weight.value, 'a matched part')],
    );
    return quotientOf(
      'share of the query that is matched',
      sumOf('weights of matched parts', covered),
      fact(weights.value, 'weights of all parts'),
    );
  }

  private explainStructure(
    units: readonly QueryUnit[],
    kind: number | undefined,
    { row, coverage }: { readonly row: number; readonly coverage: Explanation },
  ): { details: Explanation[]; most: number } {
    const { pairs, thing, most } = this.structureOf(units, kind);
    const hasIn = (expression: TermExpression, column: number): boolean => {
      const { rows, columns } = this.wordScores.ofStem(expression);
      const at = rows.indexOf(row);
      return at >= 0 && (columns[at] & column) !== 0;
    };
    const neighbours = pairs
      .filter((pair) => hasIn(pair, TITLE))
      .map((pair) => fact(this.weights.order / pairs.length, `'${pair}' stand side by side in the title`));
    const isThing = thing !== undefined && hasIn(thing, KINDS);
    const things = isThing
      ? [
          productOf(`the title names the thing '${thing}'`, [
            fact(this.weights.kind, 'worth of naming the thing'),
            coverage,
            coverage,
          ]),
        ]
      : [];
    return { details: [...neighbours, ...things], most };
  }

  private rarity(documents: number): number {
    const [least, most] = this.weights.rarity;
    const inverseFrequency = Math.log(1 + (this.extent.count - documents + 0.5) / (documents + 0.5));
    return Math.min(most, Math.max(least, inverseFrequency));
  }
}

/** A part of a query with its weight; `part` is what it adds for a product that matches it. */
interface ExplainedPart {
  readonly name: string;
  readonly weight: Explanation;
  readonly part: Explanation | undefined;
}

function partOf(name: string, weight: Explanation, match: Explanation | undefined): ExplainedPart {
  return { name, weight, part: match && weighted(name, weight, match) };
}

/** Two neighbouring words of a query, where both are mere words. */
function pairOf(unit: QueryUnit, next: QueryUnit | undefined): TermExpression[] {
  if (next === undefined || unit.values.length > 0 || next.values.length > 0 || next.first !== unit.last + 1) return [];
  const pair = [unit.stems[unit.stems.length - 1], next.stems[0]].map(firstOf);
  return pair.every(isTerm) ? [pair.join(' ')] : [];
}

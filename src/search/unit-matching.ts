import { ByteCache } from '../indexes/byte-cache.js';
import { ASSOCIATED_NAMES, type AssociatedName, type Association, type Associations } from './associations.js';
import { fact, productOf, quotientOf, sumOf, weighted, type Explanation } from './explanation.js';
import type { QueryUnit } from './query-units.js';
import { SparseRows } from './sparse-rows.js';
import { CORE_NAMES, type CatalogValue, type ValueDictionary } from './value-dictionary.js';
import { columnBit, type RowScores, type WordScores } from './word-scores.js';

/** How a product's words and values count for one unit of a query. */
export interface UnitWeights {
  /** What the mere words of a stretch that names a value are worth to a product with another value, in [0, 1]. */
  readonly wordsWithoutValue: number;
  /** What a value of an attribute that is none of category, colour, gender and brand is worth, in [0, 1]. */
  readonly attributeValue: number;
  /** Share of the text score in the score of a product with the value: orders equals. */
  readonly textAmongEquals: number;
  /** Share of what a word stands for, against where it stands, in the score of a word that names no value. */
  readonly association: number;
  /** What a word stands for counts as the thing itself from this confidence and this likelihood, both in [0, 1]. */
  readonly surely: { readonly confidence: number; readonly likelihood: number };
}

/** How well products match one unit of a query, in [0, 1]. */
export interface UnitMatch extends RowScores {
  /** By position in `rows`: 1 for a product that is what the unit asks for, 0 for one that is only near it. */
  readonly holds: Uint8Array;
  /** How many products have the unit's value or its words: not only what these stand for. */
  readonly documents: number;
}

export interface UnitMatcherParts {
  readonly wordScores: WordScores;
  readonly dictionary: ValueDictionary;
  readonly associations: Associations;
  /** One more than the largest row; grows with the catalog. */
  readonly extent: { readonly rows: number };
  readonly weights: UnitWeights;
}

/** What the unit at hand is to its query. */
export interface UnitRole {
  /** Whether it says what kind of thing is looked for. */
  readonly isKind: boolean;
  /** Attributes that some unit of the query names a value of. */
  readonly named: ReadonlySet<string>;
  /** Whether the query has no other unit. */
  readonly isAlone: boolean;
}

/** Some kilobytes each. */
const MOST_ASSOCIATIONS = 5000;

/** A broad value takes some hundred kilobytes. */
const MATCH_BYTES = 32 * 2 ** 20;

const [TITLE, CATEGORY, ATTRIBUTES, KINDS] = (['title', 'category', 'attributes', 'kinds'] as const).map(columnBit);

/** Where a word says what a product is, and does not only tell of it. */
const NAMING = TITLE | CATEGORY | ATTRIBUTES;

/** Matches products with the units of queries. Queries are made of the same words and values again and again. */
export class UnitMatcher {
  private readonly wordScores: WordScores;
  private readonly dictionary: ValueDictionary;
  private readonly associations: Associations;
  private readonly extent: UnitMatcherParts['extent'];
  private readonly weights: UnitWeights;
  /** Associations of the words asked so far; a word that stands for nothing is kept as such. */
  private readonly known = new Map<string, Association | undefined>();
  private readonly matches = new ByteCache<UnitMatch>(MATCH_BYTES);
  /** The unit at hand: how well products match it, where its words stand, who holds it, what having its value is worth. */
  private readonly match = new SparseRows();
  private readonly places = new SparseRows();
  private readonly holds = new SparseRows();
  private readonly worth = new SparseRows();

  constructor(parts: UnitMatcherParts) {
    this.wordScores = parts.wordScores;
    this.dictionary = parts.dictionary;
    this.associations = parts.associations;
    this.extent = parts.extent;
    this.weights = parts.weights;
  }

  /** Learns again what words stand for, after products were written. */
  forget(): void {
    this.known.clear();
    this.matches.clear();
    this.associations.forget();
  }

  of(unit: QueryUnit, role: UnitRole): UnitMatch {
    const values = unit.values.map(({ name, value }) => [name, value]);
    const without = unit.values.length > 0 ? [] : ASSOCIATED_NAMES.filter((name) => role.named.has(name));
    const key = JSON.stringify([unit.stems, values, without, role.isKind, role.isAlone]);
    const kept = this.matches.get(key);
    if (kept !== undefined) return kept;
    for (const scratch of [this.match, this.places, this.holds, this.worth]) scratch.clear(this.extent.rows);
    this.matchText(unit.stems);
    const documents = unit.values.length > 0 ? this.matchValues(unit.values) : this.matchWords(unit, role);
    const written = this.match.written();
    const match = { documents, ...written, holds: Uint8Array.from(written.rows, (row) => this.holds.values[row]) };
    this.matches.set(key, match, 9 * match.rows.length + 2 * key.length + 200);
    return match;
  }

  /** Products that have a value, or at least its words; @returns how many have it */
  private matchValues(values: readonly CatalogValue[]): number {
    const { wordsWithoutValue, textAmongEquals, attributeValue } = this.weights;
    const { match, worth } = this;
    for (const value of values) {
      const valueWorth = CORE_NAMES.has(value.name) ? 1 : attributeValue;
      for (const row of this.dictionary.rows(value)) worth.raise(row, valueWorth);
    }
    const names = new Set(values.map(({ name }) => name));
    const isCore = [...names].some((name) => CORE_NAMES.has(name));
    // Only a title's own word for the thing says as much as a category; of a detail the description may tell.
    const telling = names.has('category') ? KINDS : isCore ? NAMING : ~0;
    const isUnknown = this.lacksAll(names);
    for (const row of match.rows) {
      if (worth.values[row] > 0) continue;
      // A product that says nothing of a field may well be meant; one with another value is not.
      if (!isCore || !isUnknown(row)) match.values[row] *= wordsWithoutValue;
      const place = this.places.values[row];
      const tells = isUnknown(row) ? telling : isCore ? 0 : TITLE;
      if ((place & tells) !== 0) this.holds.set(row, 1);
    }
    for (const row of worth.rows) {
      match.set(row, worth.values[row] * (1 - textAmongEquals) + textAmongEquals * match.values[row]);
      this.holds.set(row, 1);
    }
    return worth.rows.length;
  }

  /** Why a product matches a unit as well as it does; undefined for one that does not. */
  explain(unit: QueryUnit, role: UnitRole, row: number): Explanation | undefined {
    const words = this.explainText(unit.stems, row);
    if (unit.values.length === 0) return this.explainWords(unit, { role, row, words });
    const value = unit.values
      .filter((one) => this.dictionary.rows(one).includes(row))
      .sort((a, b) => Number(CORE_NAMES.has(b.name)) - Number(CORE_NAMES.has(a.name)))
      .at(0);
    return value === undefined ? this.explainWithout(unit.values, row, words) : this.explainValue(value, words);
  }

  private explainValue({ name, value }: CatalogValue, words: Explanation | undefined): Explanation {
    const { textAmongEquals, attributeValue } = this.weights;
    const worth = fact(CORE_NAMES.has(name) ? 1 : attributeValue, `has ${name} = ${value}`);
    const ofValue = weighted(`${name} = ${value}`, worth, fact(1 - textAmongEquals, 'share of the value'));
    const text = words && productOf('its words', [words, fact(textAmongEquals, 'share of the words')]);
    return sumOf('value and words', text === undefined ? [ofValue] : [ofValue, text]);
  }

  private explainWithout(
    values: readonly CatalogValue[],
    row: number,
    words: Explanation | undefined,
  ): Explanation | undefined {
    if (words === undefined) return undefined;
    const names = new Set(values.map(({ name }) => name));
    const isCore = [...names].some((name) => CORE_NAMES.has(name));
    if (isCore && this.lacksAll(names)(row)) return words;
    const without = fact(
      this.weights.wordsWithoutValue,
      `has the words without the value of ${[...names].join(' or ')}`,
    );
    return productOf('words without the value', [words, without]);
  }

  private explainWords(
    { stems }: QueryUnit,
    { role, row, words }: { readonly role: UnitRole; readonly row: number; readonly words: Explanation | undefined },
  ): Explanation | undefined {
    let match = words;
    for (const name of ASSOCIATED_NAMES) {
      const found = role.named.has(name) ? undefined : this.associationOf(stems[0], name);
      if (found === undefined) continue;
      const number = this.associations.valueNumbers(name)[row] ?? -1;
      const share = this.weights.association * found.confidence;
      const likelihood = number < 0 ? 0 : found.likelihood[number];
      const kept = number < 0 ? 1 : 1 - share;
      const parts = [
        ...(match === undefined ? [] : [productOf('where it stands', [match, fact(kept, `share of where it stands`)])]),
        ...(likelihood === 0 ? [] : [this.explainAssociation(name, { stem: stems[0], share, likelihood })]),
      ];
      match = parts.length === 0 ? undefined : sumOf(`'${stems.join(' ')}' and what it stands for`, parts);
    }
    return match;
  }

  private explainAssociation(
    name: AssociatedName,
    { stem, share, likelihood }: { readonly stem: string; readonly share: number; readonly likelihood: number },
  ): Explanation {
    return productOf(`'${stem}' mostly means this ${name}`, [
      fact(share, `share of what '${stem}' stands for`),
      fact(likelihood, `likelihood of this ${name}, 1 for the likeliest`),
    ]);
  }

  /** The mean score of the words in a product that has all of them. */
  private explainText(stems: readonly string[], row: number): Explanation | undefined {
    const words = stems.map((stem) => this.wordScores.explain(stem, row));
    const held = words.filter((word) => word !== undefined);
    if (held.length < stems.length) return undefined;
    return quotientOf('mean of the words', sumOf('words', held), fact(held.length, 'number of words'));
  }

  private lacksAll(names: ReadonlySet<string>): (row: number) => boolean {
    const columns = [...names].map((name) => this.dictionary.column(name).combinationOfRow);
    return (row) => columns.every((combinations) => (combinations[row] ?? 0) === 0);
  }

  /** Products that have the words of a unit that names no value, or what these stand for; @returns how many have them */
  private matchWords(unit: QueryUnit, role: UnitRole): number {
    const { match, places } = this;
    const documents = match.rows.length;
    const asked = role.isKind ? this.placesOfKind(role) : ~0;
    for (const row of match.rows) if ((places.values[row] & asked) !== 0) this.holds.set(row, 1);
    this.addAssociation(unit, role.named);
    return documents;
  }

  /** The columns in which a word must stand for a product to be the thing that the word names. */
  private placesOfKind({ isAlone }: UnitRole): number {
    const { places } = this;
    let [things, titles, categories] = [0, 0, 0];
    for (const row of places.rows) {
      if ((places.values[row] & KINDS) !== 0) things++;
      if ((places.values[row] & TITLE) !== 0) titles++;
      if ((places.values[row] & CATEGORY) !== 0) categories++;
    }
    if (things + categories > 0) return NAMING;
    return titles > 0 || isAlone ? ~0 : NAMING;
  }

  private addAssociation({ stems }: QueryUnit, named: ReadonlySet<string>): void {
    const { match } = this;
    const { association, surely } = this.weights;
    for (const name of ASSOCIATED_NAMES) {
      const found = named.has(name) ? undefined : this.associationOf(stems[0], name);
      if (found === undefined) continue;
      const share = association * found.confidence;
      const valueOfRow = this.associations.valueNumbers(name);
      // A product of which the field is not known keeps what its words say.
      for (const row of match.rows) if (valueOfRow[row] >= 0) match.values[row] *= 1 - share;
      const isSure = found.confidence >= surely.confidence;
      this.associations.forLikely(found, (row, likelihood) => {
        match.add(row, share * likelihood);
        if (isSure && likelihood >= surely.likelihood) this.holds.set(row, 1);
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

  /** Mean score of the words in the products that hold all of them, and the columns that hold them all. */
  private matchText(stems: readonly string[]): void {
    const [first, ...others] = stems.map((stem) => this.wordScores.ofStem(stem));
    const positions = others.map(() => 0);
    for (let i = 0; i < first.rows.length; i++) {
      const row = first.rows[i];
      let sum = first.scores[i];
      let columns = first.columns[i];
      let held = 1;
      for (let other = 0; other < others.length; other++) {
        const { rows, scores, columns: places } = others[other];
        while (rows[positions[other]] < row) positions[other]++;
        if (rows[positions[other]] !== row) break;
        sum += scores[positions[other]];
        columns = (columns & places[positions[other]]) | ((columns | places[positions[other]]) & KINDS);
        held++;
      }
      if (held < stems.length) continue;
      this.match.set(row, sum / held);
      this.places.set(row, columns === 0 ? columnBit('description') : columns);
    }
  }
}

import { ByteCache } from '../indexes/byte-cache.js';
import { ASSOCIATED_NAMES, type AssociatedName, type Association, type Associations } from './associations.js';
import { OWN_WORD } from './everyday-words.js';
import { fact, productOf, quotientOf, sumOf, weighted, type Explanation } from './explanation.js';
import type { QueryUnit } from './query-units.js';
import { SparseRows } from './sparse-rows.js';
import { CORE_NAMES, type CatalogValue, type ValueDictionary } from './value-dictionary.js';
import type { TermExpression } from '../indexes/term-expression.js';
import { columnBit, type RowScores, type StemScores, type WordScores } from './word-scores.js';

/** How a product's words and values count for one unit of a query. */
export interface UnitWeights {
  /** What the mere words of a stretch that names a value are worth to a product with another value, in [0, 1]. */
  readonly wordsWithoutValue: number;
  /** What a value of an attribute that is none of category, colour, gender and brand is worth, in [0, 1]. */
  readonly attributeValue: number;
  /** What the catalog's own word for a thing is worth where the query has another one, in [0, 1]. */
  readonly otherWord: number;
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
  /** By position in `rows`: 1 for a product that is named by the words of the unit, and not only described with them. */
  readonly isNamed: Uint8Array;
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
  /** Of a unit beside the one for the kind of thing: the categories that this one surely stands for, joined. */
  readonly kinds: string;
}

/** Some kilobytes each. */
const MOST_ASSOCIATIONS = 5000;

/** A broad value takes some hundred kilobytes. */
const MATCH_BYTES = 32 * 2 ** 20;

const [TITLE, CATEGORY, ATTRIBUTES, KINDS] = (['title', 'category', 'attributes', 'kinds'] as const).map(columnBit);

/** Where a word says what a product is, and does not only tell of it. */
const NAMING = TITLE | CATEGORY | ATTRIBUTES;

/** Where a product is called by a word. */
const CALLING = TITLE | CATEGORY | KINDS;

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
    const key = JSON.stringify([
      unit.stems,
      unit.typed,
      unit.isLiteral,
      values,
      without,
      role.isKind,
      role.isAlone,
      role.kinds,
    ]);
    const kept = this.matches.get(key);
    if (kept !== undefined) return kept;
    for (const scratch of [this.match, this.places, this.holds, this.worth]) scratch.clear(this.extent.rows);
    this.matchText(unit.stems);
    const documents = unit.values.length > 0 ? this.matchValues(unit.values) : this.matchWords(unit, role);
    if (unit.typed !== undefined) this.preferTyped(unit.typed);
    const written = this.match.written();
    const match = { documents, ...written, ...this.marksOf(written.rows) };
    this.matches.set(key, match, 10 * match.rows.length + 2 * key.length + 200);
    return match;
  }

  private marksOf(rows: Uint32Array): Pick<UnitMatch, 'holds' | 'isNamed'> {
    const marks = { holds: new Uint8Array(rows.length), isNamed: new Uint8Array(rows.length) };
    const { holds, places } = { holds: this.holds.values, places: this.places.values };
    for (let i = 0; i < rows.length; i++) {
      marks.holds[i] = holds[rows[i]];
      marks.isNamed[i] = (places[rows[i]] & NAMING) === 0 ? 0 : 1;
    }
    return marks;
  }

  /** What is called by the very word of the query comes before what is called by another word for the same. */
  private preferTyped(typed: TermExpression): void {
    const { match } = this;
    const { otherWord, textAmongEquals } = this.weights;
    for (const row of match.rows) match.values[row] *= otherWord;
    const { rows, scores, columns } = this.wordScores.ofStem(typed);
    for (let i = 0; i < rows.length; i++) {
      if ((columns[i] & CALLING) === 0) continue;
      match.set(rows[i], 1 - textAmongEquals + textAmongEquals * scores[i]);
      this.holds.set(rows[i], 1);
    }
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
    if (unit.typed === undefined) return this.explainMeant(unit, role, row);
    const { rows, columns } = this.wordScores.ofStem(unit.typed);
    const at = rows.indexOf(row);
    if (at >= 0 && (columns[at] & CALLING) !== 0) return this.explainTyped(unit.typed, row);
    const meant = this.explainMeant(unit, role, row);
    return meant && productOf('another word for it', [meant, fact(this.weights.otherWord, 'worth of another word')]);
  }

  private explainTyped(typed: TermExpression, row: number): Explanation {
    const { textAmongEquals } = this.weights;
    const words = this.explainText([typed], row);
    const text = words && productOf('its words', [words, fact(textAmongEquals, 'share of the words')]);
    const called = fact(1 - textAmongEquals, `is called '${typed}'`);
    return sumOf('the very word', text === undefined ? [called] : [called, text]);
  }

  private explainMeant(unit: QueryUnit, role: UnitRole, row: number): Explanation | undefined {
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
    unit: QueryUnit,
    { role, row, words }: { readonly role: UnitRole; readonly row: number; readonly words: Explanation | undefined },
  ): Explanation | undefined {
    const { stems } = unit;
    let match = words;
    for (const name of ASSOCIATED_NAMES) {
      const found = this.associated(unit, name, role.named);
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
    this.addAssociation(unit, role);
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

  /** The categories that words which name no value surely stand for, as the catalog's own texts use them: 'tees' for T-shirts. */
  learned(unit: QueryUnit, named: ReadonlySet<string>): readonly CatalogValue[] {
    const found = this.surely(unit, named);
    return found === undefined ? [] : this.associations.valuesOf(found, this.weights.surely.likelihood);
  }

  /** The numbers of the same, joined by spaces. */
  kinds(unit: QueryUnit, named: ReadonlySet<string>): string {
    const likelihood = this.surely(unit, named)?.likelihood ?? [];
    return [...likelihood.keys()].filter((number) => likelihood[number] >= this.weights.surely.likelihood).join(' ');
  }

  private surely(unit: QueryUnit, named: ReadonlySet<string>): Association | undefined {
    const found = unit.values.length > 0 ? undefined : this.associated(unit, 'category', named);
    return found === undefined || found.confidence < this.weights.surely.confidence ? undefined : found;
  }

  /** What the words of a unit stand for beside what they name: nothing, where the words are meant as they stand. */
  private associated(
    { stems, isLiteral, typed }: QueryUnit,
    name: AssociatedName,
    named: ReadonlySet<string>,
  ): Association | undefined {
    return named.has(name) || isLiteral === true || typed !== undefined
      ? undefined
      : this.associationOf(stems[0], name);
  }

  private addAssociation(unit: QueryUnit, { isKind, named, kinds }: UnitRole): void {
    const { match } = this;
    const { association, surely } = this.weights;
    for (const name of ASSOCIATED_NAMES) {
      const found = this.associated(unit, name, named);
      if (found === undefined) continue;
      const share = association * found.confidence;
      const valueOfRow = this.associations.valueNumbers(name);
      // A product of which the field is not known keeps what its words say.
      for (const row of match.rows) if (valueOfRow[row] >= 0) match.values[row] *= 1 - share;
      const isSure = found.confidence >= surely.confidence;
      // Words beside the one for the thing tell of it, and stand for no other thing: 'cargo' in 'cargo pants'.
      const isOfKind = isKind || name !== 'category' ? () => true : this.isOneOf(kinds);
      this.associations.forLikely(found, (row, likelihood) => {
        match.add(row, share * likelihood);
        if (isSure && likelihood >= surely.likelihood && isOfKind(row)) this.holds.set(row, 1);
      });
    }
  }

  private isOneOf(kinds: string): (row: number) => boolean {
    const numbers = new Set(kinds.split(' ').map(Number));
    const numberOfRow = this.associations.valueNumbers('category');
    return kinds === '' ? () => false : (row) => numbers.has(numberOfRow[row]);
  }

  private associationOf(stem: string, name: AssociatedName): Association | undefined {
    const key = `${name} ${stem}`;
    if (this.known.has(key)) return this.known.get(key);
    const scores = this.wordScores.ofStem(stem);
    const isOwn = name === 'category' && isCalled(scores);
    const found = isSpoken(scores) && !isOwn ? this.associations.of(name, scores) : undefined;
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

/** Whether a word is spoken of products, and not mostly a part of their values: of 'Boat Neck' one learns nothing of boats. */
function isSpoken({ columns }: StemScores): boolean {
  let values = 0;
  for (const places of columns) if ((places & ATTRIBUTES) !== 0) values++;
  return values <= columns.length / 2;
}

/** Whether the catalog calls products by a word itself: then it says what it stands for. */
function isCalled({ columns }: StemScores): boolean {
  let called = 0;
  for (const places of columns) if ((places & (CATEGORY | KINDS)) !== 0) called++;
  return called >= OWN_WORD;
}

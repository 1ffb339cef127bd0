import { facetsOf, type Facet } from './facets.js';
import type { ParsedQuery } from './query.js';
import type { SearchIndex } from './search-index.js';
import type { CatalogValue } from './value-dictionary.js';

/** Products of a set that are looked at to learn which attributes it has. */
const SAMPLED_ROWS = 96;

/** Attributes whose values are counted: those that most of the looked at products have. */
const MOST_COUNTED = 32;

/** Products that values are counted in to choose among attributes. What is shown is always counted in all of them. */
const SCORED_ROWS = 8192;

/** Values that a list of choices shows before somebody asks for more. */
const SHOWN_VALUES = 7;

/** What those values must cover of the set at least: a list that nearly no product is in helps nobody. */
const LEAST_SHOWN = 0.1;

/** A value with more characters is a sentence, and no choice. */
const LONGEST_CHOICE = 40;

/** Amounts: a list of single amounts is no choice. */
const AMOUNTS = ['price', 'listPrice', 'stock'];

/** The facets of a result set: those that were asked for by name, then those that tell most of it; none when none was asked. */
export function countedFacets(
  index: SearchIndex,
  rows: Uint32Array,
  { facets, alternatives, autoFacets }: Pick<ParsedQuery, 'facets' | 'alternatives' | 'autoFacets'>,
): { readonly facets?: Facet[] } {
  if (facets.length === 0 && autoFacets === 0) return {};
  const except = [...facets, ...alternatives].map((name) => index.attributeName(name));
  const telling = tellingAttributes(index, rows, { count: autoFacets, except });
  return { facets: facetsOf(index, rows, [...facets, ...telling]) };
}

export interface TellingOptions {
  /** Attributes at most. */
  readonly count: number;
  /** Names that are left out, as the catalog spells them. */
  readonly except: readonly string[];
  /** Products that the scores are of at most: of a larger set, so many that lie evenly in it. */
  readonly scoredRows?: number;
}

/**
 * The attributes that part a set of products best, the most telling first: what a shopper would narrow this list by.
 *
 *     told(a)  = sum of p log2(1 / p) over the seven commonest values v of a,   p = products with v / products of the set
 *     score(a) = told(a) * log2(1 + share of the set that has a / share of the catalog that has a)
 *
 * told(a) is the entropy of those choices: nothing where all products have one value, where few have any, and where each
 * has its own, as article numbers are. The factor lifts what this set has and others do not: the neck of shirts, the heel
 * of shoes. Which attributes are worth counting is learned from products that lie evenly in the set. Equal scores are in
 * the order of the names.
 * @param rows the set, ascending or not
 */
export function tellingAttributes(
  index: SearchIndex,
  rows: Uint32Array,
  { count, except, scoredRows = SCORED_ROWS }: TellingOptions,
): string[] {
  const out = new Set([...AMOUNTS, ...except]);
  if (count <= 0 || rows.length < 2) return [];
  const scored = evenly(rows, scoredRows);
  return commonAttributes(index, evenly(rows, SAMPLED_ROWS))
    .filter((name) => !out.has(name))
    .slice(0, MOST_COUNTED)
    .map((name) => ({ name, score: scoreOf(index, scored, name) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1))
    .slice(0, count)
    .map(({ name }) => name);
}

/** At most so many rows, which lie evenly in a set. */
function evenly(rows: Uint32Array, most: number): Uint32Array {
  if (rows.length <= most) return rows;
  return Uint32Array.from({ length: most }, (_, i) => rows[Math.floor((i * rows.length) / most)]);
}

/** Attributes of some products, those that most of them have first. */
function commonAttributes(index: SearchIndex, rows: Uint32Array): string[] {
  return index.database
    .prepare<{ name: string }>(
      `SELECT name FROM product_values INDEXED BY product_values_by_row WHERE row IN (SELECT value FROM json_each(?))
       GROUP BY name ORDER BY count(DISTINCT row) DESC, name`,
    )
    .all(JSON.stringify([...rows]))
    .map(({ name }) => name);
}

function scoreOf(index: SearchIndex, rows: Uint32Array, name: string): number {
  const { dictionary } = index.words;
  const values = dictionary.valuesOf(name);
  if (isNumbering(values)) return 0;
  const counts = dictionary.column(name).counts(rows);
  const shareOfSet = Math.min(1, sumOf(counts.values()) / rows.length);
  const shareOfCatalog = Math.min(1, holdersOf(values) / index.products);
  return toldBy(counts, rows.length) * Math.log2(1 + shareOfSet / shareOfCatalog);
}

/** Whether hardly two products have the same value: numbers of articles, which are no choices. */
export function isNumbering(values: readonly CatalogValue[]): boolean {
  return holdersOf(values) < 1.5 * values.length;
}

/** How many products have a value; one with several values counts for each. */
export function holdersOf(values: readonly CatalogValue[]): number {
  return values.reduce((sum, { documents }) => sum + documents, 0);
}

/** A value of a single product leads to that product alone, and a single value leaves no choice: neither tells anything. */
function toldBy(counts: ReadonlyMap<string, number>, products: number): number {
  const shown = [...counts]
    .filter(([value, count]) => count > 1 && value.length <= LONGEST_CHOICE)
    .map(([, count]) => Math.min(1, count / products))
    .sort((a, b) => b - a)
    .slice(0, SHOWN_VALUES);
  if (shown.length < 2 || sumOf(shown) < LEAST_SHOWN) return 0;
  return sumOf(shown.map((share) => share * Math.log2(1 / share)));
}

function sumOf(numbers: Iterable<number>): number {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}

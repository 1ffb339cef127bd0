import type { SearchIndex } from './search-index.js';
import { byCodePoint } from './value-column.js';

/** How many of the products that were found have each value of one attribute. */
export interface Facet {
  readonly name: string;
  /**
   * Most frequent first; of a category every level of the path. Of the price, ranges such as '50-100' in their order: as
   * many products as the filter 'price=50..100' leaves, which has both of its ends.
   */
  readonly values: readonly FacetValue[];
  /** Of the price: the least and the greatest that were found. */
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
}

export interface FacetValue {
  readonly value: string;
  readonly count: number;
}

/** The values of an attribute among what would be found if nothing were chosen of it: what other choices would give. */
export interface Alternatives extends Facet {
  /** How many products would be found. */
  readonly total: number;
}

/** Values of one facet, at most. */
const MOST_VALUES = 200;

/**
 * Counts what a result set is made of.
 * @param rows the result set: the one that the total and the pages are taken from
 */
export function facetsOf(index: SearchIndex, rows: Uint32Array, names: readonly string[]): Facet[] {
  return [...new Set(names.map((name) => index.attributeName(name)))].map((name) =>
    name === 'price' ? priceFacet(index.prices.ofRow, rows) : { name, values: valuesOf(index, rows, name) },
  );
}

function valuesOf(index: SearchIndex, rows: Uint32Array, name: string): FacetValue[] {
  const { dictionary } = index.words;
  return [...dictionary.column(name).counts(rows)]
    .map(([key, count]) => ({ value: dictionary.shown(name, key), count }))
    .sort((a, b) => b.count - a.count || byCodePoint(a.value, b.value))
    .slice(0, MOST_VALUES);
}

function priceFacet(priceOfRow: Float64Array, rows: Uint32Array): Facet {
  const prices = Float64Array.from(rows, (row) => priceOfRow[row] ?? NaN)
    .filter((price) => !Number.isNaN(price))
    .sort();
  const [minimum, maximum] = [prices.at(0), prices.at(-1)];
  if (minimum === undefined || maximum === undefined) return { name: 'price', values: [] };
  const steps = stepsAround(minimum, maximum);
  const values = steps.slice(1).map((to, i) => ({
    value: `${steps[i]}-${to}`,
    count: countBelow(prices, to, true) - countBelow(prices, steps[i], false),
  }));
  return { name: 'price', values: values.filter(({ count }) => count > 0), minimum, maximum };
}

/** 0, 1, 2, 5, 10, 20, 50 ...: those that part the prices, one that none falls below, and one that none exceeds. */
function stepsAround(minimum: number, maximum: number): number[] {
  let steps = [Math.min(0, minimum)];
  for (let power = 1; ; power *= 10) {
    for (const digit of [1, 2, 5]) {
      const step = digit * power;
      if (step <= minimum && step < maximum) steps = [];
      steps.push(step);
      if (step >= maximum) return steps;
    }
  }
}

/** How many of ascending prices are less than a bound, or equal to it where that counts. */
function countBelow(prices: Float64Array, bound: number, countsEqual: boolean): number {
  let low = 0;
  let high = prices.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (prices[middle] < bound || (countsEqual && prices[middle] === bound)) low = middle + 1;
    else high = middle;
  }
  return low;
}

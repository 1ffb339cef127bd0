import { BadInputError } from '../errors.js';
import { damerauLevenshtein } from '../text/edit-distance.js';
import { foldedValue, keyLevels, valueKey } from './folded-value.js';
import type { Prices } from './prices.js';
import type { ValueDictionary } from './value-dictionary.js';

/** One condition as typed: 'color=Red', 'price<50', 'price=10..50'. */
export type Filter =
  | { readonly kind: 'value'; readonly name: string; readonly value: string }
  | {
      readonly kind: 'range';
      readonly name: string;
      readonly min?: number | undefined;
      readonly max?: number | undefined;
      /** True when the bound itself is outside: 'price<50'. */
      readonly open: boolean;
    };

const CONDITION = /^\s*([^=<>]+?)\s*(<=|>=|<|>|=)\s*(.*?)\s*$/su;
const RANGE = /^(-?\d+(?:\.\d+)?)?\s*\.\.\s*(-?\d+(?:\.\d+)?)?$/u;

/** Other words for a name, as people and feeds write them. */
const ALIASES: Readonly<Record<string, string>> = { colour: 'color', sex: 'gender', cost: 'price' };

/** @throws BadInputError when the text is no condition */
export function parseFilter(text: string): Filter {
  const [, written, operator, value] = CONDITION.exec(text) ?? [];
  if (written === undefined || value === '') {
    throw new BadInputError({
      field: 'filter',
      reason: `'${text}' is no condition`,
      remedy: "write 'color=Red', 'category=Apparel > Topwear', 'price<50' or 'price=10..50'",
    });
  }
  const name = written.normalize('NFC');
  if (operator !== '=') return comparison(name, operator, value, text);
  const range = RANGE.exec(value);
  if (range !== null && (range[1] !== undefined || range[2] !== undefined)) {
    return { kind: 'range', name, min: numberOr(range[1]), max: numberOr(range[2]), open: false };
  }
  return { kind: 'value', name, value: value.normalize('NFC') };
}

function comparison(name: string, operator: string, value: string, text: string): Filter {
  const bound = Number(value);
  if (!Number.isFinite(bound)) {
    throw new BadInputError({
      field: 'filter',
      reason: `'${value}' in '${text}' is no number`,
      remedy: "compare with a number: 'price<50'",
    });
  }
  const open = !operator.endsWith('=');
  return operator.startsWith('<')
    ? { kind: 'range', name, max: bound, open }
    : { kind: 'range', name, min: bound, open };
}

function numberOr(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

type Range = Pick<Extract<Filter, { kind: 'range' }>, 'min' | 'max' | 'open'>;

/** The products that pass all filters. */
export interface Allowed {
  /** Rows, ascending. */
  readonly rows: Uint32Array;
  /** 1 for an allowed row, by row. */
  readonly isAllowed: Uint8Array;
}

/** Answers filters: several values of one name are alternatives, several names all hold. */
export class FilterIndex {
  /** @param extent.rows one more than the largest row */
  constructor(
    private readonly dictionary: ValueDictionary,
    private readonly prices: Prices,
    private readonly extent: { readonly rows: number },
  ) {}

  /**
   * @returns undefined when there are no filters
   * @throws BadInputError for an attribute that no product has, with the nearest that one has
   */
  allowed(filters: readonly Filter[]): Allowed | undefined {
    if (filters.length === 0) return undefined;
    const byName = new Map<string, Filter[]>();
    for (const filter of filters) {
      const name = this.knownName(filter.name);
      byName.set(name, [...(byName.get(name) ?? []), filter]);
    }
    const isAllowed = new Uint8Array(this.extent.rows).fill(1);
    for (const [name, alternatives] of byName) {
      if (name === 'price') this.keepPriced(isAllowed, alternatives);
      else this.keepValued(isAllowed, name, alternatives);
    }
    let count = 0;
    for (const allowed of isAllowed) count += allowed;
    const rows = new Uint32Array(count);
    for (let row = 0, next = 0; next < count; row++) if (isAllowed[row] === 1) rows[next++] = row;
    return { rows, isAllowed };
  }

  private keepValued(isAllowed: Uint8Array, name: string, alternatives: readonly Filter[]): void {
    const column = this.dictionary.column(name);
    const tests = alternatives.map((filter) => testOf(name, filter));
    const passes = column.combinationsWith((key) => tests.some((test) => test(key)));
    const { combinationOfRow } = column;
    const end = Math.min(isAllowed.length, combinationOfRow.length);
    for (let row = 0; row < end; row++) isAllowed[row] &= passes[combinationOfRow[row]];
    isAllowed.fill(0, end);
  }

  private keepPriced(isAllowed: Uint8Array, alternatives: readonly Filter[]): void {
    const { ofRow } = this.prices;
    const ranges = alternatives.map((filter) => (filter.kind === 'range' ? filter : exactly(filter)));
    for (let row = 0; row < isAllowed.length; row++) {
      if (isAllowed[row] === 1 && !ranges.some((range) => isWithin(ofRow[row], range))) isAllowed[row] = 0;
    }
  }

  /**
   * The catalog's spelling of an attribute's name: as it is written, else the field of every catalog.
   * @throws BadInputError when no product has it
   */
  knownName(written: string, field = 'filter'): string {
    const wanted = ALIASES[foldedValue(written)] ?? foldedValue(written);
    const names = ['price', ...this.dictionary.names];
    const alike = names.filter((name) => foldedValue(name) === wanted);
    const found = [written, wanted].find((name) => alike.includes(name)) ?? alike.at(0);
    if (found !== undefined) return found;
    const nearest = names
      .map((name) => ({ name, distance: damerauLevenshtein(wanted, foldedValue(name)) }))
      .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))[0];
    throw new BadInputError({
      field,
      reason: `no product has an attribute '${written}'`,
      remedy: `did you mean '${nearest.name}'?`,
    });
  }
}

function exactly({ value }: { value: string }): Range {
  const price = Number(value);
  if (Number.isFinite(price)) return { min: price, max: price, open: false };
  throw new BadInputError({
    field: 'filter',
    reason: `'${value}' is no price`,
    remedy: "write 'price<50' or 'price=10..50'",
  });
}

/**
 * @returns a test of a value's key
 *
 * A category matches by its path from the top, or by its last levels: 'Topwear' finds 'Apparel > Topwear'.
 */
function testOf(name: string, filter: Filter): (key: string) => boolean {
  if (filter.kind === 'range') return (key) => key.trim() !== '' && isWithin(Number(key), filter);
  const wanted = valueKey(name, filter.value);
  if (name !== 'category') return (key) => key === wanted;
  const levels = keyLevels(wanted);
  return (key) => {
    const path = keyLevels(key);
    return levels.length <= path.length && levels.every((level, i) => level === path.at(i - levels.length));
  };
}

function isWithin(number: number, { min = -Infinity, max = Infinity, open }: Range): boolean {
  return open ? number > min && number < max : number >= min && number <= max;
}

import { BadInputError } from '../errors.js';
import { categoryLevels } from '../product.js';
import type { Database } from '../storage/database.js';
import { damerauLevenshtein } from '../text/edit-distance.js';

import type { CatalogValue, ValueDictionary } from './value-dictionary.js';

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

/** The products that pass all filters. */
export interface Allowed {
  /** Rows, ascending. */
  readonly rows: Uint32Array;
  /** 1 for an allowed row, by row. */
  readonly isAllowed: Uint8Array;
}

/** Answers filters from the catalog's tables: several values of one name are alternatives, several names all hold. */
export class FilterIndex {
  constructor(
    private readonly database: Database,
    private readonly dictionary: ValueDictionary,
    private readonly rows: number,
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
    const passed = new Uint8Array(this.rows);
    for (const [name, alternatives] of byName) {
      const any = new Uint8Array(this.rows);
      for (const filter of alternatives) for (const row of this.rowsOf(name, filter)) any[row] = 1;
      for (let row = 0; row < any.length; row++) passed[row] += any[row];
    }
    const isAllowed = passed.map((count) => (count === byName.size ? 1 : 0));
    const rows: number[] = [];
    for (const [row, allowed] of isAllowed.entries()) if (allowed === 1) rows.push(row);
    return { rows: Uint32Array.from(rows), isAllowed };
  }

  private rowsOf(name: string, filter: Filter): Iterable<number> {
    if (name === 'price') return this.rowsByPrice(filter);
    const values = this.dictionary.valuesOf(name).filter((value) => matches(value, filter));
    return new Set(values.flatMap((value) => [...this.dictionary.rows(value)]));
  }

  private rowsByPrice(filter: Filter): number[] {
    const { min, max, open } = filter.kind === 'range' ? filter : exactly(filter);
    const found = this.database
      .prepare<{ row: number }>(
        open
          ? 'SELECT row FROM products WHERE price > ? AND price < ?'
          : 'SELECT row FROM products WHERE price >= ? AND price <= ?',
      )
      .all(min ?? -Number.MAX_VALUE, max ?? Number.MAX_VALUE);
    return found.map(({ row }) => row);
  }

  /** The catalog's spelling of an attribute's name. */
  private knownName(written: string): string {
    const wanted = ALIASES[folded(written)] ?? folded(written);
    const names = ['price', ...new Set(this.dictionary.values.map(({ name }) => name))];
    const found = names.find((name) => folded(name) === wanted);
    if (found !== undefined) return found;
    const nearest = names
      .map((name) => ({ name, distance: damerauLevenshtein(wanted, folded(name)) }))
      .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))[0];
    throw new BadInputError({
      field: 'filter',
      reason: `no product has an attribute '${written}'`,
      remedy: `did you mean '${nearest.name}'?`,
    });
  }
}

function exactly({ value }: { value: string }): { min: number; max: number; open: boolean } {
  const price = Number(value);
  if (Number.isFinite(price)) return { min: price, max: price, open: false };
  throw new BadInputError({
    field: 'filter',
    reason: `'${value}' is no price`,
    remedy: "write 'price<50' or 'price=10..50'",
  });
}

/** A category matches by its path from the top, or by its last levels: 'Topwear' finds 'Apparel > Topwear'. */
function matches({ name, value }: CatalogValue, filter: Filter): boolean {
  if (filter.kind === 'range') {
    const number = value.trim() === '' ? NaN : Number(value);
    const { min = -Infinity, max = Infinity, open } = filter;
    return open ? number > min && number < max : number >= min && number <= max;
  }
  if (name !== 'category') return folded(value) === folded(filter.value);
  const path = categoryLevels(value).map(folded);
  const wanted = categoryLevels(filter.value).map(folded);
  return (
    wanted.length > 0 &&
    wanted.length <= path.length &&
    wanted.every((level, i) => level === path.at(i - wanted.length))
  );
}

function folded(text: string): string {
  return text.normalize('NFC').trim().toLowerCase();
}

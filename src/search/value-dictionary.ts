import { filterValues } from '../catalog/searchable.js';
import type { ProductChange } from '../catalog/changes.js';
import { ByteCache } from '../indexes/byte-cache.js';
import type { FullTextIndex } from '../indexes/full-text.js';
import { categoryLevels, type Product } from '../product.js';
import type { Database } from '../storage/database.js';
import { byCodePoint, ValueColumn } from './value-column.js';

/** One value of one attribute that at least one product has: color = Navy Blue. */
export interface CatalogValue {
  readonly name: string;
  readonly value: string;
  /** How many products have it. */
  readonly documents: number;
}

/** The fields every catalog has; what a word means there outranks what it means in a shop's own attributes. */
export const CORE_NAMES: ReadonlySet<string> = new Set(['category', 'color', 'gender', 'brand']);

/** The closed class of words that languages have for a gender; whichever of them a catalog uses, all find it. */
const GENDER_WORDS: readonly (readonly string[])[] = [
  ['men', 'man', 'mens', 'male', 'males', 'gents', 'gentlemen', 'gentleman'],
  ['women', 'woman', 'womens', 'female', 'females', 'ladies', 'lady'],
  ['boys', 'boy'],
  ['girls', 'girl'],
  ['unisex'],
];

/** Values with more words than this are sentences; nobody types them. */
const MOST_WORDS = 6;

const COLUMN_BYTES = 32 * 2 ** 20;
const ROW_BYTES = 16 * 2 ** 20;

/** A value, and how many words it is said in. */
interface NamedValue {
  readonly value: CatalogValue;
  readonly words: number;
}

interface CountedValue extends CatalogValue {
  documents: number;
}

/**
 * Knows which words of a query name a value of the catalog, however they are split:
 *
 *     't shirts', 't-shirt', 'tshirts'  ->  stems joined: 'tshirt'  ->  category = Apparel > Topwear > Tshirts
 */
export class ValueDictionary {
  private readonly columns = new ByteCache<ValueColumn>(COLUMN_BYTES);
  private readonly rowCache = new ByteCache<Uint32Array>(ROW_BYTES);
  private readonly byName = new Map<string, Map<string, CountedValue>>();
  private readonly sorted = new Map<string, readonly CatalogValue[]>();
  private readonly byStems = new Map<string, NamedValue[]>();
  private longest = 1;

  /** @param extent.rows one more than the largest row */
  constructor(
    private readonly database: Database,
    private readonly fullText: FullTextIndex,
    private readonly extent: { readonly rows: number },
  ) {
    const values = database.prepare<CatalogValue>(
      'SELECT name, value, count(*) AS documents FROM product_values GROUP BY name, value',
    );
    this.learn(values.all().map((value) => this.insert({ ...value })));
  }

  /** Words of the longest value. */
  get longestKey(): number {
    return this.longest;
  }

  /** Attributes that some product has, in the order of their code points. */
  get names(): readonly string[] {
    return [...this.byName.keys()].sort(byCodePoint);
  }

  /**
   * Values that these stems name; the core fields' alone when there are any. Several stems name a value of as many words:
   * 'levis t' is not 'Levitate', though the stems look alike when they are joined.
   * @param joined the stems of the same words written as one: 't shirts' may name 'Tshirts'
   */
  named(stems: readonly string[], joined: readonly string[] = []): readonly CatalogValue[] {
    const apart = this.byStems.get(stems.join('')) ?? [];
    const fitting = apart.filter(({ words }) => stems.length === 1 || words === stems.length);
    const asOne = (joined.length === 1 ? this.byStems.get(joined[0]) : undefined) ?? [];
    const found = [...new Set([...fitting, ...asOne].map(({ value }) => value))];
    const core = found.filter(({ name }) => CORE_NAMES.has(name));
    return core.length > 0 ? core : found;
  }

  /** Every value of one attribute, in the order of their code points. */
  valuesOf(name: string): readonly CatalogValue[] {
    const kept = this.sorted.get(name);
    if (kept !== undefined) return kept;
    const values = [...(this.byName.get(name)?.values() ?? [])].sort((a, b) => byCodePoint(a.value, b.value));
    this.sorted.set(name, values);
    return values;
  }

  /** The values of one attribute, product by product. */
  column(name: string): ValueColumn {
    const kept = this.columns.get(name);
    if (kept !== undefined) return kept;
    const column = new ValueColumn(this.database, name, this.extent.rows);
    this.columns.set(name, column, column.bytes);
    return column;
  }

  /** Rows of the products that have a value, ascending. */
  rows({ name, value }: Pick<CatalogValue, 'name' | 'value'>): Uint32Array {
    const key = `${name}\0${value}`;
    const kept = this.rowCache.get(key);
    if (kept !== undefined) return kept;
    const rows = this.column(name).rowsWith(value);
    this.rowCache.set(key, rows, 4 * rows.length + 200);
    return rows;
  }

  /** Follows products that were written. */
  update(changes: readonly ProductChange[]): void {
    const added: CountedValue[] = [];
    for (const { row, before, after } of changes) {
      const [old, now] = [valuesByName(before), valuesByName(after)];
      for (const name of new Set([...old.keys(), ...now.keys()])) {
        const had = old.get(name) ?? new Set();
        const has = now.get(name) ?? new Set();
        for (const value of had) if (!has.has(value)) this.count({ name, value }, -1);
        for (const value of has) if (!had.has(value)) added.push(...this.count({ name, value }, 1));
        this.columns.peek(name)?.set(row, [...has]);
      }
    }
    this.learn(added.filter(({ documents }) => documents > 0));
  }

  /** @returns the value when it is new */
  private count({ name, value }: Pick<CatalogValue, 'name' | 'value'>, more: number): CountedValue[] {
    this.rowCache.delete(`${name}\0${value}`);
    const known = this.byName.get(name)?.get(value);
    if (known === undefined) return [this.insert({ name, value, documents: more })];
    known.documents += more;
    if (known.documents === 0) this.forget(known);
    return [];
  }

  private insert(value: CountedValue): CountedValue {
    const { name } = value;
    const values = this.byName.get(name) ?? new Map<string, CountedValue>();
    this.byName.set(name, values.set(value.value, value));
    this.sorted.delete(name);
    return value;
  }

  private forget(value: CountedValue): void {
    const values = this.byName.get(value.name);
    values?.delete(value.value);
    if (values?.size === 0) this.byName.delete(value.name);
    this.sorted.delete(value.name);
    for (const { key } of this.keysOf([value])) {
      const others = this.byStems.get(key)?.filter((other) => other.value !== value) ?? [];
      if (others.length > 0) this.byStems.set(key, others);
      else this.byStems.delete(key);
    }
  }

  private learn(values: readonly CountedValue[]): void {
    for (const { key, words, value } of this.keysOf(values)) {
      const entries = this.byStems.get(key);
      if (entries === undefined) this.byStems.set(key, [{ value, words }]);
      else if (!entries.some((entry) => entry.value === value && entry.words === words)) entries.push({ value, words });
      this.longest = Math.max(this.longest, words + 1);
    }
  }

  private keysOf(values: readonly CountedValue[]): { key: string; words: number; value: CountedValue }[] {
    const named = values.flatMap((value) => spokenForms(value).map((form) => ({ value, form })));
    return named.flatMap(({ value, form }) => {
      const stems = this.fullText.stems(form);
      return stems.length === 0 || stems.length > MOST_WORDS
        ? []
        : [{ key: stems.join(''), words: stems.length, value }];
    });
  }
}

function valuesByName(product: Product | undefined): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const [name, value] of product === undefined ? [] : filterValues(product)) {
    found.set(name, (found.get(name) ?? new Set<string>()).add(value));
  }
  return found;
}

/** How people say a value: of a category its last level, and each half of 'Perfume and Body Mist'. */
function spokenForms({ name, value }: CatalogValue): readonly string[] {
  if (name === 'gender') return GENDER_WORDS.find((words) => words.includes(value.toLowerCase())) ?? [value];
  if (name !== 'category') return [value];
  const leaf = categoryLevels(value).at(-1) ?? value;
  const halves = leaf.split(/\s+and\s+|[&/,]/i).map((half) => half.trim());
  return [...new Set([leaf, ...halves])].filter((form) => form !== '');
}

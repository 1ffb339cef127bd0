import type { ProductChange } from '../catalog/changes.js';
import { ByteCache } from '../indexes/byte-cache.js';
import type { FullTextIndex } from '../indexes/full-text.js';
import { categoryLevels } from '../product.js';
import type { Database } from '../storage/database.js';
import { kindsOf } from '../text/title-kinds.js';
import { CatalogValues, keysByName, type CatalogValue } from './catalog-values.js';
import { nameKey, valueKey } from './folded-value.js';
import { byCodePoint, ValueColumn } from './value-column.js';

export type { CatalogValue } from './catalog-values.js';

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

/** Fields that say how a product is sold, not what it is: a number in a query is no stock. */
export const UNSPOKEN_NAMES: ReadonlySet<string> = new Set(['availability', 'stock']);

/** Values with more words than this are sentences; nobody types them. */
const MOST_WORDS = 6;

const NO_KEYS: ReadonlySet<string> = new Set();

const COLUMN_BYTES = 32 * 2 ** 20;
const ROW_BYTES = 16 * 2 ** 20;

/** A value, and how many words it is said in. */
interface NamedValue {
  readonly value: CatalogValue;
  readonly words: number;
  /** Whether only the word for the thing is said, of a category with more words: 'pants' of 'Track Pants'. */
  readonly isHead: boolean;
}

/**
 * Knows which words of a query name a value of the catalog, however they are split:
 *
 *     't shirts', 't-shirt', 'tshirts'  ->  stems joined: 'tshirt'  ->  category = Apparel > Topwear > Tshirts
 */
export class ValueDictionary {
  private readonly values: CatalogValues;
  private readonly columns = new ByteCache<ValueColumn>(COLUMN_BYTES);
  private readonly rowCache = new ByteCache<Uint32Array>(ROW_BYTES);
  private readonly sorted = new Map<string, readonly CatalogValue[]>();
  private readonly byStems = new Map<string, NamedValue[]>();
  private longest = 1;

  /** @param extent.rows one more than the largest row */
  constructor(
    private readonly database: Database,
    private readonly fullText: FullTextIndex,
    private readonly extent: { readonly rows: number },
  ) {
    this.values = new CatalogValues(database);
    this.learn(this.values.all());
  }

  /** Words of the longest value. */
  get longestKey(): number {
    return this.longest;
  }

  /** Attributes that some product has, in the order of their code points. */
  get names(): readonly string[] {
    return this.values.names;
  }

  /**
   * Values that these stems name; the core fields' alone when there are any. Several stems name a value of as many words:
   * 'levis t' is not 'Levitate', though the stems look alike when they are joined.
   * @param joined the stems of the same words written as one: 't shirts' may name 'Tshirts'
   */
  named(stems: readonly string[], joined: readonly string[] = []): readonly CatalogValue[] {
    const apart = this.byStems.get(stems.join('')) ?? [];
    const fitting = apart.filter(({ words, isHead }) => !isHead && (stems.length === 1 || words === stems.length));
    const asOne = (joined.length === 1 ? this.byStems.get(joined[0]) : undefined) ?? [];
    const found = [...new Set([...fitting, ...asOne.filter(({ isHead }) => !isHead)].map(({ value }) => value))];
    const core = found.filter(({ name }) => CORE_NAMES.has(name));
    return core.length > 0 ? core : found;
  }

  /** The categories whose name is this word, or ends with it as the word for the thing: of 'pants' also 'Track Pants'. */
  categoriesOf(stems: readonly string[]): readonly CatalogValue[] {
    const found = this.byStems.get(stems.join('')) ?? [];
    return [...new Set(found.map(({ value }) => value))].filter(({ name }) => name === 'category');
  }

  /** Every value of one attribute, in the order of their code points. */
  valuesOf(name: string): readonly CatalogValue[] {
    const key = nameKey(name);
    const kept = this.sorted.get(key);
    if (kept !== undefined) return kept;
    const values = this.values.of(name).sort((a, b) => byCodePoint(a.value, b.value));
    this.sorted.set(key, values);
    return values;
  }

  /** Every spelling of every value of an attribute, and how many products have it. */
  spellings(name: string): Iterable<readonly [value: string, documents: number]> {
    return this.values.spellings(name);
  }

  /** The commonest spelling of a value. */
  shown(name: string, key: string): string {
    return this.values.shown(name, key);
  }

  /** The values of one attribute, product by product. */
  column(name: string): ValueColumn {
    const key = nameKey(name);
    const kept = this.columns.get(key);
    if (kept !== undefined) return kept;
    const column = new ValueColumn(this.database, this.values.namesOf(name), this.extent.rows);
    this.columns.set(key, column, column.bytes);
    return column;
  }

  /** Rows of the products that have a value in whichever spelling, ascending. */
  rows({ name, value }: Pick<CatalogValue, 'name' | 'value'>): Uint32Array {
    const key = valueKey(name, value);
    const kept = this.rowCache.get(rowsKey(nameKey(name), key));
    if (kept !== undefined) return kept;
    const rows = this.column(name).rowsWith(key);
    this.rowCache.set(rowsKey(nameKey(name), key), rows, 4 * rows.length + 200);
    return rows;
  }

  /** Follows products that were written. */
  update(changes: readonly ProductChange[]): void {
    const { removed, added } = this.values.update(changes);
    for (const { row, before, after } of changes) {
      const [old, now] = [keysByName(before), keysByName(after)];
      for (const name of new Set([...old.keys(), ...now.keys()])) {
        const [had, has] = [old.get(name) ?? NO_KEYS, now.get(name) ?? NO_KEYS];
        for (const key of had) if (!has.has(key)) this.rowCache.delete(rowsKey(name, key));
        for (const key of has) if (!had.has(key)) this.rowCache.delete(rowsKey(name, key));
        this.columns.peek(name)?.set(row, [...has]);
      }
    }
    for (const { name } of [...removed, ...added]) this.sorted.delete(nameKey(name));
    this.forget(removed);
    this.learn(added);
  }

  /** The stem of the word for the thing; undefined where it has more than one. */
  private headOf(form: string): string | undefined {
    const heads = kindsOf(form).map((kind) => this.fullText.stems(kind));
    return heads.length === 1 && heads[0].length === 1 ? heads[0][0] : undefined;
  }

  private forget(values: readonly CatalogValue[]): void {
    for (const { key, value } of this.keysOf(values)) {
      const others = this.byStems.get(key)?.filter((other) => other.value !== value) ?? [];
      if (others.length > 0) this.byStems.set(key, others);
      else this.byStems.delete(key);
    }
  }

  private learn(values: readonly CatalogValue[]): void {
    for (const { key, words, value, isHead } of this.keysOf(values)) {
      const entries = this.byStems.get(key) ?? [];
      if (entries.some((entry) => entry.value === value && entry.words === words)) continue;
      this.byStems.set(
        key,
        [...entries, { value, words, isHead }].sort((a, b) => byNameAndValue(a.value, b.value)),
      );
      this.longest = Math.max(this.longest, words + 1);
    }
  }

  private keysOf(values: readonly CatalogValue[]): (NamedValue & { readonly key: string })[] {
    const forms = values
      .filter(({ name }) => !UNSPOKEN_NAMES.has(name))
      .flatMap((value) => spokenForms(value).map((form) => ({ value, form, stems: this.fullText.stems(form) })))
      .filter(({ stems }) => stems.length > 0 && stems.length <= MOST_WORDS);
    const whole = forms.map(({ value, stems }) => ({
      ...{ key: stems.join(''), words: stems.length, value },
      isHead: false,
    }));
    const heads = forms.flatMap(({ value, form, stems }) => {
      const head = value.name === 'category' && stems.length > 1 ? this.headOf(form) : undefined;
      return head === undefined ? [] : [{ key: head, words: 1, value, isHead: true }];
    });
    // A value that is named by its head as a whole too has been learned by that already.
    return [...whole, ...heads];
  }
}

function rowsKey(name: string, key: string): string {
  return `${name}\0${key}`;
}

function byNameAndValue(a: CatalogValue, b: CatalogValue): number {
  return byCodePoint(a.name, b.name) || byCodePoint(a.value, b.value);
}

/** How people say a value: of a category its last level, and each half of 'Perfume and Body Mist'. */
function spokenForms({ name, value }: CatalogValue): readonly string[] {
  if (name === 'gender') return GENDER_WORDS.find((words) => words.includes(value.toLowerCase())) ?? [value];
  if (name !== 'category') return [value];
  const leaf = categoryLevels(value).at(-1) ?? value;
  const halves = leaf.split(/\s+and\s+|[&/,]/i).map((half) => half.trim());
  return [...new Set([leaf, ...halves])].filter((form) => form !== '');
}

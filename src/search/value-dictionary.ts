import { ByteCache } from '../indexes/byte-cache.js';
import type { FullTextIndex } from '../indexes/full-text.js';
import { categoryLevels } from '../product.js';
import type { Database } from '../storage/database.js';

/** One value of one attribute that at least one product has: color = Navy Blue. */
export interface CatalogValue {
  readonly name: string;
  readonly value: string;
  /** How many products have it. */
  readonly documents: number;
}

/** The fields every catalog has; what a word means there outranks what it means in a shop's own attributes. */
const CORE_NAMES = new Set(['category', 'color', 'gender', 'brand']);

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

/**
 * Knows which words of a query name a value of the catalog, however they are split:
 *
 *     't shirts', 't-shirt', 'tshirts'  ->  stems joined: 'tshirt'  ->  category = Apparel > Topwear > Tshirts
 */
export class ValueDictionary {
  private readonly rowCache = new ByteCache<Uint32Array>(16 * 2 ** 20);
  private readonly byStems = new Map<string, CatalogValue[]>();
  readonly values: readonly CatalogValue[];
  readonly longestKey: number;

  constructor(
    private readonly database: Database,
    fullText: FullTextIndex,
  ) {
    this.values = database
      .prepare<CatalogValue>('SELECT name, value, count(*) AS documents FROM product_values GROUP BY name, value')
      .all();
    const named = this.values.flatMap((value) => spokenForms(value).map((form) => ({ value, form })));
    const stems = fullText.stemsOfAll(named.map(({ form }) => form));
    let longest = 1;
    for (const [i, { value }] of named.entries()) {
      if (stems[i].length === 0 || stems[i].length > MOST_WORDS) continue;
      const key = stems[i].join('');
      const entries = this.byStems.get(key);
      if (entries === undefined) this.byStems.set(key, [value]);
      else if (!entries.includes(value)) entries.push(value);
      longest = Math.max(longest, stems[i].length + 1);
    }
    this.longestKey = longest;
  }

  /** Values that these stems name; the core fields' alone when there are any. */
  named(stems: readonly string[]): readonly CatalogValue[] {
    const found = this.byStems.get(stems.join('')) ?? [];
    const core = found.filter(({ name }) => CORE_NAMES.has(name));
    return core.length > 0 ? core : found;
  }

  /** Every value of one attribute. */
  valuesOf(name: string): readonly CatalogValue[] {
    return this.values.filter((value) => value.name === name);
  }

  /** Rows of the products that have a value, ascending. */
  rows({ name, value }: Pick<CatalogValue, 'name' | 'value'>): Uint32Array {
    const key = `${name}\0${value}`;
    const kept = this.rowCache.get(key);
    if (kept !== undefined) return kept;
    const found = this.database
      .prepare<{ rows: string }>(
        'SELECT json_group_array(row) AS rows FROM product_values WHERE name = ? AND value = ?',
      )
      .get(name, value);
    const rows = Uint32Array.from(JSON.parse(found?.rows ?? '[]') as number[]);
    this.rowCache.set(key, rows, 4 * rows.length + 200);
    return rows;
  }
}

/** How people say a value: of a category its last level, and each half of 'Perfume and Body Mist'. */
function spokenForms({ name, value }: CatalogValue): readonly string[] {
  if (name === 'gender') return GENDER_WORDS.find((words) => words.includes(value.toLowerCase())) ?? [value];
  if (name !== 'category') return [value];
  const leaf = categoryLevels(value).at(-1) ?? value;
  const halves = leaf.split(/\s+and\s+|[&/,]/i).map((half) => half.trim());
  return [...new Set([leaf, ...halves])].filter((form) => form !== '');
}

import { filterValues } from '../catalog/searchable.js';
import type { ProductChange } from '../catalog/changes.js';
import { categoryLevels, type Product } from '../product.js';
import type { Database } from '../storage/database.js';
import { nameKey, parentKey, valueKey } from './folded-value.js';
import { byCodePoint } from './value-column.js';

/** One value of one attribute that at least one product has: color = Navy Blue. */
export interface CatalogValue {
  /** The commonest spelling of the attribute's name. */
  readonly name: string;
  /** The commonest spelling of the value; of a category, that of each level. */
  readonly value: string;
  /** What all spellings of the value have in common. */
  readonly key: string;
  /** How many products have it. */
  readonly documents: number;
}

/** How often each spelling occurs. */
type Spellings = Map<string, number>;

interface Attribute {
  readonly key: string;
  readonly spellings: Spellings;
  name: string;
  readonly values: Map<string, Value>;
}

interface Value {
  readonly spellings: Spellings;
  shown: CatalogValue & { documents: number };
}

/** Values that are others than before, as they were and as they are: what was learned of them is to be learned anew. */
export interface ValueNews {
  readonly removed: readonly CatalogValue[];
  readonly added: readonly CatalogValue[];
}

interface SpeltValue {
  readonly name: string;
  readonly value: string;
}

/**
 * The attributes and values of a catalog. Names and values that differ only in case, accents and blanks are one, shown in
 * the commonest spelling, the first by code points where several are as common. They follow the catalog: products that
 * come and go may make another spelling the commonest.
 */
export class CatalogValues {
  private readonly attributes = new Map<string, Attribute>();

  constructor(private readonly database: Database) {
    const values = database.prepare<SpeltValue & { documents: number }>(
      'SELECT name, value, count(*) AS documents FROM product_values GROUP BY name, value',
    );
    for (const { documents, ...spelt } of values.all()) this.count(spelt, documents).shown.documents += documents;
    for (const attribute of this.attributes.values()) {
      for (const value of attribute.values.values()) {
        if (value.spellings.size > 1) value.shown.documents = this.holders(attribute, value);
      }
      this.settle(attribute, new Set(attribute.values.keys()));
    }
  }

  /** Attributes that some product has, in the order of their code points. */
  get names(): readonly string[] {
    return [...this.attributes.values()].map(({ name }) => name).sort(byCodePoint);
  }

  /** The spellings of an attribute's name; its own alone when no product has it. */
  namesOf(name: string): readonly string[] {
    const { spellings } = this.attributes.get(nameKey(name)) ?? {};
    return spellings === undefined ? [name] : [...spellings.keys()];
  }

  /** Every value of one attribute, in no order. */
  of(name: string): CatalogValue[] {
    return [...(this.attributes.get(nameKey(name))?.values.values() ?? [])].map(({ shown }) => shown);
  }

  all(): CatalogValue[] {
    return [...this.attributes.values()].flatMap(({ values }) => [...values.values()].map(({ shown }) => shown));
  }

  /** The commonest spelling of a value. */
  shown(name: string, key: string): string {
    return this.attributes.get(nameKey(name))?.values.get(key)?.shown.value ?? key;
  }

  /** Every spelling of every value of an attribute, and how many products have it. */
  *spellings(name: string): IterableIterator<[value: string, documents: number]> {
    const { values } = this.attributes.get(nameKey(name)) ?? {};
    for (const { spellings } of values?.values() ?? []) yield* spellings;
  }

  /** Follows products that were written. */
  update(changes: readonly ProductChange[]): ValueNews {
    const touched = new Map<string, Set<string>>();
    for (const { before, after } of changes) {
      const [had, has] = [speltValues(before), speltValues(after)];
      for (const [id, { name, value }] of [...had, ...has]) {
        if (had.has(id) && has.has(id)) continue;
        const key = nameKey(name);
        this.count({ name, value }, had.has(id) ? -1 : 1);
        touched.set(key, (touched.get(key) ?? new Set()).add(valueKey(name, value)));
      }
      this.countDocuments(keysByName(before), -1);
      this.countDocuments(keysByName(after), 1);
    }
    const news = [...touched].map(([key, values]) => this.settle(this.attributes.get(key)!, values));
    return { removed: news.flatMap(({ removed }) => removed), added: news.flatMap(({ added }) => added) };
  }

  private countDocuments(keys: ReadonlyMap<string, ReadonlySet<string>>, more: number): void {
    for (const [name, values] of keys) {
      for (const key of values) this.attributes.get(name)!.values.get(key)!.shown.documents += more;
    }
  }

  /** Counts a spelling; a new value is shown as it is first written, until it is settled. */
  private count({ name, value }: SpeltValue, more: number): Value {
    const ofName = nameKey(name);
    const attribute: Attribute = this.attributes.get(ofName) ?? {
      key: ofName,
      spellings: new Map(),
      name,
      values: new Map(),
    };
    this.attributes.set(ofName, attribute);
    const key = valueKey(name, value);
    const known: Value = attribute.values.get(key) ?? {
      spellings: new Map<string, number>(),
      shown: { name: '', value, key, documents: 0 },
    };
    attribute.values.set(key, known);
    add(attribute.spellings, name, more);
    add(known.spellings, value, more);
    return known;
  }

  /** Products that have a value in whichever of its spellings. */
  private holders({ spellings: names }: Attribute, { spellings }: Value): number {
    const rows = this.database.prepare<{ documents: number }>(
      `SELECT count(DISTINCT row) AS documents FROM product_values
       WHERE name IN (SELECT value FROM json_each(?)) AND value IN (SELECT value FROM json_each(?))`,
    );
    return rows.get(JSON.stringify([...names.keys()]), JSON.stringify([...spellings.keys()]))!.documents;
  }

  /** Chooses the spellings that are shown anew, and forgets what no product has any more. */
  private settle(attribute: Attribute, touched: ReadonlySet<string>): ValueNews {
    const removed: CatalogValue[] = [];
    const added: CatalogValue[] = [];
    const name = attribute.spellings.size === 0 ? attribute.name : commonest(attribute.spellings);
    const isRenamed = name !== attribute.name;
    attribute.name = name;
    // The upper levels of a category first: the lower ones are shown below them.
    const waiting = [...(isRenamed ? attribute.values.keys() : touched)].sort((a, b) => a.length - b.length);
    for (let key = waiting.shift(); key !== undefined; key = waiting.shift()) {
      const value = attribute.values.get(key);
      if (value === undefined) continue;
      const { shown } = value;
      const now = value.spellings.size === 0 ? undefined : spellingOf(attribute, key, value);
      if (shown.name === name && shown.value === now) continue;
      if (shown.name !== '') removed.push(shown);
      if (now === undefined) {
        attribute.values.delete(key);
        continue;
      }
      value.shown = { ...shown, name, value: now };
      added.push(value.shown);
      if (attribute.key === 'category' && shown.name !== '') {
        waiting.unshift(...[...attribute.values.keys()].filter((other) => parentKey(other) === key));
      }
    }
    if (attribute.values.size === 0) this.attributes.delete(attribute.key);
    return { removed, added };
  }
}

function spellingOf({ key: name, values }: Attribute, key: string, { spellings }: Value): string {
  if (name !== 'category') return commonest(spellings);
  const ofLevel: Spellings = new Map();
  for (const [path, documents] of spellings) add(ofLevel, categoryLevels(path).at(-1) ?? path, documents);
  const above = values.get(parentKey(key) ?? '')?.shown.value;
  return above === undefined ? commonest(ofLevel) : `${above} > ${commonest(ofLevel)}`;
}

function add(spellings: Spellings, spelling: string, more: number): void {
  const count = (spellings.get(spelling) ?? 0) + more;
  if (count === 0) spellings.delete(spelling);
  else spellings.set(spelling, count);
}

function commonest(spellings: Spellings): string {
  const [[best]] = [...spellings].sort(([a, often], [b, oftener]) => oftener - often || byCodePoint(a, b));
  return best;
}

/** What a product can be filtered by, each once, as it is spelt. */
function speltValues(product: Product | undefined): Map<string, SpeltValue> {
  const values = product === undefined ? [] : filterValues(product);
  return new Map(values.map(([name, value]) => [`${name}\0${value}`, { name, value }]));
}

/** The keys of a product's values by the keys of their names. */
export function keysByName(product: Product | undefined): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const [name, value] of product === undefined ? [] : filterValues(product)) {
    const key = nameKey(name);
    found.set(key, (found.get(key) ?? new Set<string>()).add(valueKey(name, value)));
  }
  return found;
}

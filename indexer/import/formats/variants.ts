/** Distinct values by name, in the order in which they came: what the variants of one product differ in. */
export class VariantValues {
  private readonly byName = new Map<string, Set<string>>();

  add(name: string, value: string): void {
    if (name === '' || value === '') return;
    const values = this.byName.get(name);
    if (values === undefined) this.byName.set(name, new Set([value]));
    else values.add(value);
  }

  /** The values of the first of these names (without case) that has any. */
  valuesOf(...names: readonly string[]): string[] {
    for (const [name, values] of this.byName) if (names.includes(name.toLowerCase())) return [...values];
    return [];
  }

  /** [name, values joined by commas] */
  *[Symbol.iterator](): IterableIterator<[name: string, values: string]> {
    for (const [name, values] of this.byName) yield [name, [...values].join(', ')];
  }
}

/** The only value of these names; undefined when there are several, since a product has one colour or many. */
export function onlyValue(values: VariantValues, ...names: readonly string[]): string | undefined {
  const found = values.valuesOf(...names);
  return found.length === 1 ? found[0] : undefined;
}

import type { Availability } from '../../../src/product.js';

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

  *[Symbol.iterator](): IterableIterator<[name: string, values: string[]]> {
    for (const [name, values] of this.byName) yield [name, [...values]];
  }
}

/** What is there of the variants of one product, as far as they say. */
export class VariantStock {
  private readonly states = new Set<Availability>();
  private pieces: number | undefined;

  /** @param pieces undefined where nobody counts them */
  add(state: Availability | undefined, pieces?: number): void {
    if (state !== undefined) this.states.add(state);
    if (pieces !== undefined) this.pieces = (this.pieces ?? 0) + pieces;
  }

  /** A product is in stock when one of its variants is. */
  get availability(): Availability | undefined {
    return (['in stock', 'preorder', 'backorder', 'out of stock'] as const).find((state) => this.states.has(state));
  }

  get stock(): number | undefined {
    return this.pieces;
  }
}

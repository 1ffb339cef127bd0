/** Conditions as the service reads them: 'color=Red', 'price=10..50'. Values of one name are alternatives. */
export type Filters = readonly string[];

const CONDITION = /^([^=<>]+?)\s*(<=|>=|<|>|=)\s*(.*)$/su;

export interface PriceRange {
  readonly least?: number | undefined;
  readonly most?: number | undefined;
}

/** 'color=Red' is about 'color'. */
export function filterName(filter: string): string {
  return CONDITION.exec(filter)?.[1].trim() ?? filter;
}

/** @returns the chosen values of a name: ['Red', 'Blue'] */
export function chosenValues(filters: Filters, name: string): string[] {
  return filters.filter((filter) => filter.startsWith(`${name}=`)).map((filter) => filter.slice(name.length + 1));
}

/** The same as they are spelt among the values that are known: an address may say 'color=red' for 'Red'. */
export function chosenAmong(filters: Filters, name: string, values: readonly { readonly value: string }[]): string[] {
  const chosen = chosenValues(filters, name);
  return [...new Set(chosen.map((value) => values.find((known) => isSame(known.value, value))?.value ?? value))];
}

export function toggleValue(filters: Filters, name: string, value: string): Filters {
  const others = filters.filter((filter) => !(filterName(filter) === name && isSame(valueOf(filter), value)));
  return others.length < filters.length ? others : [...filters, `${name}=${value}`];
}

function valueOf(filter: string): string {
  return CONDITION.exec(filter)?.[3] ?? '';
}

/** Case, accents and blanks make no other value, as for the service. */
function isSame(a: string, b: string): boolean {
  return folded(a) === folded(b);
}

function folded(value: string): string {
  const plain = value.normalize('NFKD').replace(/\p{M}/gu, '');
  return plain.toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** The one value of a name; undefined takes the name away. */
export function onlyValue(filters: Filters, name: string, value: string | undefined): Filters {
  const others = withoutName(filters, name);
  return value === undefined ? others : [...others, `${name}=${value}`];
}

export function withoutName(filters: Filters, name: string): Filters {
  return filters.filter((filter) => filterName(filter) !== name);
}

/** @returns the bounds of 'price=10..50', 'price<50' or 'price>=10'; empty when there is no such filter */
export function priceRange(filters: Filters): PriceRange {
  let range: PriceRange = {};
  for (const filter of filters) {
    const [, name, operator, value] = CONDITION.exec(filter) ?? [];
    if (name?.trim() !== 'price') continue;
    if (operator === '=') {
      const [least, most] = value.split('..').map((bound) => (bound.trim() === '' ? undefined : Number(bound)));
      range = { least, most };
    } else if (operator.startsWith('<')) range = { ...range, most: Number(value) };
    else range = { ...range, least: Number(value) };
  }
  return range;
}

/** One condition for both bounds, since two conditions on one name would be alternatives. */
export function withPriceRange(filters: Filters, { least, most }: PriceRange): Filters {
  const others = withoutName(filters, 'price');
  return least === undefined && most === undefined ? others : [...others, `price=${least ?? ''}..${most ?? ''}`];
}

/**
 * What a chip says: 'Red', 'Shirts' for 'category=Apparel > Topwear > Shirts', '10 to 50' for a price.
 * @param amount how a price is written
 */
export function filterLabel(filter: string, amount: (price: number) => string = String): string {
  const [, name, operator, value] = CONDITION.exec(filter) ?? [];
  if (name === undefined) return filter;
  if (name.trim() === 'price') return priceLabel(priceRange([filter]), amount);
  if (name.trim() === 'category') return value.split('>').at(-1)?.trim() ?? value;
  return operator === '=' ? value : `${name} ${operator} ${value}`;
}

/** '10 to 50', 'up to 50', 'from 10'. */
export function priceLabel({ least, most }: PriceRange, amount: (price: number) => string): string {
  if (least === undefined) return `up to ${most === undefined ? '' : amount(most)}`;
  return most === undefined ? `from ${amount(least)}` : `${amount(least)} to ${amount(most)}`;
}

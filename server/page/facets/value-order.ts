import type { FacetValue } from '../../requests/facets.js';

/** Sizes of clothes from the smallest, each in its spellings. */
const LETTER_SIZES: readonly (readonly string[])[] = [
  ['3xs', 'xxxs'],
  ['2xs', 'xxs'],
  ['xs', 'extra small', 'x-small'],
  ['s', 'small'],
  ['m', 'medium'],
  ['l', 'large'],
  ['xl', 'extra large', 'x-large', '1xl'],
  ['2xl', 'xxl'],
  ['3xl', 'xxxl'],
  ['4xl', 'xxxxl'],
  ['5xl'],
  ['6xl'],
];

/** One size for all stands behind the others. */
const ONE_SIZE = /^(?:one|free)[ -]?size$|^(?:os|free)$/u;

const AMOUNT = /^(\D*?)(\d+(?:[.,]\d+)?)(.*)$/su;

/**
 * Sizes and amounts in their own order, as on a rail in a shop; all else as it is, the most frequent first.
 * @param values some of one attribute
 */
export function inTheirOrder(values: readonly FacetValue[]): readonly FacetValue[] {
  const ranks = new Map(values.map(({ value }) => [value, rankOf(value)]));
  const known = [...ranks.values()].filter((rank) => rank !== undefined);
  const kinds = new Set(known.filter(({ place }) => place < Infinity).map(({ kind }) => kind));
  if (known.length < ranks.size || kinds.size !== 1) return values;
  return [...values].sort((a, b) => (ranks.get(a.value)?.place ?? 0) - (ranks.get(b.value)?.place ?? 0));
}

/** Values of one kind can be compared: letters, or amounts of the same unit. */
function rankOf(value: string): { readonly kind: string; readonly place: number } | undefined {
  const plain = value.trim().toLowerCase();
  if (ONE_SIZE.test(plain)) return { kind: '', place: Infinity };
  const letters = LETTER_SIZES.findIndex((names) => names.includes(plain));
  if (letters >= 0) return { kind: 'letters', place: letters };
  const [, before, amount, after] = AMOUNT.exec(plain) ?? [];
  if (amount === undefined || /\d/u.test(after.replace(/^\s*[/x×-]\s*[\d.,]+/u, ''))) return undefined;
  return { kind: `${before.trim()} ${unitOf(after)}`, place: Number(amount.replace(',', '.')) };
}

/** '2.5 inches' and '1 inch' are of one unit, and '32/34' and '32/36' of none. */
function unitOf(after: string): string {
  return after
    .replace(/^\s*[/x×-]\s*[\d.,]+/u, '')
    .trim()
    .replace(/(?:es|s)$/u, '');
}

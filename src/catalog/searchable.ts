import { categoryLevels, categoryPrefix, shownValue, valuesOf, type FieldValue, type Product } from '../product.js';

/**
 * The columns of `product_words`, in the order of its schema. `kinds` holds the words of the title once more that name
 * what the product is.
 */
export const WORD_COLUMNS = ['title', 'category', 'attributes', 'description', 'kinds'] as const;
export type WordColumn = (typeof WORD_COLUMNS)[number];

const FILTER_FIELDS = ['brand', 'gender', 'color', 'season', 'usage'] as const;

/** The texts by which a product is found: the first of WORD_COLUMNS, by position. The catalog keeps their words, not the texts. */
export function wordTexts(product: Product): readonly [string, string, string, string] {
  const { title, category = '', description = '', attributes } = product;
  const fields = FILTER_FIELDS.flatMap((name) => valuesOf(product[name]));
  const named = Object.entries(attributes).map(([name, value]) => `${name} ${shownValue(value)}`);
  const attributeWords = [...fields, ...named];
  return [title, category, attributeWords.join('\n'), description];
}

/** What a product can be filtered by: each value of its fields and attributes, and every prefix of its category path. */
export function filterValues(product: Product): [name: string, value: string][] {
  const each = (name: string, value: FieldValue | undefined): [string, string][] =>
    valuesOf(value).map((own) => [name, own]);
  const { category = '', availability, stock } = product;
  const prefixes = categoryLevels(category).map((_, i): [string, string] => [
    'category',
    categoryPrefix(category, i + 1),
  ]);
  return [
    ...FILTER_FIELDS.flatMap((name) => each(name, product[name])),
    ...prefixes,
    ...each('availability', availability),
    ...each('stock', stock === undefined ? undefined : String(stock)),
    ...Object.entries(product.attributes).flatMap(([name, value]) => each(name, value)),
  ];
}

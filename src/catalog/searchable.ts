import { categoryLevels, categoryPrefix, type Product } from '../product.js';

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
  const fields = FILTER_FIELDS.map((name) => product[name]).filter((value) => value !== undefined);
  const attributeWords = [...fields, ...Object.entries(attributes).map(([name, value]) => `${name} ${value}`)];
  return [title, category, attributeWords.join('\n'), description];
}

/** What a product can be filtered by: its fields, every prefix of its category path, its attributes. */
export function filterValues(product: Product): [name: string, value: string][] {
  const fields = FILTER_FIELDS.flatMap((name): [string, string][] =>
    product[name] === undefined ? [] : [[name, product[name]]],
  );
  const { category = '' } = product;
  const prefixes = categoryLevels(category).map((_, i): [string, string] => [
    'category',
    categoryPrefix(category, i + 1),
  ]);
  return [...fields, ...prefixes, ...Object.entries(product.attributes)];
}

import { categoryLevels, categoryPrefix, type Product } from '../product.js';

/**
 * The columns of `product_words`, in the order of its schema. `kinds` holds the words of the title that name what the
 * product is, `pairs` its neighbouring words written as one.
 */
export const WORD_COLUMNS = ['title', 'category', 'attributes', 'description', 'kinds', 'pairs'] as const;
export type WordColumn = (typeof WORD_COLUMNS)[number];

export const FILTER_FIELDS = ['brand', 'gender', 'color', 'season', 'usage'] as const;

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

import { FILTER_FIELDS } from '../catalog/searchable.js';
import type { Product } from '../product.js';
import { titleStructure } from '../text/title-structure.js';

/** The texts by which a product is found, by position in WORD_COLUMNS. The catalog keeps their words, not the texts. */
export function wordTexts(product: Product): readonly string[] {
  const { title, category = '', description = '', attributes } = product;
  const fields = FILTER_FIELDS.map((name) => product[name]).filter((value) => value !== undefined);
  const attributeWords = [...fields, ...Object.entries(attributes).map(([name, value]) => `${name} ${value}`)];
  const { kinds, pairs } = titleStructure(title);
  return [title, category, attributeWords.join('\n'), description, kinds.join(' '), pairs.join(' ')];
}

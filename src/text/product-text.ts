import { shownValue, type FieldValue, type Product } from '../product.js';
import { plainText } from './plain-text.js';

/** A tag has several values where the product has. */
export type Tag = readonly [name: string, value: FieldValue];

/** The three kinds of text of a product (Rubio et al. 2017): a title, a series of tags, a description. */
export interface ProductFields {
  readonly title: string;
  /** Brand, category, color, gender, season and usage under these names, then the attributes under their own. */
  readonly tags: readonly Tag[];
  readonly description: string;
}

/**
 * @returns the fields as plain text. A series of tags that stands in the description becomes tags.
 */
export function productFields(product: Product): ProductFields {
  const tags: Tag[] = [];
  for (const name of ['brand', 'category', 'color', 'gender', 'season', 'usage'] as const) {
    const value = product[name];
    if (value !== undefined && value !== '') tags.push([name, value]);
  }
  for (const [name, value] of Object.entries(product.attributes)) {
    if (value !== '') tags.push([name, typeof value === 'string' ? plainText(value) : value.map(plainText)]);
  }
  const description = plainText(product.description ?? '');
  const series = parseTagSeries(description);
  return {
    title: plainText(product.title),
    tags: series === undefined ? tags : [...tags, ...series.tags],
    description: series === undefined ? description : series.rest,
  };
}

/** The whole text of a product: title, brand, category, colour, gender, season, usage, attributes, description. */
export function productText(product: Product): string {
  const { title, tags, description } = productFields(product);
  return [title, ...tags.map(tagText), description].filter((part) => part !== '').join(' // ');
}

/** A tag as text. The well-known fields speak for themselves; an attribute needs its name ('Neck: Round'). */
export function tagText([name, value]: Tag): string {
  const shown = shownValue(value);
  return WELL_KNOWN.has(name) ? shown : `${name}: ${shown}`;
}

const WELL_KNOWN = new Set(['brand', 'category', 'color', 'gender', 'season', 'usage']);

/** A name of up to six words, a colon, a value: 'Pant Closure Type: Zipper Fly'. */
const TAG = /^\s*([^:\n]{1,60}?)\s*:\s*(\S[^]*?)\s*$/;

/**
 * Reads 'Item Type: Suits // Material: Polyester', with //, | or line ends between the tags.
 * @returns undefined when the text is no such series: fewer than two tags, or tags in less than half of its parts
 */
export function parseTagSeries(text: string): { tags: Tag[]; rest: string } | undefined {
  const parts = text.split(/\s*(?:\/\/(?=\s|\w)(?<!:\/\/)|\||\n)\s*/).filter((part) => part.trim() !== '');
  const tags: Tag[] = [];
  const rest: string[] = [];
  for (const part of parts) {
    const [, name, value] = TAG.exec(part) ?? [];
    if (name !== undefined && value !== undefined && name.split(/\s+/).length <= 6) tags.push([name, value]);
    else rest.push(part.trim());
  }
  return tags.length >= 2 && tags.length >= rest.length ? { tags, rest: rest.join('\n') } : undefined;
}

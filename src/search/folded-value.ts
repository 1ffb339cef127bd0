import { categoryLevels } from '../product.js';
import { fold } from '../text/fold.js';

/**
 * What all spellings of a value have in common: 'Navy Blue', 'navy  blue ' and 'NAVY BLUE' are one, as are 'Café' and
 * 'cafe'. Case, accents, blanks, and the marks that stand for apostrophes and hyphens make no difference.
 */
export function foldedValue(text: string): string {
  const folded = fold(text)
    .replace(/[\u2018\u2019\u02bc`\u00b4]/g, "'")
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/gu, ' ')
    .trim();
  return folded === '' ? text : folded;
}

/** The same for a value of one attribute: a category's for each of its levels. */
export function valueKey(name: string, value: string): string {
  return name === 'category' ? categoryLevels(value).map(foldedValue).join(LEVEL_MARK) : foldedValue(value);
}

const LEVEL_MARK = ' > ';

/** The levels of a category's key. */
export function keyLevels(key: string): string[] {
  return key.split(LEVEL_MARK);
}

/** The key of the category that one is a part of; undefined for one at the top. */
export function parentKey(key: string): string | undefined {
  const end = key.lastIndexOf(LEVEL_MARK);
  return end < 0 ? undefined : key.slice(0, end);
}

/** The fields of every product: an attribute of the shop that has the name of one in other letters is not that field. */
const FIELDS = new Set(['category', 'brand', 'color', 'gender', 'season', 'usage', 'price', 'availability', 'stock']);

/** What all spellings of an attribute's name have in common: 'Size' and 'SIZE' are one attribute. */
export function nameKey(name: string): string {
  const folded = foldedValue(name);
  return FIELDS.has(folded) && name !== folded ? `${folded} (attribute)` : folded;
}

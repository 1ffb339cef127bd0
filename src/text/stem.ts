import { commonSpelling } from './british-spellings.js';
import { irregularSingular } from './irregular-plurals.js';
import { porterStem } from './porter-stem.js';

/** How many words are remembered; a catalog has some tens of thousands, queries may bring any number. */
const REMEMBERED = 200_000;
const remembered = new Map<string, string>();

/**
 * What stands in the index for a word: Porter's stem of English words, of the singular where the plural is irregular
 * (knives, women) and of one spelling where British and American differ (grey, gray). Words of other alphabets stay.
 * @param word folded, as `fold` gives it
 */
export function stem(word: string): string {
  const known = remembered.get(word);
  if (known !== undefined) return known;
  const made = stemOf(word);
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(word, made);
  return made;
}

function stemOf(word: string): string {
  if (/^[a-z]+$/.test(word)) {
    const singular = irregularSingular(word) ?? word;
    return porterStem(commonSpelling(singular));
  }
  if (/^[a-z\d]+$/.test(word)) return porterStem(word);
  return KATAKANA_WITH_LONG_END.test(word) ? word.slice(0, -1) : word;
}

/** A long vowel at the end is often left out: サーバー, サーバ. */
const KATAKANA_WITH_LONG_END = /^[\u30a1-\u30fa\u30fc]{3,}\u30fc$/;

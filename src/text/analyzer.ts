import { compoundsOf, type Compound } from './compounds.js';
import { fold } from './fold.js';
import { isUnspaced, unspacedRuns, wordsOf, type Word } from './words.js';

export interface AnalyzedText {
  readonly words: readonly Word[];
  readonly compounds: readonly Compound[];
}

/**
 * Reads the words of a text, the same way for the index and for a query: cut at everything that is no letter, mark or
 * digit; folded; stemmed. Scripts without spaces are cut by the dictionaries of ICU. What is written as one with a sign
 * between is also a compound, so that 't-shirt', 'tshirt' and 't shirt' can find each other.
 */
export function analyze(text: string): AnalyzedText {
  const words = wordsOf(text);
  return { words, compounds: compoundsOf(text, words) };
}

/** The words of a text as they are written, folded, without what they are compounds of. */
export function plainWords(text: string): string[] {
  return wordsOf(text).map((word) => word.text);
}

/** The stems of the words of a text. */
export function stems(text: string): string[] {
  return wordsOf(text).map(({ term }) => term);
}

/**
 * Everything that the index holds of a text: its words in order, then its compounds, then the parts of what is written
 * without spaces (`partsOf`). No term has a space, so that they can be joined by one.
 */
export function indexTerms(text: string): string[] {
  const { words, compounds } = analyze(text);
  const terms = words.map(({ term }) => term);
  for (const { term } of compounds) terms.push(term);
  if (isUnspaced(text)) {
    for (const run of unspacedRuns(text)) for (const part of partsOf(run, { isEnd: true })) terms.push(part);
  }
  return terms;
}

/** Before a part of a run, so that no part is taken for a word. */
const PART = '\u00a6';

/**
 * The pairs of neighbouring characters of a run: of \u65e5\u6771\u96fb\u5de5 \u65e5\u6771, \u6771\u96fb, \u96fb\u5de5. A query whose words are cut in another way than
 * the index finds the run by the sequence of its pairs, which is any stretch of it.
 * @param isEnd whether the last character also stands alone, as in the index; a query of one character finds the pairs
 *   that begin with it, or the end
 */
export function partsOf(run: string, { isEnd }: { isEnd: boolean }): string[] {
  const characters = Array.from(fold(run));
  const pairs = characters.slice(1).map((character, i) => PART + characters[i] + character);
  return isEnd || characters.length === 1 ? [...pairs, PART + (characters.at(-1) ?? '')] : pairs;
}

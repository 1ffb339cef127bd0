import { tokenize } from './normalize.js';
import type { Vocabulary } from './vocabulary.js';

/** Texts that are looked at: enough for a share to a hundredth. */
const SAMPLES = 2000;

/**
 * Share of the words of texts that a vocabulary knows, in [0, 1]: near 1 in the trade that it was learned from, and
 * nearer to one half in another. Texts are sampled evenly.
 * @returns 1 for texts without words
 */
export function knownShare(texts: readonly string[], vocabulary: Vocabulary): number {
  const parts = new Set(vocabulary.words.flatMap((entry) => entry.split(' ')));
  const step = Math.max(1, texts.length / SAMPLES);
  let words = 0;
  let known = 0;
  for (let at = 0; at < texts.length; at += step) {
    for (const word of tokenize(texts[Math.floor(at)])) {
      words++;
      if (parts.has(word)) known++;
    }
  }
  return words === 0 ? 1 : known / words;
}

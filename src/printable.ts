/**
 * The one place that makes text of others fit to be printed: ids, titles, names of files and answers of servers may hold
 * characters that move a terminal's cursor, rewrite what stands before them, or turn the order of a line around.
 */

/**
 * Control characters (C0 with line breaks and tabs, DEL, C1), line and paragraph separators, the characters that
 * override or isolate the direction of writing (UAX #9), and halves of surrogate pairs. Marks of direction without an
 * end (U+200E, U+200F, U+061C) are part of ordinary Arabic and Hebrew texts and stay.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** @returns the text on one line, with `\x1b`, `\n` or `\u202e` in the place of characters that are not printed */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => SHORT[character] ?? escaped(character));
}

/** @returns the same for a text of several lines: line breaks and tabs stay */
export function printableLines(text: string): string {
  return text.replace(UNPRINTABLE, (character) => (/[\n\t]/u.test(character) ? character : printable(character)));
}

/**
 * JSON that shows none of these characters and means exactly what the value means: they are written as `\u001b`.
 * @param indent spaces of each level; one line by default
 */
export function printableJson(value: unknown, indent?: number): string {
  // JSON.stringify itself breaks lines only between the parts of an indented document.
  return JSON.stringify(value, null, indent).replace(UNPRINTABLE, (character) =>
    character === '\n' ? character : `\\u${hexOf(character, 4)}`,
  );
}

/**
 * A name within a message: one line, and no longer than a person reads.
 * @param most characters; the middle of a longer text is left out
 */
export function shortened(text: string, most = 120): string {
  const line = printable(text.length > 4 * most ? `${text.slice(0, 2 * most)}…${text.slice(-most)}` : text);
  const characters = Array.from(line);
  if (characters.length <= most) return line;
  const end = Math.floor(most / 3);
  return `${characters.slice(0, most - end - 1).join('')}…${characters.slice(-end).join('')}`;
}

function escaped(character: string): string {
  return character < '\u0100' ? `\\x${hexOf(character, 2)}` : `\\u${hexOf(character, 4)}`;
}

function hexOf(character: string, digits: number): string {
  return character.charCodeAt(0).toString(16).padStart(digits, '0');
}

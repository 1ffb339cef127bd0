const QUOTE = '"';

/** Where a quoted cell ends on a line, and what quotes stand in it before. */
export interface Closing {
  /** Index of the closing quote; -1 when the cell goes on in the next line. */
  readonly at: number;
  /** A quote that is neither doubled nor closes the cell stands where another cell could begin. */
  readonly hasBareOpening: boolean;
}

/**
 * Finds the end of a quoted cell.
 *
 *     1,"Shirt ""long""",5        closed by the quote before the comma; doubled quotes mean one
 *     1,"a 5" nail",5             the quote after 5 is bare: it is part of the text
 *
 * The search needs nothing but this line, so that no line has to be searched twice.
 * @param from index of the cell's first character on this line
 */
export function findClosing(text: string, from: number, delimiter: string): Closing {
  let hasBareOpening = false;
  let at = text.indexOf(QUOTE, from);
  while (at >= 0) {
    if (text[at + 1] === QUOTE) {
      at = text.indexOf(QUOTE, at + 2);
      continue;
    }
    const after = afterBlanks(text, at + 1);
    if (after === text.length || text.startsWith(delimiter, after)) break;
    hasBareOpening ||= at === 0 || text.startsWith(delimiter, at - delimiter.length);
    at = text.indexOf(QUOTE, at + 1);
  }
  return { at, hasBareOpening };
}

/** The text between the quotes, with doubled quotes as one. */
export function unquoted(text: string): string {
  return text.includes('""') ? text.replaceAll('""', QUOTE) : text;
}

/** Index of the first character that is no blank; a tab may be a delimiter and is none. */
export function afterBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ') at++;
  return at;
}

/** Where the text of a cell begins that is quoted like "this" or, as Excel keeps it from being a number, like ="0013". */
export function openingLength(text: string, at: number): 0 | 1 | 2 {
  if (text[at] === QUOTE) return 1;
  return text.startsWith(`=${QUOTE}`, at) ? 2 : 0;
}

/** A line that is split by itself, as the beginning of a row. */
export interface SplitLine {
  readonly cells: readonly string[];
  /** Column of the quoted cell that the line does not close; it is split at its delimiters like any text. */
  readonly open: number | undefined;
  /** A quote stands in a cell that does not begin with one: `5" nail`. */
  readonly hasInnerQuote: boolean;
}

/** Splits one line; a quoted cell that is not closed on it is text with a quote in it. */
export function splitLine(text: string, delimiter: string): SplitLine {
  if (!text.includes(QUOTE)) return { cells: text.split(delimiter), open: undefined, hasInnerQuote: false };
  const cells: string[] = [];
  let open: number | undefined;
  let hasInnerQuote = false;
  for (let at = 0; ;) {
    const opening = openingLength(text, at);
    const closing = opening === 0 ? -1 : findClosing(text, at + opening, delimiter).at;
    if (closing >= 0) {
      cells.push(unquoted(text.slice(at + opening, closing)));
      at = afterBlanks(text, closing + 1);
      if (at === text.length) break;
    } else {
      const end = text.indexOf(delimiter, at);
      const cell = text.slice(at, end < 0 ? undefined : end);
      if (opening === 1) open ??= cells.length;
      else hasInnerQuote ||= cell.includes(QUOTE);
      cells.push(cell);
      if (end < 0) break;
      at = end;
    }
    at += delimiter.length;
  }
  return { cells, open, hasInnerQuote };
}
